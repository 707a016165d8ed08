% What every decision must keep. Written by a person: trusted, and never dropped.

% No field is both irrigated and skipped.
:- irrigate(F), skip(F).

% Water that freezes on the leaves kills them.
:- irrigate(F), temperature(F, T), T < 0.
