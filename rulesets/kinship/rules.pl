% kinship: 799 rules kept, distilled from the replies of a large language model, 2026-11-24.
% Made by  preceptor distil kinship  and made anew by it: do not edit.

% father/2: 50 rules
father(X, Y) :- daughter(Y, X), husband(X, Z).
father(X, Y) :- daughter(Y, X), male(X).
father(X, Y) :- daughter(Y, X), wife(Z, X).
father(X, Y) :- father(X, Z), brother(Y, Z).
father(X, Y) :- father(X, Z), brother(Z, Y).
father(X, Y) :- father(X, Z), sister(Y, Z).
father(X, Y) :- father(X, Z), sister(Z, Y).
father(X, Y) :- father_in_law(X, Z), husband(Y, Z).
father(X, Y) :- father_in_law(X, Z), husband(Z, Y).
father(X, Y) :- father_in_law(X, Z), wife(Y, Z).
father(X, Y) :- father_in_law(X, Z), wife(Z, Y).
father(X, Y) :- son(Y, X), husband(X, Z).
father(X, Y) :- son(Y, X), male(X).
father(X, Y) :- son(Y, X), wife(Z, X).
father(X, Y) :- daughter(Z, X), brother(Y, Z), male(X).
father(X, Y) :- daughter(Z, X), sister(Y, Z), male(X).
father(X, Y) :- daughter(Z, X), sister(Z, Y), male(X).
father(X, Y) :- daughter_in_law(Z, X), husband(Y, Z), male(X).
father(X, Y) :- daughter_in_law(Z, X), wife(Z, Y), male(X).
father(X, Y) :- son(Z, X), brother(Y, Z), male(X).
father(X, Y) :- son(Z, X), brother(Z, Y), male(X).
father(X, Y) :- son(Z, X), sister(Y, Z), male(X).
father(X, Y) :- son_in_law(Z, X), husband(Z, Y), male(X).
father(X, Y) :- son_in_law(Z, X), wife(Y, Z), male(X).
0.95 :: father(X, Y) :- husband(X, Z), daughter(Y, Z).
0.95 :: father(X, Y) :- husband(X, Z), mother(Z, Y).
0.95 :: father(X, Y) :- husband(X, Z), son(Y, Z).
0.95 :: father(X, Y) :- wife(Z, X), daughter(Y, Z).
0.95 :: father(X, Y) :- wife(Z, X), mother(Z, Y).
0.95 :: father(X, Y) :- wife(Z, X), son(Y, Z).
0.7 :: father(X, Y) :- son(X, Z), granddaughter(Y, Z).
0.7 :: father(X, Y) :- son(X, Z), grandson(Y, Z).
0.6 :: father(X, Y) :- brother(X, Z), nephew(Y, Z).
0.6 :: father(X, Y) :- brother(X, Z), niece(Y, Z).
0.6 :: father(X, Y) :- grandfather(X, Z), aunt(Y, Z).
0.6 :: father(X, Y) :- grandfather(X, Z), nephew(Z, Y).
0.6 :: father(X, Y) :- grandfather(X, Z), niece(Z, Y).
0.6 :: father(X, Y) :- grandfather(X, Z), uncle(Y, Z).
0.6 :: father(X, Y) :- father(Z, X), grandfather(Z, Y), male(X).
0.6 :: father(X, Y) :- mother(Z, X), grandmother(Z, Y), male(X).
0.5 :: father(X, Y) :- brother(X, Z), aunt(Z, Y).
0.5 :: father(X, Y) :- brother(X, Z), uncle(Z, Y).
0.5 :: father(X, Y) :- grandfather(X, Z), daughter(Z, Y).
0.5 :: father(X, Y) :- grandfather(X, Z), father(Y, Z).
0.5 :: father(X, Y) :- grandfather(X, Z), mother(Y, Z).
0.5 :: father(X, Y) :- grandfather(X, Z), son(Z, Y).
0.5 :: father(X, Y) :- son(X, Z), grandfather(Z, Y).
0.5 :: father(X, Y) :- son(X, Z), grandmother(Z, Y).
0.5 :: father(X, Y) :- son_in_law(X, Z), grandfather(Z, Y).
0.5 :: father(X, Y) :- son_in_law(X, Z), grandmother(Z, Y).

% mother/2: 44 rules
mother(X, Y) :- daughter(Y, X), female(X).
mother(X, Y) :- mother(X, Z), brother(Y, Z).
mother(X, Y) :- mother(X, Z), brother(Z, Y).
mother(X, Y) :- mother(X, Z), sister(Y, Z).
mother(X, Y) :- mother(X, Z), sister(Z, Y).
mother(X, Y) :- mother_in_law(X, Z), husband(Y, Z).
mother(X, Y) :- mother_in_law(X, Z), husband(Z, Y).
mother(X, Y) :- mother_in_law(X, Z), wife(Y, Z).
mother(X, Y) :- mother_in_law(X, Z), wife(Z, Y).
mother(X, Y) :- son(Y, X), female(X).
mother(X, Y) :- daughter(Z, X), brother(Y, Z), female(X).
mother(X, Y) :- daughter(Z, X), sister(Y, Z), female(X).
mother(X, Y) :- daughter(Z, X), sister(Z, Y), female(X).
mother(X, Y) :- daughter_in_law(Z, X), husband(Y, Z), female(X).
mother(X, Y) :- daughter_in_law(Z, X), wife(Z, Y), female(X).
mother(X, Y) :- son(Z, X), brother(Y, Z), female(X).
mother(X, Y) :- son(Z, X), brother(Z, Y), female(X).
mother(X, Y) :- son(Z, X), sister(Y, Z), female(X).
mother(X, Y) :- son_in_law(Z, X), husband(Z, Y), female(X).
mother(X, Y) :- son_in_law(Z, X), wife(Y, Z), female(X).
0.95 :: mother(X, Y) :- husband(Z, X), daughter(Y, Z).
0.95 :: mother(X, Y) :- husband(Z, X), father(Z, Y).
0.95 :: mother(X, Y) :- husband(Z, X), son(Y, Z).
0.95 :: mother(X, Y) :- wife(X, Z), daughter(Y, Z).
0.95 :: mother(X, Y) :- wife(X, Z), father(Z, Y).
0.95 :: mother(X, Y) :- wife(X, Z), son(Y, Z).
0.7 :: mother(X, Y) :- grandmother(X, Z), aunt(Y, Z).
0.7 :: mother(X, Y) :- grandmother(X, Z), uncle(Y, Z).
0.6 :: mother(X, Y) :- grandmother(X, Z), nephew(Z, Y).
0.6 :: mother(X, Y) :- grandmother(X, Z), niece(Z, Y).
0.5 :: mother(X, Y) :- daughter(X, Z), granddaughter(Y, Z).
0.5 :: mother(X, Y) :- daughter(X, Z), grandfather(Z, Y).
0.5 :: mother(X, Y) :- daughter(X, Z), grandmother(Z, Y).
0.5 :: mother(X, Y) :- daughter(X, Z), grandson(Y, Z).
0.5 :: mother(X, Y) :- daughter_in_law(X, Z), granddaughter(Y, Z).
0.5 :: mother(X, Y) :- daughter_in_law(X, Z), grandfather(Z, Y).
0.5 :: mother(X, Y) :- daughter_in_law(X, Z), grandmother(Z, Y).
0.5 :: mother(X, Y) :- daughter_in_law(X, Z), grandson(Y, Z).
0.5 :: mother(X, Y) :- grandmother(X, Z), father(Y, Z).
0.5 :: mother(X, Y) :- grandmother(X, Z), mother(Y, Z).
0.5 :: mother(X, Y) :- sister(X, Z), aunt(Z, Y).
0.5 :: mother(X, Y) :- sister(X, Z), nephew(Y, Z).
0.5 :: mother(X, Y) :- sister(X, Z), niece(Y, Z).
0.5 :: mother(X, Y) :- sister(X, Z), uncle(Z, Y).

