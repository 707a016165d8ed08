% @id grand
grandparent(X, Z) :- parent(X, Y), parent(Y, Z).
% @id self
near(X, Y) :- parent(Z, X), parent(Z, Y).
:- parent(X, X).
