% With facts at hand, what nothing gives is named.
grandparent(X, Z) :- parent(X, Y), parnt(Y, Z).
lonely(X) :- parent(X, _), \+ visited(X).
