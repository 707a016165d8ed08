% umls: 99 rules in quarantine, distilled from the replies of a large language model, 2026-11-24.
% Made by  preceptor distil umls  and made anew by it: do not edit.

% denials: 99 rules
% P308 a constraint that only the teacher states: :- analyzes(X, X). (score 1.0, umls/constraints#0:32)
:- analyzes(X, X).
% P308 a constraint that only the teacher states: :- assesses_effect_of(X, X). (score 0.333333, umls/constraints#1:66)
:- assesses_effect_of(X, X).
% P308 a constraint that only the teacher states: :- carries_out(X, X). (score 0.666667, umls/constraints#1:60)
:- carries_out(X, X).
% P308 a constraint that only the teacher states: :- causes(X, X). (score 0.666667, umls/constraints#0:38)
:- causes(X, X).
% P308 a constraint that only the teacher states: :- derivative_of(X, X). (score 0.333333, umls/constraints#2:65)
:- derivative_of(X, X).
% P308 a constraint that only the teacher states: :- developmental_form_of(X, X). (score 0.333333, umls/constraints#2:64)
:- developmental_form_of(X, X).
% P308 a constraint that only the teacher states: :- diagnoses(X, X). (score 1.0, umls/constraints#0:29)
:- diagnoses(X, X).
% P308 a constraint that only the teacher states: :- exhibits(X, X). (score 1.0, umls/constraints#0:37)
:- exhibits(X, X).
% P308 a constraint that only the teacher states: :- indicates(X, X). (score 0.333333, umls/constraints#1:64)
:- indicates(X, X).
% P308 a constraint that only the teacher states: :- ingredient_of(X, X). (score 1.0, umls/constraints#0:30)
:- ingredient_of(X, X).
% P308 a constraint that only the teacher states: :- isa(X, X). (score 1.0, umls/constraints#0:3)
:- isa(X, X).
% P308 a constraint that only the teacher states: :- issue_in(X, X). (score 0.666667, umls/constraints#0:35)
:- issue_in(X, X).
% P308 a constraint that only the teacher states: :- location_of(X, X). (score 0.333333, umls/constraints#2:53)
:- location_of(X, X).
% P308 a constraint that only the teacher states: :- measures(X, X). (score 1.0, umls/constraints#0:31)
:- measures(X, X).
% P308 a constraint that only the teacher states: :- performs(X, X). (score 1.0, umls/constraints#0:33)
:- performs(X, X).
% P308 a constraint that only the teacher states: :- practices(X, X). (score 1.0, umls/constraints#0:36)
:- practices(X, X).
% P308 a constraint that only the teacher states: :- prevents(X, X). (score 1.0, umls/constraints#0:28)
:- prevents(X, X).
% P308 a constraint that only the teacher states: :- produces(X, X). (score 0.333333, umls/constraints#1:65)
:- produces(X, X).
% P308 a constraint that only the teacher states: :- property_of(X, X). (score 0.666667, umls/constraints#1:62)
:- property_of(X, X).
% P308 a constraint that only the teacher states: :- treats(X, X). (score 1.0, umls/constraints#0:27)
:- treats(X, X).
% P308 a constraint that only the teacher states: :- uses(X, X). (score 1.0, umls/constraints#0:34)
:- uses(X, X).
% P308 a constraint that only the teacher states: :- analyzes(X, Y), analyzes(Y, X). (score 1.0, umls/constraints#0:10)
:- analyzes(X, Y), analyzes(Y, X).
% P308 a constraint that only the teacher states: :- analyzes(X, Y), part_of(X, Y). (score 0.333333, umls/constraints#1:12)
:- analyzes(X, Y), part_of(X, Y).
% P308 a constraint that only the teacher states: :- analyzes(X, Y), process_of(X, Y). (score 0.333333, umls/constraints#2:23)
:- analyzes(X, Y), process_of(X, Y).
% P308 a constraint that only the teacher states: :- analyzes(X, Y), treats(X, Y). (score 0.333333, umls/constraints#1:11)
:- analyzes(X, Y), treats(X, Y).
% P308 a constraint that only the teacher states: :- assesses_effect_of(X, Y), assesses_effect_of(Y, X). (score 0.333333, umls/constraints#1:48)
:- assesses_effect_of(X, Y), assesses_effect_of(Y, X).
% P308 a constraint that only the teacher states: :- carries_out(X, Y), carries_out(Y, X). (score 1.0, umls/constraints#0:15)
:- carries_out(X, Y), carries_out(Y, X).
% P308 a constraint that only the teacher states: :- carries_out(X, Y), part_of(X, Y). (score 0.333333, umls/constraints#2:18)
:- carries_out(X, Y), part_of(X, Y).
% P308 a constraint that only the teacher states: :- causes(X, Y), measures(X, Y). (score 0.333333, umls/constraints#1:9)
:- causes(X, Y), measures(X, Y).
% P308 a constraint that only the teacher states: :- causes(X, Y), part_of(X, Y). (score 0.666667, umls/constraints#0:48)
:- causes(X, Y), part_of(X, Y).
% P308 a constraint that only the teacher states: :- developmental_form_of(X, Y), developmental_form_of(Y, X). (score 0.666667, umls/constraints#0:22)
:- developmental_form_of(X, Y), developmental_form_of(Y, X).
% P308 a constraint that only the teacher states: :- diagnoses(X, Y), diagnoses(Y, X). (score 1.0, umls/constraints#0:9)
:- diagnoses(X, Y), diagnoses(Y, X).
% P308 a constraint that only the teacher states: :- diagnoses(X, Y), interacts_with(X, Y). (score 0.333333, umls/constraints#0:56)
:- diagnoses(X, Y), interacts_with(X, Y).
% P308 a constraint that only the teacher states: :- diagnoses(X, Y), part_of(X, Y). (score 0.333333, umls/constraints#1:3)
:- diagnoses(X, Y), part_of(X, Y).
% P308 a constraint that only the teacher states: :- diagnoses(X, Y), produces(X, Y). (score 0.666667, umls/constraints#1:4)
:- diagnoses(X, Y), produces(X, Y).
% P308 a constraint that only the teacher states: :- disrupts(X, Y), disrupts(Y, X). (score 0.333333, umls/constraints#0:20)
:- disrupts(X, Y), disrupts(Y, X).
% P308 a constraint that only the teacher states: :- exhibits(X, Y), exhibits(Y, X). (score 1.0, umls/constraints#0:13)
:- exhibits(X, Y), exhibits(Y, X).
% P308 a constraint that only the teacher states: :- exhibits(X, Y), part_of(X, Y). (score 0.333333, umls/constraints#1:22)
:- exhibits(X, Y), part_of(X, Y).
% P308 a constraint that only the teacher states: :- exhibits(X, Y), treats(X, Y). (score 0.333333, umls/constraints#2:17)
:- exhibits(X, Y), treats(X, Y).
% P308 a constraint that only the teacher states: :- indicates(X, Y), indicates(Y, X). (score 0.666667, umls/constraints#0:23)
:- indicates(X, Y), indicates(Y, X).
% P308 a constraint that only the teacher states: :- indicates(X, Y), treats(X, Y). (score 0.333333, umls/constraints#1:26)
:- indicates(X, Y), treats(X, Y).
% P308 a constraint that only the teacher states: :- ingredient_of(X, Y), ingredient_of(Y, X). (score 1.0, umls/constraints#0:6)
:- ingredient_of(X, Y), ingredient_of(Y, X).
% P308 a constraint that only the teacher states: :- ingredient_of(X, Y), location_of(X, Y). (score 0.333333, umls/constraints#1:25)
:- ingredient_of(X, Y), location_of(X, Y).
% P308 a constraint that only the teacher states: :- ingredient_of(X, Y), treats(X, Y). (score 0.333333, umls/constraints#2:21)
:- ingredient_of(X, Y), treats(X, Y).
% P308 a constraint that only the teacher states: :- interacts_with(X, Y), causes(X, Y). (score 0.333333, umls/constraints#0:53)
:- interacts_with(X, Y), causes(X, Y).
% P308 a constraint that only the teacher states: :- interacts_with(X, Y), treats(X, Y). (score 0.333333, umls/constraints#0:52)
:- interacts_with(X, Y), treats(X, Y).
% P308 a constraint that only the teacher states: :- isa(X, Y), causes(X, Y). (score 0.666667, umls/constraints#0:42)
:- isa(X, Y), causes(X, Y).
% P308 a constraint that only the teacher states: :- isa(X, Y), diagnoses(X, Y). (score 0.666667, umls/constraints#0:44)
:- isa(X, Y), diagnoses(X, Y).
% P308 a constraint that only the teacher states: :- isa(X, Y), ingredient_of(X, Y). (score 1.0, umls/constraints#0:45)
:- isa(X, Y), ingredient_of(X, Y).
% P308 a constraint that only the teacher states: :- isa(X, Y), issue_in(X, Y). (score 0.333333, umls/constraints#1:13)
:- isa(X, Y), issue_in(X, Y).
% P308 a constraint that only the teacher states: :- isa(X, Y), location_of(X, Y). (score 0.666667, umls/constraints#1:17)
:- isa(X, Y), location_of(X, Y).
% P308 a constraint that only the teacher states: :- isa(X, Y), measures(X, Y). (score 1.0, umls/constraints#0:43)
:- isa(X, Y), measures(X, Y).
% P308 a constraint that only the teacher states: :- isa(X, Y), part_of(X, Y). (score 0.333333, umls/constraints#2:2)
:- isa(X, Y), part_of(X, Y).
% P308 a constraint that only the teacher states: :- isa(X, Y), performs(X, Y). (score 0.333333, umls/constraints#1:16)
:- isa(X, Y), performs(X, Y).
% P308 a constraint that only the teacher states: :- isa(X, Y), practices(X, Y). (score 0.333333, umls/constraints#2:10)
:- isa(X, Y), practices(X, Y).
% P308 a constraint that only the teacher states: :- isa(X, Y), property_of(X, Y). (score 0.333333, umls/constraints#2:7)
:- isa(X, Y), property_of(X, Y).
% P308 a constraint that only the teacher states: :- isa(X, Y), treats(X, Y). (score 1.0, umls/constraints#0:41)
:- isa(X, Y), treats(X, Y).
% P308 a constraint that only the teacher states: :- issue_in(X, Y), interacts_with(X, Y). (score 0.333333, umls/constraints#0:55)
:- issue_in(X, Y), interacts_with(X, Y).
% P308 a constraint that only the teacher states: :- issue_in(X, Y), issue_in(Y, X). (score 0.666667, umls/constraints#0:17)
:- issue_in(X, Y), issue_in(Y, X).
% P308 a constraint that only the teacher states: :- issue_in(X, Y), part_of(X, Y). (score 0.333333, umls/constraints#2:19)
:- issue_in(X, Y), part_of(X, Y).
% P308 a constraint that only the teacher states: :- location_of(X, Y), process_of(X, Y). (score 0.333333, umls/constraints#2:16)
:- location_of(X, Y), process_of(X, Y).
% P308 a constraint that only the teacher states: :- location_of(X, Y), treats(X, Y). (score 0.333333, umls/constraints#0:54)
:- location_of(X, Y), treats(X, Y).
% P308 a constraint that only the teacher states: :- manages(X, Y), location_of(X, Y). (score 0.333333, umls/constraints#2:22)
:- manages(X, Y), location_of(X, Y).
% P308 a constraint that only the teacher states: :- measurement_of(X, Y), measurement_of(Y, X). (score 0.333333, umls/constraints#2:33)
:- measurement_of(X, Y), measurement_of(Y, X).
% P308 a constraint that only the teacher states: :- measurement_of(X, Y), measures(X, Y). (score 0.333333, umls/constraints#2:15)
:- measurement_of(X, Y), measures(X, Y).
% P308 a constraint that only the teacher states: :- measures(X, Y), measures(Y, X). (score 1.0, umls/constraints#0:11)
:- measures(X, Y), measures(Y, X).
% P308 a constraint that only the teacher states: :- measures(X, Y), treats(X, Y). (score 0.666667, umls/constraints#0:49)
:- measures(X, Y), treats(X, Y).
% P308 a constraint that only the teacher states: :- occurs_in(X, Y), occurs_in(Y, X). (score 0.333333, umls/constraints#0:24)
:- occurs_in(X, Y), occurs_in(Y, X).
% P308 a constraint that only the teacher states: :- performs(X, Y), part_of(X, Y). (score 0.333333, umls/constraints#0:50)
:- performs(X, Y), part_of(X, Y).
% P308 a constraint that only the teacher states: :- performs(X, Y), performs(Y, X). (score 1.0, umls/constraints#0:12)
:- performs(X, Y), performs(Y, X).
% P308 a constraint that only the teacher states: :- performs(X, Y), process_of(X, Y). (score 0.333333, umls/constraints#1:23)
:- performs(X, Y), process_of(X, Y).
% P308 a constraint that only the teacher states: :- performs(X, Y), treats(X, Y). (score 0.333333, umls/constraints#0:51)
:- performs(X, Y), treats(X, Y).
% P308 a constraint that only the teacher states: :- practices(X, Y), part_of(X, Y). (score 0.333333, umls/constraints#0:57)
:- practices(X, Y), part_of(X, Y).
% P308 a constraint that only the teacher states: :- practices(X, Y), performs(X, Y). (score 0.333333, umls/constraints#1:24)
:- practices(X, Y), performs(X, Y).
% P308 a constraint that only the teacher states: :- practices(X, Y), practices(Y, X). (score 1.0, umls/constraints#0:14)
:- practices(X, Y), practices(Y, X).
% P308 a constraint that only the teacher states: :- practices(X, Y), treats(X, Y). (score 0.333333, umls/constraints#2:14)
:- practices(X, Y), treats(X, Y).
% P308 a constraint that only the teacher states: :- prevents(X, Y), manifestation_of(X, Y). (score 0.333333, umls/constraints#1:6)
:- prevents(X, Y), manifestation_of(X, Y).
% P308 a constraint that only the teacher states: :- prevents(X, Y), precedes(X, Y). (score 0.333333, umls/constraints#1:7)
:- prevents(X, Y), precedes(X, Y).
% P308 a constraint that only the teacher states: :- prevents(X, Y), prevents(Y, X). (score 1.0, umls/constraints#0:8)
:- prevents(X, Y), prevents(Y, X).
% P308 a constraint that only the teacher states: :- produces(X, Y), part_of(X, Y). (score 0.333333, umls/constraints#1:20)
:- produces(X, Y), part_of(X, Y).
% P308 a constraint that only the teacher states: :- produces(X, Y), process_of(X, Y). (score 0.333333, umls/constraints#1:19)
:- produces(X, Y), process_of(X, Y).
% P308 a constraint that only the teacher states: :- property_of(X, Y), causes(X, Y). (score 0.333333, umls/constraints#2:20)
:- property_of(X, Y), causes(X, Y).
% P308 a constraint that only the teacher states: :- property_of(X, Y), part_of(X, Y). (score 0.333333, umls/constraints#1:21)
:- property_of(X, Y), part_of(X, Y).
% P308 a constraint that only the teacher states: :- property_of(X, Y), property_of(Y, X). (score 1.0, umls/constraints#0:16)
:- property_of(X, Y), property_of(Y, X).
% P308 a constraint that only the teacher states: :- treats(X, Y), manifestation_of(X, Y). (score 0.333333, umls/constraints#1:5)
:- treats(X, Y), manifestation_of(X, Y).
% P308 a constraint that only the teacher states: :- treats(X, Y), part_of(X, Y). (score 1.0, umls/constraints#0:46)
:- treats(X, Y), part_of(X, Y).
% P308 a constraint that only the teacher states: :- treats(X, Y), process_of(X, Y). (score 0.666667, umls/constraints#0:47)
:- treats(X, Y), process_of(X, Y).
% P308 a constraint that only the teacher states: :- treats(X, Y), treats(Y, X). (score 1.0, umls/constraints#0:7)
:- treats(X, Y), treats(Y, X).
% P308 a constraint that only the teacher states: :- uses(X, Y), process_of(X, Y). (score 0.333333, umls/constraints#1:27)
:- uses(X, Y), process_of(X, Y).
% P308 a constraint that only the teacher states: :- uses(X, Y), uses(Y, X). (score 1.0, umls/constraints#0:18)
:- uses(X, Y), uses(Y, X).
% P308 a constraint that only the teacher states: :- causes(X, Y), causes(Y, X), X \= Y. (score 0.333333, umls/constraints#0:21)
:- causes(X, Y), causes(Y, X), X \= Y.
% P308 a constraint that only the teacher states: :- contains(X, Y), contains(Y, X), X \= Y. (score 0.333333, umls/constraints#2:45)
:- contains(X, Y), contains(Y, X), X \= Y.
% P308 a constraint that only the teacher states: :- isa(X, Y), isa(Y, X), X \= Y. (score 1.0, umls/constraints#0:2)
:- isa(X, Y), isa(Y, X), X \= Y.
% P308 a constraint that only the teacher states: :- issue_in(X, Y), issue_in(Y, X), X \= Y. (score 0.333333, umls/constraints#1:42)
:- issue_in(X, Y), issue_in(Y, X), X \= Y.
% P308 a constraint that only the teacher states: :- location_of(X, Y), location_of(Y, X), X \= Y. (score 0.666667, umls/constraints#1:45)
:- location_of(X, Y), location_of(Y, X), X \= Y.
% P308 a constraint that only the teacher states: :- occurs_in(X, Y), occurs_in(Y, X), X \= Y. (score 0.333333, umls/constraints#1:46)
:- occurs_in(X, Y), occurs_in(Y, X), X \= Y.
% P308 a constraint that only the teacher states: :- part_of(X, Y), part_of(Y, X), X \= Y. (score 0.333333, umls/constraints#2:27)
:- part_of(X, Y), part_of(Y, X), X \= Y.
% P308 a constraint that only the teacher states: :- process_of(X, Y), process_of(Y, X), X \= Y. (score 0.333333, umls/constraints#2:46)
:- process_of(X, Y), process_of(Y, X), X \= Y.
% P308 a constraint that only the teacher states: :- produces(X, Y), produces(Y, X), X \= Y. (score 1.0, umls/constraints#0:19)
:- produces(X, Y), produces(Y, X), X \= Y.
