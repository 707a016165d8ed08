% The guards exclude each other, so do the constants, and a constraint keeps the last two apart.
adult(P) :- age(P, N), N >= 18.
-adult(P) :- age(P, N), N < 18.
open(shop, D) :- day(D).
-open(bank, D) :- day(D).
flies(X) :- bird(X).
-flies(X) :- stone(X).
:- bird(X), stone(X).
swims(X) :- fish(X), \+ dead(X).
-swims(X) :- dead(X).
