% @id senior
senior(P) :- age(P, N), N > 65, N < 60.
% @id perk
perk(P) :- senior(P), club(P).
% @id minor
minor(P) :- age(P, N), N < 18.
:- perk(P), minor(P).
