% policy/emergency-triage: 0 rules changed and 0 dropped, so that no constraint can be broken.
% Made by  preceptor distil policy/emergency-triage --publish  and made anew by it: do not edit.
% From 9474930193d2f61e, which stands for rules.pl, constraints.pl and domain.toml.

% level/2: 40 rules
level(P, 1) :- \+ conscious(P), patient(P).
level(P, 1) :- age(P, _), \+ conscious(P).
level(P, 1) :- heart_rate(P, H), H < 40.
level(P, 1) :- heart_rate(P, H), H > 150.
level(P, 1) :- oxygen(P, O), O < 85.
level(P, 1) :- oxygen(P, O), O < 88.
level(P, 1) :- systolic(P, S), S < 80.
level(P, 1) :- bleeding(P), heart_rate(P, H), H > 130.
level(P, 1) :- bleeding(P), systolic(P, S), S < 90.
level(P, 2) :- heart_rate(P, H), H > 130, \+ level(P, 1).
level(P, 2) :- oxygen(P, O), O < 93, \+ level(P, 1).
level(P, 2) :- pregnant(P), bleeding(P), \+ level(P, 1).
level(P, 2) :- temperature(P, T), T < 34, \+ level(P, 1).
level(P, 2) :- temperature(P, T), T >= 41, \+ level(P, 1).
level(P, 3) :- bleeding(P), \+ level(P, 1), \+ level(P, 2).
level(P, 1) :- systolic(P, S), S < 75, age(P, A), A >= 6.
level(P, 2) :- oxygen(P, O), O >= 85, O < 92, \+ level(P, 1).
level(P, 2) :- pregnant(P), pain(P, N), N >= 8, \+ level(P, 1).
level(P, 2) :- pregnant(P), systolic(P, S), S >= 160, \+ level(P, 1).
level(P, 2) :- systolic(P, S), S >= 80, S < 90, \+ level(P, 1).
level(P, 3) :- heart_rate(P, H), H > 110, \+ level(P, 1), \+ level(P, 2).
level(P, 3) :- oxygen(P, O), O < 95, \+ level(P, 1), \+ level(P, 2).
level(P, 3) :- pain(P, N), N >= 7, \+ level(P, 1), \+ level(P, 2).
level(P, 3) :- pain(P, N), N >= 8, \+ level(P, 1), \+ level(P, 2).
level(P, 3) :- temperature(P, T), T >= 38.5, \+ level(P, 1), \+ level(P, 2).
level(P, 3) :- temperature(P, T), T >= 39, \+ level(P, 1), \+ level(P, 2).
level(P, 4) :- bleeding(P), \+ level(P, 1), \+ level(P, 2), \+ level(P, 3).
level(P, 4) :- pregnant(P), \+ level(P, 1), \+ level(P, 2), \+ level(P, 3).
level(P, 1) :- bleeding(P), systolic(P, S), heart_rate(P, H), S < 100, H > 120.
level(P, 2) :- age(P, A), A < 1, temperature(P, T), T >= 38, \+ level(P, 1).
level(P, 2) :- heart_rate(P, H), H > 130, age(P, A), A >= 2, \+ level(P, 1).
level(P, 2) :- heart_rate(P, H), H > 130, age(P, A), A >= 5, \+ level(P, 1).
level(P, 4) :- pain(P, N), N >= 4, \+ level(P, 1), \+ level(P, 2), \+ level(P, 3).
level(P, 4) :- temperature(P, T), T >= 38, \+ level(P, 1), \+ level(P, 2), \+ level(P, 3).
level(P, 5) :- conscious(P), \+ level(P, 1), \+ level(P, 2), \+ level(P, 3), \+ level(P, 4).
level(P, 3) :- age(P, A), A > 75, pain(P, N), N >= 5, \+ level(P, 1), \+ level(P, 2).
level(P, 3) :- age(P, A), A > 80, pain(P, N), N >= 5, \+ level(P, 1), \+ level(P, 2).
level(P, 4) :- pain(P, N), N >= 3, N < 7, \+ level(P, 1), \+ level(P, 2), \+ level(P, 3).
level(P, 5) :- conscious(P), pain(P, N), N < 4, \+ level(P, 1), \+ level(P, 2), \+ level(P, 3), \+ level(P, 4).
level(P, 5) :- pain(P, N), N < 3, age(P, A), A < 75, \+ level(P, 1), \+ level(P, 2), \+ level(P, 3), \+ level(P, 4).
