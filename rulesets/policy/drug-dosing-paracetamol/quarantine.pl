% policy/drug-dosing-paracetamol: 11 rules in quarantine, distilled from the replies of a large language model, 2026-11-24.
% Made by  preceptor distil policy/drug-dosing-paracetamol  and made anew by it: do not edit.

% max_dose/2: 6 rules
% P302 whenever it fires, a constraint is broken: max_dose(P, 1500) :- age(P, A), A >= 18, liver_disease(P), \+ alcohol(P). max_dose(P, 2000) :- age(P, A), A >= 16, liver_disease(P), \+ alcohol(P). against :- max_dose(V1, V2), max_dose(V1, W2), V2 \= W2. (on age(a, 18), liver_disease(a)) (score 0.5, policy/drug-dosing-paracetamol-second-author#0:10)
max_dose(P, 1500) :- age(P, A), A >= 18, liver_disease(P), \+ alcohol(P).
% P302 whenever it fires, a constraint is broken: max_dose(P, 1500) :- age(P, A), A >= 8, A < 10, \+ liver_disease(P). max_dose(P, 1000) :- age(P, A), A >= 6, A < 10, \+ liver_disease(P). against :- max_dose(V1, V2), max_dose(V1, W2), V2 \= W2. (on age(a, 8)) (score 0.5, policy/drug-dosing-paracetamol#0:11)
max_dose(P, 1500) :- age(P, A), A >= 8, A < 10, \+ liver_disease(P).
% P302 whenever it fires, a constraint is broken: max_dose(P, 3000) :- age(P, A), A >= 12, A < 16, weight(P, W), W >= 40, \+ liver_disease(P). max_dose(P, 2000) :- age(P, A), A >= 10, A < 16, \+ liver_disease(P). against :- max_dose(V1, V2), max_dose(V1, W2), V2 \= W2. (on age(a, 12), weight(a, 40)) (score 0.5, policy/drug-dosing-paracetamol#0:9)
max_dose(P, 3000) :- age(P, A), A >= 12, A < 16, weight(P, W), W >= 40, \+ liver_disease(P).
% P302 whenever it fires, a constraint is broken: max_dose(P, 3000) :- age(P, A), A >= 16, weight(P, W), W >= 50, alcohol(P), \+ liver_disease(P). max_dose(P, 2000) :- age(P, A), A >= 16, weight(P, W), W >= 50, alcohol(P). against :- max_dose(V1, V2), max_dose(V1, W2), V2 \= W2. (on age(a, 16), weight(a, 50), alcohol(a)) (score 0.5, policy/drug-dosing-paracetamol-second-author#1:2)
max_dose(P, 3000) :- age(P, A), A >= 16, weight(P, W), W >= 50, alcohol(P), \+ liver_disease(P).
% P302 whenever it fires, a constraint is broken: max_dose(P, 3000) :- age(P, A), A >= 75, weight(P, W), W >= 50, \+ liver_disease(P), \+ alcohol(P). max_dose(P, 4000) :- age(P, A), A >= 16, weight(P, W), W >= 50, \+ liver_disease(P), \+ alcohol(P). against :- max_dose(V1, V2), max_dose(V1, W2), V2 \= W2. (on age(a, 75), weight(a, 50)) (score 0.5, policy/drug-dosing-paracetamol#0:5)
max_dose(P, 3000) :- age(P, A), A >= 75, weight(P, W), W >= 50, \+ liver_disease(P), \+ alcohol(P).
% P302 whenever it fires, a constraint is broken: max_dose(P, 3000) :- age(P, A), A >= 12, weight(P, W), W >= 43, \+ max_dose(P, 4000), \+ liver_disease(P), \+ alcohol(P). max_dose(P, 2000) :- age(P, A), A >= 10, A < 16, \+ liver_disease(P). against :- max_dose(V1, V2), max_dose(V1, W2), V2 \= W2. (on age(a, 12), weight(a, 43)) (score 0.5, policy/drug-dosing-paracetamol-second-author#0:8)
max_dose(P, 3000) :- age(P, A), A >= 12, weight(P, W), W >= 43, \+ max_dose(P, 4000), \+ liver_disease(P), \+ alcohol(P).

% denials: 5 rules
% P308 a constraint that only the teacher states: :- max_dose(P, M), M > 4000. (score 0.5, policy/drug-dosing-paracetamol#0:33)
:- max_dose(P, M), M > 4000.
% P308 a constraint that only the teacher states: :- may_take(P), must_not_take(P). (score 1.0, policy/drug-dosing-paracetamol#0:31)
:- may_take(P), must_not_take(P).
% P308 a constraint that only the teacher states: :- liver_disease(P), max_dose(P, M), M > 2000. (score 0.5, policy/drug-dosing-paracetamol#0:35)
:- liver_disease(P), max_dose(P, M), M > 2000.
% P308 a constraint that only the teacher states: :- max_dose(P, M1), max_dose(P, M2), M1 \= M2. (score 0.5, policy/drug-dosing-paracetamol#0:32)
:- max_dose(P, M1), max_dose(P, M2), M1 \= M2.
% P308 a constraint that only the teacher states: :- may_take(P), dose_today(P, D), D >= 4000. (score 0.5, policy/drug-dosing-paracetamol#0:34)
:- may_take(P), dose_today(P, D), D >= 4000.
