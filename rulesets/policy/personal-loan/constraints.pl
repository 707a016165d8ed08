% What every decision must keep. Written by a person: trusted, and never dropped.

% No loan is both approved and declined.
:- approve(A), decline(A).
