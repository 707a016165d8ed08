% policy/refund: 12 rules in quarantine, distilled from the replies of a large language model, 2026-11-24.
% Made by  preceptor distil policy/refund  and made anew by it: do not edit.

% refund/1: 3 rules
% P205 negation through recursion: refund/1 needs not manager_approval/1 needs refund/1, by refund(O) :- defective(O), days_since(O, N), N =< 60, \+ manager_approval(O). manager_approval(O) :- refund(O), price(O, P), P > 500, \+ member(O, gold). (score 0.5, policy/refund-second-author#0:1)
refund(O) :- defective(O), days_since(O, N), N =< 60, \+ manager_approval(O).
% P205 negation through recursion: refund/1 needs not manager_approval/1 needs refund/1, by refund(O) :- \+ opened(O), \+ digital(O), days_since(O, N), N =< 21, \+ manager_approval(O). manager_approval(O) :- refund(O), price(O, P), P > 500, \+ member(O, gold). (score 0.5, policy/refund-second-author#0:2)
refund(O) :- \+ opened(O), \+ digital(O), days_since(O, N), N =< 21, \+ manager_approval(O).
% P205 negation through recursion: refund/1 needs not manager_approval/1 needs refund/1, by refund(O) :- member(O, gold), \+ opened(O), \+ digital(O), days_since(O, N), N =< 45, \+ manager_approval(O). manager_approval(O) :- refund(O), price(O, P), P > 500, \+ member(O, gold). (score 0.5, policy/refund-second-author#0:3)
refund(O) :- member(O, gold), \+ opened(O), \+ digital(O), days_since(O, N), N =< 45, \+ manager_approval(O).

% deny/1: 1 rules
% P205 negation through recursion: manager_approval/1 needs not deny/1 needs not refund/1 needs not manager_approval/1, by deny(O) :- days_since(O, _), \+ refund(O), \+ store_credit(O). manager_approval(O) :- price(O, P), P > 300, \+ deny(O), \+ member(O, gold). refund(O) :- member(O, gold), \+ opened(O), \+ digital(O), days_since(O, N), N =< 45, \+ manager_approval(O). (score 0.5, policy/refund-second-author#1:12)
deny(O) :- days_since(O, _), \+ refund(O), \+ store_credit(O).

% store_credit/1: 2 rules
% P302 whenever it fires, a constraint is broken: store_credit(O) :- defective(O), days_since(O, N), N > 30, N =< 180, member(O, basic). store_credit(O) :- defective(O), days_since(O, N), N > 60, N =< 365. refund(O) :- defective(O), days_since(O, N), N =< 180. against :- refund(O), store_credit(O). (on defective(a), days_since(a, 180), member(a, basic)) (score 0.5, policy/refund#0:4)
store_credit(O) :- defective(O), days_since(O, N), N > 30, N =< 180, member(O, basic).
% P302 whenever it fires, a constraint is broken: store_credit(O) :- digital(O), opened(O), \+ defective(O), member(O, gold), days_since(O, N), N =< 7. deny(O) :- digital(O), opened(O), \+ defective(O). against :- store_credit(O), deny(O). (on digital(a), opened(a), member(a, gold), days_since(a, 0)) (score 0.5, policy/refund-second-author#0:6)
store_credit(O) :- digital(O), opened(O), \+ defective(O), member(O, gold), days_since(O, N), N =< 7.

% denials: 6 rules
% P308 a constraint that only the teacher states: :- deny(O), manager_approval(O). (score 0.5, policy/refund#0:35)
:- deny(O), manager_approval(O).
% P308 a constraint that only the teacher states: :- deny(O), store_credit(O). (score 0.5, policy/refund#0:33)
:- deny(O), store_credit(O).
% P308 a constraint that only the teacher states: :- member(O, basic), member(O, gold). (score 0.5, policy/refund#0:36)
:- member(O, basic), member(O, gold).
% P308 a constraint that only the teacher states: :- refund(O), deny(O). (score 0.5, policy/refund#0:31)
:- refund(O), deny(O).
% P308 a constraint that only the teacher states: :- refund(O), manager_approval(O). (score 0.5, policy/refund#0:34)
:- refund(O), manager_approval(O).
% P308 a constraint that only the teacher states: :- refund(O), store_credit(O). (score 0.5, policy/refund#0:32)
:- refund(O), store_credit(O).
