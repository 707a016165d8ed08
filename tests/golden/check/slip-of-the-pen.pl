% Nothing is declared; parnt is what nobody meant, while child2 and mother are words of their own.
grandparent(X, Z) :- parent(X, Y), parnt(Y, Z).
parent(X, Y) :- child1(Y, X), child2(Y, X), mother(X).
