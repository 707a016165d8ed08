a(X) :- n(X), X <= 3.
b(X) :- n(X), X == 3.
c(X) :- n(X), X != 3.
d(X) :- n(X), X <> 3.
e(X) :- n(X), X => 3.
f(X) :- n(X), X is 3 + 1.
g(X) :- n(X), X ≤ 3.
h(X) :- n(X), X ≠ 3.
i(X) :- n(X), X \== 3.
