% wn18rr: 84 rules kept, distilled from the replies of a large language model, 2026-11-24.
% Made by  preceptor distil wn18rr  and made anew by it: do not edit.

% hypernym/2: 11 rules
0.15 :: hypernym(X, Y) :- member_meronym(Z, X), member_meronym(Z, Y).
0.1 :: hypernym(X, Y) :- derivationally_related_form(X, Z), derivationally_related_form(Y, Z).
0.1 :: hypernym(X, Y) :- derivationally_related_form(X, Z), derivationally_related_form(Z, Y).
0.1 :: hypernym(X, Y) :- derivationally_related_form(Z, X), derivationally_related_form(Z, Y).
0.1 :: hypernym(X, Y) :- member_meronym(Z, X), member_meronym(Z, Y), X \= Y.
0.08 :: hypernym(X, Y) :- derivationally_related_form(X, Z), derivationally_related_form(Y, Z), X \= Y.
0.08 :: hypernym(X, Y) :- derivationally_related_form(X, Z), derivationally_related_form(Z, Y), X \= Y.
0.08 :: hypernym(X, Y) :- derivationally_related_form(Z, X), derivationally_related_form(Y, Z), X \= Y.
0.08 :: hypernym(X, Y) :- derivationally_related_form(Z, X), derivationally_related_form(Z, Y), X \= Y.
0.05 :: hypernym(X, Y) :- synset_domain_topic_of(X, Y).
0.05 :: hypernym(X, Y) :- hypernym(X, Z), hypernym(Z, Y).

% derivationally_related_form/2: 14 rules
0.95 :: derivationally_related_form(X, Y) :- derivationally_related_form(Y, X).
0.3 :: derivationally_related_form(X, Y) :- derivationally_related_form(Z, X), verb_group(Y, Z).
0.3 :: derivationally_related_form(X, Y) :- verb_group(Z, X), derivationally_related_form(Y, Z).
0.25 :: derivationally_related_form(X, Y) :- derivationally_related_form(X, Z), verb_group(Y, Z).
0.25 :: derivationally_related_form(X, Y) :- derivationally_related_form(X, Z), verb_group(Z, Y).
0.25 :: derivationally_related_form(X, Y) :- derivationally_related_form(Z, X), verb_group(Z, Y).
0.25 :: derivationally_related_form(X, Y) :- verb_group(X, Z), derivationally_related_form(Y, Z).
0.25 :: derivationally_related_form(X, Y) :- verb_group(X, Z), derivationally_related_form(Z, Y).
0.25 :: derivationally_related_form(X, Y) :- verb_group(Z, X), derivationally_related_form(Z, Y).
0.15 :: derivationally_related_form(X, Y) :- derivationally_related_form(Z, X), derivationally_related_form(Z, Y), X \= Y.
0.1 :: derivationally_related_form(X, Y) :- derivationally_related_form(X, Z), derivationally_related_form(Y, Z), X \= Y.
0.1 :: derivationally_related_form(X, Y) :- derivationally_related_form(X, Z), derivationally_related_form(Z, Y), X \= Y.
0.05 :: derivationally_related_form(X, Y) :- derivationally_related_form(X, Z), hypernym(Z, Y).
0.05 :: derivationally_related_form(X, Y) :- hypernym(X, Z), derivationally_related_form(Z, Y).

% member_meronym/2: 6 rules
0.2 :: member_meronym(X, Y) :- has_part(X, Z), member_meronym(Z, Y).
0.15 :: member_meronym(X, Y) :- member_meronym(X, Z), hypernym(Y, Z).
0.1 :: member_meronym(X, Y) :- member_meronym(X, Z), hypernym(Z, Y).
0.1 :: member_meronym(X, Y) :- member_meronym(X, Z), instance_hypernym(Y, Z).
0.05 :: member_meronym(X, Y) :- derivationally_related_form(X, Y).
0.05 :: member_meronym(X, Y) :- derivationally_related_form(Y, X).

% has_part/2: 7 rules
0.35 :: has_part(X, Y) :- has_part(X, Z), has_part(Z, Y).
0.15 :: has_part(X, Y) :- has_part(X, Z), hypernym(Z, Y).
0.15 :: has_part(X, Y) :- hypernym(Z, X), has_part(Z, Y).
0.1 :: has_part(X, Y) :- has_part(X, Z), hypernym(Y, Z).
0.1 :: has_part(X, Y) :- has_part(X, Z), instance_hypernym(Y, Z).
0.1 :: has_part(X, Y) :- member_of_domain_region(Z, X), has_part(Z, Y).
0.05 :: has_part(X, Y) :- has_part(Z, X), has_part(Z, Y), X \= Y.

