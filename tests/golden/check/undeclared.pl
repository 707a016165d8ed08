grandparent(X, Z) :- parent(X, Y), parent(Y, Z).
adult(P) :- agee(P, N), N >= 18.
grandparant(X, Z) :- parent(X, Y), parent(Y, Z).
