% Who has an edge reaches something, so that no isolated node has one: proved past the recursion.
reach(X, Y) :- edge(X, Y).
reach(X, Y) :- edge(X, Z), reach(Z, Y).
isolated(X) :- node(X), \+ reach(X, _).
:- isolated(X), edge(X, _).
