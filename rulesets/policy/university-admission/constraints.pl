% What every decision must keep. Written by a person: trusted, and never dropped.

% One outcome: a student is admitted, rejected, or on the waitlist.
:- admit(S), reject(S).
:- admit(S), waitlist(S).
:- waitlist(S), reject(S).

% No one who is rejected is paid for.
:- scholarship(S), reject(S).
