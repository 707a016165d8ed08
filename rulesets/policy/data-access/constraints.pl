% What every decision must keep. Written by a person: trusted, and never dropped.

% What is forbidden is neither read nor written.
:- read(U, D), forbid(U, D).
:- write(U, D), forbid(U, D).

% Nobody sees a secret untrained, whoever made it.
:- read(U, D), classified(D, secret), \+ trained(U).
