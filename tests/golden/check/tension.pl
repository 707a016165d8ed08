% A weighted rule is no part of any contradiction: both stay.
0.9 :: flies(X) :- bird(X).
-flies(X) :- penguin(X).
-flies(X) :- stone(X).
