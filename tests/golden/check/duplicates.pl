uncle(X, Y) :- brother(X, Z), parent(Z, Y).
uncle(A, B) :- parent(C, B), brother(A, C).
near(X, Y) :- spot(X, N), spot(Y, M), N < M, X \= Y.
near(P, Q) :- Q \= P, spot(Q, L), spot(P, K), L > K.
uncle(X, Y) :- brother(Y, Z), parent(Z, X).
uncle(X, Y) :- brother(X, Z), parent(Z, Y), parent(Z, Y).
