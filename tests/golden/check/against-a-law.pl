:- male(X), female(X).
:- parent(X, X).
:- age(P, N), N > 130.
:- stone(X), bird(X).
% @id both
female(X) :- male(X), tall(X).
% @id self
parent(X, X) :- person(X).
% @id ages
age(P, M) :- born(P, N), M = N + 131, N >= 0, M > N + 130.
% @id some
age(P, N) :- born(P, N).
% @id petrified
flies(X) :- bird(X), stone(X).
% @id maybe
0.5 :: parent(X, X) :- tall(X).
