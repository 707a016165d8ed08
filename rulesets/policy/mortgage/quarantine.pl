% policy/mortgage: 7 rules in quarantine, distilled from the replies of a large language model, 2026-11-24.
% Made by  preceptor distil policy/mortgage  and made anew by it: do not edit.

% denials: 7 rules
% P308 a constraint that only the teacher states: :- approve(A), decline(A). (score 1.0, policy/mortgage#0:28)
:- approve(A), decline(A).
% P308 a constraint that only the teacher states: :- approve(A), refer(A). (score 0.5, policy/mortgage#0:29)
:- approve(A), refer(A).
% P308 a constraint that only the teacher states: :- decline(A), needs_insurance(A). (score 0.5, policy/mortgage#0:31)
:- decline(A), needs_insurance(A).
% P308 a constraint that only the teacher states: :- refer(A), decline(A). (score 0.5, policy/mortgage#0:30)
:- refer(A), decline(A).
% P308 a constraint that only the teacher states: :- approve(A), age(A, N), N < 18. (score 0.5, policy/mortgage#0:33)
:- approve(A), age(A, N), N < 18.
% P308 a constraint that only the teacher states: :- deposit(A, D), price(A, P), D > P. (score 0.5, policy/mortgage#0:34)
:- deposit(A, D), price(A, P), D > P.
% P308 a constraint that only the teacher states: :- approve(A), deposit(A, D), price(A, P), D < 0.05 * P. (score 0.5, policy/mortgage#0:32)
:- approve(A), deposit(A, D), price(A, P), D < 0.05 * P.
