adult(P) :- age(N, P), N >= 18.
grandparent(X, N) :- parent(X, Y), age(Y, N).
adult(ann) :- age(ann, old).
adult(P) :- age(P, 200).
adult(P) :- age(P, 17.5).
adult(P) :- parent(P, 3).
adult(P) :- parent(P, Q), P > Q.
adult(P) :- parent(P, Q), age(Q, N), Q = N.
