% parent is given by the database alone; that someone is no parent may be concluded.
parent(X, Y) :- grandparent(X, Z), parent(Z, Y).
-parent(X, Y) :- parent(Y, X).
