% No constraint at all: the names and the facts suggest some, and none is assumed.
accept_claim(X) :- owns(X, _).
reject_claim(X) :- born(X, Y), Y > 2000.
ineligible(X) :- reject_claim(X).
eligible(X) :- accept_claim(X).
