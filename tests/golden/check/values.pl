hot(X) :- state(X, boiling).
hot(X) :- state(X, S), S = warm.
cold(X) :- state(X, frozn).
cold(X) :- state(X, S), S \= frosen.
