% What every decision must keep. Written by a person: trusted, and never dropped.

% No order is both shipped and refused.
:- ship(O), refuse(O).
