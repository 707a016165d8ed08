% What always holds between word senses. Written by a person: trusted, and never dropped.
%
% Only that no sense stands above, inside or among itself. That a hierarchy has no rings is left
% out on purpose: dictionaries made by people are known to hold a few.

:- hypernym(X, X).
:- instance_hypernym(X, X).
:- has_part(X, X).
:- member_meronym(X, X).
