% policy/hiring: 1 rule changed and 0 dropped, so that no constraint can be broken.
% Made by  preceptor distil policy/hiring --publish  and made anew by it: do not edit.
% From 3dbbafa1ba06ecdd, which stands for rules.pl, constraints.pl and domain.toml.

% interview/1: 10 rules
interview(C) :- senior(C), \+ reject(C).
interview(C) :- test(C, T), T >= 75, \+ reject(C).
interview(C) :- test(C, T), T >= 85, \+ reject(C).
interview(C) :- test(C, T), T >= 92, \+ reject(C).
interview(C) :- degree(C), test(C, T), T >= 60, \+ reject(C).
interview(C) :- test(C, T), T >= 65, degree(C), \+ reject(C).
interview(C) :- test(C, T), T >= 70, degree(C), \+ reject(C).
interview(C) :- test(C, T), T >= 60, reference(C, R), R >= 3, \+ reject(C).
interview(C) :- test(C, T), T >= 65, years(C, Y), Y >= 3, \+ reject(C).
interview(C) :- test(C, T), T >= 65, \+ degree(C), years(C, Y), Y >= 4, \+ reject(C).

% reject/1: 14 rules
reject(C) :- salary_ask(C, S), S > 140000.
reject(C) :- salary_ask(C, S), S > 150000.
reject(C) :- salary_ask(C, S), S > 180000.
reject(C) :- test(C, T), T < 45.
reject(C) :- test(C, T), T < 50.
reject(C) :- reference(C, 0), years(C, Y), Y >= 3.
reject(C) :- remote(C), years(C, Y), Y < 1.
reject(C) :- salary_ask(C, S), S > 110000, \+ senior(C).
reject(C) :- salary_ask(C, S), S > 95000, \+ senior(C).
reject(C) :- salary_ask(C, S), S > 90000, years(C, Y), Y < 5.
reject(C) :- test(C, T), T < 55, years(C, Y), Y < 10.
reject(C) :- test(C, T), T < 60, years(C, Y), Y < 8.
reject(C) :- years(C, Y), Y < 1, \+ degree(C), test(C, T), T < 80.
0.8 :: reject(C) :- test(C, T), T < 60, \+ degree(C).

% offer/1: 8 rules
offer(C) :- interview(C), reference(C, N), N >= 2, test(C, T), T >= 75, \+ remote(C).
offer(C) :- interview(C), senior(C), reference(C, R), R >= 2, salary_ask(C, S), S =< 130000.
offer(C) :- interview(C), senior(C), test(C, T), T >= 70, salary_ask(C, S), S =< 140000.
offer(C) :- interview(C), reference(C, N), N >= 3, test(C, T), T >= 80, remote(C), years(C, Y), Y >= 3.
offer(C) :- interview(C), remote(C), years(C, Y), Y >= 3, test(C, T), T >= 85, salary_ask(C, S), S =< 80000.
offer(C) :- interview(C), test(C, T), T >= 80, reference(C, R), R >= 1, salary_ask(C, S), S =< 85000, \+ remote(C).
% was: offer(C) :- interview(C), test(C, T), T >= 85, reference(C, R), R >= 2, salary_ask(C, S), S =< 90000.
offer(C) :- interview(C), test(C, T), T >= 85, reference(C, R), R >= 2, salary_ask(C, S), S =< 90000, years(C, Y), Y >= 2.
offer(C) :- interview(C), degree(C), years(C, Y), Y >= 2, test(C, T), T >= 75, reference(C, R), R >= 1, salary_ask(C, S), S =< 75000.

% -offer/1: 2 rules
-offer(C) :- reference(C, R), R < 1.
-offer(C) :- remote(C), years(C, Y), Y < 2.

% senior/1: 6 rules
senior(C) :- years(C, Y), Y >= 5, test(C, T), T >= 90.
senior(C) :- years(C, Y), Y >= 7, reference(C, R), R >= 2.
senior(C) :- years(C, Y), Y >= 8, test(C, T), T >= 65.
senior(C) :- years(C, Y), Y >= 8, test(C, T), T >= 70.
senior(C) :- years(C, Y), Y >= 5, test(C, T), T >= 88, degree(C).
senior(C) :- years(C, Y), Y >= 6, degree(C), test(C, T), T >= 85.

% -senior/1: 1 rules
-senior(C) :- years(C, Y), Y < 5.
