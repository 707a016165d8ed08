parent(ann, bob)
parent(bob, cid)   % no full stop here either
0.9 :: tall(X) :- parent(X, Y),
    tall(Y)
:- tall(X), short(X)
% @id last
short(X) :- parent(X, _).
