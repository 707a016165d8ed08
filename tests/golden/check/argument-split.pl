% level/2 reads its own absence, but never at the same second argument.
level(P, 1) :- item(P), \+ hard(P).
level(P, 2) :- item(P), \+ level(P, 1).
level(P, 3) :- level(P, 2), \+ level(P, 1), \+ done(P).
