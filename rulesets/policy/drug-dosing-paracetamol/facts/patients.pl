% An example, invented.
% Ask who may take it, and why:  preceptor query policy/drug-dosing-paracetamol -g "may_take(X)" --why

age(mia, 37).
weight(mia, 68).
dose_today(mia, 1000).

age(noa, 9).
weight(noa, 30).
dose_today(noa, 0).

age(otto, 52).
weight(otto, 81).
liver_disease(otto).
alcohol(otto).
dose_today(otto, 0).
