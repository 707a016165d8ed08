% umls: 778 rules kept, distilled from the replies of a large language model, 2026-11-24.
% Made by  preceptor distil umls  and made anew by it: do not edit.

% affects/2: 15 rules
0.85 :: affects(X, Y) :- affects(X, Z), isa(Y, Z).
0.85 :: affects(X, Y) :- isa(X, Z), affects(Z, Y).
0.7 :: affects(X, Y) :- complicates(X, Y).
0.7 :: affects(X, Y) :- disrupts(X, Y).
0.65 :: affects(X, Y) :- treats(X, Y).
0.6 :: affects(X, Y) :- causes(X, Y).
0.6 :: affects(X, Y) :- prevents(X, Y).
0.55 :: affects(X, Y) :- process_of(X, Y).
0.55 :: affects(X, Y) :- affects(X, Z), affects(Z, Y).
0.5 :: affects(X, Y) :- result_of(Y, X).
0.45 :: affects(X, Y) :- manages(X, Y).
0.45 :: affects(X, Y) :- manifestation_of(Y, X).
0.45 :: affects(X, Y) :- causes(X, Z), affects(Z, Y).
0.45 :: affects(X, Y) :- interacts_with(X, Z), affects(Z, Y).
0.4 :: affects(X, Y) :- affects(X, Z), process_of(Z, Y).

% result_of/2: 17 rules
0.85 :: result_of(X, Y) :- isa(X, Z), result_of(Z, Y).
0.85 :: result_of(X, Y) :- result_of(X, Z), isa(Y, Z).
0.6 :: result_of(X, Y) :- affects(X, Y).
0.6 :: result_of(X, Y) :- causes(Y, X).
0.55 :: result_of(X, Y) :- affects(Y, X).
0.55 :: result_of(X, Y) :- manifestation_of(X, Y).
0.5 :: result_of(X, Y) :- precedes(Y, X).
0.5 :: result_of(X, Y) :- result_of(X, Z), result_of(Z, Y).
0.45 :: result_of(X, Y) :- co_occurs_with(X, Y).
0.45 :: result_of(X, Y) :- result_of(X, Z), isa(Z, Y).
0.4 :: result_of(X, Y) :- occurs_in(X, Y).
0.4 :: result_of(X, Y) :- process_of(X, Z), process_of(Y, Z).
0.35 :: result_of(X, Y) :- produces(Y, X).
0.35 :: result_of(X, Y) :- result_of(Y, X).
0.35 :: result_of(X, Y) :- co_occurs_with(X, Z), result_of(Z, Y).
0.35 :: result_of(X, Y) :- manifestation_of(X, Z), result_of(Z, Y).
0.3 :: result_of(X, Y) :- complicates(X, Y).

% isa/2: 24 rules
0.95 :: isa(X, Y) :- isa(X, Z), isa(Z, Y).
0.3 :: isa(X, Y) :- adjacent_to(X, Z), isa(Z, Y).
0.25 :: isa(X, Y) :- co_occurs_with(X, Z), isa(Z, Y).
0.25 :: isa(X, Y) :- connected_to(X, Z), isa(Z, Y).
0.2 :: isa(X, Y) :- process_of(X, Y).
0.2 :: isa(X, Y) :- ingredient_of(X, Z), ingredient_of(Y, Z).
0.2 :: isa(X, Y) :- part_of(X, Z), isa(Z, Y).
0.2 :: isa(X, Y) :- part_of(X, Z), part_of(Y, Z).
0.2 :: isa(X, Y) :- precedes(X, Z), isa(Z, Y).
0.2 :: isa(X, Y) :- produces(X, Z), produces(Y, Z).
0.15 :: isa(X, Y) :- interacts_with(X, Y).
0.15 :: isa(X, Y) :- manifestation_of(X, Y).
0.15 :: isa(X, Y) :- affects(X, Z), affects(Y, Z).
0.15 :: isa(X, Y) :- complicates(X, Z), isa(Z, Y).
0.15 :: isa(X, Y) :- interacts_with(X, Z), interacts_with(Y, Z).
0.15 :: isa(X, Y) :- isa(X, Z), interacts_with(Z, Y).
0.15 :: isa(X, Y) :- treats(X, Z), treats(Y, Z).
0.1 :: isa(X, Y) :- conceptual_part_of(X, Y).
0.1 :: isa(X, Y) :- developmental_form_of(X, Y).
0.1 :: isa(X, Y) :- interacts_with(Y, X).
0.1 :: isa(X, Y) :- causes(X, Z), causes(Y, Z).
0.1 :: isa(X, Y) :- interacts_with(X, Z), isa(Z, Y).
0.1 :: isa(X, Y) :- process_of(X, Z), process_of(Y, Z).
0.1 :: isa(X, Y) :- result_of(X, Z), isa(Z, Y).

% interacts_with/2: 15 rules
0.9 :: interacts_with(X, Y) :- interacts_with(Y, X).
0.85 :: interacts_with(X, Y) :- interacts_with(X, Z), isa(Y, Z).
0.85 :: interacts_with(X, Y) :- isa(X, Z), interacts_with(Z, Y).
0.7 :: interacts_with(X, Y) :- interacts_with(X, Z), interacts_with(Z, Y).
0.6 :: interacts_with(X, Y) :- isa(X, Z), isa(Y, Z).
0.5 :: interacts_with(X, Y) :- isa(Y, X).
0.45 :: interacts_with(X, Y) :- causes(X, Z), causes(Y, Z).
0.45 :: interacts_with(X, Y) :- ingredient_of(X, Z), ingredient_of(Y, Z).
0.4 :: interacts_with(X, Y) :- complicates(X, Y).
0.4 :: interacts_with(X, Y) :- isa(X, Y).
0.4 :: interacts_with(X, Y) :- affects(X, Z), affects(Y, Z).
0.4 :: interacts_with(X, Y) :- complicates(X, Z), causes(Y, Z).
0.4 :: interacts_with(X, Y) :- disrupts(X, Z), disrupts(Y, Z).
0.4 :: interacts_with(X, Y) :- interacts_with(X, Z), isa(Z, Y).
0.3 :: interacts_with(X, Y) :- ingredient_of(X, Y).

% process_of/2: 15 rules
0.9 :: process_of(X, Y) :- isa(X, Z), process_of(Z, Y).
0.88 :: process_of(X, Y) :- process_of(X, Z), isa(Y, Z).
0.5 :: process_of(X, Y) :- affects(X, Y).
0.5 :: process_of(X, Y) :- affects(X, Z), process_of(Z, Y).
0.5 :: process_of(X, Y) :- co_occurs_with(X, Z), process_of(Z, Y).
0.5 :: process_of(X, Y) :- precedes(X, Z), process_of(Z, Y).
0.5 :: process_of(X, Y) :- process_of(X, Z), isa(Z, Y).
0.5 :: process_of(X, Y) :- process_of(X, Z), process_of(Z, Y).
0.5 :: process_of(X, Y) :- result_of(X, Z), process_of(Z, Y).
0.45 :: process_of(X, Y) :- manifestation_of(X, Z), process_of(Z, Y).
0.4 :: process_of(X, Y) :- exhibits(Y, X).
0.4 :: process_of(X, Y) :- location_of(Y, X).
0.4 :: process_of(X, Y) :- location_of(Z, X), part_of(Z, Y).
0.4 :: process_of(X, Y) :- process_of(X, Z), interacts_with(Z, Y).
0.35 :: process_of(X, Y) :- occurs_in(X, Y).

% causes/2: 17 rules
0.85 :: causes(X, Y) :- causes(X, Z), isa(Y, Z).
0.85 :: causes(X, Y) :- isa(X, Z), causes(Z, Y).
0.5 :: causes(X, Y) :- affects(X, Y).
0.5 :: causes(X, Y) :- result_of(Y, X).
0.5 :: causes(X, Y) :- interacts_with(X, Z), causes(Z, Y).
0.45 :: causes(X, Y) :- complicates(X, Y).
0.45 :: causes(X, Y) :- causes(X, Z), isa(Z, Y).
0.4 :: causes(X, Y) :- causes(X, Z), affects(Z, Y).
0.4 :: causes(X, Y) :- causes(X, Z), co_occurs_with(Z, Y).
0.4 :: causes(X, Y) :- ingredient_of(X, Z), causes(Z, Y).
0.35 :: causes(X, Y) :- causes(X, Z), manifestation_of(Y, Z).
0.35 :: causes(X, Y) :- causes(X, Z), result_of(Y, Z).
0.35 :: causes(X, Y) :- disrupts(X, Z), affects(Z, Y).
0.35 :: causes(X, Y) :- disrupts(X, Z), process_of(Y, Z).
0.3 :: causes(X, Y) :- prevents(X, Y).
0.3 :: causes(X, Y) :- treats(X, Y).
0.3 :: causes(X, Y) :- disrupts(X, Z), location_of(Z, Y).

