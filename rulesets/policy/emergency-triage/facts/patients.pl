% An example, invented.
% Ask how urgent each patient is, and why:  preceptor query policy/emergency-triage -g "level(X, L)" --why

patient(jon).
age(jon, 34).
conscious(jon).
heart_rate(jon, 84).
systolic(jon, 122).
temperature(jon, 36.9).
oxygen(jon, 98).
pain(jon, 2).

patient(kim).
age(kim, 29).
conscious(kim).
pregnant(kim).
bleeding(kim).
heart_rate(kim, 112).
systolic(kim, 104).
temperature(kim, 37.2).
oxygen(kim, 97).
pain(kim, 6).

patient(lou).
age(lou, 71).
heart_rate(lou, 44).
systolic(lou, 88).
temperature(lou, 35.8).
oxygen(lou, 83).
