% Lines 3 and 5 can never fire; line 7 waits for line 5 alone. That is told where it begins.
% @id clash
odd(X) :- cat(X), dog(X), tame(X).
% @id tamed
quiet(X) :- tame(X), wild(X).
% @id follows
calm(X) :- quiet(X).
% @id tame
tame(X) :- pet(X).
:- cat(X), dog(X), pet(X).
:- wild(X), pet(X).
