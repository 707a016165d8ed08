p(a).
p(b) :- q(c)   % and then nothing
