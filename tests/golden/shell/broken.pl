likes(ann, bob).
likes(bob ann).
likes(X, Y) :- likes(Y, X).
friend(X, Y) :- likes(X, Y), likes(Y, X)
