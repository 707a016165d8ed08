% A penguin is a bird: both rules fire on it. Nothing fires the one without leaving room for the
% other not to, so neither is incoherent.
% @id birds
flies(X) :- bird(X).
% @id penguins
-flies(X) :- penguin(X).
