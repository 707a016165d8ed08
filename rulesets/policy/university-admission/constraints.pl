% What every decision must keep. Written by a person: trusted, and never dropped.

% Nobody is both admitted and rejected, and no one who is rejected is paid for.
:- admit(S), reject(S).
:- scholarship(S), reject(S).
