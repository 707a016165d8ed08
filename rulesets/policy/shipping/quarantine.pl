% policy/shipping: 8 rules in quarantine, distilled from the replies of a large language model, 2026-11-24.
% Made by  preceptor distil policy/shipping  and made anew by it: do not edit.

% carrier/2: 2 rules
% P302 whenever it fires, a constraint is broken: carrier(O, courier) :- hazardous(O), weight(O, W), W =< 1, \+ express(O), ship(O). ship(O) :- weight(O, W), W > 0, W =< 1000, \+ refuse(O). carrier(O, freight) :- ship(O), hazardous(O). against :- carrier(V1, V2), carrier(V1, W2), V2 \= W2. (on hazardous(a), weight(a, 1)) (score 0.5, policy/shipping-second-author#0:5)
carrier(O, courier) :- hazardous(O), weight(O, W), W =< 1, \+ express(O), ship(O).
% P205 negation through recursion: carrier(_, courier) needs not carrier(_, post) needs not carrier(_, courier), by carrier(O, post) :- ship(O), weight(O, W), W =< 20, \+ carrier(O, courier), \+ carrier(O, freight). carrier(O, courier) :- ship(O), weight(O, W), W =< 25, \+ hazardous(O), \+ carrier(O, post). (score 0.5, policy/shipping-second-author#1:22)
carrier(O, post) :- ship(O), weight(O, W), W =< 20, \+ carrier(O, courier), \+ carrier(O, freight).

% denials: 6 rules
% P308 a constraint that only the teacher states: :- express(O), carrier(O, post). (score 0.5, policy/shipping#0:35)
:- express(O), carrier(O, post).
% P308 a constraint that only the teacher states: :- hazardous(O), carrier(O, post). (score 0.5, policy/shipping#0:34)
:- hazardous(O), carrier(O, post).
% P308 a constraint that only the teacher states: :- refuse(O), carrier(O, K). (score 0.5, policy/shipping#0:32)
:- refuse(O), carrier(O, K).
% P308 a constraint that only the teacher states: :- refuse(O), free_shipping(O). (score 0.5, policy/shipping#0:31)
:- refuse(O), free_shipping(O).
% P308 a constraint that only the teacher states: :- ship(O), refuse(O). (score 1.0, policy/shipping#0:30)
:- ship(O), refuse(O).
% P308 a constraint that only the teacher states: :- carrier(O, K1), carrier(O, K2), K1 \= K2. (score 0.5, policy/shipping#0:33)
:- carrier(O, K1), carrier(O, K2), K1 \= K2.
