% What every decision must keep. Written by a person: trusted, and never dropped.

% Nobody both may and must not take it.
:- may_take(P), must_not_take(P).
