% What always holds in the network. Written by a person: trusted, and never dropped.
%
% These are relations between types, so little is certain: that some enzyme disrupts some cell
% does not keep a cell from disrupting an enzyme, and a type may be part of its own kind (a tumour
% of a tumour). Only the hierarchy is strict.

% @id strict-hierarchy
:- isa(X, Y), isa(Y, X), X \= Y.
