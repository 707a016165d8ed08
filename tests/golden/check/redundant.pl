% What a chain of other rules concludes need not be said once more; guards must see to it.
ancestor(X, Y) :- parent(X, Y).
ancestor(X, Z) :- parent(X, Y), ancestor(Y, Z).
ancestor(X, Z) :- parent(X, Y), parent(Y, Z).
adult(X) :- age(X, N), N >= 18.
voter(X) :- adult(X), \+ barred(X).
voter(X) :- age(X, N), N > 20, \+ barred(X).
voter(X) :- age(X, N), N > 16, N < 18, \+ barred(X).
member(X) :- voter(X).
member(X) :- age(X, N), N > 30.
0.5 :: member(X) :- adult(X), \+ barred(X).
:- parent(X, X).
