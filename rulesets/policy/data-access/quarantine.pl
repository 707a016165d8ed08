% policy/data-access: 6 rules in quarantine, distilled from the replies of a large language model, 2026-11-24.
% Made by  preceptor distil policy/data-access  and made anew by it: do not edit.

% denials: 6 rules
% P308 a constraint that only the teacher states: :- read(U, D), forbid(U, D). (score 1.0, policy/data-access#0:26)
:- read(U, D), forbid(U, D).
% P308 a constraint that only the teacher states: :- write(U, D), \+ read(U, D). (score 0.5, policy/data-access#0:28)
:- write(U, D), \+ read(U, D).
% P308 a constraint that only the teacher states: :- write(U, D), forbid(U, D). (score 1.0, policy/data-access#0:27)
:- write(U, D), forbid(U, D).
% P308 a constraint that only the teacher states: :- classified(D, L1), classified(D, L2), L1 \= L2. (score 0.5, policy/data-access#0:31)
:- classified(D, L1), classified(D, L2), L1 \= L2.
% P308 a constraint that only the teacher states: :- read(U, D), classified(D, secret), \+ trained(U). (score 0.5, policy/data-access#0:29)
:- read(U, D), classified(D, secret), \+ trained(U).
% P308 a constraint that only the teacher states: :- write(U, D), role(U, intern), classified(D, secret). (score 0.5, policy/data-access#0:30)
:- write(U, D), role(U, intern), classified(D, secret).
