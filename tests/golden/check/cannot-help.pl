% @id minor
minor(P) :- age(P, N), N < 18.
% @id adult
adult(P) :- age(P, N), N >= 16.
% @id refused
-entitled(P) :- minor(P).
% @id entitled
entitled(P) :- student(P).
% @id discount
discount(P) :- minor(P), student(P).
:- minor(P), adult(P).
:- age(P, N), age(P, M), N \= M.
:- discount(P), old(P).
