% policy/data-access: 2 rules changed and 0 dropped, so that no constraint can be broken.
% Made by  preceptor distil policy/data-access --publish  and made anew by it: do not edit.
% From 7adc1393223a4c9c, which stands for rules.pl, constraints.pl and domain.toml.

% read/2: 14 rules
read(U, D) :- write(U, D).
read(U, D) :- classified(D, public), role(U, R).
% was: read(U, D) :- owner(U, D), \+ forbid(U, D).
read(U, D) :- owner(U, D), \+ forbid(U, D), trained(U).
read(U, D) :- role(U, admin), classified(D, internal), \+ forbid(U, D).
read(U, D) :- classified(D, internal), role(U, R), R \= intern, \+ forbid(U, D).
read(U, D) :- classified(D, secret), owner(U, D), trained(U), \+ forbid(U, D).
read(U, D) :- role(U, admin), classified(D, secret), trained(U), \+ forbid(U, D).
% was: read(U, D) :- owner(U, D), contract(U, N), N > 0, \+ forbid(U, D).
read(U, D) :- owner(U, D), contract(U, N), N > 0, \+ forbid(U, D), trained(U).
read(U, D) :- role(U, R), R \= intern, classified(D, internal), trained(U), \+ forbid(U, D).
read(U, D) :- role(U, analyst), classified(D, internal), contract(U, N), N >= 1, \+ forbid(U, D).
read(U, D) :- classified(D, internal), role(U, intern), trained(U), contract(U, N), N >= 3, \+ forbid(U, D).
read(U, D) :- classified(D, secret), role(U, admin), trained(U), contract(U, N), N >= 6, \+ forbid(U, D).
read(U, D) :- role(U, analyst), classified(D, secret), trained(U), contract(U, N), N >= 6, \+ forbid(U, D).
read(U, D) :- role(U, intern), classified(D, internal), trained(U), contract(U, N), N >= 2, \+ forbid(U, D).

% write/2: 8 rules
write(U, D) :- owner(U, D), read(U, D), trained(U).
write(U, D) :- role(U, admin), classified(D, public), trained(U), \+ forbid(U, D).
write(U, D) :- owner(U, D), trained(U), contract(U, N), N >= 1, \+ forbid(U, D).
write(U, D) :- role(U, admin), trained(U), classified(D, L), L \= secret, \+ forbid(U, D).
write(U, D) :- role(U, admin), classified(D, internal), trained(U), contract(U, N), N >= 1, \+ forbid(U, D).
write(U, D) :- role(U, analyst), classified(D, internal), trained(U), contract(U, N), N >= 3, \+ forbid(U, D).
write(U, D) :- role(U, analyst), classified(D, internal), trained(U), contract(U, N), N >= 6, \+ forbid(U, D).
write(U, D) :- role(U, admin), classified(D, L), L \= secret, trained(U), contract(U, N), N >= 1, \+ forbid(U, D).

% -write/2: 2 rules
-write(U, D) :- classified(D, secret), \+ owner(U, D), user(U).
-write(U, D) :- role(U, intern), \+ owner(U, D), data(D).

% forbid/2: 8 rules
forbid(U, D) :- role(U, intern), classified(D, secret).
forbid(U, D) :- classified(D, secret), role(U, R), \+ trained(U).
forbid(U, D) :- contract(U, N), N < 1, classified(D, internal).
forbid(U, D) :- contract(U, N), N < 2, classified(D, secret).
forbid(U, D) :- contract(U, N), N < 3, classified(D, secret).
forbid(U, D) :- role(U, analyst), classified(D, secret), \+ owner(U, D).
forbid(U, D) :- role(U, intern), classified(D, secret), \+ owner(U, D).
forbid(U, D) :- contract(U, N), N =< 0, classified(D, L), L \= public.
