% policy/emergency-triage: 6 rules in quarantine, distilled from the replies of a large language model, 2026-11-24.
% Made by  preceptor distil policy/emergency-triage  and made anew by it: do not edit.

% denials: 6 rules
% P308 a constraint that only the teacher states: :- level(P, 5), bleeding(P). (score 0.5, policy/emergency-triage#0:37)
:- level(P, 5), bleeding(P).
% P308 a constraint that only the teacher states: :- level(P, L), L < 1. (score 0.5, policy/emergency-triage#0:40)
:- level(P, L), L < 1.
% P308 a constraint that only the teacher states: :- level(P, L), L > 5. (score 0.5, policy/emergency-triage#0:41)
:- level(P, L), L > 5.
% P308 a constraint that only the teacher states: :- level(P, L), L > 1, \+ conscious(P). (score 0.5, policy/emergency-triage#0:38)
:- level(P, L), L > 1, \+ conscious(P).
% P308 a constraint that only the teacher states: :- level(P, L1), level(P, L2), L1 \= L2. (score 0.5, policy/emergency-triage#0:36)
:- level(P, L1), level(P, L2), L1 \= L2.
% P308 a constraint that only the teacher states: :- level(P, L), L > 2, oxygen(P, O), O < 92. (score 0.5, policy/emergency-triage#0:39)
:- level(P, L), L > 2, oxygen(P, O), O < 92.