% location_of/2: 20 rules
0.85 :: location_of(X, Y) :- isa(X, Z), location_of(Z, Y).
0.85 :: location_of(X, Y) :- location_of(X, Z), isa(Y, Z).
0.55 :: location_of(X, Y) :- part_of(Y, X).
0.55 :: location_of(X, Y) :- surrounds(X, Y).
0.5 :: location_of(X, Y) :- contains(X, Y).
0.5 :: location_of(X, Y) :- process_of(Y, X).
0.5 :: location_of(X, Y) :- produces(X, Y).
0.5 :: location_of(X, Y) :- location_of(X, Z), isa(Z, Y).
0.5 :: location_of(X, Y) :- location_of(X, Z), location_of(Z, Y).
0.5 :: location_of(X, Y) :- part_of(Z, X), location_of(Z, Y).
0.45 :: location_of(X, Y) :- adjacent_to(X, Z), location_of(Z, Y).
0.4 :: location_of(X, Y) :- adjacent_to(X, Y).
0.4 :: location_of(X, Y) :- disrupts(Y, X).
0.4 :: location_of(X, Y) :- connected_to(X, Z), location_of(Z, Y).
0.4 :: location_of(X, Y) :- location_of(X, Z), affects(Z, Y).
0.4 :: location_of(X, Y) :- location_of(X, Z), manifestation_of(Y, Z).
0.4 :: location_of(X, Y) :- part_of(X, Z), location_of(Z, Y).
0.35 :: location_of(X, Y) :- location_of(X, Z), result_of(Y, Z).
0.3 :: location_of(X, Y) :- conceptual_part_of(X, Z), location_of(Z, Y).
0.3 :: location_of(X, Y) :- location_of(X, Z), co_occurs_with(Z, Y).

% produces/2: 17 rules
0.85 :: produces(X, Y) :- isa(X, Z), produces(Z, Y).
0.85 :: produces(X, Y) :- produces(X, Z), isa(Y, Z).
0.5 :: produces(X, Y) :- part_of(Z, X), produces(Z, Y).
0.5 :: produces(X, Y) :- produces(X, Z), isa(Z, Y).
0.45 :: produces(X, Y) :- part_of(X, Z), produces(Z, Y).
0.4 :: produces(X, Y) :- affects(Y, X).
0.4 :: produces(X, Y) :- disrupts(Y, X).
0.4 :: produces(X, Y) :- location_of(X, Y).
0.4 :: produces(X, Y) :- result_of(Y, X).
0.4 :: produces(X, Y) :- produces(X, Z), interacts_with(Z, Y).
0.35 :: produces(X, Y) :- carries_out(X, Z), produces(Z, Y).
0.35 :: produces(X, Y) :- connected_to(X, Z), produces(Z, Y).
0.35 :: produces(X, Y) :- location_of(X, Z), produces(Z, Y).
0.35 :: produces(X, Y) :- process_of(Z, X), produces(Z, Y).
0.3 :: produces(X, Y) :- contains(X, Y).
0.3 :: produces(X, Y) :- produces(X, Z), affects(Z, Y).
0.2 :: produces(X, Y) :- process_of(X, Z), produces(Z, Y).

% issue_in/2: 17 rules
0.9 :: issue_in(X, Y) :- isa(X, Z), issue_in(Z, Y).
0.9 :: issue_in(X, Y) :- issue_in(X, Z), isa(Y, Z).
0.8 :: issue_in(X, Y) :- issue_in(X, Z), isa(Z, Y).
0.7 :: issue_in(X, Y) :- associated_with(X, Z), issue_in(Z, Y).
0.6 :: issue_in(X, Y) :- affects(X, Z), issue_in(Z, Y).
0.6 :: issue_in(X, Y) :- causes(X, Z), issue_in(Z, Y).
0.6 :: issue_in(X, Y) :- issue_in(Z, Y), isa(Z, X).
0.6 :: issue_in(X, Y) :- part_of(X, Z), issue_in(Z, Y).
0.6 :: issue_in(X, Y) :- process_of(X, Z), issue_in(Z, Y).
0.6 :: issue_in(X, Y) :- uses(Z, X), issue_in(Z, Y).
0.5 :: issue_in(X, Y) :- interacts_with(X, Z), issue_in(Z, Y).
0.5 :: issue_in(X, Y) :- result_of(X, Z), issue_in(Z, Y).
0.5 :: issue_in(X, Y) :- treats(X, Z), issue_in(Z, Y).
0.45 :: issue_in(X, Y) :- diagnoses(X, Z), issue_in(Z, Y).
0.45 :: issue_in(X, Y) :- measures(X, Z), issue_in(Z, Y).
0.4 :: issue_in(X, Y) :- performs(X, Z), issue_in(Z, Y).
0.3 :: issue_in(X, Y) :- method_of(X, Y).

% complicates/2: 18 rules
0.85 :: complicates(X, Y) :- complicates(X, Z), isa(Y, Z).
0.85 :: complicates(X, Y) :- isa(X, Z), complicates(Z, Y).
0.5 :: complicates(X, Y) :- complicates(X, Z), complicates(Z, Y).
0.45 :: complicates(X, Y) :- causes(X, Y).
0.45 :: complicates(X, Y) :- co_occurs_with(X, Y).
0.45 :: complicates(X, Y) :- complicates(X, Z), isa(Z, Y).
0.4 :: complicates(X, Y) :- affects(X, Y).
0.4 :: complicates(X, Y) :- complicates(Y, X).
0.4 :: complicates(X, Y) :- prevents(X, Y).
0.4 :: complicates(X, Y) :- complicates(X, Z), co_occurs_with(Z, Y).
0.4 :: complicates(X, Y) :- interacts_with(X, Z), complicates(Z, Y).
0.35 :: complicates(X, Y) :- manifestation_of(X, Y).
0.35 :: complicates(X, Y) :- treats(X, Y).
0.35 :: complicates(X, Y) :- causes(X, Z), complicates(Z, Y).
0.35 :: complicates(X, Y) :- disrupts(X, Z), process_of(Y, Z).
0.3 :: complicates(X, Y) :- occurs_in(X, Y).
0.3 :: complicates(X, Y) :- precedes(X, Y).
0.3 :: complicates(X, Y) :- result_of(X, Y).

% associated_with/2: 18 rules
0.85 :: associated_with(X, Y) :- associated_with(X, Z), isa(Y, Z).
0.85 :: associated_with(X, Y) :- isa(X, Z), associated_with(Z, Y).
0.6 :: associated_with(X, Y) :- associated_with(Y, X).
0.5 :: associated_with(X, Y) :- co_occurs_with(X, Y).
0.45 :: associated_with(X, Y) :- causes(X, Y).
0.45 :: associated_with(X, Y) :- indicates(X, Y).
0.45 :: associated_with(X, Y) :- manifestation_of(X, Y).
0.45 :: associated_with(X, Y) :- manifestation_of(Y, X).
0.4 :: associated_with(X, Y) :- affects(X, Y).
0.4 :: associated_with(X, Y) :- occurs_in(Y, X).
0.4 :: associated_with(X, Y) :- result_of(X, Y).
0.4 :: associated_with(X, Y) :- affects(X, Y), manifestation_of(X, Y).
0.35 :: associated_with(X, Y) :- evaluation_of(X, Y).
0.35 :: associated_with(X, Y) :- associated_with(X, Z), co_occurs_with(Z, Y).
0.35 :: associated_with(X, Y) :- associated_with(X, Z), manifestation_of(Y, Z).
0.35 :: associated_with(X, Y) :- property_of(X, Z), associated_with(Z, Y).
0.3 :: associated_with(X, Y) :- associated_with(X, Z), result_of(Y, Z).
0.3 :: associated_with(X, Y) :- exhibits(X, Z), associated_with(Z, Y).

% part_of/2: 16 rules
0.75 :: part_of(X, Y) :- isa(X, Z), part_of(Z, Y).
0.75 :: part_of(X, Y) :- part_of(X, Z), isa(Y, Z).
0.75 :: part_of(X, Y) :- part_of(X, Z), part_of(Z, Y).
0.6 :: part_of(X, Y) :- consists_of(Y, X).
0.5 :: part_of(X, Y) :- contains(Y, X).
0.45 :: part_of(X, Y) :- adjacent_to(X, Z), part_of(Z, Y).
0.45 :: part_of(X, Y) :- connected_to(X, Z), part_of(Z, Y).
0.4 :: part_of(X, Y) :- location_of(Y, X).
0.4 :: part_of(X, Y) :- conceptual_part_of(Z, X), conceptual_part_of(Z, Y).
0.4 :: part_of(X, Y) :- developmental_form_of(X, Z), part_of(Z, Y).
0.4 :: part_of(X, Y) :- part_of(X, Z), interacts_with(Z, Y).
0.4 :: part_of(X, Y) :- part_of(X, Z), isa(Z, Y).
0.4 :: part_of(X, Y) :- surrounds(X, Z), part_of(Z, Y).
0.35 :: part_of(X, Y) :- interconnects(X, Z), part_of(Z, Y).
0.25 :: part_of(X, Y) :- conceptual_part_of(X, Y).
0.25 :: part_of(X, Y) :- produces(Y, X).

