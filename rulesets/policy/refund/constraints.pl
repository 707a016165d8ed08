% What every decision must keep. Written by a person: trusted, and never dropped.

% No refund is both granted and denied.
:- refund(O), deny(O).
