% An example, invented: some animals and a plant.
% Ask who flies:  preceptor query animals -g "can(X, fly)" --why

isa(tweety, canary).
isa(pingu, penguin).
isa(rex, dog).
isa(stella, bat).
isa(moby, whale).
isa(charlotte, spider).
isa(shelly, sea_turtle).
isa(audrey, venus_flytrap).

injured(rex).
young(pingu).
