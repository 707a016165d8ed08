% A game: nothing says who wins. Below, of two equal scores the lesser id is set aside.
win(X) :- move(X, Y), \+ win(Y).
% @id safe
safe(X) :- place(X), \+ danger(X).
% @id threat
danger(X) :- place(X), \+ safe(X).
shown(X) :- safe(X).
