% A computed value can leave its sort; one that is copied or written down cannot unnoticed.
% @id sum
total(A, T) :- credit(A, C), income(A, I), T = C + I.
% @id less
spare(A, S) :- credit(A, C), S = 100 - C.
% @id grade
grade(A, G) :- credit(A, C), C < 3, G = C + 1.
copied(A, C) :- credit(A, C).
