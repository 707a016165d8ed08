% policy/shipping: 1 rule changed and 0 dropped, so that no constraint can be broken.
% Made by  preceptor distil policy/shipping --publish  and made anew by it: do not edit.
% From bb1fe4311d4ebea4, which stands for rules.pl, constraints.pl and domain.toml.

% ship/1: 3 rules
ship(O) :- weight(O, _), \+ refuse(O).
ship(O) :- weight(O, W), W > 0, \+ refuse(O).
ship(O) :- weight(O, W), W > 0, W =< 1000, \+ refuse(O).

% refuse/1: 12 rules
refuse(O) :- hazardous(O), express(O).
refuse(O) :- weight(O, W), W =< 0.
refuse(O) :- weight(O, W), W > 1000.
refuse(O) :- weight(O, W), W > 2000.
refuse(O) :- express(O), weight(O, W), W > 50.
refuse(O) :- express(O), weight(O, W), W > 70.
refuse(O) :- fragile(O), weight(O, W), W > 300.
refuse(O) :- hazardous(O), country(O, C), C \= domestic.
refuse(O) :- hazardous(O), country(O, C), C \= home.
refuse(O) :- country(O, C), C \= domestic, price(O, P), P > 10000.
refuse(O) :- fragile(O), weight(O, W), W > 200, price(O, P), P =< 5000.
refuse(O) :- hazardous(O), country(O, C), C \= local, weight(O, W), W > 1.

% free_shipping/1: 4 rules
free_shipping(O) :- ship(O), price(O, P), P >= 75, country(O, home), \+ express(O), \+ carrier(O, freight).
free_shipping(O) :- ship(O), country(O, C), C \= domestic, price(O, P), P >= 150, weight(O, W), W =< 5, \+ express(O).
free_shipping(O) :- ship(O), country(O, domestic), price(O, P), P >= 50, weight(O, W), W =< 20, \+ express(O), \+ hazardous(O).
free_shipping(O) :- ship(O), price(O, P), P >= 75, weight(O, W), W =< 15, \+ express(O), \+ hazardous(O), country(O, local).

% -free_shipping/1: 3 rules
-free_shipping(O) :- express(O).
-free_shipping(O) :- hazardous(O).
-free_shipping(O) :- weight(O, W), W > 30.

% carrier/2: 17 rules
carrier(O, courier) :- ship(O), express(O).
carrier(O, freight) :- ship(O), hazardous(O).
carrier(O, courier) :- ship(O), fragile(O), \+ carrier(O, freight).
carrier(O, freight) :- ship(O), weight(O, W), W > 50.
carrier(O, courier) :- ship(O), express(O), \+ hazardous(O), \+ carrier(O, freight).
carrier(O, courier) :- ship(O), express(O), weight(O, W), W =< 70.
carrier(O, freight) :- ship(O), hazardous(O), weight(O, W), W =< 50.
carrier(O, freight) :- ship(O), weight(O, W), W > 30, \+ express(O).
% was: carrier(O, freight) :- ship(O), weight(O, W), W > 25, \+ express(O).
carrier(O, freight) :- ship(O), weight(O, W), \+ express(O), W > 30.
carrier(O, courier) :- ship(O), fragile(O), weight(O, W), W =< 25, \+ hazardous(O).
carrier(O, courier) :- ship(O), fragile(O), weight(O, W), W =< 30, \+ hazardous(O).
carrier(O, courier) :- ship(O), weight(O, W), W =< 25, \+ hazardous(O), \+ carrier(O, post).
carrier(O, courier) :- ship(O), weight(O, W), W > 20, W =< 30, \+ hazardous(O).
carrier(O, courier) :- ship(O), weight(O, W), W > 20, W =< 50, \+ carrier(O, freight).
carrier(O, courier) :- ship(O), price(O, P), P >= 500, weight(O, W), W =< 30, \+ hazardous(O).
carrier(O, post) :- ship(O), weight(O, W), W =< 10, price(O, P), P < 250, \+ express(O), \+ fragile(O), \+ hazardous(O).
carrier(O, post) :- ship(O), weight(O, W), W =< 20, price(O, P), P < 500, \+ express(O), \+ fragile(O), \+ hazardous(O).