% son/2: 44 rules
son(X, Y) :- brother(X, Z), daughter(Z, Y).
son(X, Y) :- brother(X, Z), father(Y, Z).
son(X, Y) :- brother(X, Z), mother(Y, Z).
son(X, Y) :- brother(X, Z), son(Z, Y).
son(X, Y) :- father(Y, X), brother(X, Z).
son(X, Y) :- father(Y, X), husband(X, Z).
son(X, Y) :- father(Y, X), male(X).
son(X, Y) :- husband(X, Z), daughter_in_law(Z, Y).
son(X, Y) :- husband(X, Z), father_in_law(Y, Z).
son(X, Y) :- husband(X, Z), mother_in_law(Y, Z).
son(X, Y) :- mother(Y, X), brother(X, Z).
son(X, Y) :- mother(Y, X), husband(X, Z).
son(X, Y) :- mother(Y, X), male(X).
son(X, Y) :- son(X, Z), husband(Y, Z).
son(X, Y) :- son(X, Z), husband(Z, Y).
son(X, Y) :- son(X, Z), wife(Y, Z).
son(X, Y) :- son(X, Z), wife(Z, Y).
son(X, Y) :- wife(Z, X), daughter_in_law(Z, Y).
son(X, Y) :- wife(Z, X), father_in_law(Y, Z).
son(X, Y) :- wife(Z, X), mother_in_law(Y, Z).
son(X, Y) :- brother(Z, X), father(Y, Z), male(X).
son(X, Y) :- brother(Z, X), mother(Y, Z), male(X).
son(X, Y) :- brother(Z, X), son(Z, Y), male(X).
son(X, Y) :- father(Z, X), husband(Z, Y), male(X).
son(X, Y) :- father(Z, X), wife(Y, Z), male(X).
son(X, Y) :- mother(Z, X), husband(Y, Z), male(X).
son(X, Y) :- mother(Z, X), wife(Z, Y), male(X).
son(X, Y) :- sister(Z, X), daughter(Z, Y), male(X).
son(X, Y) :- sister(Z, X), father(Y, Z), male(X).
son(X, Y) :- sister(Z, X), mother(Y, Z), male(X).
0.6 :: son(X, Y) :- grandson(X, Z), daughter(Y, Z).
0.6 :: son(X, Y) :- grandson(X, Z), son(Y, Z).
0.6 :: son(X, Y) :- nephew(X, Z), brother(Y, Z).
0.6 :: son(X, Y) :- nephew(X, Z), sister(Y, Z).
0.5 :: son(X, Y) :- father(X, Z), granddaughter(Z, Y).
0.5 :: son(X, Y) :- father(X, Z), grandson(Z, Y).
0.5 :: son(X, Y) :- uncle(X, Z), granddaughter(Z, Y).
0.5 :: son(X, Y) :- uncle(X, Z), grandfather(Y, Z).
0.5 :: son(X, Y) :- uncle(X, Z), grandmother(Y, Z).
0.5 :: son(X, Y) :- uncle(X, Z), grandson(Z, Y).
0.4 :: son(X, Y) :- father(X, Z), grandfather(Y, Z).
0.4 :: son(X, Y) :- father(X, Z), grandmother(Y, Z).
0.4 :: son(X, Y) :- nephew(X, Z), brother(Z, Y).
0.4 :: son(X, Y) :- nephew(X, Z), sister(Z, Y).

% daughter/2: 49 rules
daughter(X, Y) :- daughter(X, Z), husband(Y, Z).
daughter(X, Y) :- daughter(X, Z), husband(Z, Y).
daughter(X, Y) :- daughter(X, Z), wife(Y, Z).
daughter(X, Y) :- daughter(X, Z), wife(Z, Y).
daughter(X, Y) :- father(Y, X), female(X).
daughter(X, Y) :- father(Y, X), mother(X, Z).
daughter(X, Y) :- father(Y, X), sister(X, Z).
daughter(X, Y) :- father(Y, X), wife(X, Z).
daughter(X, Y) :- husband(Z, X), father_in_law(Y, Z).
daughter(X, Y) :- husband(Z, X), mother_in_law(Y, Z).
daughter(X, Y) :- husband(Z, X), son_in_law(Z, Y).
daughter(X, Y) :- mother(Y, X), female(X).
daughter(X, Y) :- mother(Y, X), mother(X, Z).
daughter(X, Y) :- mother(Y, X), sister(X, Z).
daughter(X, Y) :- mother(Y, X), wife(X, Z).
daughter(X, Y) :- sister(X, Z), daughter(Z, Y).
daughter(X, Y) :- sister(X, Z), father(Y, Z).
daughter(X, Y) :- sister(X, Z), mother(Y, Z).
daughter(X, Y) :- sister(X, Z), son(Z, Y).
daughter(X, Y) :- wife(X, Z), father_in_law(Y, Z).
daughter(X, Y) :- wife(X, Z), mother_in_law(Y, Z).
daughter(X, Y) :- wife(X, Z), son_in_law(Z, Y).
daughter(X, Y) :- brother(Z, X), father(Y, Z), female(X).
daughter(X, Y) :- brother(Z, X), mother(Y, Z), female(X).
daughter(X, Y) :- brother(Z, X), son(Z, Y), female(X).
daughter(X, Y) :- father(Z, X), husband(Z, Y), female(X).
daughter(X, Y) :- father(Z, X), wife(Y, Z), female(X).
daughter(X, Y) :- mother(Z, X), husband(Y, Z), female(X).
daughter(X, Y) :- mother(Z, X), wife(Z, Y), female(X).
daughter(X, Y) :- sister(X, Z), daughter(Z, Y), X \= Z.
daughter(X, Y) :- sister(Z, X), daughter(Z, Y), female(X).
daughter(X, Y) :- sister(Z, X), father(Y, Z), female(X).
daughter(X, Y) :- sister(Z, X), mother(Y, Z), female(X).
0.6 :: daughter(X, Y) :- aunt(X, Z), granddaughter(Z, Y).
0.6 :: daughter(X, Y) :- aunt(X, Z), grandson(Z, Y).
0.5 :: daughter(X, Y) :- aunt(X, Z), grandfather(Y, Z).
0.5 :: daughter(X, Y) :- aunt(X, Z), grandmother(Y, Z).
0.5 :: daughter(X, Y) :- granddaughter(X, Z), daughter(Y, Z).
0.5 :: daughter(X, Y) :- granddaughter(X, Z), father(Z, Y).
0.5 :: daughter(X, Y) :- granddaughter(X, Z), mother(Z, Y).
0.5 :: daughter(X, Y) :- granddaughter(X, Z), son(Y, Z).
0.5 :: daughter(X, Y) :- mother(X, Z), granddaughter(Z, Y).
0.5 :: daughter(X, Y) :- mother(X, Z), grandfather(Y, Z).
0.5 :: daughter(X, Y) :- mother(X, Z), grandmother(Y, Z).
0.5 :: daughter(X, Y) :- mother(X, Z), grandson(Z, Y).
0.5 :: daughter(X, Y) :- niece(X, Z), brother(Y, Z).
0.5 :: daughter(X, Y) :- niece(X, Z), brother(Z, Y).
0.5 :: daughter(X, Y) :- niece(X, Z), sister(Y, Z).
0.5 :: daughter(X, Y) :- niece(X, Z), sister(Z, Y).

