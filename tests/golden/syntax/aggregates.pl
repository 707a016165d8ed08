ok(P, N) :- person(P), N = count { C : child(P, C) }.
greater(P) :- person(P), N > count { C : child(P, C) }.
sum_side(N) :- N + 1 = sum { X : p(X) }.
foreign(N) :- N = count { X : child(P, C) }.
unnamed(N) :- N = count { _ : child(_, _) }.
constant(N) :- a = max { X : p(X) }.
turned(N) :- count { X : p(X) } = N.
conjunction(N) :- N = count { X : p(X), q(X) }.
unlisted(N) :- N = count { p(X) }.
brackets(N) :- N = count(X, p(X)).
unknown(N) :- N = average { X : p(X) }.
absent(N) :- N = count { X : \+ p(X) }.
bar(N) :- N = sum { X | p(X) }.
product(N) :- N = sum { X * 2 : p(X) }.
unclosed(N) :- N = sum { X : p(X).
names(count, sum) :- min(max), count = count.