% manifestation_of/2: 21 rules
0.85 :: manifestation_of(X, Y) :- isa(X, Z), manifestation_of(Z, Y).
0.85 :: manifestation_of(X, Y) :- manifestation_of(X, Z), isa(Y, Z).
0.5 :: manifestation_of(X, Y) :- affects(X, Y).
0.5 :: manifestation_of(X, Y) :- result_of(X, Y).
0.5 :: manifestation_of(X, Y) :- manifestation_of(X, Z), manifestation_of(Z, Y).
0.45 :: manifestation_of(X, Y) :- affects(Y, X).
0.45 :: manifestation_of(X, Y) :- associated_with(X, Y).
0.45 :: manifestation_of(X, Y) :- manifestation_of(X, Z), process_of(Y, Z).
0.4 :: manifestation_of(X, Y) :- co_occurs_with(X, Y).
0.4 :: manifestation_of(X, Y) :- manifestation_of(Y, X).
0.4 :: manifestation_of(X, Y) :- occurs_in(X, Y).
0.4 :: manifestation_of(X, Y) :- manifestation_of(X, Z), co_occurs_with(Z, Y).
0.4 :: manifestation_of(X, Y) :- manifestation_of(X, Z), isa(Z, Y).
0.4 :: manifestation_of(X, Y) :- result_of(X, Z), manifestation_of(Z, Y).
0.35 :: manifestation_of(X, Y) :- evaluation_of(X, Y).
0.35 :: manifestation_of(X, Y) :- indicates(X, Y).
0.35 :: manifestation_of(X, Y) :- manifestation_of(X, Z), affects(Z, Y).
0.3 :: manifestation_of(X, Y) :- manifestation_of(X, Z), affects(Y, Z).
0.3 :: manifestation_of(X, Y) :- manifestation_of(X, Z), result_of(Z, Y).
0.3 :: manifestation_of(X, Y) :- property_of(X, Z), process_of(Y, Z).
0.25 :: manifestation_of(X, Y) :- complicates(X, Y).

% measures/2: 19 rules
0.9 :: measures(X, Y) :- isa(X, Z), measures(Z, Y).
0.9 :: measures(X, Y) :- measures(X, Z), isa(Y, Z).
0.65 :: measures(X, Y) :- analyzes(X, Y).
0.6 :: measures(X, Y) :- analyzes(X, Z), interacts_with(Z, Y).
0.5 :: measures(X, Y) :- assesses_effect_of(X, Y).
0.5 :: measures(X, Y) :- assesses_effect_of(X, Z), interacts_with(Z, Y).
0.5 :: measures(X, Y) :- measures(X, Z), interacts_with(Z, Y).
0.5 :: measures(X, Y) :- uses(X, Z), measures(Z, Y).
0.45 :: measures(X, Y) :- measures(X, Z), affects(Z, Y).
0.45 :: measures(X, Y) :- measures(X, Z), isa(Z, Y).
0.4 :: measures(X, Y) :- measures(X, Z), process_of(Z, Y).
0.4 :: measures(X, Y) :- measures(X, Z), property_of(Z, Y).
0.4 :: measures(X, Y) :- precedes(X, Z), measures(Z, Y).
0.4 :: measures(X, Y) :- result_of(Z, X), measurement_of(Z, Y).
0.35 :: measures(X, Y) :- uses(X, Y).
0.3 :: measures(X, Y) :- diagnoses(X, Z), manifestation_of(Y, Z).
0.25 :: measures(X, Y) :- diagnoses(X, Z), affects(Z, Y).
0.25 :: measures(X, Y) :- measures(X, Z), property_of(Y, Z).
0.2 :: measures(X, Y) :- diagnoses(X, Y).

% disrupts/2: 18 rules
0.88 :: disrupts(X, Y) :- disrupts(X, Z), isa(Y, Z).
0.88 :: disrupts(X, Y) :- isa(X, Z), disrupts(Z, Y).
0.6 :: disrupts(X, Y) :- interacts_with(X, Z), disrupts(Z, Y).
0.5 :: disrupts(X, Y) :- affects(X, Y).
0.5 :: disrupts(X, Y) :- location_of(Y, X).
0.45 :: disrupts(X, Y) :- causes(X, Z), disrupts(Z, Y).
0.45 :: disrupts(X, Y) :- disrupts(X, Z), isa(Z, Y).
0.4 :: disrupts(X, Y) :- produces(Y, X).
0.4 :: disrupts(X, Y) :- causes(X, Z), location_of(Y, Z).
0.4 :: disrupts(X, Y) :- disrupts(X, Z), part_of(Z, Y).
0.4 :: disrupts(X, Y) :- disrupts(X, Z), process_of(Z, Y).
0.35 :: disrupts(X, Y) :- complicates(X, Y).
0.35 :: disrupts(X, Y) :- causes(X, Z), affects(Z, Y).
0.35 :: disrupts(X, Y) :- complicates(X, Z), process_of(Z, Y).
0.35 :: disrupts(X, Y) :- disrupts(X, Z), part_of(Y, Z).
0.35 :: disrupts(X, Y) :- ingredient_of(X, Z), disrupts(Z, Y).
0.25 :: disrupts(X, Y) :- disrupts(X, Z), location_of(Z, Y).
0.25 :: disrupts(X, Y) :- disrupts(X, Z), process_of(Y, Z).

% occurs_in/2: 18 rules
0.85 :: occurs_in(X, Y) :- isa(X, Z), occurs_in(Z, Y).
0.85 :: occurs_in(X, Y) :- occurs_in(X, Z), isa(Y, Z).
0.5 :: occurs_in(X, Y) :- affects(X, Z), occurs_in(Z, Y).
0.5 :: occurs_in(X, Y) :- co_occurs_with(X, Z), occurs_in(Z, Y).
0.45 :: occurs_in(X, Y) :- process_of(X, Y).
0.45 :: occurs_in(X, Y) :- result_of(X, Y).
0.45 :: occurs_in(X, Y) :- manifestation_of(X, Z), occurs_in(Z, Y).
0.4 :: occurs_in(X, Y) :- affects(X, Y).
0.4 :: occurs_in(X, Y) :- co_occurs_with(X, Y).
0.4 :: occurs_in(X, Y) :- occurs_in(X, Z), isa(Z, Y).
0.4 :: occurs_in(X, Y) :- result_of(X, Z), occurs_in(Z, Y).
0.35 :: occurs_in(X, Y) :- associated_with(Y, X).
0.35 :: occurs_in(X, Y) :- complicates(X, Z), occurs_in(Z, Y).
0.35 :: occurs_in(X, Y) :- precedes(X, Z), occurs_in(Z, Y).
0.3 :: occurs_in(X, Y) :- complicates(X, Y).
0.3 :: occurs_in(X, Y) :- location_of(Y, X).
0.3 :: occurs_in(X, Y) :- manifestation_of(X, Y).
0.3 :: occurs_in(X, Y) :- occurs_in(X, Z), occurs_in(Z, Y).

% performs/2: 18 rules
0.9 :: performs(X, Y) :- isa(X, Z), performs(Z, Y).
0.9 :: performs(X, Y) :- performs(X, Z), isa(Y, Z).
0.55 :: performs(X, Y) :- carries_out(X, Y).
0.5 :: performs(X, Y) :- exhibits(X, Y).
0.45 :: performs(X, Y) :- interacts_with(X, Z), performs(Z, Y).
0.45 :: performs(X, Y) :- practices(X, Z), method_of(Y, Z).
0.4 :: performs(X, Y) :- part_of(X, Z), performs(Z, Y).
0.4 :: performs(X, Y) :- performs(X, Z), isa(Z, Y).
0.4 :: performs(X, Y) :- performs(X, Z), method_of(Y, Z).
0.4 :: performs(X, Y) :- performs(X, Z), precedes(Y, Z).
0.4 :: performs(X, Y) :- performs(X, Z), precedes(Z, Y).
0.4 :: performs(X, Y) :- uses(X, Z), uses(Y, Z).
0.35 :: performs(X, Y) :- produces(X, Y).
0.35 :: performs(X, Y) :- performs(X, Z), affects(Z, Y).
0.35 :: performs(X, Y) :- produces(X, Z), result_of(Z, Y).
0.3 :: performs(X, Y) :- isa(Z, X), performs(Z, Y).
0.2 :: performs(X, Y) :- diagnoses(X, Z), diagnoses(Y, Z).
0.2 :: performs(X, Y) :- treats(X, Z), treats(Y, Z).

