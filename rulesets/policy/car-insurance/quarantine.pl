% policy/car-insurance: 5 rules in quarantine, distilled from the replies of a large language model, 2026-11-24.
% Made by  preceptor distil policy/car-insurance  and made anew by it: do not edit.

% denials: 5 rules
% P308 a constraint that only the teacher states: :- discount(D), decline(D). (score 0.5, policy/car-insurance#0:33)
:- discount(D), decline(D).
% P308 a constraint that only the teacher states: :- insure(D), decline(D). (score 0.5, policy/car-insurance#0:31)
:- insure(D), decline(D).
% P308 a constraint that only the teacher states: :- surcharge(D), decline(D). (score 0.5, policy/car-insurance#0:34)
:- surcharge(D), decline(D).
% P308 a constraint that only the teacher states: :- surcharge(D), discount(D). (score 1.0, policy/car-insurance#0:32)
:- surcharge(D), discount(D).
% P308 a constraint that only the teacher states: :- age(D, N), years_licensed(D, Y), Y > N - 16. (score 0.5, policy/car-insurance#0:35)
:- age(D, N), years_licensed(D, Y), Y > N - 16.