% brother/2: 50 rules
brother(X, Y) :- brother(X, Z), sister(Y, Z).
brother(X, Y) :- brother(Y, X), male(X).
brother(X, Y) :- sister(Y, X), male(X).
brother(X, Y) :- son(X, Z), daughter(Y, Z).
brother(X, Y) :- brother(X, Z), brother(Y, Z), X \= Y.
brother(X, Y) :- brother(X, Z), brother(Z, Y), X \= Y.
brother(X, Y) :- brother(X, Z), sister(Y, Z), X \= Y.
brother(X, Y) :- brother(X, Z), sister(Z, Y), X \= Y.
brother(X, Y) :- brother(Z, X), sister(Y, Z), male(X).
brother(X, Y) :- father(Z, X), daughter(Y, Z), male(X).
brother(X, Y) :- mother(Z, X), daughter(Y, Z), male(X).
brother(X, Y) :- sister(Z, X), sister(Y, Z), male(X).
brother(X, Y) :- son(X, Z), daughter(Y, Z), X \= Y.
brother(X, Y) :- son(X, Z), father(Z, Y), X \= Y.
brother(X, Y) :- son(X, Z), mother(Z, Y), X \= Y.
brother(X, Y) :- son(X, Z), son(Y, Z), X \= Y.
brother(X, Y) :- brother(Z, X), brother(Z, Y), male(X), X \= Y.
brother(X, Y) :- father(Z, X), daughter(Y, Z), male(X), X \= Y.
brother(X, Y) :- father(Z, X), father(Z, Y), male(X), X \= Y.
brother(X, Y) :- father(Z, X), son(Y, Z), male(X), X \= Y.
brother(X, Y) :- mother(Z, X), daughter(Y, Z), male(X), X \= Y.
brother(X, Y) :- mother(Z, X), mother(Z, Y), male(X), X \= Y.
brother(X, Y) :- mother(Z, X), son(Y, Z), male(X), X \= Y.
brother(X, Y) :- sister(Z, X), brother(Y, Z), male(X), X \= Y.
brother(X, Y) :- sister(Z, X), sister(Z, Y), male(X), X \= Y.
brother(X, Y) :- son(X, Z), daughter(Y, Z), male(X), X \= Y.
brother(X, Y) :- son(X, Z), son(Y, Z), male(X), X \= Y.
0.7 :: brother(X, Y) :- nephew(Z, X), son(Z, Y), male(X).
0.7 :: brother(X, Y) :- niece(Z, X), daughter(Z, Y), male(X).
0.6 :: brother(X, Y) :- father(X, Z), aunt(Y, Z).
0.6 :: brother(X, Y) :- father(X, Z), nephew(Z, Y).
0.6 :: brother(X, Y) :- father(X, Z), niece(Z, Y).
0.6 :: brother(X, Y) :- father(X, Z), uncle(Y, Z).
0.6 :: brother(X, Y) :- grandson(X, Z), granddaughter(Y, Z).
0.6 :: brother(X, Y) :- nephew(X, Z), niece(Y, Z).
0.6 :: brother(X, Y) :- uncle(X, Z), daughter(Z, Y).
0.6 :: brother(X, Y) :- uncle(X, Z), father(Y, Z).
0.6 :: brother(X, Y) :- uncle(X, Z), mother(Y, Z).
0.6 :: brother(X, Y) :- uncle(X, Z), son(Z, Y).
0.6 :: brother(X, Y) :- grandson(X, Z), grandson(Y, Z), X \= Y.
0.6 :: brother(X, Y) :- nephew(Z, X), father(Y, Z), male(X).
0.6 :: brother(X, Y) :- nephew(Z, X), mother(Y, Z), male(X).
0.6 :: brother(X, Y) :- niece(Z, X), father(Y, Z), male(X).
0.6 :: brother(X, Y) :- niece(Z, X), mother(Y, Z), male(X).
0.5 :: brother(X, Y) :- grandson(X, Z), grandfather(Z, Y), X \= Y.
0.5 :: brother(X, Y) :- grandson(X, Z), grandmother(Z, Y), X \= Y.
0.5 :: brother(X, Y) :- nephew(X, Z), nephew(Y, Z), X \= Y.
0.5 :: brother(X, Y) :- nephew(X, Z), niece(Y, Z), X \= Y.
0.4 :: brother(X, Y) :- nephew(X, Z), aunt(Z, Y), X \= Y.
0.4 :: brother(X, Y) :- nephew(X, Z), uncle(Z, Y), X \= Y.

% sister/2: 48 rules
sister(X, Y) :- brother(Y, X), female(X).
sister(X, Y) :- daughter(X, Z), son(Y, Z).
sister(X, Y) :- sister(X, Z), brother(Y, Z).
sister(X, Y) :- sister(Y, X), female(X).
sister(X, Y) :- brother(Z, X), brother(Y, Z), female(X).
sister(X, Y) :- daughter(X, Z), daughter(Y, Z), X \= Y.
sister(X, Y) :- daughter(X, Z), father(Z, Y), X \= Y.
sister(X, Y) :- daughter(X, Z), mother(Z, Y), X \= Y.
sister(X, Y) :- daughter(X, Z), son(Y, Z), X \= Y.
sister(X, Y) :- father(Z, X), son(Y, Z), female(X).
sister(X, Y) :- mother(Z, X), son(Y, Z), female(X).
sister(X, Y) :- sister(X, Z), brother(Y, Z), X \= Y.
sister(X, Y) :- sister(X, Z), brother(Z, Y), X \= Y.
sister(X, Y) :- sister(X, Z), sister(Y, Z), X \= Y.
sister(X, Y) :- sister(X, Z), sister(Z, Y), X \= Y.
sister(X, Y) :- sister(Z, X), brother(Y, Z), female(X).
sister(X, Y) :- brother(Z, X), brother(Y, Z), female(X), X \= Y.
sister(X, Y) :- brother(Z, X), brother(Z, Y), female(X), X \= Y.
sister(X, Y) :- brother(Z, X), sister(Y, Z), female(X), X \= Y.
sister(X, Y) :- brother(Z, X), sister(Z, Y), female(X), X \= Y.
sister(X, Y) :- father(Z, X), daughter(Y, Z), female(X), X \= Y.
sister(X, Y) :- father(Z, X), father(Z, Y), female(X), X \= Y.
sister(X, Y) :- father(Z, X), son(Y, Z), female(X), X \= Y.
sister(X, Y) :- mother(Z, X), daughter(Y, Z), female(X), X \= Y.
sister(X, Y) :- mother(Z, X), mother(Z, Y), female(X), X \= Y.
sister(X, Y) :- mother(Z, X), son(Y, Z), female(X), X \= Y.
sister(X, Y) :- sister(Z, X), brother(Y, Z), female(X), X \= Y.
sister(X, Y) :- sister(Z, X), sister(Y, Z), female(X), X \= Y.
sister(X, Y) :- sister(Z, X), sister(Z, Y), female(X), X \= Y.
0.6 :: sister(X, Y) :- aunt(X, Z), daughter(Z, Y).
0.6 :: sister(X, Y) :- aunt(X, Z), father(Y, Z).
0.6 :: sister(X, Y) :- aunt(X, Z), mother(Y, Z).
0.6 :: sister(X, Y) :- aunt(X, Z), son(Z, Y).
0.6 :: sister(X, Y) :- granddaughter(X, Z), grandson(Y, Z).
0.6 :: sister(X, Y) :- mother(X, Z), aunt(Y, Z), X \= Y.
0.5 :: sister(X, Y) :- mother(X, Z), aunt(Y, Z).
0.5 :: sister(X, Y) :- mother(X, Z), nephew(Z, Y).
0.5 :: sister(X, Y) :- mother(X, Z), niece(Z, Y).
0.5 :: sister(X, Y) :- mother(X, Z), uncle(Y, Z).
0.5 :: sister(X, Y) :- niece(X, Z), nephew(Y, Z).
0.5 :: sister(X, Y) :- granddaughter(X, Z), granddaughter(Y, Z), X \= Y.
0.5 :: sister(X, Y) :- granddaughter(X, Z), grandfather(Z, Y), X \= Y.
0.5 :: sister(X, Y) :- granddaughter(X, Z), grandmother(Z, Y), X \= Y.
0.5 :: sister(X, Y) :- granddaughter(X, Z), grandson(Y, Z), X \= Y.
0.5 :: sister(X, Y) :- niece(X, Z), aunt(Z, Y), X \= Y.
0.5 :: sister(X, Y) :- niece(X, Z), nephew(Y, Z), X \= Y.
0.5 :: sister(X, Y) :- niece(X, Z), niece(Y, Z), X \= Y.
0.5 :: sister(X, Y) :- niece(X, Z), uncle(Z, Y), X \= Y.

