% Whoever is admitted must be vaccinated, and nothing sees to that for guests.
vaccinated(X) :- patient(X).
:- admitted(X), \+ vaccinated(X).
