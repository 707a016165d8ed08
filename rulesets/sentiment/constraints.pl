% What always holds of a review. Written by a person: trusted, and never dropped.
%
% The rules are all guesses from single words, so a review may well get both answers: each is
% shown with its confidence, and the surer one counts.

% @id one-sentiment
:- positive(R), negative(R).
