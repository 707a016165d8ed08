% policy/mortgage: 1 rule changed and 0 dropped, so that no constraint can be broken.
% Made by  preceptor distil policy/mortgage --publish  and made anew by it: do not edit.
% From feb5c8ee691ca4cc, which stands for rules.pl, constraints.pl and domain.toml.

% approve/1: 6 rules
approve(A) :- deposit(A, D), price(A, P), D >= 0.4 * P, income(A, I), P - D =< 5 * I, \+ decline(A), \+ refer(A).
approve(A) :- income(A, I), price(A, P), deposit(A, D), P - D =< 4.5 * I, credit_score(A, S), S >= 580, \+ decline(A), \+ refer(A).
approve(A) :- credit_score(A, S), S >= 660, income(A, I), price(A, P), deposit(A, D), P - D =< 4 * I, D >= 0.1 * P, \+ decline(A), \+ refer(A).
approve(A) :- first_buyer(A), credit_score(A, S), S >= 700, income(A, I), price(A, P), deposit(A, D), P - D =< 4 * I, \+ decline(A), \+ refer(A).
approve(A) :- first_buyer(A), credit_score(A, S), S >= 680, income(A, I), deposit(A, D), price(A, P), D >= 0.05 * P, P - D =< 4.5 * I, \+ decline(A), \+ refer(A).
approve(A) :- age(A, N), N >= 18, N =< 60, credit_score(A, S), S >= 640, income(A, I), deposit(A, D), price(A, P), D >= 0.1 * P, P - D =< 4.5 * I, \+ decline(A), \+ refer(A).

% decline/1: 10 rules
decline(A) :- age(A, N), N < 18.
decline(A) :- age(A, N), N > 75.
decline(A) :- credit_score(A, S), S < 580.
decline(A) :- credit_score(A, S), S < 600.
decline(A) :- deposit(A, D), price(A, P), D < 0.05 * P.
decline(A) :- deposit(A, D), price(A, P), D < 0.1 * P, \+ first_buyer(A).
decline(A) :- first_buyer(A), deposit(A, D), price(A, P), D < 0.05 * P.
decline(A) :- income(A, I), price(A, P), deposit(A, D), P - D > 5.5 * I.
decline(A) :- self_employed(A), deposit(A, D), price(A, P), D < 0.1 * P.
decline(A) :- income(A, I), price(A, P), deposit(A, D), P - D > 5 * I, credit_score(A, S), S < 760.

% refer/1: 12 rules
refer(A) :- \+ decline(A), age(A, N), N > 60.
refer(A) :- \+ decline(A), price(A, P), P > 1000000.
refer(A) :- age(A, N), N > 65, \+ decline(A).
refer(A) :- \+ decline(A), credit_score(A, S), S >= 580, S < 640.
refer(A) :- \+ decline(A), self_employed(A), credit_score(A, S), S < 700.
refer(A) :- self_employed(A), credit_score(A, S), S < 720, \+ decline(A).
refer(A) :- \+ decline(A), \+ first_buyer(A), deposit(A, D), price(A, P), D < 0.1 * P.
refer(A) :- self_employed(A), deposit(A, D), price(A, P), D < 0.25 * P, \+ decline(A).
refer(A) :- \+ decline(A), income(A, I), price(A, P), deposit(A, D), P - D > 4.5 * I, P - D =< 5.5 * I.
refer(A) :- age(A, N), N > 60, deposit(A, D), price(A, P), D < 0.5 * P, \+ decline(A).
refer(A) :- credit_score(A, S), S >= 580, S < 640, deposit(A, D), price(A, P), D < 0.35 * P, \+ decline(A).
refer(A) :- income(A, I), price(A, P), deposit(A, D), P - D > 5 * I, credit_score(A, S), S >= 760, \+ decline(A).

% needs_insurance/1: 4 rules
needs_insurance(A) :- deposit(A, D), price(A, P), D < 0.2 * P.
needs_insurance(A) :- approve(A), deposit(A, D), price(A, P), D < 0.2 * P.
needs_insurance(A) :- deposit(A, D), price(A, P), D < 0.15 * P, \+ decline(A).
needs_insurance(A) :- refer(A), deposit(A, D), price(A, P), D < 0.2 * P.

% -needs_insurance/1: 2 rules
-needs_insurance(A) :- deposit(A, D), price(A, P), D >= 0.2 * P.
% was: -needs_insurance(A) :- deposit(A, D), price(A, P), D >= 0.15 * P.
-needs_insurance(A) :- deposit(A, D), price(A, P), D >= 0.15 * P, D >= 0.2 * P.
