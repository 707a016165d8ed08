p().
p(a b).
p(a,).
p(a)(b).
p(X) :- .
p(X) :- q(X),.
p(X) :- q(X), , r(X).
p(X) :- (q(X) ; r(X).
p(X) :- q(X)).
p(a) q(b).
X.
3.
p(X) :- X.
p :- a ; b.
p(X) :- 1 + 2.
p(X) :- n(X), X = 1 +.
