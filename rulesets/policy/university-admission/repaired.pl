% policy/university-admission: 0 rules changed and 0 dropped, so that no constraint can be broken.
% Made by  preceptor distil policy/university-admission --publish  and made anew by it: do not edit.
% From 73c550c07cc6a20f, which stands for rules.pl, constraints.pl and domain.toml.

% admit/1: 12 rules
admit(S) :- test_score(S, T), T >= 1500, grade(S, G), G >= 85, \+ reject(S).
admit(S) :- grade(S, G), G >= 88, test_score(S, T), T >= 1350, \+ reject(S), \+ deadline_missed(S).
admit(S) :- grade(S, G), G >= 90, test_score(S, T), T >= 1400, essay(S, E), E >= 6, \+ reject(S).
admit(S) :- grade(S, G), G >= 95, essay(S, E), E >= 8, interview(S, I), I >= 8, \+ reject(S).
admit(S) :- sport(S), grade(S, G), G >= 72, test_score(S, T), T >= 1050, \+ reject(S), \+ deadline_missed(S).
admit(S) :- grade(S, G), G >= 80, essay(S, E), E >= 8, interview(S, I), I >= 8, \+ reject(S), \+ deadline_missed(S).
admit(S) :- grade(S, G), G >= 90, test_score(S, T), T >= 1350, interview(S, I), I >= 4, \+ reject(S), \+ deadline_missed(S).
admit(S) :- legacy(S), grade(S, G), G >= 85, test_score(S, T), T >= 1250, essay(S, E), E >= 6, \+ reject(S).
admit(S) :- sport(S), grade(S, G), G >= 75, test_score(S, T), T >= 1100, interview(S, I), I >= 6, \+ reject(S).
admit(S) :- grade(S, G), G >= 85, test_score(S, T), T >= 1300, essay(S, E), E >= 7, interview(S, I), I >= 7, \+ reject(S).
admit(S) :- sport(S), grade(S, G), G >= 78, test_score(S, T), T >= 1100, interview(S, I), I >= 5, \+ reject(S), \+ deadline_missed(S).
admit(S) :- grade(S, G), G >= 82, test_score(S, T), T >= 1200, essay(S, E), E >= 8, interview(S, I), I >= 7, \+ reject(S), \+ deadline_missed(S).

% reject/1: 15 rules
reject(S) :- deadline_missed(S).
reject(S) :- deadline_missed(S), \+ sport(S).
reject(S) :- essay(S, E), E < 3.
reject(S) :- grade(S, G), G < 60.
reject(S) :- grade(S, G), G < 65.
reject(S) :- interview(S, I), I < 3.
reject(S) :- interview(S, I), I =< 2.
reject(S) :- deadline_missed(S), grade(S, G), G < 97.
reject(S) :- grade(S, G), G < 72, \+ sport(S).
reject(S) :- grade(S, G), G < 75, \+ sport(S).
reject(S) :- test_score(S, T), T < 900, \+ sport(S).
reject(S) :- grade(S, G), G < 65, test_score(S, T), T < 1350.
reject(S) :- test_score(S, T), T < 1000, grade(S, G), G < 80.
reject(S) :- test_score(S, T), T < 1000, grade(S, G), G < 92.
reject(S) :- grade(S, G), G < 75, test_score(S, T), T < 1100, \+ sport(S), \+ legacy(S).

% waitlist/1: 8 rules
waitlist(S) :- deadline_missed(S), sport(S), grade(S, G), G >= 70, \+ reject(S).
waitlist(S) :- legacy(S), grade(S, G), G >= 70, \+ admit(S), \+ reject(S).
waitlist(S) :- legacy(S), grade(S, G), G >= 75, \+ admit(S), \+ reject(S).
waitlist(S) :- sport(S), grade(S, G), G >= 70, \+ admit(S), \+ reject(S).
waitlist(S) :- grade(S, G), G >= 78, test_score(S, T), T >= 1200, \+ admit(S), \+ reject(S).
waitlist(S) :- grade(S, G), G >= 80, test_score(S, T), T >= 1150, \+ admit(S), \+ reject(S).
waitlist(S) :- grade(S, G), G >= 80, test_score(S, T), T >= 1200, \+ admit(S), \+ reject(S).
waitlist(S) :- interview(S, I), I >= 8, grade(S, G), G >= 75, \+ admit(S), \+ reject(S).

% scholarship/1: 5 rules
scholarship(S) :- admit(S), grade(S, G), G >= 95, test_score(S, T), T >= 1500.
scholarship(S) :- admit(S), grade(S, G), G >= 93, test_score(S, T), T >= 1450, \+ deadline_missed(S).
scholarship(S) :- admit(S), grade(S, G), G >= 95, test_score(S, T), T >= 1450, \+ legacy(S).
scholarship(S) :- admit(S), sport(S), grade(S, G), G >= 85, interview(S, I), I >= 8.
0.7 :: scholarship(S) :- admit(S), grade(S, G), G >= 92, essay(S, E), E >= 9.

% -scholarship/1: 1 rules
-scholarship(S) :- waitlist(S).
