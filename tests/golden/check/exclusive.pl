% Two conclusions meet from 50 to 60, which the declaration forbids; the third never comes alone.
% @id yes
approve(A) :- credit(A, C), C >= 50.
% @id no
decline(A) :- credit(A, C), C =< 60.
% @id always
refer(A) :- decline(A), bankrupt(A).
