% policy/personal-loan: 2 rules changed and 0 dropped, so that no constraint can be broken.
% Made by  preceptor distil policy/personal-loan --publish  and made anew by it: do not edit.
% From 2e91bd3554adddb5, which stands for rules.pl, constraints.pl and domain.toml.

% approve/1: 6 rules
approve(A) :- credit_score(A, S), S >= 640, income(A, I), I >= 18000, \+ decline(A), \+ refer(A).
approve(A) :- collateral(A, C), requested(A, R), C >= 1.25 * R, credit_score(A, S), S >= 580, \+ decline(A), \+ refer(A).
approve(A) :- credit_score(A, S), S >= 540, S < 640, collateral(A, C), requested(A, R), C >= 1.2 * R, \+ decline(A), \+ refer(A).
approve(A) :- credit_score(A, S), S >= 650, income(A, I), I >= 20000, requested(A, R), R =< 0.4 * I, \+ decline(A), \+ refer(A).
approve(A) :- credit_score(A, S), S >= 620, collateral(A, C), requested(A, R), C >= 1.2 * R, employed_months(A, M), M >= 6, \+ decline(A), \+ refer(A).
approve(A) :- age(A, N), N >= 18, credit_score(A, S), S >= 620, income(A, I), I >= 12000, debt(A, D), D =< 0.4 * I, requested(A, R), R =< 0.5 * I, employed_months(A, M), M >= 6, \+ decline(A), \+ refer(A).

% decline/1: 13 rules
decline(A) :- bankrupt(A).
decline(A) :- age(A, N), N < 18.
decline(A) :- bankrupt(A), \+ collateral(A, _).
decline(A) :- credit_score(A, S), S < 520.
decline(A) :- income(A, I), I < 12000.
decline(A) :- age(A, N), N < 21, \+ employed_months(A, _).
decline(A) :- credit_score(A, S), S < 540, \+ collateral(A, _).
decline(A) :- credit_score(A, S), S < 550, \+ collateral(A, _).
decline(A) :- debt(A, D), income(A, I), D > 0.6 * I.
decline(A) :- debt(A, D), income(A, I), D >= 0.5 * I.
decline(A) :- bankrupt(A), requested(A, R), collateral(A, C), C < R.
decline(A) :- requested(A, R), income(A, I), R > I, \+ collateral(A, _).
decline(A) :- credit_score(A, S), S < 540, collateral(A, C), requested(A, R), C < 1.5 * R.

% refer/1: 12 rules
refer(A) :- age(A, N), N > 70, \+ decline(A).
refer(A) :- employed_months(A, M), M < 6, \+ decline(A).
refer(A) :- requested(A, R), R > 30000, \+ decline(A).
refer(A) :- requested(A, R), R > 50000, \+ decline(A).
refer(A) :- credit_score(A, S), S >= 520, S < 620, \+ decline(A).
refer(A) :- age(A, N), N > 72, requested(A, R), R > 20000, \+ decline(A).
refer(A) :- debt(A, D), income(A, I), D > 0.4 * I, D =< 0.6 * I, \+ decline(A).
refer(A) :- employed_months(A, M), M < 12, credit_score(A, S), S < 720, \+ decline(A).
refer(A) :- requested(A, R), income(A, I), R > 0.35 * I, \+ collateral(A, _), \+ decline(A).
refer(A) :- employed_months(A, M), M < 9, credit_score(A, S), S < 740, S >= 540, \+ decline(A).
refer(A) :- requested(A, R), income(A, I), R > 0.35 * I, collateral(A, C), C < R, \+ decline(A).
refer(A) :- requested(A, R), income(A, I), R > 0.5 * I, collateral(A, C), C < R, \+ decline(A).

% rate_band/2: 9 rules
rate_band(A, high) :- approve(A), credit_score(A, S), S < 640.
rate_band(A, high) :- approve(A), credit_score(A, S), S < 670.
rate_band(A, standard) :- approve(A), \+ rate_band(A, prime), \+ rate_band(A, high).
rate_band(A, high) :- approve(A), credit_score(A, S), S < 660, \+ collateral(A, _).
rate_band(A, standard) :- approve(A), credit_score(A, S), S >= 670, \+ rate_band(A, prime).
% was: rate_band(A, standard) :- approve(A), credit_score(A, S), S >= 640, \+ rate_band(A, prime).
rate_band(A, standard) :- approve(A), credit_score(A, S), \+ rate_band(A, prime), S >= 670.
rate_band(A, prime) :- approve(A), credit_score(A, S), S >= 760, employed_months(A, M), M >= 36.
rate_band(A, prime) :- approve(A), credit_score(A, S), S >= 740, debt(A, D), income(A, I), D =< 0.25 * I, employed_months(A, M), M >= 24.
% was: rate_band(A, prime) :- approve(A), credit_score(A, S), S >= 750, debt(A, D), income(A, I), D =< 0.25 * I.
rate_band(A, prime) :- approve(A), credit_score(A, S), S >= 750, debt(A, D), income(A, I), D =< 0.25 * I, employed_months(A, M), M >= 12.

% -rate_band/2: 2 rules
-rate_band(A, prime) :- bankrupt(A).
-rate_band(A, prime) :- employed_months(A, M), M < 12.
