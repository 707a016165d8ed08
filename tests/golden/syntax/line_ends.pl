p(a) :- q(a)
r(b).s(c c).
% commentt(d d).
