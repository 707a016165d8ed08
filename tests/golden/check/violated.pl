% @id one-gender
:- male(X), female(X).
male(X) :- father(X, _).
female(X) :- mother(X, _).
