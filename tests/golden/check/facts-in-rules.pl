% The facts alone break the law, so whatever fires breaks it; it is told once of them.
:- parent(X, X).
male(carl).
% @id self
parent(ann, ann).
parent(ann, bob).
% @id child
child(X, Y) :- parent(Y, X).
