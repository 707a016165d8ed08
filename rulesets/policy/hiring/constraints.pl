% What every decision must keep. Written by a person: trusted, and never dropped.

% Nobody who gets an offer is rejected.
:- offer(C), reject(C).
