% policy/car-insurance: 0 rules changed and 0 dropped, so that no constraint can be broken.
% Made by  preceptor distil policy/car-insurance --publish  and made anew by it: do not edit.
% From 4bc5c9c22cc37385, which stands for rules.pl, constraints.pl and domain.toml.

% insure/1: 4 rules
insure(D) :- age(D, N), N >= 18, \+ decline(D).
insure(D) :- age(D, N), N >= 17, claims(D, C), C < 5, points(D, P), P < 12, \+ decline(D).
insure(D) :- age(D, N), N >= 18, points(D, P), P < 9, claims(D, C), C < 4, \+ decline(D).
insure(D) :- years_licensed(D, Y), Y >= 20, points(D, P), P >= 9, P < 12, claims(D, C), C < 2, \+ decline(D).

% decline/1: 15 rules
decline(D) :- age(D, N), N < 17.
decline(D) :- age(D, N), N < 18.
decline(D) :- claims(D, C), C >= 5.
decline(D) :- points(D, N), N >= 10.
decline(D) :- points(D, P), P >= 12.
decline(D) :- car_value(D, V), V > 150000, \+ garage(D).
decline(D) :- age(D, N), N < 21, points(D, P), P >= 6.
decline(D) :- age(D, N), N > 85, claims(D, C), C >= 2.
decline(D) :- claims(D, C), C >= 3, points(D, P), P >= 6.
decline(D) :- claims(D, C), C >= 4, annual_km(D, K), K =< 40000.
decline(D) :- claims(D, C), C >= 4, years_licensed(D, Y), Y < 15.
decline(D) :- points(D, P), P >= 9, years_licensed(D, Y), Y < 20.
decline(D) :- years_licensed(D, Y), Y < 1, car_value(D, V), V > 50000.
decline(D) :- car_value(D, V), V > 80000, years_licensed(D, Y), Y < 3, \+ garage(D).
decline(D) :- years_licensed(D, Y), Y < 2, car_value(D, V), V > 40000, \+ garage(D).

% surcharge/1: 15 rules
surcharge(D) :- insure(D), age(D, N), N < 25.
surcharge(D) :- insure(D), age(D, N), N > 75.
surcharge(D) :- insure(D), annual_km(D, K), K > 25000.
surcharge(D) :- insure(D), claims(D, C), C >= 2.
surcharge(D) :- insure(D), points(D, P), P >= 4.
surcharge(D) :- insure(D), points(D, P), P >= 6.
surcharge(D) :- insure(D), years_licensed(D, Y), Y < 3.
surcharge(D) :- insure(D), annual_km(D, K), K > 30000, \+ garage(D).
surcharge(D) :- insure(D), car_value(D, V), V > 60000, \+ garage(D).
surcharge(D) :- insure(D), age(D, N), N < 23, claims(D, C), C >= 1.
surcharge(D) :- insure(D), age(D, N), N < 24, claims(D, C), C > 0.
surcharge(D) :- insure(D), age(D, N), N < 24, years_licensed(D, Y), Y < 4.
surcharge(D) :- insure(D), age(D, N), N >= 78, annual_km(D, K), K >= 5000.
surcharge(D) :- insure(D), annual_km(D, K), K > 25000, claims(D, C), C > 0.
surcharge(D) :- insure(D), claims(D, C), C >= 2, years_licensed(D, Y), Y < 15.

% discount/1: 6 rules
discount(D) :- insure(D), claims(D, 0), years_licensed(D, Y), Y >= 10, \+ surcharge(D).
discount(D) :- insure(D), annual_km(D, K), K < 8000, claims(D, C), C =< 1, \+ surcharge(D).
discount(D) :- insure(D), claims(D, 0), points(D, 0), years_licensed(D, Y), Y >= 5, \+ surcharge(D).
discount(D) :- insure(D), claims(D, 0), points(D, 0), garage(D), annual_km(D, K), K < 12000, \+ surcharge(D).
discount(D) :- insure(D), garage(D), annual_km(D, K), K < 10000, points(D, P), P < 3, \+ surcharge(D).
discount(D) :- insure(D), garage(D), claims(D, 0), age(D, N), N >= 30, N =< 70, \+ surcharge(D).

% -discount/1: 2 rules
-discount(D) :- claims(D, C), C >= 2.
-discount(D) :- points(D, P), P >= 4.
