% policy/drug-dosing-paracetamol: 2 rules changed and 0 dropped, so that no constraint can be broken.
% Made by  preceptor distil policy/drug-dosing-paracetamol --publish  and made anew by it: do not edit.
% From 60494f97faa0c9da, which stands for rules.pl, constraints.pl and domain.toml.

% may_take/1: 2 rules
may_take(P) :- max_dose(P, M), dose_today(P, D), D < M, \+ must_not_take(P).
may_take(P) :- max_dose(P, M), dose_today(P, D), D =< M - 500, \+ must_not_take(P).

% -may_take/1: 1 rules
-may_take(P) :- must_not_take(P).

% must_not_take/1: 11 rules
must_not_take(P) :- age(P, A), A < 0.25.
must_not_take(P) :- age(P, A), A < 1.
must_not_take(P) :- dose_today(P, D), D >= 4000.
must_not_take(P) :- liver_disease(P), alcohol(P).
must_not_take(P) :- weight(P, W), W < 4.
must_not_take(P) :- alcohol(P), age(P, A), A < 16.
must_not_take(P) :- alcohol(P), dose_today(P, D), D >= 2000.
must_not_take(P) :- dose_today(P, D), max_dose(P, M), D >= M.
must_not_take(P) :- liver_disease(P), age(P, A), A < 16.
must_not_take(P) :- liver_disease(P), dose_today(P, D), D >= 1500.
must_not_take(P) :- age(P, A), A < 12, weight(P, W), dose_today(P, D), D >= 60 * W.

% max_dose/2: 16 rules
max_dose(P, 1000) :- age(P, A), A >= 4, A < 8, \+ liver_disease(P).
max_dose(P, 1000) :- age(P, A), A >= 6, A < 10, \+ liver_disease(P).
max_dose(P, 2000) :- age(P, A), A >= 10, A < 12, \+ liver_disease(P).
max_dose(P, 2000) :- age(P, A), A >= 10, A < 16, \+ liver_disease(P).
max_dose(P, 2000) :- age(P, A), A >= 16, liver_disease(P), \+ alcohol(P).
max_dose(P, 2000) :- age(P, A), A >= 18, alcohol(P), \+ liver_disease(P).
max_dose(P, 480) :- age(P, A), A >= 0.5, A < 2, \+ liver_disease(P).
% was: max_dose(P, 720) :- age(P, A), A >= 2, A < 6, \+ liver_disease(P).
max_dose(P, 720) :- age(P, A), A >= 2, A < 4, \+ liver_disease(P).
max_dose(P, 2000) :- age(P, A), A >= 16, weight(P, W), W < 50, \+ liver_disease(P).
max_dose(P, 2000) :- age(P, A), A >= 16, weight(P, W), W >= 33, W < 50.
max_dose(P, 2000) :- age(P, A), A >= 16, weight(P, W), W >= 50, alcohol(P).
max_dose(P, 2000) :- age(P, A), A >= 16, weight(P, W), W >= 50, liver_disease(P).
% was: max_dose(P, 1000) :- age(P, A), A >= 4, A < 12, weight(P, W), W >= 16, \+ liver_disease(P).
max_dose(P, 1000) :- age(P, A), A >= 4, A < 10, weight(P, W), W >= 16, \+ liver_disease(P).
max_dose(P, 4000) :- age(P, A), A >= 16, weight(P, W), W >= 50, \+ liver_disease(P), \+ alcohol(P).
max_dose(P, 4000) :- age(P, A), A >= 18, weight(P, W), W >= 55, \+ liver_disease(P), \+ alcohol(P).
max_dose(P, 4000) :- age(P, A), A >= 16, weight(P, W), W >= 50, \+ liver_disease(P), \+ alcohol(P), A < 75.