% husband/2: 38 rules
husband(X, Y) :- wife(Y, X).
husband(X, Y) :- husband(Y, X), male(X).
husband(X, Y) :- daughter(Z, X), mother(Y, Z), X \= Y.
husband(X, Y) :- father(X, Z), daughter(Z, Y), X \= Y.
husband(X, Y) :- father(X, Z), son(Z, Y), X \= Y.
husband(X, Y) :- father_in_law(X, Z), daughter_in_law(Z, Y), X \= Y.
husband(X, Y) :- father_in_law(X, Z), son_in_law(Z, Y), X \= Y.
husband(X, Y) :- son(Z, X), mother(Y, Z), X \= Y.
0.95 :: husband(X, Y) :- father(X, Z), daughter(Z, Y), X \= Y, female(Y).
0.95 :: husband(X, Y) :- father(X, Z), son(Z, Y), X \= Y, female(Y).
0.9 :: husband(X, Y) :- father(X, Z), mother(Y, Z).
0.9 :: husband(X, Y) :- father_in_law(X, Z), mother_in_law(Y, Z).
0.9 :: husband(X, Y) :- daughter(Z, X), mother(Y, Z), male(X).
0.9 :: husband(X, Y) :- father(X, Z), daughter(Z, Y), female(Y).
0.9 :: husband(X, Y) :- father(X, Z), son(Z, Y), female(Y).
0.9 :: husband(X, Y) :- father_in_law(X, Z), daughter_in_law(Z, Y), female(Y).
0.9 :: husband(X, Y) :- father_in_law(X, Z), son_in_law(Z, Y), female(Y).
0.9 :: husband(X, Y) :- son(Z, X), mother(Y, Z), male(X).
0.9 :: husband(X, Y) :- daughter(Z, X), daughter(Z, Y), male(X), female(Y).
0.9 :: husband(X, Y) :- son(Z, X), son(Z, Y), male(X), female(Y).
0.8 :: husband(X, Y) :- father(Z, X), daughter_in_law(Y, Z), male(X).
0.8 :: husband(X, Y) :- mother(Z, X), daughter_in_law(Y, Z), male(X).
0.8 :: husband(X, Y) :- father(Z, X), father_in_law(Z, Y), male(X), female(Y).
0.8 :: husband(X, Y) :- mother(Z, X), mother_in_law(Z, Y), male(X), female(Y).
0.7 :: husband(X, Y) :- son(X, Z), daughter_in_law(Y, Z).
0.7 :: husband(X, Y) :- son_in_law(X, Z), daughter(Y, Z).
0.7 :: husband(X, Y) :- father_in_law(Z, X), daughter(Y, Z), male(X).
0.7 :: husband(X, Y) :- mother_in_law(Z, X), daughter(Y, Z), male(X).
0.7 :: husband(X, Y) :- son(X, Z), father_in_law(Z, Y), female(Y).
0.7 :: husband(X, Y) :- son(X, Z), mother_in_law(Z, Y), female(Y).
0.7 :: husband(X, Y) :- son_in_law(X, Z), father(Z, Y), female(Y).
0.7 :: husband(X, Y) :- son_in_law(X, Z), mother(Z, Y), female(Y).
0.5 :: husband(X, Y) :- grandfather(X, Z), grandmother(Y, Z).
0.5 :: husband(X, Y) :- granddaughter(Z, X), grandmother(Y, Z), male(X).
0.5 :: husband(X, Y) :- grandfather(X, Z), granddaughter(Z, Y), female(Y).
0.5 :: husband(X, Y) :- grandfather(X, Z), grandson(Z, Y), female(Y).
0.5 :: husband(X, Y) :- grandson(Z, X), grandmother(Y, Z), male(X).
0.3 :: husband(X, Y) :- uncle(X, Z), aunt(Y, Z).

% wife/2: 29 rules
wife(X, Y) :- husband(Y, X).
0.95 :: wife(X, Y) :- daughter_in_law(Z, X), father_in_law(Y, Z), female(X).
0.95 :: wife(X, Y) :- son_in_law(Z, X), father_in_law(Y, Z), female(X).
0.95 :: wife(X, Y) :- daughter(Z, X), daughter(Z, Y), female(X), male(Y).
0.95 :: wife(X, Y) :- son(Z, X), son(Z, Y), female(X), male(Y).
0.9 :: wife(X, Y) :- mother(X, Z), father(Y, Z).
0.9 :: wife(X, Y) :- mother_in_law(X, Z), father_in_law(Y, Z).
0.9 :: wife(X, Y) :- daughter(Z, X), father(Y, Z), female(X).
0.9 :: wife(X, Y) :- mother(X, Z), daughter(Z, Y), male(Y).
0.9 :: wife(X, Y) :- mother(X, Z), son(Z, Y), male(Y).
0.9 :: wife(X, Y) :- mother_in_law(X, Z), daughter_in_law(Z, Y), male(Y).
0.9 :: wife(X, Y) :- mother_in_law(X, Z), son_in_law(Z, Y), male(Y).
0.9 :: wife(X, Y) :- son(Z, X), father(Y, Z), female(X).
0.7 :: wife(X, Y) :- father(Z, X), son_in_law(Y, Z), female(X).
0.7 :: wife(X, Y) :- mother(Z, X), son_in_law(Y, Z), female(X).
0.7 :: wife(X, Y) :- father_in_law(Z, X), father(Z, Y), female(X), male(Y).
0.7 :: wife(X, Y) :- mother_in_law(Z, X), mother(Z, Y), female(X), male(Y).
0.6 :: wife(X, Y) :- daughter(X, Z), son_in_law(Y, Z).
0.6 :: wife(X, Y) :- daughter_in_law(X, Z), son(Y, Z).
0.6 :: wife(X, Y) :- daughter(X, Z), father_in_law(Z, Y), male(Y).
0.6 :: wife(X, Y) :- daughter(X, Z), mother_in_law(Z, Y), male(Y).
0.6 :: wife(X, Y) :- daughter_in_law(X, Z), father(Z, Y), male(Y).
0.6 :: wife(X, Y) :- daughter_in_law(X, Z), mother(Z, Y), male(Y).
0.6 :: wife(X, Y) :- father_in_law(Z, X), son(Y, Z), female(X).
0.6 :: wife(X, Y) :- mother_in_law(Z, X), son(Y, Z), female(X).
0.5 :: wife(X, Y) :- grandmother(X, Z), grandfather(Y, Z).
0.5 :: wife(X, Y) :- grandmother(X, Z), granddaughter(Z, Y), male(Y).
0.5 :: wife(X, Y) :- grandmother(X, Z), grandson(Z, Y), male(Y).
0.2 :: wife(X, Y) :- aunt(X, Z), uncle(Y, Z).

% -wife/2: 3 rules
-wife(X, Y) :- daughter(X, Y).
-wife(X, Y) :- mother(X, Y).
-wife(X, Y) :- sister(X, Y).

% grandfather/2: 44 rules
grandfather(X, Y) :- father(X, Z), daughter(Y, Z).
grandfather(X, Y) :- father(X, Z), father(Z, Y).
grandfather(X, Y) :- father(X, Z), mother(Z, Y).
grandfather(X, Y) :- father(X, Z), son(Y, Z).
grandfather(X, Y) :- father_in_law(X, Z), daughter(Y, Z).
grandfather(X, Y) :- father_in_law(X, Z), father(Z, Y).
grandfather(X, Y) :- father_in_law(X, Z), mother(Z, Y).
grandfather(X, Y) :- father_in_law(X, Z), son(Y, Z).
grandfather(X, Y) :- granddaughter(Y, X), male(X).
grandfather(X, Y) :- grandfather(X, Z), brother(Y, Z).
grandfather(X, Y) :- grandfather(X, Z), brother(Z, Y).
grandfather(X, Y) :- grandfather(X, Z), sister(Y, Z).
grandfather(X, Y) :- grandfather(X, Z), sister(Z, Y).
grandfather(X, Y) :- grandson(Y, X), male(X).
grandfather(X, Y) :- husband(X, Z), granddaughter(Y, Z).
grandfather(X, Y) :- husband(X, Z), grandmother(Z, Y).
grandfather(X, Y) :- husband(X, Z), grandson(Y, Z).
grandfather(X, Y) :- wife(Z, X), granddaughter(Y, Z).
grandfather(X, Y) :- wife(Z, X), grandmother(Z, Y).
grandfather(X, Y) :- wife(Z, X), grandson(Y, Z).
grandfather(X, Y) :- daughter(Z, X), daughter(Y, Z), male(X).
grandfather(X, Y) :- daughter(Z, X), mother(Z, Y), male(X).
grandfather(X, Y) :- daughter(Z, X), son(Y, Z), male(X).
grandfather(X, Y) :- daughter_in_law(Z, X), daughter(Y, Z), male(X).
grandfather(X, Y) :- daughter_in_law(Z, X), mother(Z, Y), male(X).
grandfather(X, Y) :- daughter_in_law(Z, X), son(Y, Z), male(X).
grandfather(X, Y) :- granddaughter(Z, X), brother(Y, Z), male(X).
grandfather(X, Y) :- granddaughter(Z, X), sister(Y, Z), male(X).
grandfather(X, Y) :- granddaughter(Z, X), sister(Z, Y), male(X).
grandfather(X, Y) :- grandson(Z, X), brother(Y, Z), male(X).
grandfather(X, Y) :- grandson(Z, X), brother(Z, Y), male(X).
grandfather(X, Y) :- grandson(Z, X), sister(Y, Z), male(X).
grandfather(X, Y) :- son(Z, X), daughter(Y, Z), male(X).
grandfather(X, Y) :- son(Z, X), father(Z, Y), male(X).
grandfather(X, Y) :- son(Z, X), son(Y, Z), male(X).
grandfather(X, Y) :- son_in_law(Z, X), daughter(Y, Z), male(X).
grandfather(X, Y) :- son_in_law(Z, X), father(Z, Y), male(X).
grandfather(X, Y) :- son_in_law(Z, X), son(Y, Z), male(X).
0.8 :: grandfather(X, Y) :- father(X, Z), aunt(Z, Y).
0.8 :: grandfather(X, Y) :- father(X, Z), nephew(Y, Z).
0.8 :: grandfather(X, Y) :- father(X, Z), niece(Y, Z).
0.8 :: grandfather(X, Y) :- father(X, Z), uncle(Z, Y).
0.8 :: grandfather(X, Y) :- daughter(Z, X), aunt(Z, Y), male(X).
0.8 :: grandfather(X, Y) :- son(Z, X), uncle(Z, Y), male(X).

