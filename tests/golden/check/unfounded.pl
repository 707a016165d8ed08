% Line 2 and 3 wait for one another; line 4 only waits for them. Line 6 enters its ring from outside,
% and a database may give what line 8 goes round in.
% @id above
above(X, Y) :- over(X, Y).
over(X, Y) :- above(X, Y), block(X).
% @id high
high(X) :- above(X, _).
% @id near
near(X, Y) :- near(Y, X).
near(X, Y) :- touches(X, Y).
linked(X, Z) :- linked(X, Y), linked(Y, Z).
:- touches(X, X).
