% Nothing is wrong here: the functional age can be broken by facts alone, never by a rule.
% @id grandparent
grandparent(X, Z) :- parent(X, Y), parent(Y, Z).
% @id adult
adult(P) :- age(P, N), N >= 18.
