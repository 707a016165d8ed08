% sentiment: 1 rules in quarantine, distilled from the replies of a large language model, 2026-11-24.
% Made by  preceptor distil sentiment  and made anew by it: do not edit.

% denials: 1 rules
% P308 a constraint that only the teacher states: :- positive(R), negative(R). (score 0.5, sentiment/overall-verdict-words#0:35)
:- positive(R), negative(R).
