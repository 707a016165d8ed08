p(a).
p(X) :- q(X), /* never closed
r(b).
