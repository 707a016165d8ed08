% What every decision must keep. Written by a person: trusted, and never dropped.

% Who is rejected is neither interviewed nor made an offer.
:- offer(C), reject(C).
:- interview(C), reject(C).
