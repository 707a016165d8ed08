% A denial that can't be evaluated is named as well.
:- parent(X, Y), parentt(Y, X).
:- parent(X, Y), \+ age(X, N).
:- parent(X, X).