% precedes/2: 15 rules
0.85 :: precedes(X, Y) :- isa(X, Z), precedes(Z, Y).
0.85 :: precedes(X, Y) :- precedes(X, Z), isa(Y, Z).
0.7 :: precedes(X, Y) :- precedes(X, Z), precedes(Z, Y).
0.5 :: precedes(X, Y) :- co_occurs_with(X, Y).
0.5 :: precedes(X, Y) :- result_of(Y, X).
0.45 :: precedes(X, Y) :- precedes(Y, X).
0.4 :: precedes(X, Y) :- affects(X, Y).
0.4 :: precedes(X, Y) :- causes(X, Y).
0.4 :: precedes(X, Y) :- diagnoses(X, Z), treats(Y, Z).
0.4 :: precedes(X, Y) :- process_of(X, Z), process_of(Y, Z).
0.35 :: precedes(X, Y) :- complicates(Y, X).
0.35 :: precedes(X, Y) :- developmental_form_of(X, Y).
0.3 :: precedes(X, Y) :- manifestation_of(Y, X).
0.3 :: precedes(X, Y) :- isa(X, Z), isa(Y, Z).
0.2 :: precedes(X, Y) :- precedes(X, Z), co_occurs_with(Z, Y).

% co_occurs_with/2: 15 rules
0.85 :: co_occurs_with(X, Y) :- co_occurs_with(X, Z), isa(Y, Z).
0.85 :: co_occurs_with(X, Y) :- isa(X, Z), co_occurs_with(Z, Y).
0.8 :: co_occurs_with(X, Y) :- co_occurs_with(Y, X).
0.5 :: co_occurs_with(X, Y) :- complicates(X, Y).
0.5 :: co_occurs_with(X, Y) :- precedes(X, Y).
0.5 :: co_occurs_with(X, Y) :- co_occurs_with(X, Z), co_occurs_with(Z, Y).
0.45 :: co_occurs_with(X, Y) :- manifestation_of(X, Y).
0.4 :: co_occurs_with(X, Y) :- occurs_in(X, Z), occurs_in(Y, Z).
0.4 :: co_occurs_with(X, Y) :- process_of(X, Z), process_of(Y, Z).
0.35 :: co_occurs_with(X, Y) :- affects(X, Y).
0.35 :: co_occurs_with(X, Y) :- associated_with(X, Y).
0.35 :: co_occurs_with(X, Y) :- occurs_in(X, Y).
0.3 :: co_occurs_with(X, Y) :- isa(X, Z), isa(Y, Z).
0.25 :: co_occurs_with(X, Y) :- result_of(X, Y).
0.2 :: co_occurs_with(X, Y) :- causes(Z, X), causes(Z, Y).

% assesses_effect_of/2: 17 rules
0.9 :: assesses_effect_of(X, Y) :- assesses_effect_of(X, Z), isa(Y, Z).
0.9 :: assesses_effect_of(X, Y) :- isa(X, Z), assesses_effect_of(Z, Y).
0.6 :: assesses_effect_of(X, Y) :- analyzes(X, Y).
0.6 :: assesses_effect_of(X, Y) :- measures(X, Y).
0.5 :: assesses_effect_of(X, Y) :- assesses_effect_of(X, Z), interacts_with(Z, Y).
0.5 :: assesses_effect_of(X, Y) :- measures(X, Z), affects(Y, Z).
0.45 :: assesses_effect_of(X, Y) :- analyzes(X, Z), interacts_with(Z, Y).
0.45 :: assesses_effect_of(X, Y) :- measures(X, Z), result_of(Z, Y).
0.4 :: assesses_effect_of(X, Y) :- assesses_effect_of(X, Z), isa(Z, Y).
0.4 :: assesses_effect_of(X, Y) :- diagnoses(X, Z), treats(Y, Z).
0.4 :: assesses_effect_of(X, Y) :- precedes(X, Z), assesses_effect_of(Z, Y).
0.35 :: assesses_effect_of(X, Y) :- evaluation_of(X, Y).
0.35 :: assesses_effect_of(X, Y) :- uses(X, Y).
0.35 :: assesses_effect_of(X, Y) :- measures(X, Z), disrupts(Y, Z).
0.3 :: assesses_effect_of(X, Y) :- assesses_effect_of(X, Z), affects(Z, Y).
0.3 :: assesses_effect_of(X, Y) :- diagnoses(X, Z), causes(Y, Z).
0.2 :: assesses_effect_of(X, Y) :- diagnoses(X, Y).

% uses/2: 19 rules
0.88 :: uses(X, Y) :- isa(X, Z), uses(Z, Y).
0.85 :: uses(X, Y) :- uses(X, Z), isa(Y, Z).
0.5 :: uses(X, Y) :- performs(X, Z), uses(Z, Y).
0.45 :: uses(X, Y) :- method_of(X, Z), uses(Z, Y).
0.45 :: uses(X, Y) :- uses(X, Z), ingredient_of(Y, Z).
0.4 :: uses(X, Y) :- practices(X, Z), uses(Z, Y).
0.4 :: uses(X, Y) :- precedes(X, Z), uses(Z, Y).
0.4 :: uses(X, Y) :- treats(X, Z), treats(Y, Z).
0.4 :: uses(X, Y) :- uses(X, Z), isa(Z, Y).
0.35 :: uses(X, Y) :- produces(X, Y).
0.35 :: uses(X, Y) :- carries_out(X, Z), uses(Z, Y).
0.35 :: uses(X, Y) :- diagnoses(X, Z), diagnoses(Y, Z).
0.35 :: uses(X, Y) :- prevents(X, Z), prevents(Y, Z).
0.35 :: uses(X, Y) :- uses(X, Z), interacts_with(Z, Y).
0.3 :: uses(X, Y) :- analyzes(X, Y).
0.3 :: uses(X, Y) :- isa(Z, X), uses(Z, Y).
0.3 :: uses(X, Y) :- method_of(Z, X), uses(Z, Y).
0.3 :: uses(X, Y) :- uses(X, Z), contains(Z, Y).
0.2 :: uses(X, Y) :- performs(X, Y).

% measurement_of/2: 18 rules
0.9 :: measurement_of(X, Y) :- measurement_of(X, Z), isa(Y, Z).
0.88 :: measurement_of(X, Y) :- isa(X, Z), measurement_of(Z, Y).
0.45 :: measurement_of(X, Y) :- measurement_of(X, Z), affects(Y, Z).
0.45 :: measurement_of(X, Y) :- measurement_of(X, Z), affects(Z, Y).
0.45 :: measurement_of(X, Y) :- measurement_of(X, Z), interacts_with(Z, Y).
0.45 :: measurement_of(X, Y) :- result_of(X, Z), measures(Z, Y).
0.4 :: measurement_of(X, Y) :- evaluation_of(X, Y).
0.4 :: measurement_of(X, Y) :- degree_of(X, Z), measurement_of(Z, Y).
0.4 :: measurement_of(X, Y) :- measurement_of(X, Z), isa(Z, Y).
0.4 :: measurement_of(X, Y) :- measurement_of(X, Z), property_of(Z, Y).
0.35 :: measurement_of(X, Y) :- indicates(X, Y).
0.35 :: measurement_of(X, Y) :- measurement_of(X, Z), process_of(Z, Y).
0.35 :: measurement_of(X, Y) :- measurement_of(X, Z), result_of(Z, Y).
0.35 :: measurement_of(X, Y) :- result_of(X, Z), analyzes(Z, Y).
0.3 :: measurement_of(X, Y) :- conceptually_related_to(X, Y).
0.3 :: measurement_of(X, Y) :- degree_of(X, Y).
0.2 :: measurement_of(X, Y) :- property_of(X, Y).
0.2 :: measurement_of(X, Y) :- indicates(X, Z), affects(Y, Z).