% grandmother/2: 44 rules
grandmother(X, Y) :- granddaughter(Y, X), female(X).
grandmother(X, Y) :- grandmother(X, Z), brother(Y, Z).
grandmother(X, Y) :- grandmother(X, Z), brother(Z, Y).
grandmother(X, Y) :- grandmother(X, Z), sister(Y, Z).
grandmother(X, Y) :- grandmother(X, Z), sister(Z, Y).
grandmother(X, Y) :- grandson(Y, X), female(X).
grandmother(X, Y) :- husband(Z, X), granddaughter(Y, Z).
grandmother(X, Y) :- husband(Z, X), grandfather(Z, Y).
grandmother(X, Y) :- husband(Z, X), grandson(Y, Z).
grandmother(X, Y) :- mother(X, Z), daughter(Y, Z).
grandmother(X, Y) :- mother(X, Z), father(Z, Y).
grandmother(X, Y) :- mother(X, Z), mother(Z, Y).
grandmother(X, Y) :- mother(X, Z), son(Y, Z).
grandmother(X, Y) :- mother_in_law(X, Z), daughter(Y, Z).
grandmother(X, Y) :- mother_in_law(X, Z), father(Z, Y).
grandmother(X, Y) :- mother_in_law(X, Z), mother(Z, Y).
grandmother(X, Y) :- mother_in_law(X, Z), son(Y, Z).
grandmother(X, Y) :- wife(X, Z), granddaughter(Y, Z).
grandmother(X, Y) :- wife(X, Z), grandfather(Z, Y).
grandmother(X, Y) :- wife(X, Z), grandson(Y, Z).
grandmother(X, Y) :- daughter(Z, X), daughter(Y, Z), female(X).
grandmother(X, Y) :- daughter(Z, X), mother(Z, Y), female(X).
grandmother(X, Y) :- daughter(Z, X), son(Y, Z), female(X).
grandmother(X, Y) :- daughter_in_law(Z, X), daughter(Y, Z), female(X).
grandmother(X, Y) :- daughter_in_law(Z, X), mother(Z, Y), female(X).
grandmother(X, Y) :- daughter_in_law(Z, X), son(Y, Z), female(X).
grandmother(X, Y) :- granddaughter(Z, X), brother(Y, Z), female(X).
grandmother(X, Y) :- granddaughter(Z, X), sister(Y, Z), female(X).
grandmother(X, Y) :- granddaughter(Z, X), sister(Z, Y), female(X).
grandmother(X, Y) :- grandson(Z, X), brother(Y, Z), female(X).
grandmother(X, Y) :- grandson(Z, X), brother(Z, Y), female(X).
grandmother(X, Y) :- grandson(Z, X), sister(Y, Z), female(X).
grandmother(X, Y) :- son(Z, X), daughter(Y, Z), female(X).
grandmother(X, Y) :- son(Z, X), father(Z, Y), female(X).
grandmother(X, Y) :- son(Z, X), son(Y, Z), female(X).
grandmother(X, Y) :- son_in_law(Z, X), daughter(Y, Z), female(X).
grandmother(X, Y) :- son_in_law(Z, X), father(Z, Y), female(X).
grandmother(X, Y) :- son_in_law(Z, X), son(Y, Z), female(X).
0.8 :: grandmother(X, Y) :- mother(X, Z), aunt(Z, Y).
0.8 :: grandmother(X, Y) :- mother(X, Z), nephew(Y, Z).
0.8 :: grandmother(X, Y) :- mother(X, Z), niece(Y, Z).
0.8 :: grandmother(X, Y) :- mother(X, Z), uncle(Z, Y).
0.7 :: grandmother(X, Y) :- daughter(Z, X), aunt(Z, Y), female(X).
0.7 :: grandmother(X, Y) :- son(Z, X), uncle(Z, Y), female(X).

% grandson/2: 42 rules
grandson(X, Y) :- brother(X, Z), granddaughter(Z, Y).
grandson(X, Y) :- brother(X, Z), grandfather(Y, Z).
grandson(X, Y) :- brother(X, Z), grandmother(Y, Z).
grandson(X, Y) :- brother(X, Z), grandson(Z, Y).
grandson(X, Y) :- grandfather(Y, X), male(X).
grandson(X, Y) :- grandmother(Y, X), male(X).
grandson(X, Y) :- grandson(X, Z), husband(Y, Z).
grandson(X, Y) :- grandson(X, Z), husband(Z, Y).
grandson(X, Y) :- grandson(X, Z), wife(Y, Z).
grandson(X, Y) :- grandson(X, Z), wife(Z, Y).
grandson(X, Y) :- son(X, Z), daughter(Z, Y).
grandson(X, Y) :- son(X, Z), daughter_in_law(Z, Y).
grandson(X, Y) :- son(X, Z), father(Y, Z).
grandson(X, Y) :- son(X, Z), father_in_law(Y, Z).
grandson(X, Y) :- son(X, Z), mother(Y, Z).
grandson(X, Y) :- son(X, Z), mother_in_law(Y, Z).
grandson(X, Y) :- son(X, Z), son(Z, Y).
grandson(X, Y) :- son(X, Z), son_in_law(Z, Y).
grandson(X, Y) :- brother(Z, X), grandfather(Y, Z), male(X).
grandson(X, Y) :- brother(Z, X), grandmother(Y, Z), male(X).
grandson(X, Y) :- brother(Z, X), grandson(Z, Y), male(X).
grandson(X, Y) :- father(Z, X), father(Y, Z), male(X).
grandson(X, Y) :- father(Z, X), mother(Y, Z), male(X).
grandson(X, Y) :- father(Z, X), son(Z, Y), male(X).
grandson(X, Y) :- father(Z, X), son_in_law(Z, Y), male(X).
grandson(X, Y) :- grandfather(Z, X), husband(Z, Y), male(X).
grandson(X, Y) :- grandfather(Z, X), wife(Y, Z), male(X).
grandson(X, Y) :- grandmother(Z, X), husband(Y, Z), male(X).
grandson(X, Y) :- grandmother(Z, X), wife(Z, Y), male(X).
grandson(X, Y) :- mother(Z, X), daughter(Z, Y), male(X).
grandson(X, Y) :- mother(Z, X), daughter_in_law(Z, Y), male(X).
grandson(X, Y) :- mother(Z, X), father(Y, Z), male(X).
grandson(X, Y) :- mother(Z, X), mother(Y, Z), male(X).
grandson(X, Y) :- sister(Z, X), granddaughter(Z, Y), male(X).
grandson(X, Y) :- sister(Z, X), grandfather(Y, Z), male(X).
grandson(X, Y) :- sister(Z, X), grandmother(Y, Z), male(X).
0.8 :: grandson(X, Y) :- nephew(X, Z), daughter(Z, Y).
0.8 :: grandson(X, Y) :- nephew(X, Z), father(Y, Z).
0.8 :: grandson(X, Y) :- nephew(X, Z), mother(Y, Z).
0.8 :: grandson(X, Y) :- nephew(X, Z), son(Z, Y).
0.7 :: grandson(X, Y) :- aunt(Z, X), daughter(Z, Y), male(X).
0.7 :: grandson(X, Y) :- uncle(Z, X), son(Z, Y), male(X).

