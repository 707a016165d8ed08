% policy/building-permit: 5 rules in quarantine, distilled from the replies of a large language model, 2026-11-24.
% Made by  preceptor distil policy/building-permit  and made anew by it: do not edit.

% denials: 5 rules
% P308 a constraint that only the teacher states: :- hearing(B), refuse(B). (score 0.5, policy/building-permit#0:34)
:- hearing(B), refuse(B).
% P308 a constraint that only the teacher states: :- permit(B), hearing(B). (score 0.5, policy/building-permit#0:33)
:- permit(B), hearing(B).
% P308 a constraint that only the teacher states: :- permit(B), protected(B). (score 0.5, policy/building-permit#0:35)
:- permit(B), protected(B).
% P308 a constraint that only the teacher states: :- permit(B), refuse(B). (score 1.0, policy/building-permit#0:32)
:- permit(B), refuse(B).
% P308 a constraint that only the teacher states: :- zone(B, Z1), zone(B, Z2), Z1 \= Z2. (score 0.5, policy/building-permit#0:36)
:- zone(B, Z1), zone(B, Z2), Z1 \= Z2.
