% Loans, by two authors.
:- approve(A), decline(A).

% @id generous
approve(A) :- score(A, S), S >= 600.   % the first author
% @id twin
approve(B) :- S >= 600, score(B, S).

/* the second author */
decline(A) :- score(A, S), S < 650.  decline(A) :- score(A, S), ( S < 300 ; S < 400 ).
approve(A) :- rich(A).
% the end
