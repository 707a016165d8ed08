% An example, invented.
% Ask who is admitted, and why:  preceptor query policy/university-admission -g "admit(X)" --why

grade(pia, 96).
test_score(pia, 1520).
essay(pia, 9).
interview(pia, 8).

grade(quin, 81).
test_score(quin, 1210).
essay(quin, 6).
interview(quin, 5).

grade(rosa, 77).
test_score(rosa, 1090).
essay(rosa, 7).
interview(rosa, 7).
sport(rosa).
deadline_missed(rosa).
