:- male(X), female(X).
0.9 :: male(X) :- father(X, _).
0.8 :: male(X) :- uncle(X, _).
female(X) :- mother(X, _).