% granddaughter/2: 36 rules
granddaughter(X, Y) :- daughter(X, Z), daughter(Z, Y).
granddaughter(X, Y) :- daughter(X, Z), daughter_in_law(Z, Y).
granddaughter(X, Y) :- daughter(X, Z), father(Y, Z).
granddaughter(X, Y) :- daughter(X, Z), father_in_law(Y, Z).
granddaughter(X, Y) :- daughter(X, Z), mother(Y, Z).
granddaughter(X, Y) :- daughter(X, Z), mother_in_law(Y, Z).
granddaughter(X, Y) :- daughter(X, Z), son(Z, Y).
granddaughter(X, Y) :- daughter(X, Z), son_in_law(Z, Y).
granddaughter(X, Y) :- granddaughter(X, Z), husband(Y, Z).
granddaughter(X, Y) :- granddaughter(X, Z), husband(Z, Y).
granddaughter(X, Y) :- granddaughter(X, Z), wife(Y, Z).
granddaughter(X, Y) :- granddaughter(X, Z), wife(Z, Y).
granddaughter(X, Y) :- grandfather(Y, X), female(X).
granddaughter(X, Y) :- grandmother(Y, X), female(X).
granddaughter(X, Y) :- sister(X, Z), granddaughter(Z, Y).
granddaughter(X, Y) :- sister(X, Z), grandfather(Y, Z).
granddaughter(X, Y) :- sister(X, Z), grandmother(Y, Z).
granddaughter(X, Y) :- sister(X, Z), grandson(Z, Y).
granddaughter(X, Y) :- brother(Z, X), grandfather(Y, Z), female(X).
granddaughter(X, Y) :- brother(Z, X), grandmother(Y, Z), female(X).
granddaughter(X, Y) :- brother(Z, X), grandson(Z, Y), female(X).
granddaughter(X, Y) :- father(Z, X), father(Y, Z), female(X).
granddaughter(X, Y) :- father(Z, X), mother(Y, Z), female(X).
granddaughter(X, Y) :- father(Z, X), son(Z, Y), female(X).
granddaughter(X, Y) :- grandfather(Z, X), wife(Y, Z), female(X).
granddaughter(X, Y) :- grandmother(Z, X), husband(Y, Z), female(X).
granddaughter(X, Y) :- mother(Z, X), daughter(Z, Y), female(X).
granddaughter(X, Y) :- mother(Z, X), father(Y, Z), female(X).
granddaughter(X, Y) :- mother(Z, X), mother(Y, Z), female(X).
granddaughter(X, Y) :- sister(Z, X), granddaughter(Z, Y), female(X).
granddaughter(X, Y) :- sister(Z, X), grandfather(Y, Z), female(X).
granddaughter(X, Y) :- sister(Z, X), grandmother(Y, Z), female(X).
0.8 :: granddaughter(X, Y) :- niece(X, Z), father(Y, Z).
0.8 :: granddaughter(X, Y) :- niece(X, Z), mother(Y, Z).
0.75 :: granddaughter(X, Y) :- niece(X, Z), daughter(Z, Y).
0.75 :: granddaughter(X, Y) :- niece(X, Z), son(Z, Y).

% uncle/2: 34 rules
uncle(X, Y) :- brother(X, Z), daughter(Y, Z).
uncle(X, Y) :- brother(X, Z), father(Z, Y).
uncle(X, Y) :- brother(X, Z), mother(Z, Y).
uncle(X, Y) :- brother(X, Z), son(Y, Z).
uncle(X, Y) :- husband(X, Z), aunt(Z, Y).
uncle(X, Y) :- husband(X, Z), nephew(Y, Z).
uncle(X, Y) :- husband(X, Z), niece(Y, Z).
uncle(X, Y) :- nephew(Y, X), male(X).
uncle(X, Y) :- niece(Y, X), male(X).
uncle(X, Y) :- uncle(X, Z), brother(Y, Z).
uncle(X, Y) :- uncle(X, Z), brother(Z, Y).
uncle(X, Y) :- uncle(X, Z), sister(Y, Z).
uncle(X, Y) :- uncle(X, Z), sister(Z, Y).
uncle(X, Y) :- wife(Z, X), aunt(Z, Y).
uncle(X, Y) :- wife(Z, X), nephew(Y, Z).
uncle(X, Y) :- wife(Z, X), niece(Y, Z).
uncle(X, Y) :- brother(Z, X), daughter(Y, Z), male(X).
uncle(X, Y) :- brother(Z, X), father(Z, Y), male(X).
uncle(X, Y) :- brother(Z, X), son(Y, Z), male(X).
uncle(X, Y) :- nephew(Z, X), brother(Z, Y), male(X).
uncle(X, Y) :- nephew(Z, X), sister(Y, Z), male(X).
uncle(X, Y) :- niece(Z, X), brother(Y, Z), male(X).
uncle(X, Y) :- niece(Z, X), sister(Z, Y), male(X).
uncle(X, Y) :- sister(Z, X), daughter(Y, Z), male(X).
uncle(X, Y) :- sister(Z, X), mother(Z, Y), male(X).
uncle(X, Y) :- sister(Z, X), son(Y, Z), male(X).
0.6 :: uncle(X, Y) :- son(X, Z), grandfather(Z, Y).
0.6 :: uncle(X, Y) :- son(X, Z), grandmother(Z, Y).
0.5 :: uncle(X, Y) :- brother(X, Z), aunt(Z, Y).
0.5 :: uncle(X, Y) :- brother(X, Z), uncle(Z, Y).
0.5 :: uncle(X, Y) :- son(X, Z), granddaughter(Y, Z).
0.5 :: uncle(X, Y) :- son(X, Z), grandson(Y, Z).
0.4 :: uncle(X, Y) :- son_in_law(X, Z), grandfather(Z, Y).
0.4 :: uncle(X, Y) :- son_in_law(X, Z), grandmother(Z, Y).

% aunt/2: 32 rules
aunt(X, Y) :- aunt(X, Z), brother(Y, Z).
aunt(X, Y) :- aunt(X, Z), brother(Z, Y).
aunt(X, Y) :- aunt(X, Z), sister(Y, Z).
aunt(X, Y) :- aunt(X, Z), sister(Z, Y).
aunt(X, Y) :- husband(Z, X), nephew(Y, Z).
aunt(X, Y) :- husband(Z, X), niece(Y, Z).
aunt(X, Y) :- husband(Z, X), uncle(Z, Y).
aunt(X, Y) :- nephew(Y, X), female(X).
aunt(X, Y) :- niece(Y, X), female(X).
aunt(X, Y) :- sister(X, Z), daughter(Y, Z).
aunt(X, Y) :- sister(X, Z), father(Z, Y).
aunt(X, Y) :- sister(X, Z), mother(Z, Y).
aunt(X, Y) :- sister(X, Z), son(Y, Z).
aunt(X, Y) :- wife(X, Z), nephew(Y, Z).
aunt(X, Y) :- wife(X, Z), niece(Y, Z).
aunt(X, Y) :- wife(X, Z), uncle(Z, Y).
aunt(X, Y) :- brother(Z, X), daughter(Y, Z), female(X).
aunt(X, Y) :- brother(Z, X), father(Z, Y), female(X).
aunt(X, Y) :- brother(Z, X), son(Y, Z), female(X).
aunt(X, Y) :- nephew(Z, X), brother(Z, Y), female(X).
aunt(X, Y) :- nephew(Z, X), sister(Y, Z), female(X).
aunt(X, Y) :- niece(Z, X), brother(Y, Z), female(X).
aunt(X, Y) :- niece(Z, X), sister(Z, Y), female(X).
aunt(X, Y) :- sister(Z, X), daughter(Y, Z), female(X).
aunt(X, Y) :- sister(Z, X), mother(Z, Y), female(X).
aunt(X, Y) :- sister(Z, X), son(Y, Z), female(X).
0.6 :: aunt(X, Y) :- daughter(X, Z), granddaughter(Y, Z).
0.6 :: aunt(X, Y) :- daughter(X, Z), grandfather(Z, Y).
0.6 :: aunt(X, Y) :- daughter(X, Z), grandmother(Z, Y).
0.6 :: aunt(X, Y) :- daughter(X, Z), grandson(Y, Z).
0.6 :: aunt(X, Y) :- sister(X, Z), aunt(Z, Y).
0.6 :: aunt(X, Y) :- sister(X, Z), uncle(Z, Y).

