% policy/university-admission: 6 rules in quarantine, distilled from the replies of a large language model, 2026-11-24.
% Made by  preceptor distil policy/university-admission  and made anew by it: do not edit.

% waitlist/1: 1 rules
% P302 whenever it fires, a constraint is broken: waitlist(S) :- deadline_missed(S), grade(S, G), G >= 97. reject(S) :- deadline_missed(S). against :- waitlist(S), reject(S). (on deadline_missed(a), grade(a, 97)) (score 0.5, policy/university-admission-second-author#1:4)
waitlist(S) :- deadline_missed(S), grade(S, G), G >= 97.

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
