% Nobody decides on a credit of 50: the one rule is for more, the other for less.
approve(A) :- credit(A, C), C > 50, \+ bankrupt(A).
decline(A) :- credit(A, C), C < 50.
0.9 :: decline(A) :- bankrupt(A).