% nephew/2: 38 rules
nephew(X, Y) :- aunt(Y, X), male(X).
nephew(X, Y) :- brother(X, Z), aunt(Y, Z).
nephew(X, Y) :- brother(X, Z), nephew(Z, Y).
nephew(X, Y) :- brother(X, Z), niece(Z, Y).
nephew(X, Y) :- brother(X, Z), uncle(Y, Z).
nephew(X, Y) :- nephew(X, Z), husband(Y, Z).
nephew(X, Y) :- nephew(X, Z), husband(Z, Y).
nephew(X, Y) :- nephew(X, Z), wife(Y, Z).
nephew(X, Y) :- nephew(X, Z), wife(Z, Y).
nephew(X, Y) :- son(X, Z), brother(Y, Z).
nephew(X, Y) :- son(X, Z), brother(Z, Y).
nephew(X, Y) :- son(X, Z), sister(Y, Z).
nephew(X, Y) :- son(X, Z), sister(Z, Y).
nephew(X, Y) :- uncle(Y, X), male(X).
nephew(X, Y) :- aunt(Z, X), husband(Y, Z), male(X).
nephew(X, Y) :- aunt(Z, X), wife(Z, Y), male(X).
nephew(X, Y) :- brother(Z, X), aunt(Y, Z), male(X).
nephew(X, Y) :- brother(Z, X), nephew(Z, Y), male(X).
nephew(X, Y) :- brother(Z, X), uncle(Y, Z), male(X).
nephew(X, Y) :- father(Z, X), brother(Y, Z), male(X).
nephew(X, Y) :- father(Z, X), brother(Z, Y), male(X).
nephew(X, Y) :- father(Z, X), sister(Y, Z), male(X).
nephew(X, Y) :- mother(Z, X), brother(Y, Z), male(X).
nephew(X, Y) :- mother(Z, X), sister(Y, Z), male(X).
nephew(X, Y) :- mother(Z, X), sister(Z, Y), male(X).
nephew(X, Y) :- sister(Z, X), aunt(Y, Z), male(X).
nephew(X, Y) :- sister(Z, X), niece(Z, Y), male(X).
nephew(X, Y) :- sister(Z, X), uncle(Y, Z), male(X).
nephew(X, Y) :- uncle(Z, X), husband(Z, Y), male(X).
nephew(X, Y) :- uncle(Z, X), wife(Y, Z), male(X).
0.6 :: nephew(X, Y) :- grandfather(Z, X), son(Y, Z), male(X).
0.6 :: nephew(X, Y) :- grandmother(Z, X), daughter(Y, Z), male(X).
0.5 :: nephew(X, Y) :- grandson(X, Z), daughter(Y, Z).
0.5 :: nephew(X, Y) :- grandson(X, Z), father(Z, Y).
0.5 :: nephew(X, Y) :- grandson(X, Z), mother(Z, Y).
0.5 :: nephew(X, Y) :- grandson(X, Z), son(Y, Z).
0.5 :: nephew(X, Y) :- nephew(X, Z), brother(Z, Y).
0.5 :: nephew(X, Y) :- nephew(X, Z), sister(Z, Y).

% niece/2: 34 rules
niece(X, Y) :- aunt(Y, X), female(X).
niece(X, Y) :- daughter(X, Z), brother(Y, Z).
niece(X, Y) :- daughter(X, Z), brother(Z, Y).
niece(X, Y) :- daughter(X, Z), sister(Y, Z).
niece(X, Y) :- daughter(X, Z), sister(Z, Y).
niece(X, Y) :- sister(X, Z), aunt(Y, Z).
niece(X, Y) :- sister(X, Z), nephew(Z, Y).
niece(X, Y) :- sister(X, Z), niece(Z, Y).
niece(X, Y) :- sister(X, Z), uncle(Y, Z).
niece(X, Y) :- uncle(Y, X), female(X).
niece(X, Y) :- aunt(Z, X), husband(Y, Z), female(X).
niece(X, Y) :- brother(Z, X), aunt(Y, Z), female(X).
niece(X, Y) :- brother(Z, X), nephew(Z, Y), female(X).
niece(X, Y) :- brother(Z, X), uncle(Y, Z), female(X).
niece(X, Y) :- father(Z, X), brother(Y, Z), female(X).
niece(X, Y) :- father(Z, X), brother(Z, Y), female(X).
niece(X, Y) :- father(Z, X), sister(Y, Z), female(X).
niece(X, Y) :- mother(Z, X), brother(Y, Z), female(X).
niece(X, Y) :- mother(Z, X), sister(Y, Z), female(X).
niece(X, Y) :- mother(Z, X), sister(Z, Y), female(X).
niece(X, Y) :- sister(Z, X), aunt(Y, Z), female(X).
niece(X, Y) :- sister(Z, X), niece(Z, Y), female(X).
niece(X, Y) :- sister(Z, X), uncle(Y, Z), female(X).
niece(X, Y) :- uncle(Z, X), wife(Y, Z), female(X).
0.9 :: niece(X, Y) :- niece(X, Z), husband(Y, Z).
0.9 :: niece(X, Y) :- niece(X, Z), husband(Z, Y).
0.9 :: niece(X, Y) :- niece(X, Z), wife(Y, Z).
0.9 :: niece(X, Y) :- niece(X, Z), wife(Z, Y).
0.6 :: niece(X, Y) :- niece(X, Z), brother(Z, Y).
0.6 :: niece(X, Y) :- niece(X, Z), sister(Z, Y).
0.5 :: niece(X, Y) :- granddaughter(X, Z), daughter(Y, Z).
0.5 :: niece(X, Y) :- granddaughter(X, Z), father(Z, Y).
0.5 :: niece(X, Y) :- granddaughter(X, Z), mother(Z, Y).
0.5 :: niece(X, Y) :- granddaughter(X, Z), son(Y, Z).

% father_in_law/2: 26 rules
father_in_law(X, Y) :- daughter_in_law(Y, X), male(X).
father_in_law(X, Y) :- father(X, Z), husband(Y, Z).
father_in_law(X, Y) :- father(X, Z), husband(Z, Y).
father_in_law(X, Y) :- father(X, Z), wife(Y, Z).
father_in_law(X, Y) :- father(X, Z), wife(Z, Y).
father_in_law(X, Y) :- husband(X, Z), daughter_in_law(Y, Z).
father_in_law(X, Y) :- husband(X, Z), mother_in_law(Z, Y).
father_in_law(X, Y) :- husband(X, Z), son_in_law(Y, Z).
father_in_law(X, Y) :- son_in_law(Y, X), male(X).
father_in_law(X, Y) :- wife(Z, X), daughter_in_law(Y, Z).
father_in_law(X, Y) :- wife(Z, X), mother_in_law(Z, Y).
father_in_law(X, Y) :- wife(Z, X), son_in_law(Y, Z).
father_in_law(X, Y) :- daughter(Z, X), husband(Y, Z), male(X).
father_in_law(X, Y) :- daughter(Z, X), wife(Z, Y), male(X).
father_in_law(X, Y) :- son(Z, X), husband(Z, Y), male(X).
father_in_law(X, Y) :- son(Z, X), wife(Y, Z), male(X).
0.5 :: father_in_law(X, Y) :- grandfather(X, Z), daughter(Z, Y).
0.5 :: father_in_law(X, Y) :- grandfather(X, Z), father(Y, Z).
0.5 :: father_in_law(X, Y) :- grandfather(X, Z), mother(Y, Z).
0.5 :: father_in_law(X, Y) :- grandfather(X, Z), son(Z, Y).
0.5 :: father_in_law(X, Y) :- granddaughter(Z, X), daughter(Z, Y), male(X).
0.5 :: father_in_law(X, Y) :- granddaughter(Z, X), father(Y, Z), male(X).
0.5 :: father_in_law(X, Y) :- granddaughter(Z, X), mother(Y, Z), male(X).
0.5 :: father_in_law(X, Y) :- grandson(Z, X), father(Y, Z), male(X).
0.5 :: father_in_law(X, Y) :- grandson(Z, X), mother(Y, Z), male(X).
0.5 :: father_in_law(X, Y) :- grandson(Z, X), son(Z, Y), male(X).

