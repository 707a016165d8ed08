:- approve(A), decline(A).
% @id generous
approve(A) :- score(A, S), S >= 600.
decline(A) :- score(A, S), S < 650.
