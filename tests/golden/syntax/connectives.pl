a(X) :- not b(X).
b(X) :- c(X), not(d(X)).
c(X) :- d(X), ~e(X).
d(X) :- e(X) ∧ f(X).
e(X) :- f(X) | g(X).
f(X) :- g(X) and h(X).
g(X) <- h(X).
h(X) → i(X).
i(X) if j(X).
j(X) :- ¬k(X).
k(X) :- \+ (a(X), b(X)).
l(X) :- a(X), !.
m(X) <=> a(X).
