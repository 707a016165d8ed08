% What is computed from its own recursion ends where guards hold it on a grid and within bounds.
count(N) :- start(N).
count(M) :- count(N), M = N + 1.
up(N) :- start(N).
up(M) :- up(N), M = N + 1, M =< 100.
band(N) :- start(N).
band(M) :- band(N), M = 7 - N, M >= 0, M < 9.
half(N) :- start(N).
half(M) :- half(N), M = N / 2, M > 0, M < 100.
down(N) :- start(N).
down(M) :- down(N), M = N - 1, M =< 100.
cost(X, Y, C) :- road(X, Y, C).
cost(X, Z, C) :- cost(X, Y, A), road(Y, Z, B), C = A + B, C < 1000.
loss(X, Y, C) :- toll(X, Y, C).
loss(X, Z, C) :- loss(X, Y, A), toll(Y, Z, B), C = A + B, C < 1000.
even(N) :- start(N).
even(M) :- odd(N), step(M), M = N + 1.
odd(M) :- even(N), T = N + 1, M = T.
twice(M) :- start(N), M = N * 2.
:- road(X, X, _).
