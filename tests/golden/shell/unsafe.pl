lonely(X) :- \+ likes(X, _).
