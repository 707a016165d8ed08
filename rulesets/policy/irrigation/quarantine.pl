% policy/irrigation: 8 rules in quarantine, distilled from the replies of a large language model, 2026-11-24.
% Made by  preceptor distil policy/irrigation  and made anew by it: do not edit.

% irrigate/1: 1 rules
% P205 negation through recursion: irrigate/1 needs not skip/1 needs not irrigate/1, by irrigate(F) :- crop(F, wheat), moisture(F, M), M < 35, rain_forecast(F, R), R < 10, growth_days(F, G), G < 110, \+ skip(F). skip(F) :- crop(F, C), \+ irrigate(F). (score 0.5, policy/irrigation#0:3)
irrigate(F) :- crop(F, wheat), moisture(F, M), M < 35, rain_forecast(F, R), R < 10, growth_days(F, G), G < 110, \+ skip(F).

% skip/1: 1 rules
% P205 negation through recursion: irrigate/1 needs not skip/1 needs not irrigate/1, by skip(F) :- crop(F, C), \+ irrigate(F). irrigate(F) :- crop(F, wheat), moisture(F, M), M < 45, growth_days(F, G), G >= 60, G =< 90, rain_forecast(F, R), R < 5, \+ skip(F). (score 0.5, policy/irrigation-second-author#1:9)
skip(F) :- crop(F, C), \+ irrigate(F).

% denials: 6 rules
% P308 a constraint that only the teacher states: :- irrigate(F), skip(F). (score 1.0, policy/irrigation#0:29)
:- irrigate(F), skip(F).
% P308 a constraint that only the teacher states: :- moisture(F, M), M < 0. (score 0.5, policy/irrigation#0:34)
:- moisture(F, M), M < 0.
% P308 a constraint that only the teacher states: :- moisture(F, M), M > 100. (score 0.5, policy/irrigation#0:33)
:- moisture(F, M), M > 100.
% P308 a constraint that only the teacher states: :- crop(F, C1), crop(F, C2), C1 \= C2. (score 0.5, policy/irrigation#0:32)
:- crop(F, C1), crop(F, C2), C1 \= C2.
% P308 a constraint that only the teacher states: :- irrigate(F), moisture(F, M), M >= 95. (score 0.5, policy/irrigation#0:31)
:- irrigate(F), moisture(F, M), M >= 95.
% P308 a constraint that only the teacher states: :- irrigate(F), temperature(F, T), T < 0. (score 0.5, policy/irrigation#0:30)
:- irrigate(F), temperature(F, T), T < 0.
