% Whoever is a penguin here is said to be a bird, so the second rule never fires alone.
% @id birds
flies(X) :- bird(X).
% @id penguins
-flies(X) :- penguin(X), bird(X).
