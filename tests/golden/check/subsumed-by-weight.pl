% A surer rule of more cases takes all effect from a weaker one, not from one that is surer still.
flies(X) :- bird(X).
0.5 :: flies(X) :- bird(X), ill(X).
0.7 :: swims(X) :- bird(X).
0.9 :: swims(X) :- bird(X), duck(X).
0.7 :: sings(X) :- bird(X), near(X, Y), near(X, Z).
0.7 :: sings(X) :- bird(X), near(X, Y).
0.7 :: sings(X) :- bird(X), near(X, Y), ill(Y).
:- bird(X), stone(X).
