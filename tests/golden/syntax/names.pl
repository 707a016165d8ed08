Parent(ann, bob).
father-in-law(ann, bob).
likes(ann, New_York-city).
likes(ann, "New York").
likes(ann, ‘bob’).
p(f(X)).
p([a, b]).
likes(ann, X + 1) :- q(X).
:- dynamic foo/1.
:- use_module(library(lists)).
?- p(X).
lists:member(a, b).
p(X) :- Q(X).
café(ann).
p(crème).
