% An example, invented: some senses around trees.
% Ask what an oak is:  preceptor query wn18rr -g "hypernym(oak, X)" --why

hypernym(oak, tree).
hypernym(beech, tree).
hypernym(tree, plant).
instance_hypernym(major_oak, oak).
has_part(tree, trunk).
has_part(trunk, bark).
member_meronym(forest, tree).
derivationally_related_form(forest, to_forest).
synset_domain_topic_of(to_forest, forestry).
similar_to(wooded, arboreous).
also_see(wooded, leafy).
