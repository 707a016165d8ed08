adult(P) :- age(P, N), N >= 18.
