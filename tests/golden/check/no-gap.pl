% The last rule decides what the others leave.
approve(A) :- credit(A, C), C > 50, \+ bankrupt(A).
decline(A) :- credit(A, C), C < 50.
refer(A) :- credit(A, _), \+ approve(A), \+ decline(A).
