% What every decision must keep. Written by a person: trusted, and never dropped.

% Nobody is both insured and declined.
:- insure(D), decline(D).

% @id licensed-after-birth
:- age(D, N), years_licensed(D, Y), Y > N.
