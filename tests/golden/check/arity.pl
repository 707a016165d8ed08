adult(P) :- age(P, N, M), N >= 18.
grandparent(X) :- parent(X, Y), parent(Y, _).
