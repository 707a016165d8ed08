% policy/building-permit: 0 rules changed and 0 dropped, so that no constraint can be broken.
% Made by  preceptor distil policy/building-permit --publish  and made anew by it: do not edit.
% From d8a880f60c43a392, which stands for rules.pl, constraints.pl and domain.toml.

% permit/1: 7 rules
permit(B) :- zone(B, _), \+ refuse(B), \+ hearing(B).
permit(B) :- zone(B, industrial), \+ refuse(B), \+ hearing(B).
permit(B) :- zone(B, commercial), area(B, A), A =< 2000, \+ refuse(B), \+ hearing(B).
permit(B) :- zone(B, commercial), height(B, H), H =< 30, area(B, A), A =< 5000, \+ refuse(B), \+ hearing(B).
permit(B) :- zone(B, residential), height(B, H), H =< 9, area(B, A), A =< 2000, \+ refuse(B), \+ hearing(B).
permit(B) :- zone(B, industrial), height(B, H), H =< 40, area(B, A), A =< 10000, distance(B, D), D >= 10, \+ refuse(B), \+ hearing(B).
permit(B) :- zone(B, residential), height(B, H), H =< 10, area(B, A), A =< 1000, distance(B, D), D >= 3, \+ refuse(B), \+ hearing(B).

% refuse/1: 23 rules
refuse(B) :- distance(B, D), D < 2.5, \+ zone(B, commercial).
refuse(B) :- protected(B), area(B, A), A > 500.
refuse(B) :- protected(B), height(B, H), H > 10.
refuse(B) :- protected(B), height(B, H), H > 8.
refuse(B) :- protected(B), height(B, H), H > 9.
refuse(B) :- zone(B, commercial), height(B, H), H > 40.
refuse(B) :- zone(B, commercial), height(B, H), H > 45.
refuse(B) :- zone(B, commercial), height(B, H), H > 60.
refuse(B) :- zone(B, industrial), distance(B, D), D < 10.
refuse(B) :- zone(B, industrial), distance(B, D), D < 8.
refuse(B) :- zone(B, industrial), height(B, H), H > 40.
refuse(B) :- zone(B, residential), distance(B, D), D < 3.
refuse(B) :- zone(B, residential), height(B, H), H > 12.
refuse(B) :- zone(B, residential), height(B, H), H > 15.
refuse(B) :- distance(B, D), D < 2.5, area(B, A), A > 20.
refuse(B) :- height(B, H), H > 20, distance(B, D), D < 5.
refuse(B) :- area(B, A), A > 300, parking(B, P), P < 2, \+ protected(B).
refuse(B) :- zone(B, commercial), area(B, A), A > 1000, parking(B, P), P < 20.
refuse(B) :- zone(B, commercial), parking(B, P), area(B, A), A > 200, P < A / 40.
refuse(B) :- zone(B, industrial), area(B, A), A > 5000, parking(B, P), P < 30.
refuse(B) :- zone(B, industrial), height(B, H), H > 30, distance(B, D), D < 30.
refuse(B) :- zone(B, industrial), height(B, H), H > 30, distance(B, D), D < 50.
refuse(B) :- zone(B, residential), area(B, A), A > 150, parking(B, P), P < 1.

% hearing/1: 11 rules
hearing(B) :- protected(B), \+ refuse(B).
hearing(B) :- area(B, A), A > 2000, \+ zone(B, industrial), \+ refuse(B).
hearing(B) :- protected(B), area(B, A), A > 25, \+ refuse(B).
hearing(B) :- zone(B, commercial), area(B, A), A > 5000, \+ refuse(B).
hearing(B) :- zone(B, industrial), area(B, A), A > 10000, \+ refuse(B).
hearing(B) :- zone(B, residential), area(B, A), A > 1000, \+ refuse(B).
hearing(B) :- zone(B, residential), area(B, A), A > 600, \+ refuse(B).
hearing(B) :- zone(B, residential), height(B, H), H > 9, \+ refuse(B).
hearing(B) :- zone(B, commercial), height(B, H), H > 30, H =< 60, \+ refuse(B).
hearing(B) :- zone(B, residential), height(B, H), H > 10, H =< 15, \+ refuse(B).
hearing(B) :- zone(B, residential), height(B, H), H > 9, distance(B, D), D < 5, \+ refuse(B).
