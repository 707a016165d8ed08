q(X) :- r(X)
s(X) :- t(X).
