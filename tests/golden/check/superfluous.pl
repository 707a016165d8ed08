% Guards that other guards, or what is declared, imply: of different ages are different people.
old(X) :- age(X, N), N > 60, N > 18.
grown(X) :- age(X, N), N >= 0, N >= 18.
mid(X) :- age(X, N), N > 17, N >= 18.
pair(X, Y) :- age(X, N), age(Y, M), N > M, M < N, X \= Y.
twin(X, Y) :- age(X, N), age(Y, M), N = M, X \= Y.
aged(X, M) :- age(X, N), M = N + 1, N < 100.
:- age(X, N), N > 120.
