% @id crossed
a(P) :- age(P, N), N > 20, N < 10.
% @id between
b(P) :- age(P, N), N > 20, N < 21.
% @id old
c(P) :- age(P, N), N > 130.
% @id two-ages
d(P) :- age(P, N), age(P, M), N > M.
% @id zero
e(P) :- age(P, N), N / 0 > 1.
% @id name
f(P) :- age(P, N), N =\= P + 1, P = ann.
% @id sum
g(P) :- age(P, N), age(Q, M), N + M > 260.
% @id twice
h(P) :- age(P, N), \+ age(P, N).
% @id fine
i(P) :- age(P, N), age(Q, M), N + M > 259, P \= Q.
