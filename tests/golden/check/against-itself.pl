% @id liar
-honest(X) :- honest(X), politician(X).
% @id both
odd(X) :- honest(X), -honest(X).
honest(X) :- monk(X).