% evaluation_of/2: 21 rules
0.88 :: evaluation_of(X, Y) :- isa(X, Z), evaluation_of(Z, Y).
0.85 :: evaluation_of(X, Y) :- evaluation_of(X, Z), isa(Y, Z).
0.5 :: evaluation_of(X, Y) :- isa(Z, X), evaluation_of(Z, Y).
0.45 :: evaluation_of(X, Y) :- evaluation_of(X, Z), affects(Y, Z).
0.45 :: evaluation_of(X, Y) :- evaluation_of(X, Z), co_occurs_with(Z, Y).
0.45 :: evaluation_of(X, Y) :- evaluation_of(X, Z), result_of(Z, Y).
0.4 :: evaluation_of(X, Y) :- measurement_of(X, Y).
0.4 :: evaluation_of(X, Y) :- degree_of(X, Z), evaluation_of(Z, Y).
0.4 :: evaluation_of(X, Y) :- evaluation_of(X, Z), affects(Z, Y).
0.4 :: evaluation_of(X, Y) :- evaluation_of(X, Z), isa(Z, Y).
0.35 :: evaluation_of(X, Y) :- diagnoses(X, Y).
0.35 :: evaluation_of(X, Y) :- indicates(X, Y).
0.35 :: evaluation_of(X, Y) :- evaluation_of(X, Z), manifestation_of(Z, Y).
0.35 :: evaluation_of(X, Y) :- evaluation_of(X, Z), process_of(Y, Z).
0.3 :: evaluation_of(X, Y) :- degree_of(X, Y).
0.3 :: evaluation_of(X, Y) :- manifestation_of(X, Y).
0.3 :: evaluation_of(X, Y) :- property_of(X, Y).
0.3 :: evaluation_of(X, Y) :- result_of(X, Z), measures(Z, Y).
0.25 :: evaluation_of(X, Y) :- result_of(X, Z), diagnoses(Z, Y).
0.2 :: evaluation_of(X, Y) :- associated_with(X, Y).
0.2 :: evaluation_of(X, Y) :- result_of(X, Z), assesses_effect_of(Z, Y).

% treats/2: 16 rules
0.85 :: treats(X, Y) :- isa(X, Z), treats(Z, Y).
0.85 :: treats(X, Y) :- treats(X, Z), isa(Y, Z).
0.7 :: treats(X, Y) :- prevents(X, Y).
0.5 :: treats(X, Y) :- uses(X, Z), treats(Z, Y).
0.45 :: treats(X, Y) :- ingredient_of(Z, X), treats(Z, Y).
0.45 :: treats(X, Y) :- treats(X, Z), isa(Z, Y).
0.45 :: treats(X, Y) :- uses(Z, X), treats(Z, Y).
0.4 :: treats(X, Y) :- affects(X, Y).
0.4 :: treats(X, Y) :- diagnoses(X, Y).
0.4 :: treats(X, Y) :- ingredient_of(X, Z), treats(Z, Y).
0.4 :: treats(X, Y) :- performs(X, Z), treats(Z, Y).
0.4 :: treats(X, Y) :- treats(X, Z), co_occurs_with(Z, Y).
0.4 :: treats(X, Y) :- treats(X, Z), manifestation_of(Y, Z).
0.35 :: treats(X, Y) :- complicates(X, Y).
0.35 :: treats(X, Y) :- treats(X, Z), result_of(Y, Z).
0.3 :: treats(X, Y) :- contains(X, Z), treats(Z, Y).

% analyzes/2: 17 rules
0.92 :: analyzes(X, Y) :- analyzes(X, Z), isa(Y, Z).
0.92 :: analyzes(X, Y) :- isa(X, Z), analyzes(Z, Y).
0.6 :: analyzes(X, Y) :- assesses_effect_of(X, Y).
0.6 :: analyzes(X, Y) :- measures(X, Y).
0.6 :: analyzes(X, Y) :- analyzes(X, Z), interacts_with(Z, Y).
0.55 :: analyzes(X, Y) :- measures(X, Z), interacts_with(Z, Y).
0.5 :: analyzes(X, Y) :- assesses_effect_of(X, Z), interacts_with(Z, Y).
0.45 :: analyzes(X, Y) :- analyzes(X, Z), contains(Z, Y).
0.45 :: analyzes(X, Y) :- analyzes(X, Z), isa(Z, Y).
0.45 :: analyzes(X, Y) :- measures(X, Z), produces(Z, Y).
0.4 :: analyzes(X, Y) :- analyzes(X, Z), ingredient_of(Y, Z).
0.4 :: analyzes(X, Y) :- precedes(X, Z), analyzes(Z, Y).
0.35 :: analyzes(X, Y) :- diagnoses(X, Z), causes(Y, Z).
0.3 :: analyzes(X, Y) :- analyzes(X, Z), ingredient_of(Z, Y).
0.25 :: analyzes(X, Y) :- uses(X, Y).
0.25 :: analyzes(X, Y) :- result_of(Z, X), measurement_of(Z, Y).
0.2 :: analyzes(X, Y) :- analyzes(X, Z), part_of(Y, Z).

% diagnoses/2: 20 rules
0.88 :: diagnoses(X, Y) :- diagnoses(X, Z), isa(Y, Z).
0.88 :: diagnoses(X, Y) :- isa(X, Z), diagnoses(Z, Y).
0.5 :: diagnoses(X, Y) :- performs(X, Z), diagnoses(Z, Y).
0.5 :: diagnoses(X, Y) :- uses(X, Z), diagnoses(Z, Y).
0.5 :: diagnoses(X, Y) :- uses(Z, X), diagnoses(Z, Y).
0.45 :: diagnoses(X, Y) :- affects(X, Y).
0.45 :: diagnoses(X, Y) :- diagnoses(X, Z), co_occurs_with(Z, Y).
0.45 :: diagnoses(X, Y) :- diagnoses(X, Z), isa(Z, Y).
0.4 :: diagnoses(X, Y) :- indicates(X, Y).
0.4 :: diagnoses(X, Y) :- measures(X, Y).
0.4 :: diagnoses(X, Y) :- treats(X, Y).
0.4 :: diagnoses(X, Y) :- diagnoses(X, Z), affects(Z, Y).
0.4 :: diagnoses(X, Y) :- diagnoses(X, Z), manifestation_of(Y, Z).
0.4 :: diagnoses(X, Y) :- measures(X, Z), indicates(Z, Y).
0.35 :: diagnoses(X, Y) :- evaluation_of(X, Y).
0.35 :: diagnoses(X, Y) :- precedes(X, Z), treats(Z, Y).
0.3 :: diagnoses(X, Y) :- measures(X, Z), manifestation_of(Z, Y).
0.2 :: diagnoses(X, Y) :- prevents(X, Y).
0.2 :: diagnoses(X, Y) :- analyzes(X, Z), causes(Z, Y).
0.2 :: diagnoses(X, Y) :- assesses_effect_of(X, Z), treats(Z, Y).

% exhibits/2: 14 rules
0.92 :: exhibits(X, Y) :- isa(X, Z), exhibits(Z, Y).
0.9 :: exhibits(X, Y) :- exhibits(X, Z), isa(Y, Z).
0.6 :: exhibits(X, Y) :- interacts_with(X, Z), exhibits(Z, Y).
0.55 :: exhibits(X, Y) :- performs(X, Y).
0.45 :: exhibits(X, Y) :- process_of(Y, X).
0.45 :: exhibits(X, Y) :- exhibits(X, Z), associated_with(Z, Y).
0.4 :: exhibits(X, Y) :- property_of(Y, X).
0.4 :: exhibits(X, Y) :- exhibits(X, Z), affects(Z, Y).
0.4 :: exhibits(X, Y) :- exhibits(X, Z), isa(Z, Y).
0.4 :: exhibits(X, Y) :- exhibits(X, Z), manifestation_of(Y, Z).
0.35 :: exhibits(X, Y) :- associated_with(Y, X).
0.35 :: exhibits(X, Y) :- isa(Z, X), exhibits(Z, Y).
0.25 :: exhibits(X, Y) :- process_of(Z, X), affects(Z, Y).
0.2 :: exhibits(X, Y) :- process_of(Z, X), manifestation_of(Y, Z).

% property_of/2: 17 rules
0.88 :: property_of(X, Y) :- isa(X, Z), property_of(Z, Y).
0.88 :: property_of(X, Y) :- property_of(X, Z), isa(Y, Z).
0.5 :: property_of(X, Y) :- property_of(X, Z), interacts_with(Z, Y).
0.4 :: property_of(X, Y) :- exhibits(Y, X).
0.4 :: property_of(X, Y) :- degree_of(X, Z), property_of(Z, Y).
0.4 :: property_of(X, Y) :- property_of(X, Z), isa(Z, Y).
0.4 :: property_of(X, Y) :- property_of(X, Z), part_of(Z, Y).
0.4 :: property_of(X, Y) :- result_of(X, Z), process_of(Z, Y).
0.35 :: property_of(X, Y) :- affects(X, Z), process_of(Z, Y).
0.35 :: property_of(X, Y) :- measurement_of(Z, X), measurement_of(Z, Y).
0.3 :: property_of(X, Y) :- associated_with(X, Y).
0.3 :: property_of(X, Y) :- conceptual_part_of(X, Y).
0.3 :: property_of(X, Y) :- degree_of(X, Y).
0.3 :: property_of(X, Y) :- isa(Z, X), property_of(Z, Y).
0.25 :: property_of(X, Y) :- evaluation_of(X, Y).
0.2 :: property_of(X, Y) :- measurement_of(X, Y).
0.2 :: property_of(X, Y) :- manifestation_of(X, Z), process_of(Z, Y).

