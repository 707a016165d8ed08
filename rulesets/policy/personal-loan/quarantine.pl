% policy/personal-loan: 9 rules in quarantine, distilled from the replies of a large language model, 2026-11-24.
% Made by  preceptor distil policy/personal-loan  and made anew by it: do not edit.

% refer/1: 2 rules
% P302 whenever it fires, a constraint is broken: refer(A) :- bankrupt(A), collateral(A, C), requested(A, R), C >= 1.5 * R. decline(A) :- bankrupt(A). against :- refer(A), decline(A). (on bankrupt(a), collateral(a, 150), requested(a, 100)) (score 0.5, policy/personal-loan-second-author#0:3)
refer(A) :- bankrupt(A), collateral(A, C), requested(A, R), C >= 1.5 * R.
% P302 whenever it fires, a constraint is broken: refer(A) :- bankrupt(A), collateral(A, C), requested(A, R), C >= R. decline(A) :- bankrupt(A). against :- refer(A), decline(A). (on bankrupt(a), collateral(a, 100.5), requested(a, 100)) (score 0.5, policy/personal-loan-second-author#1:9)
refer(A) :- bankrupt(A), collateral(A, C), requested(A, R), C >= R.

% denials: 7 rules
% P308 a constraint that only the teacher states: :- approve(A), bankrupt(A). (score 0.5, policy/personal-loan#0:34)
:- approve(A), bankrupt(A).
% P308 a constraint that only the teacher states: :- approve(A), decline(A). (score 1.0, policy/personal-loan#0:29)
:- approve(A), decline(A).
% P308 a constraint that only the teacher states: :- approve(A), refer(A). (score 1.0, policy/personal-loan#0:30)
:- approve(A), refer(A).
% P308 a constraint that only the teacher states: :- decline(A), refer(A). (score 0.5, policy/personal-loan#0:31)
:- decline(A), refer(A).
% P308 a constraint that only the teacher states: :- rate_band(A, B), decline(A). (score 0.5, policy/personal-loan#0:33)
:- rate_band(A, B), decline(A).
% P308 a constraint that only the teacher states: :- approve(A), age(A, N), N < 18. (score 0.5, policy/personal-loan#0:35)
:- approve(A), age(A, N), N < 18.
% P308 a constraint that only the teacher states: :- rate_band(A, B1), rate_band(A, B2), B1 \= B2. (score 0.5, policy/personal-loan#0:32)
:- rate_band(A, B1), rate_band(A, B2), B1 \= B2.
