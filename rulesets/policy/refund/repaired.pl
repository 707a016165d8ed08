% policy/refund: 6 rules changed and 0 dropped, so that no constraint can be broken.
% Made by  preceptor distil policy/refund --publish  and made anew by it: do not edit.
% From bc328556706eb61b, which stands for rules.pl, constraints.pl and domain.toml.

% refund/1: 10 rules
% was: refund(O) :- defective(O), days_since(O, N), N =< 180.
refund(O) :- defective(O), days_since(O, N), N =< 60.
refund(O) :- \+ opened(O), \+ digital(O), days_since(O, N), N =< 30.
refund(O) :- digital(O), \+ opened(O), days_since(O, N), N =< 14.
refund(O) :- \+ opened(O), \+ digital(O), member(O, gold), days_since(O, N), N =< 60.
refund(O) :- defective(O), days_since(O, N), N =< 30, price(O, P), P =< 500.
refund(O) :- digital(O), \+ opened(O), \+ defective(O), days_since(O, N), N =< 14.
refund(O) :- defective(O), days_since(O, N), N =< 90, member(O, gold), price(O, P), P =< 500.
% was: refund(O) :- opened(O), \+ digital(O), days_since(O, N), N =< 14, member(O, gold).
refund(O) :- opened(O), \+ digital(O), days_since(O, N), N =< 14, member(O, gold), \+ store_credit(O).
refund(O) :- \+ opened(O), \+ digital(O), \+ defective(O), days_since(O, N), N =< 30, price(O, P), P =< 500.
refund(O) :- \+ opened(O), \+ digital(O), \+ defective(O), member(O, gold), days_since(O, N), N =< 60, price(O, P), P =< 500.

% -refund/1: 1 rules
-refund(O) :- days_since(O, N), N > 90.

% deny/1: 8 rules
deny(O) :- days_since(O, N), N > 730.
% was: deny(O) :- \+ defective(O), days_since(O, N), N > 45.
deny(O) :- \+ defective(O), days_since(O, N), N > 60.
deny(O) :- defective(O), days_since(O, N), N > 365.
deny(O) :- digital(O), opened(O), \+ defective(O).
deny(O) :- digital(O), opened(O), \+ defective(O), \+ store_credit(O).
% was: deny(O) :- opened(O), \+ defective(O), days_since(O, N), N > 21.
deny(O) :- opened(O), \+ defective(O), days_since(O, N), N > 30.
deny(O) :- digital(O), \+ opened(O), \+ defective(O), days_since(O, N), N > 14.
% was: deny(O) :- opened(O), \+ defective(O), member(O, basic), days_since(O, N), N > 14.
deny(O) :- opened(O), \+ defective(O), member(O, basic), days_since(O, N), N > 14, \+ store_credit(O).

% store_credit/1: 8 rules
store_credit(O) :- defective(O), days_since(O, N), N > 180, N =< 365.
% was: store_credit(O) :- defective(O), days_since(O, N), N > 60, N =< 365.
store_credit(O) :- defective(O), days_since(O, N), N > 90, N =< 365.
store_credit(O) :- opened(O), \+ defective(O), \+ digital(O), days_since(O, N), N =< 14.
store_credit(O) :- opened(O), \+ defective(O), \+ digital(O), days_since(O, N), N =< 21.
store_credit(O) :- opened(O), \+ defective(O), \+ digital(O), member(O, gold), days_since(O, N), N =< 30.
store_credit(O) :- opened(O), \+ digital(O), \+ defective(O), days_since(O, N), N =< 30, member(O, basic).
store_credit(O) :- \+ opened(O), \+ digital(O), \+ defective(O), member(O, basic), days_since(O, N), N > 30, N =< 60.
store_credit(O) :- opened(O), \+ digital(O), \+ defective(O), days_since(O, N), N > 14, N =< 30, member(O, gold).

% manager_approval/1: 7 rules
manager_approval(O) :- defective(O), price(O, P), P > 500.
manager_approval(O) :- price(O, P), P > 1000, \+ deny(O).
manager_approval(O) :- refund(O), price(O, P), P > 1000.
manager_approval(O) :- defective(O), days_since(O, N), N > 180, N =< 730.
manager_approval(O) :- price(O, P), P > 300, \+ deny(O), \+ member(O, gold).
manager_approval(O) :- refund(O), price(O, P), P > 500, \+ member(O, gold).
manager_approval(O) :- \+ defective(O), \+ opened(O), \+ digital(O), price(O, P), P > 500, days_since(O, N), N =< 30.