% carries_out/2: 22 rules
0.9 :: carries_out(X, Y) :- carries_out(X, Z), isa(Y, Z).
0.9 :: carries_out(X, Y) :- isa(X, Z), carries_out(Z, Y).
0.5 :: carries_out(X, Y) :- performs(X, Y).
0.5 :: carries_out(X, Y) :- isa(Z, X), carries_out(Z, Y).
0.45 :: carries_out(X, Y) :- location_of(X, Y).
0.45 :: carries_out(X, Y) :- carries_out(X, Z), method_of(Y, Z).
0.4 :: carries_out(X, Y) :- carries_out(X, Z), isa(Z, Y).
0.4 :: carries_out(X, Y) :- carries_out(X, Z), precedes(Y, Z).
0.4 :: carries_out(X, Y) :- carries_out(X, Z), precedes(Z, Y).
0.4 :: carries_out(X, Y) :- carries_out(X, Z), uses(Z, Y).
0.4 :: carries_out(X, Y) :- practices(Z, X), performs(Z, Y).
0.35 :: carries_out(X, Y) :- carries_out(X, Z), affects(Z, Y).
0.35 :: carries_out(X, Y) :- diagnoses(X, Z), diagnoses(Y, Z).
0.35 :: carries_out(X, Y) :- part_of(Z, X), carries_out(Z, Y).
0.35 :: carries_out(X, Y) :- practices(X, Z), method_of(Y, Z).
0.35 :: carries_out(X, Y) :- isa(X, Z), isa(V, Z), carries_out(V, Y).
0.3 :: carries_out(X, Y) :- manages(X, Y).
0.3 :: carries_out(X, Y) :- process_of(Y, X).
0.3 :: carries_out(X, Y) :- produces(X, Z), result_of(Z, Y).
0.25 :: carries_out(X, Y) :- location_of(X, Z), uses(Y, Z).
0.2 :: carries_out(X, Y) :- uses(X, Z), method_of(Z, Y).
0.15 :: carries_out(X, Y) :- manages(X, Z), carries_out(Z, Y).

% degree_of/2: 16 rules
0.85 :: degree_of(X, Y) :- degree_of(X, Z), isa(Y, Z).
0.85 :: degree_of(X, Y) :- isa(X, Z), degree_of(Z, Y).
0.6 :: degree_of(X, Y) :- degree_of(X, Z), co_occurs_with(Z, Y).
0.5 :: degree_of(X, Y) :- degree_of(X, Z), process_of(Z, Y).
0.4 :: degree_of(X, Y) :- evaluation_of(X, Y).
0.4 :: degree_of(X, Y) :- measurement_of(X, Y).
0.4 :: degree_of(X, Y) :- degree_of(X, Z), degree_of(Z, Y).
0.35 :: degree_of(X, Y) :- degree_of(X, Z), affects(Z, Y).
0.35 :: degree_of(X, Y) :- degree_of(X, Z), manifestation_of(Z, Y).
0.35 :: degree_of(X, Y) :- degree_of(X, Z), result_of(Z, Y).
0.3 :: degree_of(X, Y) :- property_of(X, Y).
0.25 :: degree_of(X, Y) :- co_occurs_with(X, Y).
0.25 :: degree_of(X, Y) :- co_occurs_with(X, Z), degree_of(Z, Y).
0.2 :: degree_of(X, Y) :- manifestation_of(X, Y).
0.15 :: degree_of(X, Y) :- evaluation_of(X, Z), property_of(Z, Y).
0.15 :: degree_of(X, Y) :- measurement_of(X, Z), property_of(Z, Y).

% prevents/2: 20 rules
0.85 :: prevents(X, Y) :- isa(X, Z), prevents(Z, Y).
0.85 :: prevents(X, Y) :- prevents(X, Z), isa(Y, Z).
0.65 :: prevents(X, Y) :- treats(X, Y).
0.5 :: prevents(X, Y) :- uses(X, Z), prevents(Z, Y).
0.45 :: prevents(X, Y) :- uses(Z, X), prevents(Z, Y).
0.4 :: prevents(X, Y) :- interacts_with(X, Z), prevents(Z, Y).
0.4 :: prevents(X, Y) :- prevents(X, Z), co_occurs_with(Z, Y).
0.4 :: prevents(X, Y) :- prevents(X, Z), complicates(Y, Z).
0.4 :: prevents(X, Y) :- prevents(X, Z), isa(Z, Y).
0.4 :: prevents(X, Y) :- prevents(X, Z), manifestation_of(Y, Z).
0.35 :: prevents(X, Y) :- ingredient_of(X, Z), prevents(Z, Y).
0.35 :: prevents(X, Y) :- ingredient_of(Z, X), treats(Z, Y).
0.35 :: prevents(X, Y) :- treats(X, Z), isa(Y, Z).
0.3 :: prevents(X, Y) :- affects(X, Y).
0.3 :: prevents(X, Y) :- complicates(X, Y).
0.3 :: prevents(X, Y) :- prevents(X, Z), causes(Z, Y).
0.25 :: prevents(X, Y) :- performs(X, Z), prevents(Z, Y).
0.2 :: prevents(X, Y) :- diagnoses(X, Y).
0.15 :: prevents(X, Y) :- affects(X, Y), treats(X, Y).
0.15 :: prevents(X, Y) :- disrupts(X, Z), causes(Z, Y).

% ingredient_of/2: 14 rules
0.93 :: ingredient_of(X, Y) :- isa(X, Z), ingredient_of(Z, Y).
0.75 :: ingredient_of(X, Y) :- interacts_with(X, Z), ingredient_of(Z, Y).
0.7 :: ingredient_of(X, Y) :- ingredient_of(X, Z), isa(Y, Z).
0.7 :: ingredient_of(X, Y) :- interacts_with(Z, X), ingredient_of(Z, Y).
0.6 :: ingredient_of(X, Y) :- isa(Z, X), ingredient_of(Z, Y).
0.55 :: ingredient_of(X, Y) :- contains(Y, X).
0.5 :: ingredient_of(X, Y) :- consists_of(Y, X).
0.4 :: ingredient_of(X, Y) :- causes(X, Z), causes(Y, Z).
0.4 :: ingredient_of(X, Y) :- part_of(X, Z), ingredient_of(Z, Y).
0.4 :: ingredient_of(X, Y) :- uses(Z, X), uses(Z, Y).
0.35 :: ingredient_of(X, Y) :- treats(X, Z), treats(Y, Z).
0.3 :: ingredient_of(X, Y) :- affects(X, Z), affects(Y, Z).
0.25 :: ingredient_of(X, Y) :- ingredient_of(X, Z), ingredient_of(Z, Y).
0.1 :: ingredient_of(X, Y) :- part_of(X, Y).

% indicates/2: 17 rules
0.88 :: indicates(X, Y) :- indicates(X, Z), isa(Y, Z).
0.88 :: indicates(X, Y) :- isa(X, Z), indicates(Z, Y).
0.5 :: indicates(X, Y) :- indicates(X, Z), co_occurs_with(Z, Y).
0.45 :: indicates(X, Y) :- diagnoses(X, Y).
0.45 :: indicates(X, Y) :- manifestation_of(X, Y).
0.4 :: indicates(X, Y) :- evaluation_of(X, Y).
0.4 :: indicates(X, Y) :- measurement_of(X, Y).
0.4 :: indicates(X, Y) :- indicates(X, Z), affects(Z, Y).
0.4 :: indicates(X, Y) :- indicates(X, Z), manifestation_of(Z, Y).
0.4 :: indicates(X, Y) :- measurement_of(X, Z), manifestation_of(Z, Y).
0.4 :: indicates(X, Y) :- result_of(X, Z), diagnoses(Z, Y).
0.35 :: indicates(X, Y) :- associated_with(X, Y).
0.35 :: indicates(X, Y) :- measurement_of(X, Z), affects(Y, Z).
0.3 :: indicates(X, Y) :- measurement_of(X, Z), affects(Z, Y).
0.25 :: indicates(X, Y) :- manifestation_of(X, Z), result_of(Z, Y).
0.2 :: indicates(X, Y) :- co_occurs_with(X, Y).
0.15 :: indicates(X, Y) :- result_of(X, Y).

