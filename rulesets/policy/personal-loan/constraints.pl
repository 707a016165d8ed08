% What every decision must keep. Written by a person: trusted, and never dropped.

% One outcome: a loan is approved, declined, or referred to a person. One rate for one loan:
% rate_band is declared functional in domain.toml.
:- approve(A), decline(A).
:- approve(A), refer(A).
:- refer(A), decline(A).

% A minor cannot sign.
:- approve(A), age(A, N), N < 18.
