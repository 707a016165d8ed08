% 18 and 19 meet both rules; below 18 and from 20 on one fires alone.
% @id young
-adult(P) :- age(P, N), N < 20.
% @id grown
adult(P) :- age(P, N), N >= 18.
% @id old
-adult(P) :- age(P, N), N > 17, N < 20.
