% A rule without end: what needs few steps is shown, the rest is open.
p(X) :- e(X).
p(M) :- p(N), M = N + 1.
:- p(X), X > 3.
