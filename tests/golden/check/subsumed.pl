% Each rule in the right column says nothing that the rule above it does not say of more cases.
uncle(X, Y) :- brother(X, Z), parent(Z, Y).
uncle(X, Y) :- brother(X, P), parent(P, Y), rich(X).
old(X) :- age(X, N), N > 60.
old(X) :- age(X, N), N >= 65.
young(X) :- age(X, N), N < 20.
young(X) :- age(X, N), N =< 20.
free(X) :- person(X), \+ owes(X, _).
free(X) :- person(X), \+ owes(X, _), rich(X).
calm(X) :- person(X), \+ owes(X, ann).
calm(X) :- person(X), \+ owes(X, _).
near(X, Y) :- parent(X, Z), parent(Z, Y).
near(ann, Y) :- parent(ann, ann), parent(ann, Y).
kin(X) :- parent(X, Y), parent(X, Z).
kin(X) :- parent(X, _).
odd(X) :- parent(X, X).
odd(X) :- parent(X, Y), parent(Y, X).
known(X) :- person(X), \+ rich(X).
known(X) :- person(X), \+ rich(X), \+ owes(X, bob), X \= bob.
:- owes(X, X).
:- owes(X, X), rich(X).
