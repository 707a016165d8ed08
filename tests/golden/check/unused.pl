% Two conclusions lead to no goal: wealthy/1, and proud/1 that alone reads it. The constraint reads
% old/1, the goal rich/1.
rich(X) :- owns(X).
invited(X) :- rich(X).
wealthy(X) :- rich(X).
proud(X) :- wealthy(X).
-invited(X) :- old(X).
old(X) :- grey(X).
:- old(X), young(X).
:- grey(X), young(X).
