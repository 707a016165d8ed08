% No signature says which is meant: the first use of each is named.
adult(P) :- age(P, N), N >= 18.
senior(P) :- age(P, N, years), N >= 65.
minor(P) :- age(P, N), N < 18.
