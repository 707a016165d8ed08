% What every decision must keep. Written by a person: trusted, and never dropped.

% No building is both permitted and refused.
:- permit(B), refuse(B).