% method_of/2: 17 rules
0.88 :: method_of(X, Y) :- isa(X, Z), method_of(Z, Y).
0.85 :: method_of(X, Y) :- method_of(X, Z), isa(Y, Z).
0.45 :: method_of(X, Y) :- method_of(X, Z), method_of(Z, Y).
0.45 :: method_of(X, Y) :- performs(Z, X), practices(Z, Y).
0.45 :: method_of(X, Y) :- precedes(X, Z), method_of(Z, Y).
0.4 :: method_of(X, Y) :- issue_in(X, Y).
0.4 :: method_of(X, Y) :- precedes(X, Y).
0.4 :: method_of(X, Y) :- method_of(X, Z), isa(Z, Y).
0.35 :: method_of(X, Y) :- uses(Y, X).
0.35 :: method_of(X, Y) :- diagnoses(X, Z), treats(Y, Z).
0.35 :: method_of(X, Y) :- isa(Z, X), method_of(Z, Y).
0.3 :: method_of(X, Y) :- measures(X, Z), measures(Y, Z).
0.3 :: method_of(X, Y) :- performs(Z, X), performs(Z, Y).
0.25 :: method_of(X, Y) :- diagnoses(X, Z), issue_in(Z, Y).
0.2 :: method_of(X, Y) :- analyzes(X, Z), issue_in(Z, Y).
0.2 :: method_of(X, Y) :- measures(X, Z), issue_in(Z, Y).
0.2 :: method_of(X, Y) :- treats(X, Z), issue_in(Z, Y).

% conceptual_part_of/2: 14 rules
0.85 :: conceptual_part_of(X, Y) :- conceptual_part_of(X, Z), isa(Y, Z).
0.85 :: conceptual_part_of(X, Y) :- isa(X, Z), conceptual_part_of(Z, Y).
0.6 :: conceptual_part_of(X, Y) :- conceptual_part_of(X, Z), conceptual_part_of(Z, Y).
0.5 :: conceptual_part_of(X, Y) :- conceptual_part_of(X, Z), part_of(Z, Y).
0.45 :: conceptual_part_of(X, Y) :- adjacent_to(X, Z), conceptual_part_of(Z, Y).
0.45 :: conceptual_part_of(X, Y) :- location_of(Z, X), part_of(Z, Y).
0.4 :: conceptual_part_of(X, Y) :- consists_of(Y, X).
0.4 :: conceptual_part_of(X, Y) :- part_of(X, Y).
0.4 :: conceptual_part_of(X, Y) :- location_of(X, Z), part_of(Z, Y).
0.35 :: conceptual_part_of(X, Y) :- property_of(X, Y).
0.35 :: conceptual_part_of(X, Y) :- conceptually_related_to(X, Z), conceptual_part_of(Z, Y).
0.3 :: conceptual_part_of(X, Y) :- location_of(Y, X).
0.3 :: conceptual_part_of(X, Y) :- part_of(X, Z), conceptual_part_of(Z, Y).
0.15 :: conceptual_part_of(X, Y) :- contains(Y, X).

% consists_of/2: 13 rules
0.8 :: consists_of(X, Y) :- consists_of(X, Z), isa(Y, Z).
0.8 :: consists_of(X, Y) :- isa(X, Z), consists_of(Z, Y).
0.55 :: consists_of(X, Y) :- part_of(Y, X).
0.45 :: consists_of(X, Y) :- contains(X, Y).
0.45 :: consists_of(X, Y) :- ingredient_of(Y, X).
0.45 :: consists_of(X, Y) :- consists_of(X, Z), consists_of(Z, Y).
0.45 :: consists_of(X, Y) :- consists_of(X, Z), part_of(Y, Z).
0.4 :: consists_of(X, Y) :- consists_of(X, Z), interacts_with(Z, Y).
0.35 :: consists_of(X, Y) :- produces(X, Y).
0.35 :: consists_of(X, Y) :- surrounds(Y, X).
0.3 :: consists_of(X, Y) :- conceptual_part_of(Y, X).
0.2 :: consists_of(X, Y) :- part_of(Z, X), consists_of(Z, Y).
0.15 :: consists_of(X, Y) :- derivative_of(X, Y).

% contains/2: 15 rules
0.85 :: contains(X, Y) :- contains(X, Z), isa(Y, Z).
0.85 :: contains(X, Y) :- isa(X, Z), contains(Z, Y).
0.5 :: contains(X, Y) :- location_of(X, Y).
0.5 :: contains(X, Y) :- part_of(Y, X).
0.45 :: contains(X, Y) :- consists_of(X, Y).
0.45 :: contains(X, Y) :- surrounds(X, Y).
0.45 :: contains(X, Y) :- contains(X, Z), contains(Z, Y).
0.45 :: contains(X, Y) :- contains(X, Z), interacts_with(Z, Y).
0.4 :: contains(X, Y) :- adjacent_to(X, Z), contains(Z, Y).
0.4 :: contains(X, Y) :- part_of(Z, X), contains(Z, Y).
0.35 :: contains(X, Y) :- produces(X, Y).
0.3 :: contains(X, Y) :- ingredient_of(Y, X).
0.3 :: contains(X, Y) :- contains(X, Z), part_of(Y, Z).
0.3 :: contains(X, Y) :- location_of(X, Y), adjacent_to(X, Y).
0.2 :: contains(X, Y) :- contains(X, Z), consists_of(Z, Y).

% surrounds/2: 14 rules
0.8 :: surrounds(X, Y) :- isa(X, Z), surrounds(Z, Y).
0.8 :: surrounds(X, Y) :- surrounds(X, Z), isa(Y, Z).
0.55 :: surrounds(X, Y) :- adjacent_to(X, Y).
0.5 :: surrounds(X, Y) :- contains(X, Y).
0.5 :: surrounds(X, Y) :- surrounds(X, Z), surrounds(Z, Y).
0.45 :: surrounds(X, Y) :- surrounds(X, Z), adjacent_to(Z, Y).
0.45 :: surrounds(X, Y) :- surrounds(X, Z), part_of(Y, Z).
0.4 :: surrounds(X, Y) :- adjacent_to(Y, X).
0.4 :: surrounds(X, Y) :- surrounds(Y, X).
0.35 :: surrounds(X, Y) :- connected_to(X, Y).
0.35 :: surrounds(X, Y) :- connected_to(X, Z), surrounds(Z, Y).
0.3 :: surrounds(X, Y) :- location_of(X, Y).
0.3 :: surrounds(X, Y) :- surrounds(X, Z), contains(Z, Y).
0.2 :: surrounds(X, Y) :- location_of(X, Y), part_of(Y, X).

% adjacent_to/2: 18 rules
0.8 :: adjacent_to(X, Y) :- adjacent_to(X, Z), isa(Y, Z).
0.8 :: adjacent_to(X, Y) :- isa(X, Z), adjacent_to(Z, Y).
0.75 :: adjacent_to(X, Y) :- adjacent_to(Y, X).
0.65 :: adjacent_to(X, Y) :- connected_to(X, Y).
0.6 :: adjacent_to(X, Y) :- connected_to(Y, X).
0.6 :: adjacent_to(X, Y) :- surrounds(X, Y).
0.55 :: adjacent_to(X, Y) :- interconnects(X, Y).
0.55 :: adjacent_to(X, Y) :- surrounds(Y, X).
0.5 :: adjacent_to(X, Y) :- adjacent_to(X, Z), adjacent_to(Z, Y).
0.4 :: adjacent_to(X, Y) :- adjacent_to(X, Z), contains(Z, Y).
0.4 :: adjacent_to(X, Y) :- connected_to(X, Z), connected_to(Z, Y).
0.4 :: adjacent_to(X, Y) :- part_of(X, Z), adjacent_to(Z, Y).
0.35 :: adjacent_to(X, Y) :- contains(X, Y).
0.35 :: adjacent_to(X, Y) :- location_of(X, Y).
0.35 :: adjacent_to(X, Y) :- conceptual_part_of(X, Z), conceptual_part_of(Y, Z).
0.3 :: adjacent_to(X, Y) :- connected_to(X, Z), adjacent_to(Z, Y).
0.25 :: adjacent_to(X, Y) :- conceptual_part_of(X, Z), adjacent_to(Z, Y).
0.25 :: adjacent_to(X, Y) :- location_of(X, Y), part_of(Y, X).

% manages/2: 18 rules
0.85 :: manages(X, Y) :- isa(X, Z), manages(Z, Y).
0.85 :: manages(X, Y) :- manages(X, Z), isa(Y, Z).
0.55 :: manages(X, Y) :- manages(X, Z), manages(Z, Y).
0.45 :: manages(X, Y) :- produces(X, Y).
0.45 :: manages(X, Y) :- manages(X, Z), isa(Z, Y).
0.35 :: manages(X, Y) :- interacts_with(X, Y).
0.35 :: manages(X, Y) :- performs(X, Z), manages(Z, Y).
0.35 :: manages(X, Y) :- treats(X, Z), process_of(Z, Y).
0.3 :: manages(X, Y) :- affects(X, Y).
0.3 :: manages(X, Y) :- carries_out(X, Y).
0.3 :: manages(X, Y) :- carries_out(X, Z), affects(Z, Y).
0.3 :: manages(X, Y) :- isa(Z, X), manages(Z, Y).
0.3 :: manages(X, Y) :- manages(X, Z), produces(Z, Y).
0.25 :: manages(X, Y) :- performs(X, Y).
0.2 :: manages(X, Y) :- carries_out(X, Z), isa(Y, Z).
0.2 :: manages(X, Y) :- performs(X, Z), affects(Z, Y).
0.15 :: manages(X, Y) :- treats(X, Y).
0.1 :: manages(X, Y) :- uses(X, Y).

