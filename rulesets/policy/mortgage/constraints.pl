% What every decision must keep. Written by a person: trusted, and never dropped.

% One outcome: a mortgage is approved, declined, or referred to a person.
:- approve(A), decline(A).
:- approve(A), refer(A).
:- refer(A), decline(A).

% A minor cannot sign.
:- approve(A), age(A, N), N < 18.

% Of the data alone: nobody puts down more than the house costs.
:- deposit(A, D), price(A, P), D > P.
