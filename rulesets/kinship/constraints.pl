% What always holds between relatives. Written by a person: trusted, and never dropped.
%
% Only what no family breaks is here. Left out on purpose: monogamy (people remarry), spouses of
% different gender, and what only custom forbids, such as an uncle who is also a father-in-law.

% @id one-gender
:- male(X), female(X).

% The name of a relation tells the gender of the one who bears it.
:- father(X, _), female(X).
:- son(X, _), female(X).
:- brother(X, _), female(X).
:- husband(X, _), female(X).
:- grandfather(X, _), female(X).
:- grandson(X, _), female(X).
:- uncle(X, _), female(X).
:- nephew(X, _), female(X).
:- father_in_law(X, _), female(X).
:- son_in_law(X, _), female(X).
:- mother(X, _), male(X).
:- daughter(X, _), male(X).
:- sister(X, _), male(X).
:- wife(X, _), male(X).
:- grandmother(X, _), male(X).
:- granddaughter(X, _), male(X).
:- aunt(X, _), male(X).
:- niece(X, _), male(X).
:- mother_in_law(X, _), male(X).
:- daughter_in_law(X, _), male(X).

% Nobody is a relative of himself.
:- father(X, X).
:- mother(X, X).
:- son(X, X).
:- daughter(X, X).
:- brother(X, X).
:- sister(X, X).
:- husband(X, X).
:- wife(X, X).
:- grandfather(X, X).
:- grandmother(X, X).
:- grandson(X, X).
:- granddaughter(X, X).
:- uncle(X, X).
:- aunt(X, X).
:- nephew(X, X).
:- niece(X, X).
:- father_in_law(X, X).
:- mother_in_law(X, X).
:- son_in_law(X, X).
:- daughter_in_law(X, X).

% Nobody descends from his own descendant.
:- father(X, Y), father(Y, X).
:- father(X, Y), mother(Y, X).
:- mother(X, Y), mother(Y, X).
:- son(X, Y), son(Y, X).
:- son(X, Y), daughter(Y, X).
:- daughter(X, Y), daughter(Y, X).
:- grandfather(X, Y), grandfather(Y, X).
:- grandfather(X, Y), grandmother(Y, X).
:- grandmother(X, Y), grandmother(Y, X).
:- grandson(X, Y), grandson(Y, X).
:- grandson(X, Y), granddaughter(Y, X).
:- granddaughter(X, Y), granddaughter(Y, X).
:- father(X, Y), son(X, Y).
:- mother(X, Y), daughter(X, Y).
:- grandfather(X, Y), grandson(X, Y).
:- grandmother(X, Y), granddaughter(X, Y).

% @id one-father
:- father(X, Z), father(Y, Z), X \= Y.
% @id one-mother
:- mother(X, Z), mother(Y, Z), X \= Y.
