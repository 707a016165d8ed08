adult(P) :- age(Q, N), N >= 18.
childless(P) :- person(P), \+ parent(P, C).
lonely(P) :- person(P), \+ parent(P, _), \+ parent(_, P).
older(P, Q) :- age(P, N), N > M, person(Q).
double(P, M) :- age(P, N), M = N * 2.
half(P, M) :- age(P, N), M * 2 = N.
:- person(P), N > 3.
