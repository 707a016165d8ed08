% Five people, and enough rules for proofs of some height.
parent(X, Y) :- father(X, Y).
parent(X, Y) :- mother(X, Y).
ancestor(X, Y) :- parent(X, Y).
ancestor(X, Z) :- parent(X, Y), ancestor(Y, Z).
0.9 :: uncle(X, Y) :- brother(X, Z), parent(Z, Y).
-uncle(X, Y) :- father(X, Y).
% @id only-child
only_child(X) :- parent(P, X), \+ sibling(X, _).
sibling(X, Y) :- parent(P, X), parent(P, Y), X \= Y.

father(carl, ann).
father(carl, dan).
mother(ann, bob).
brother(dan, ann).
