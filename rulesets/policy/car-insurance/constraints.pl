% What every decision must keep. Written by a person: trusted, and never dropped.

% Nobody is both insured and declined, and no one who is declined is quoted a price.
:- insure(D), decline(D).
:- surcharge(D), decline(D).
:- discount(D), decline(D).

% The price goes up or down, not both.
:- surcharge(D), discount(D).

% Of the data alone: nobody has held a licence for longer than they have lived.
% @id licensed-after-birth
:- age(D, N), years_licensed(D, Y), Y > N.
