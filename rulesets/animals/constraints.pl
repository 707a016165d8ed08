% What always holds of a living thing. Written by a person: trusted, and never dropped.
%
% Only what words mean is here. Left out on purpose: what most members of a class have or do, for
% the exceptions are what this domain is about, and domestic against wild, for a herd may be both.

% A living thing belongs to one kingdom.
:- isa(X, animal), isa(X, plant).
:- isa(X, animal), isa(X, fungus).
:- isa(X, plant), isa(X, fungus).

% An animal belongs to one of these classes.
:- isa(X, mammal), isa(X, bird).
:- isa(X, mammal), isa(X, fish).
:- isa(X, mammal), isa(X, reptile).
:- isa(X, mammal), isa(X, amphibian).
:- isa(X, mammal), isa(X, insect).
:- isa(X, mammal), isa(X, arachnid).
:- isa(X, bird), isa(X, fish).
:- isa(X, bird), isa(X, amphibian).
:- isa(X, bird), isa(X, insect).
:- isa(X, bird), isa(X, arachnid).
:- isa(X, fish), isa(X, reptile).
:- isa(X, fish), isa(X, amphibian).
:- isa(X, fish), isa(X, insect).
:- isa(X, fish), isa(X, arachnid).
:- isa(X, reptile), isa(X, amphibian).
:- isa(X, reptile), isa(X, insect).
:- isa(X, reptile), isa(X, arachnid).
:- isa(X, amphibian), isa(X, insect).
:- isa(X, amphibian), isa(X, arachnid).
:- isa(X, insect), isa(X, arachnid).

% Opposites.
:- is(X, warm_blooded), is(X, cold_blooded).
:- is(X, large), is(X, small).
:- is(X, social), is(X, solitary).
:- is(X, extinct), is(X, endangered).
