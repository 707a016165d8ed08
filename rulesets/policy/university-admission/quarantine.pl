% policy/university-admission: 5 rules in quarantine, distilled from the replies of a large language model, 2026-11-24.
% Made by  preceptor distil policy/university-admission  and made anew by it: do not edit.

% denials: 5 rules
% P308 a constraint that only the teacher states: :- admit(S), deadline_missed(S). (score 0.5, policy/university-admission#0:37)
:- admit(S), deadline_missed(S).
% P308 a constraint that only the teacher states: :- admit(S), reject(S). (score 1.0, policy/university-admission#0:33)
:- admit(S), reject(S).
% P308 a constraint that only the teacher states: :- admit(S), waitlist(S). (score 0.5, policy/university-admission#0:34)
:- admit(S), waitlist(S).
% P308 a constraint that only the teacher states: :- scholarship(S), \+ admit(S). (score 0.5, policy/university-admission#0:36)
:- scholarship(S), \+ admit(S).
% P308 a constraint that only the teacher states: :- waitlist(S), reject(S). (score 0.5, policy/university-admission#0:35)
:- waitlist(S), reject(S).
