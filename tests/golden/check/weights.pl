0.9 :: flies(X) :- bird(X).
0.7 :: flies(Y) :- bird(Y).
0.8 :: flies(Z) :- bird(Z).
0.5 :: swims(X) :- duck(X).
0.5 :: swims(X) :- duck(X).
0.5 :: runs(X) :- hen(X).
runs(X) :- hen(X).
