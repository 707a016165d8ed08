% policy/hiring: 5 rules in quarantine, distilled from the replies of a large language model, 2026-11-24.
% Made by  preceptor distil policy/hiring  and made anew by it: do not edit.

% denials: 5 rules
% P308 a constraint that only the teacher states: :- interview(C), reject(C). (score 0.5, policy/hiring#0:21)
:- interview(C), reject(C).
% P308 a constraint that only the teacher states: :- offer(C), \+ interview(C). (score 0.5, policy/hiring#0:22)
:- offer(C), \+ interview(C).
% P308 a constraint that only the teacher states: :- offer(C), reject(C). (score 1.0, policy/hiring#0:20)
:- offer(C), reject(C).
% P308 a constraint that only the teacher states: :- offer(C), salary_ask(C, S), S > 150000. (score 0.5, policy/hiring#0:24)
:- offer(C), salary_ask(C, S), S > 150000.
% P308 a constraint that only the teacher states: :- senior(C), years(C, Y), Y < 5. (score 0.5, policy/hiring#0:23)
:- senior(C), years(C, Y), Y < 5.
