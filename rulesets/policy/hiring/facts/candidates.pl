% An example, invented.
% Ask who gets an offer, and why:  preceptor query policy/hiring -g "offer(X)" --why

years(sam, 9).
test(sam, 88).
degree(sam).
reference(sam, 3).
salary_ask(sam, 84000).

years(tess, 1).
test(tess, 58).
reference(tess, 0).
salary_ask(tess, 52000).
remote(tess).

years(uma, 4).
test(uma, 76).
degree(uma).
reference(uma, 1).
salary_ask(uma, 70000).
