% What every decision must keep. Written by a person: trusted, and never dropped.

% One outcome: the money, a credit, or nothing. (A manager's approval is no outcome: it may be
% asked for before any of them.)
:- refund(O), deny(O).
:- refund(O), store_credit(O).
:- store_credit(O), deny(O).
