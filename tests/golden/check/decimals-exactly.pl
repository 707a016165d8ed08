% 0.1 + 0.2 is 0.3, which binary floating point denies.
sum(X) :- v(X, N), N =:= 0.1 + 0.2.
other(X) :- v(X, N), N =\= 0.3.
:- v(X, N), v(X, M), N \= M.
:- sum(X), other(X).
