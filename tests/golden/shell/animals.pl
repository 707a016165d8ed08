0.95 :: flies(X) :- bird(X), \+ penguin(X).
-flies(X) :- penguin(X).
bird(tweety).
bird(pingu).
penguin(pingu).
flies(rocket).
-flies(rocket).
