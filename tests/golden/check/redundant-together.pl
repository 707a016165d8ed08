% Of two that follow from each other only one may go.
p(X) :- a(X).
q(X) :- a(X).
p(X) :- q(X).
q(X) :- p(X).
:- a(X), b(X).
