sibling(X, Y) :- sibling(X, Y), person(X).
sibling(X, Y) :- sibling(Y, X), person(X).
