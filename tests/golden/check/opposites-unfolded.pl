% The clash shows only two rules further back: the witness has no derived predicate in it.
adult(P) :- age(P, N), N >= 18.
voter(P) :- adult(P), citizen(P).
-voter(P) :- prisoner(P).
prisoner(P) :- sentence(P, Y), Y > 0.
