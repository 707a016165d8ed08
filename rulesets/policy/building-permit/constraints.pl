% What every decision must keep. Written by a person: trusted, and never dropped.

% One outcome: a building is permitted, refused, or heard first.
:- permit(B), refuse(B).
:- permit(B), hearing(B).
:- hearing(B), refuse(B).