% connected_to/2: 14 rules
0.75 :: connected_to(X, Y) :- connected_to(Y, X).
0.75 :: connected_to(X, Y) :- connected_to(X, Z), isa(Y, Z).
0.75 :: connected_to(X, Y) :- isa(X, Z), connected_to(Z, Y).
0.65 :: connected_to(X, Y) :- interconnects(X, Y).
0.5 :: connected_to(X, Y) :- adjacent_to(X, Y).
0.5 :: connected_to(X, Y) :- interconnects(Y, X).
0.45 :: connected_to(X, Y) :- connected_to(X, Z), connected_to(Z, Y).
0.45 :: connected_to(X, Y) :- interconnects(Z, X), interconnects(Z, Y).
0.4 :: connected_to(X, Y) :- adjacent_to(Y, X).
0.4 :: connected_to(X, Y) :- surrounds(X, Y).
0.4 :: connected_to(X, Y) :- part_of(X, Z), connected_to(Z, Y).
0.35 :: connected_to(X, Y) :- part_of(X, Y).
0.35 :: connected_to(X, Y) :- consists_of(X, Z), connected_to(Z, Y).
0.2 :: connected_to(X, Y) :- part_of(X, Z), part_of(Y, Z).

% developmental_form_of/2: 12 rules
0.8 :: developmental_form_of(X, Y) :- developmental_form_of(X, Z), isa(Y, Z).
0.8 :: developmental_form_of(X, Y) :- isa(X, Z), developmental_form_of(Z, Y).
0.6 :: developmental_form_of(X, Y) :- developmental_form_of(X, Z), developmental_form_of(Z, Y).
0.4 :: developmental_form_of(X, Y) :- developmental_form_of(X, Z), isa(Z, Y).
0.4 :: developmental_form_of(X, Y) :- developmental_form_of(X, Z), part_of(Z, Y).
0.35 :: developmental_form_of(X, Y) :- precedes(X, Y).
0.35 :: developmental_form_of(X, Y) :- developmental_form_of(X, Z), part_of(Y, Z).
0.35 :: developmental_form_of(X, Y) :- isa(X, Z), part_of(Z, Y).
0.3 :: developmental_form_of(X, Y) :- derivative_of(Y, X).
0.3 :: developmental_form_of(X, Y) :- part_of(X, Y).
0.3 :: developmental_form_of(X, Y) :- developmental_form_of(X, Z), connected_to(Z, Y).
0.2 :: developmental_form_of(X, Y) :- derivative_of(X, Y).

% conceptually_related_to/2: 15 rules
0.8 :: conceptually_related_to(X, Y) :- conceptually_related_to(X, Z), isa(Y, Z).
0.8 :: conceptually_related_to(X, Y) :- isa(X, Z), conceptually_related_to(Z, Y).
0.6 :: conceptually_related_to(X, Y) :- conceptually_related_to(Y, X).
0.45 :: conceptually_related_to(X, Y) :- conceptual_part_of(X, Y).
0.45 :: conceptually_related_to(X, Y) :- property_of(X, Y).
0.4 :: conceptually_related_to(X, Y) :- degree_of(X, Y).
0.4 :: conceptually_related_to(X, Y) :- evaluation_of(X, Y).
0.4 :: conceptually_related_to(X, Y) :- measurement_of(X, Y).
0.35 :: conceptually_related_to(X, Y) :- derivative_of(X, Y).
0.35 :: conceptually_related_to(X, Y) :- issue_in(X, Y).
0.35 :: conceptually_related_to(X, Y) :- conceptually_related_to(X, Z), conceptually_related_to(Z, Y).
0.3 :: conceptually_related_to(X, Y) :- assesses_effect_of(X, Y).
0.3 :: conceptually_related_to(X, Y) :- method_of(X, Y).
0.15 :: conceptually_related_to(X, Y) :- isa(X, Z), isa(Y, Z).
0.15 :: conceptually_related_to(X, Y) :- issue_in(X, Z), issue_in(Y, Z).

% interconnects/2: 16 rules
0.75 :: interconnects(X, Y) :- interconnects(X, Z), isa(Y, Z).
0.75 :: interconnects(X, Y) :- isa(X, Z), interconnects(Z, Y).
0.6 :: interconnects(X, Y) :- connected_to(X, Y).
0.6 :: interconnects(X, Y) :- connected_to(X, Y), adjacent_to(X, Y).
0.5 :: interconnects(X, Y) :- connected_to(Y, X).
0.5 :: interconnects(X, Y) :- interconnects(Y, X).
0.45 :: interconnects(X, Y) :- adjacent_to(X, Y).
0.4 :: interconnects(X, Y) :- connected_to(X, Z), connected_to(Z, Y).
0.4 :: interconnects(X, Y) :- interconnects(X, Z), adjacent_to(Z, Y).
0.4 :: interconnects(X, Y) :- interconnects(X, Z), connected_to(Z, Y).
0.35 :: interconnects(X, Y) :- surrounds(X, Y).
0.3 :: interconnects(X, Y) :- location_of(X, Y).
0.3 :: interconnects(X, Y) :- interconnects(X, Z), part_of(Y, Z).
0.25 :: interconnects(X, Y) :- adjacent_to(X, Z), connected_to(Z, Y).
0.2 :: interconnects(X, Y) :- conceptual_part_of(X, Z), interconnects(Z, Y).
0.2 :: interconnects(X, Y) :- interconnects(X, Z), part_of(Z, Y).

% practices/2: 15 rules
0.9 :: practices(X, Y) :- practices(X, Z), isa(Y, Z).
0.88 :: practices(X, Y) :- isa(X, Z), practices(Z, Y).
0.5 :: practices(X, Y) :- performs(X, Z), method_of(Z, Y).
0.5 :: practices(X, Y) :- practices(X, Z), isa(Z, Y).
0.4 :: practices(X, Y) :- interacts_with(X, Z), practices(Z, Y).
0.35 :: practices(X, Y) :- issue_in(X, Y).
0.35 :: practices(X, Y) :- performs(X, Y).
0.3 :: practices(X, Y) :- carries_out(X, Z), method_of(Z, Y).
0.3 :: practices(X, Y) :- diagnoses(X, Z), issue_in(Z, Y).
0.3 :: practices(X, Y) :- isa(Z, X), practices(Z, Y).
0.3 :: practices(X, Y) :- uses(X, Z), issue_in(Z, Y).
0.25 :: practices(X, Y) :- uses(X, Z), method_of(Z, Y).
0.15 :: practices(X, Y) :- performs(X, Z), issue_in(Z, Y).
0.1 :: practices(X, Y) :- produces(X, Z), issue_in(Z, Y).
0.1 :: practices(X, Y) :- treats(X, Z), issue_in(Z, Y).

% derivative_of/2: 16 rules
0.8 :: derivative_of(X, Y) :- derivative_of(X, Z), isa(Y, Z).
0.8 :: derivative_of(X, Y) :- isa(X, Z), derivative_of(Z, Y).
0.6 :: derivative_of(X, Y) :- developmental_form_of(X, Y).
0.6 :: derivative_of(X, Y) :- derivative_of(X, Z), derivative_of(Z, Y).
0.4 :: derivative_of(X, Y) :- consists_of(Y, X).
0.35 :: derivative_of(X, Y) :- produces(Y, X).
0.35 :: derivative_of(X, Y) :- derivative_of(X, Z), interacts_with(Z, Y).
0.35 :: derivative_of(X, Y) :- part_of(X, Z), derivative_of(Z, Y).
0.3 :: derivative_of(X, Y) :- developmental_form_of(Y, X).
0.3 :: derivative_of(X, Y) :- result_of(X, Y).
0.3 :: derivative_of(X, Y) :- developmental_form_of(X, Z), isa(Z, Y).
0.25 :: derivative_of(X, Y) :- ingredient_of(Y, X).
0.25 :: derivative_of(X, Y) :- interacts_with(X, Y).
0.25 :: derivative_of(X, Y) :- part_of(X, Y).
0.25 :: derivative_of(X, Y) :- developmental_form_of(X, Z), isa(Y, Z).
0.15 :: derivative_of(X, Y) :- consists_of(X, Y).
