% Declared relations between members, and classes without a common one.
% @id of_both
fish(X) :- whale(X), mammal(X).
% @id back
parent(X, Y) :- child(Y, X).
% @id own
knows(X, X) :- mammal(X).