% mother_in_law/2: 25 rules
mother_in_law(X, Y) :- daughter_in_law(Y, X), female(X).
mother_in_law(X, Y) :- husband(Z, X), daughter_in_law(Y, Z).
mother_in_law(X, Y) :- husband(Z, X), father_in_law(Z, Y).
mother_in_law(X, Y) :- husband(Z, X), son_in_law(Y, Z).
mother_in_law(X, Y) :- mother(X, Z), husband(Y, Z).
mother_in_law(X, Y) :- mother(X, Z), husband(Z, Y).
mother_in_law(X, Y) :- mother(X, Z), wife(Y, Z).
mother_in_law(X, Y) :- mother(X, Z), wife(Z, Y).
mother_in_law(X, Y) :- son_in_law(Y, X), female(X).
mother_in_law(X, Y) :- wife(X, Z), daughter_in_law(Y, Z).
mother_in_law(X, Y) :- wife(X, Z), father_in_law(Z, Y).
mother_in_law(X, Y) :- wife(X, Z), son_in_law(Y, Z).
mother_in_law(X, Y) :- daughter(Z, X), husband(Y, Z), female(X).
mother_in_law(X, Y) :- daughter(Z, X), wife(Z, Y), female(X).
mother_in_law(X, Y) :- son(Z, X), husband(Z, Y), female(X).
mother_in_law(X, Y) :- son(Z, X), wife(Y, Z), female(X).
0.5 :: mother_in_law(X, Y) :- grandmother(X, Z), daughter(Z, Y).
0.5 :: mother_in_law(X, Y) :- grandmother(X, Z), father(Y, Z).
0.5 :: mother_in_law(X, Y) :- grandmother(X, Z), father(Z, Y).
0.5 :: mother_in_law(X, Y) :- grandmother(X, Z), mother(Y, Z).
0.5 :: mother_in_law(X, Y) :- grandmother(X, Z), son(Z, Y).
0.5 :: mother_in_law(X, Y) :- granddaughter(Z, X), father(Y, Z), female(X).
0.5 :: mother_in_law(X, Y) :- granddaughter(Z, X), mother(Y, Z), female(X).
0.5 :: mother_in_law(X, Y) :- grandson(Z, X), father(Y, Z), female(X).
0.5 :: mother_in_law(X, Y) :- grandson(Z, X), mother(Y, Z), female(X).

% son_in_law/2: 23 rules
son_in_law(X, Y) :- father_in_law(Y, X), husband(X, Z).
son_in_law(X, Y) :- father_in_law(Y, X), male(X).
son_in_law(X, Y) :- husband(X, Z), daughter(Z, Y).
son_in_law(X, Y) :- husband(X, Z), father(Y, Z).
son_in_law(X, Y) :- husband(X, Z), mother(Y, Z).
son_in_law(X, Y) :- mother_in_law(Y, X), husband(X, Z).
son_in_law(X, Y) :- mother_in_law(Y, X), male(X).
son_in_law(X, Y) :- son_in_law(X, Z), husband(Y, Z).
son_in_law(X, Y) :- son_in_law(X, Z), husband(Z, Y).
son_in_law(X, Y) :- son_in_law(X, Z), wife(Y, Z).
son_in_law(X, Y) :- son_in_law(X, Z), wife(Z, Y).
son_in_law(X, Y) :- wife(Z, X), daughter(Z, Y).
son_in_law(X, Y) :- wife(Z, X), father(Y, Z).
son_in_law(X, Y) :- wife(Z, X), mother(Y, Z).
son_in_law(X, Y) :- father_in_law(Z, X), husband(Z, Y), male(X).
son_in_law(X, Y) :- father_in_law(Z, X), wife(Y, Z), male(X).
son_in_law(X, Y) :- mother_in_law(Z, X), husband(Y, Z), male(X).
son_in_law(X, Y) :- mother_in_law(Z, X), wife(Z, Y), male(X).
0.5 :: son_in_law(X, Y) :- father(X, Z), granddaughter(Z, Y).
0.5 :: son_in_law(X, Y) :- father(X, Z), grandfather(Y, Z).
0.5 :: son_in_law(X, Y) :- father(X, Z), grandmother(Y, Z).
0.5 :: son_in_law(X, Y) :- father(X, Z), grandson(Z, Y).
0.05 :: son_in_law(X, Y) :- husband(X, Z), son(Z, Y).

% daughter_in_law/2: 22 rules
daughter_in_law(X, Y) :- daughter_in_law(X, Z), husband(Y, Z).
daughter_in_law(X, Y) :- daughter_in_law(X, Z), husband(Z, Y).
daughter_in_law(X, Y) :- daughter_in_law(X, Z), wife(Y, Z).
daughter_in_law(X, Y) :- daughter_in_law(X, Z), wife(Z, Y).
daughter_in_law(X, Y) :- father_in_law(Y, X), female(X).
daughter_in_law(X, Y) :- father_in_law(Y, X), wife(X, Z).
daughter_in_law(X, Y) :- husband(Z, X), father(Y, Z).
daughter_in_law(X, Y) :- husband(Z, X), mother(Y, Z).
daughter_in_law(X, Y) :- husband(Z, X), son(Z, Y).
daughter_in_law(X, Y) :- mother_in_law(Y, X), female(X).
daughter_in_law(X, Y) :- mother_in_law(Y, X), wife(X, Z).
daughter_in_law(X, Y) :- wife(X, Z), father(Y, Z).
daughter_in_law(X, Y) :- wife(X, Z), mother(Y, Z).
daughter_in_law(X, Y) :- wife(X, Z), son(Z, Y).
daughter_in_law(X, Y) :- father_in_law(Z, X), husband(Z, Y), female(X).
daughter_in_law(X, Y) :- father_in_law(Z, X), wife(Y, Z), female(X).
daughter_in_law(X, Y) :- mother_in_law(Z, X), husband(Y, Z), female(X).
daughter_in_law(X, Y) :- mother_in_law(Z, X), wife(Z, Y), female(X).
0.5 :: daughter_in_law(X, Y) :- mother(X, Z), granddaughter(Z, Y).
0.5 :: daughter_in_law(X, Y) :- mother(X, Z), grandfather(Y, Z).
0.5 :: daughter_in_law(X, Y) :- mother(X, Z), grandmother(Y, Z).
0.5 :: daughter_in_law(X, Y) :- mother(X, Z), grandson(Z, Y).

% male/1: 11 rules
male(X) :- brother(X, Y).
male(X) :- father(X, Y).
male(X) :- father_in_law(X, Y).
male(X) :- grandfather(X, Y).
male(X) :- grandson(X, Y).
male(X) :- husband(X, Y).
male(X) :- nephew(X, Y).
male(X) :- son(X, Y).
male(X) :- son_in_law(X, Y).
male(X) :- uncle(X, Y).
male(Y) :- wife(X, Y).

% -male/1: 11 rules
-male(X) :- aunt(X, Y).
-male(X) :- daughter(X, Y).
-male(X) :- daughter_in_law(X, Y).
-male(X) :- granddaughter(X, Y).
-male(X) :- grandmother(X, Y).
-male(X) :- mother(X, Y).
-male(X) :- mother_in_law(X, Y).
-male(X) :- niece(X, Y).
-male(X) :- sister(X, Y).
-male(X) :- wife(X, Y).
0.99 :: -male(Y) :- husband(X, Y).

% female/1: 11 rules
female(X) :- aunt(X, Y).
female(X) :- daughter(X, Y).
female(X) :- daughter_in_law(X, Y).
female(X) :- granddaughter(X, Y).
female(X) :- grandmother(X, Y).
female(X) :- mother(X, Y).
female(X) :- mother_in_law(X, Y).
female(X) :- niece(X, Y).
female(X) :- sister(X, Y).
female(X) :- wife(X, Y).
female(Y) :- husband(X, Y).

% -female/1: 11 rules
-female(X) :- brother(X, Y).
-female(X) :- father(X, Y).
-female(X) :- father_in_law(X, Y).
-female(X) :- grandfather(X, Y).
-female(X) :- grandson(X, Y).
-female(X) :- husband(X, Y).
-female(X) :- nephew(X, Y).
-female(X) :- son(X, Y).
-female(X) :- son_in_law(X, Y).
-female(X) :- uncle(X, Y).
0.99 :: -female(Y) :- wife(X, Y).
