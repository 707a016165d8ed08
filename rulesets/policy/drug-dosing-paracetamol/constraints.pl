% What every decision must keep. Written by a person: trusted, and never dropped.

% Nobody both may and must not take it.
:- may_take(P), must_not_take(P).

% Four grams a day are the most that anybody may be told. One dose for one patient: max_dose is
% declared functional in domain.toml.
:- max_dose(P, M), M > 4000.
