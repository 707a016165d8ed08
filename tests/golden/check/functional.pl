% Two rules that give one person two ages.
age(P, 30) :- parent(P, _).
age(P, 10) :- child(P).