% synset_domain_topic_of/2: 11 rules
0.5 :: synset_domain_topic_of(X, Y) :- derivationally_related_form(X, Z), synset_domain_topic_of(Z, Y).
0.5 :: synset_domain_topic_of(X, Y) :- derivationally_related_form(Z, X), synset_domain_topic_of(Z, Y).
0.35 :: synset_domain_topic_of(X, Y) :- verb_group(X, Z), synset_domain_topic_of(Z, Y).
0.35 :: synset_domain_topic_of(X, Y) :- verb_group(Z, X), synset_domain_topic_of(Z, Y).
0.3 :: synset_domain_topic_of(X, Y) :- has_part(X, Z), synset_domain_topic_of(Z, Y).
0.3 :: synset_domain_topic_of(X, Y) :- has_part(Z, X), synset_domain_topic_of(Z, Y).
0.3 :: synset_domain_topic_of(X, Y) :- hypernym(X, Z), synset_domain_topic_of(Z, Y).
0.3 :: synset_domain_topic_of(X, Y) :- hypernym(Z, X), synset_domain_topic_of(Z, Y).
0.3 :: synset_domain_topic_of(X, Y) :- member_meronym(Z, X), synset_domain_topic_of(Z, Y).
0.25 :: synset_domain_topic_of(X, Y) :- instance_hypernym(X, Z), synset_domain_topic_of(Z, Y).
0.2 :: synset_domain_topic_of(X, Y) :- synset_domain_topic_of(X, Z), synset_domain_topic_of(Z, Y).

% instance_hypernym/2: 3 rules
0.2 :: instance_hypernym(X, Y) :- has_part(X, Z), instance_hypernym(Z, Y).
0.15 :: instance_hypernym(X, Y) :- instance_hypernym(X, Z), hypernym(Y, Z).
0.1 :: instance_hypernym(X, Y) :- has_part(Z, X), instance_hypernym(Z, Y).

% also_see/2: 8 rules
0.65 :: also_see(X, Y) :- also_see(Y, X).
0.2 :: also_see(X, Y) :- also_see(X, Z), also_see(Y, Z), X \= Y.
0.2 :: also_see(X, Y) :- also_see(X, Z), also_see(Z, Y), X \= Y.
0.2 :: also_see(X, Y) :- also_see(Z, X), also_see(Y, Z), X \= Y.
0.2 :: also_see(X, Y) :- also_see(Z, X), also_see(Z, Y), X \= Y.
0.05 :: also_see(X, Y) :- hypernym(Y, X).
0.05 :: also_see(X, Y) :- hypernym(X, Z), also_see(Z, Y).
0.05 :: also_see(X, Y) :- derivationally_related_form(X, Z), derivationally_related_form(Z, Y), X \= Y.

% verb_group/2: 10 rules
0.95 :: verb_group(X, Y) :- verb_group(Y, X).
0.7 :: verb_group(X, Y) :- verb_group(Z, X), verb_group(Y, Z), X \= Y.
0.5 :: verb_group(X, Y) :- verb_group(X, Z), verb_group(Y, Z), X \= Y.
0.5 :: verb_group(X, Y) :- verb_group(X, Z), verb_group(Z, Y), X \= Y.
0.5 :: verb_group(X, Y) :- verb_group(Z, X), verb_group(Z, Y), X \= Y.
0.1 :: verb_group(X, Y) :- derivationally_related_form(X, Z), derivationally_related_form(Z, Y), X \= Y.
0.08 :: verb_group(X, Y) :- derivationally_related_form(X, Z), derivationally_related_form(Y, Z), X \= Y.
0.08 :: verb_group(X, Y) :- derivationally_related_form(Z, X), derivationally_related_form(Z, Y), X \= Y.
0.03 :: verb_group(X, Y) :- hypernym(X, Y).
0.03 :: verb_group(X, Y) :- hypernym(Y, X).

% member_of_domain_region/2: 8 rules
0.3 :: member_of_domain_region(X, Y) :- member_of_domain_region(X, Z), derivationally_related_form(Y, Z).
0.3 :: member_of_domain_region(X, Y) :- member_of_domain_region(X, Z), derivationally_related_form(Z, Y).
0.15 :: member_of_domain_region(X, Y) :- member_of_domain_region(X, Z), has_part(Z, Y).
0.15 :: member_of_domain_region(X, Y) :- member_of_domain_region(X, Z), member_meronym(Y, Z).
0.15 :: member_of_domain_region(X, Y) :- member_of_domain_region(X, Z), member_meronym(Z, Y).
0.1 :: member_of_domain_region(X, Y) :- member_of_domain_region(X, Z), has_part(Y, Z).
0.1 :: member_of_domain_region(X, Y) :- member_of_domain_region(X, Z), hypernym(Y, Z).
0.1 :: member_of_domain_region(X, Y) :- member_of_domain_region(X, Z), instance_hypernym(Y, Z).

% member_of_domain_usage/2: 2 rules
0.1 :: member_of_domain_usage(X, Y) :- member_of_domain_usage(X, Z), hypernym(Y, Z).
0.1 :: member_of_domain_usage(X, Y) :- member_of_domain_usage(X, Z), hypernym(Z, Y).

% similar_to/2: 4 rules
0.95 :: similar_to(X, Y) :- similar_to(Y, X).
0.1 :: similar_to(X, Y) :- derivationally_related_form(Z, X), derivationally_related_form(Z, Y), X \= Y.
0.05 :: similar_to(X, Y) :- derivationally_related_form(X, Z), derivationally_related_form(Y, Z), X \= Y.
0.05 :: similar_to(X, Y) :- derivationally_related_form(X, Z), derivationally_related_form(Z, Y), X \= Y.
