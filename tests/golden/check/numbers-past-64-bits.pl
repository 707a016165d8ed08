% One whole number lies between the bounds, and no float tells it from them.
big(X) :- n(X, N), N > 100000000000000000000000000000000000000.
small(X) :- n(X, N), N < 100000000000000000000000000000000000002.
:- n(X, N), n(X, M), N \= M.
:- big(X), small(X).
