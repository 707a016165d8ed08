% animals: 78 rules in quarantine, distilled from the replies of a large language model, 2026-11-24.
% Made by  preceptor distil animals  and made anew by it: do not edit.

% denials: 78 rules
% P308 a constraint that only the teacher states: :- count(X, P, N), N < 0. (score 1.0, animals/constraints-what-can-never-hold-together-in-this#0:35)
:- count(X, P, N), N < 0.
% P308 a constraint that only the teacher states: :- has(X, hoof), has(X, claw). (score 1.0, animals/constraints-what-can-never-hold-together-in-this#0:31)
:- has(X, hoof), has(X, claw).
% P308 a constraint that only the teacher states: :- is(X, domestic), is(X, wild). (score 1.0, animals/cats-and-dogs#0:43)
:- is(X, domestic), is(X, wild).
% P308 a constraint that only the teacher states: :- is(X, extinct), is(X, domestic). (score 1.0, animals/extinct-animals-and-dinosaurs#0:38)
:- is(X, extinct), is(X, domestic).
% P308 a constraint that only the teacher states: :- is(X, extinct), is(X, endangered). (score 1.0, animals/extinct-animals-and-dinosaurs#0:37)
:- is(X, extinct), is(X, endangered).
% P308 a constraint that only the teacher states: :- is(X, large), is(X, small). (score 1.0, animals/constraints-what-can-never-hold-together-in-this#0:15)
:- is(X, large), is(X, small).
% P308 a constraint that only the teacher states: :- is(X, social), is(X, solitary). (score 1.0, animals/constraints-what-can-never-hold-together-in-this#0:16)
:- is(X, social), is(X, solitary).
% P308 a constraint that only the teacher states: :- is(X, warm_blooded), is(X, cold_blooded). (score 1.0, animals/constraints-what-can-never-hold-together-in-this#0:13)
:- is(X, warm_blooded), is(X, cold_blooded).
% P308 a constraint that only the teacher states: :- isa(X, amphibian), lives_in(X, sea). (score 1.0, animals/amphibians#0:30)
:- isa(X, amphibian), lives_in(X, sea).
% P308 a constraint that only the teacher states: :- isa(X, ape), isa(X, monkey). (score 1.0, animals/primates#0:41)
:- isa(X, ape), isa(X, monkey).
% P308 a constraint that only the teacher states: :- isa(X, bat), isa(X, bird). (score 1.0, animals/bats#0:30)
:- isa(X, bat), isa(X, bird).
% P308 a constraint that only the teacher states: :- isa(X, bat), isa(X, rodent). (score 1.0, animals/bats#0:31)
:- isa(X, bat), isa(X, rodent).
% P308 a constraint that only the teacher states: :- isa(X, bear), has(X, hoof). (score 1.0, animals/bears#0:34)
:- isa(X, bear), has(X, hoof).
% P308 a constraint that only the teacher states: :- isa(X, bird), gives_milk(X). (score 1.0, animals/constraints-what-can-never-hold-together-in-this#0:24)
:- isa(X, bird), gives_milk(X).
% P308 a constraint that only the teacher states: :- isa(X, bird), has(X, fur). (score 1.0, animals/constraints-what-can-never-hold-together-in-this#0:21)
:- isa(X, bird), has(X, fur).
% P308 a constraint that only the teacher states: :- isa(X, bird), has(X, gill). (score 1.0, animals/birds#0:30)
:- isa(X, bird), has(X, gill).
% P308 a constraint that only the teacher states: :- isa(X, bird), is(X, cold_blooded). (score 1.0, animals/birds#0:31)
:- isa(X, bird), is(X, cold_blooded).
% P308 a constraint that only the teacher states: :- isa(X, bird), isa(X, fish). (score 1.0, animals/constraints-what-can-never-hold-together-in-this#0:7)
:- isa(X, bird), isa(X, fish).
% P308 a constraint that only the teacher states: :- isa(X, cactus), is(X, aquatic). (score 1.0, animals/carnivorous-plants-and-cacti#0:34)
:- isa(X, cactus), is(X, aquatic).
% P308 a constraint that only the teacher states: :- isa(X, cactus), isa(X, carnivorous_plant). (score 1.0, animals/carnivorous-plants-and-cacti#0:33)
:- isa(X, cactus), isa(X, carnivorous_plant).
% P308 a constraint that only the teacher states: :- isa(X, cat), isa(X, dog). (score 1.0, animals/cats-and-dogs#0:42)
:- isa(X, cat), isa(X, dog).
% P308 a constraint that only the teacher states: :- isa(X, caterpillar), can(X, fly). (score 1.0, animals/bees-ants-and-butterflies#0:42)
:- isa(X, caterpillar), can(X, fly).
% P308 a constraint that only the teacher states: :- isa(X, cetacean), can(X, run). (score 1.0, animals/whales-and-dolphins#0:37)
:- isa(X, cetacean), can(X, run).
% P308 a constraint that only the teacher states: :- isa(X, cetacean), lives_in(X, desert). (score 1.0, animals/whales-and-dolphins#0:38)
:- isa(X, cetacean), lives_in(X, desert).
% P308 a constraint that only the teacher states: :- isa(X, chicken), gives_milk(X). (score 1.0, animals/farm-animals#0:35)
:- isa(X, chicken), gives_milk(X).
% P308 a constraint that only the teacher states: :- isa(X, conifer), isa(X, flowering_plant). (score 1.0, animals/trees-and-flowers#0:42)
:- isa(X, conifer), isa(X, flowering_plant).
% P308 a constraint that only the teacher states: :- isa(X, cow), lays_eggs(X). (score 1.0, animals/farm-animals#0:34)
:- isa(X, cow), lays_eggs(X).
% P308 a constraint that only the teacher states: :- isa(X, crustacean), isa(X, fish). (score 1.0, animals/crustaceans#0:40)
:- isa(X, crustacean), isa(X, fish).
% P308 a constraint that only the teacher states: :- isa(X, crustacean), isa(X, insect). (score 1.0, animals/crustaceans#0:39)
:- isa(X, crustacean), isa(X, insect).
% P308 a constraint that only the teacher states: :- isa(X, dinosaur), lives_in(X, farm). (score 1.0, animals/extinct-animals-and-dinosaurs#0:39)
:- isa(X, dinosaur), lives_in(X, farm).
% P308 a constraint that only the teacher states: :- isa(X, fish), has(X, feather). (score 1.0, animals/defaults-and-their-exceptions-rules-that-hold-fo#0:35)
:- isa(X, fish), has(X, feather).
% P308 a constraint that only the teacher states: :- isa(X, fish), has(X, fur). (score 1.0, animals/constraints-what-can-never-hold-together-in-this#0:22)
:- isa(X, fish), has(X, fur).
% P308 a constraint that only the teacher states: :- isa(X, fish), isa(X, mammal). (score 1.0, animals/fish#0:39)
:- isa(X, fish), isa(X, mammal).
% P308 a constraint that only the teacher states: :- isa(X, flightless_bird), can(X, fly). (score 1.0, animals/penguins-ostriches-and-other-flightless-birds#0:40)
:- isa(X, flightless_bird), can(X, fly).
% P308 a constraint that only the teacher states: :- isa(X, frog), has(X, fur). (score 1.0, animals/frogs-and-salamanders#0:38)
:- isa(X, frog), has(X, fur).
% P308 a constraint that only the teacher states: :- isa(X, frog), isa(X, salamander). (score 1.0, animals/frogs-and-salamanders#0:37)
:- isa(X, frog), isa(X, salamander).
% P308 a constraint that only the teacher states: :- isa(X, fungus), isa(X, animal). (score 1.0, animals/mushrooms-and-lichens-what-they-are-not#0:43)
:- isa(X, fungus), isa(X, animal).
% P308 a constraint that only the teacher states: :- isa(X, fungus), isa(X, plant). (score 1.0, animals/mushrooms-and-lichens-what-they-are-not#0:42)
:- isa(X, fungus), isa(X, plant).
% P308 a constraint that only the teacher states: :- isa(X, insect), has(X, backbone). (score 1.0, animals/bees-ants-and-butterflies#0:41)
:- isa(X, insect), has(X, backbone).
% P308 a constraint that only the teacher states: :- isa(X, insect), is(X, warm_blooded). (score 1.0, animals/insects#0:38)
:- isa(X, insect), is(X, warm_blooded).
% P308 a constraint that only the teacher states: :- isa(X, insect), isa(X, arachnid). (score 1.0, animals/constraints-what-can-never-hold-together-in-this#0:9)
:- isa(X, insect), isa(X, arachnid).
% P308 a constraint that only the teacher states: :- isa(X, insect), isa(X, spider). (score 1.0, animals/insects#0:37)
:- isa(X, insect), isa(X, spider).
% P308 a constraint that only the teacher states: :- isa(X, jellyfish), has(X, gill). (score 1.0, animals/worms-and-jellyfish#0:34)
:- isa(X, jellyfish), has(X, gill).
% P308 a constraint that only the teacher states: :- isa(X, lichen), can(X, swim). (score 1.0, animals/mushrooms-and-lichens-what-they-are-not#0:44)
:- isa(X, lichen), can(X, swim).
% P308 a constraint that only the teacher states: :- isa(X, mammal), has(X, feather). (score 1.0, animals/constraints-what-can-never-hold-together-in-this#0:20)
:- isa(X, mammal), has(X, feather).
% P308 a constraint that only the teacher states: :- isa(X, mammal), has(X, gill). (score 1.0, animals/constraints-what-can-never-hold-together-in-this#0:23)
:- isa(X, mammal), has(X, gill).
% P308 a constraint that only the teacher states: :- isa(X, mammal), is(X, cold_blooded). (score 1.0, animals/mammals#0:37)
:- isa(X, mammal), is(X, cold_blooded).
% P308 a constraint that only the teacher states: :- isa(X, mammal), isa(X, bird). (score 1.0, animals/mammals#0:36)
:- isa(X, mammal), isa(X, bird).
% P308 a constraint that only the teacher states: :- isa(X, marsupial), lays_eggs(X). (score 1.0, animals/monotremes-and-marsupials#0:34)
:- isa(X, marsupial), lays_eggs(X).
% P308 a constraint that only the teacher states: :- isa(X, mollusc), isa(X, fish). (score 1.0, animals/molluscs#0:42)
:- isa(X, mollusc), isa(X, fish).
% P308 a constraint that only the teacher states: :- isa(X, monotreme), isa(X, marsupial). (score 1.0, animals/monotremes-and-marsupials#0:33)
:- isa(X, monotreme), isa(X, marsupial).
% P308 a constraint that only the teacher states: :- isa(X, owl), has(X, gill). (score 1.0, animals/songbirds-and-owls#0:41)
:- isa(X, owl), has(X, gill).
% P308 a constraint that only the teacher states: :- isa(X, penguin), has(X, fur). (score 1.0, animals/penguins-ostriches-and-other-flightless-birds#0:42)
:- isa(X, penguin), has(X, fur).
% P308 a constraint that only the teacher states: :- isa(X, penguin), isa(X, fish). (score 1.0, animals/penguins-ostriches-and-other-flightless-birds#0:41)
:- isa(X, penguin), isa(X, fish).
% P308 a constraint that only the teacher states: :- isa(X, plant), can(X, run). (score 1.0, animals/constraints-what-can-never-hold-together-in-this#0:29)
:- isa(X, plant), can(X, run).
% P308 a constraint that only the teacher states: :- isa(X, plant), has(X, backbone). (score 1.0, animals/constraints-what-can-never-hold-together-in-this#0:27)
:- isa(X, plant), has(X, backbone).
% P308 a constraint that only the teacher states: :- isa(X, plant), isa(X, animal). (score 1.0, animals/trees-and-flowers#0:41)
:- isa(X, plant), isa(X, animal).
% P308 a constraint that only the teacher states: :- isa(X, polar_bear), lives_in(X, desert). (score 1.0, animals/bears#0:33)
:- isa(X, polar_bear), lives_in(X, desert).
% P308 a constraint that only the teacher states: :- isa(X, primate), has(X, gill). (score 1.0, animals/primates#0:42)
:- isa(X, primate), has(X, gill).
% P308 a constraint that only the teacher states: :- isa(X, reptile), isa(X, amphibian). (score 1.0, animals/reptiles#0:39)
:- isa(X, reptile), isa(X, amphibian).
% P308 a constraint that only the teacher states: :- isa(X, reptile), isa(X, mammal). (score 1.0, animals/reptiles#0:40)
:- isa(X, reptile), isa(X, mammal).
% P308 a constraint that only the teacher states: :- isa(X, rhino), lays_eggs(X). (score 1.0, animals/elephants-rhinos-and-giraffes#0:40)
:- isa(X, rhino), lays_eggs(X).
% P308 a constraint that only the teacher states: :- isa(X, rodent), has(X, tusk). (score 1.0, animals/rodents#0:30)
:- isa(X, rodent), has(X, tusk).
% P308 a constraint that only the teacher states: :- isa(X, shark), isa(X, ray). (score 1.0, animals/sharks-and-rays#0:34)
:- isa(X, shark), isa(X, ray).
% P308 a constraint that only the teacher states: :- isa(X, shark), isa(X, whale). (score 1.0, animals/sharks-and-rays#0:35)
:- isa(X, shark), isa(X, whale).
% P308 a constraint that only the teacher states: :- isa(X, snake), has(X, hoof). (score 1.0, animals/constraints-what-can-never-hold-together-in-this#0:26)
:- isa(X, snake), has(X, hoof).
% P308 a constraint that only the teacher states: :- isa(X, snake), isa(X, lizard). (score 1.0, animals/snakes-and-lizards#0:35)
:- isa(X, snake), isa(X, lizard).
% P308 a constraint that only the teacher states: :- isa(X, songbird), isa(X, owl). (score 1.0, animals/songbirds-and-owls#0:40)
:- isa(X, songbird), isa(X, owl).
% P308 a constraint that only the teacher states: :- isa(X, spider), has(X, stinger). (score 1.0, animals/spiders-and-other-arachnids#0:32)
:- isa(X, spider), has(X, stinger).
% P308 a constraint that only the teacher states: :- isa(X, tortoise), lives_in(X, sea). (score 1.0, animals/turtles-and-crocodiles#0:43)
:- isa(X, tortoise), lives_in(X, sea).
% P308 a constraint that only the teacher states: :- isa(X, turtle), isa(X, crocodilian). (score 1.0, animals/turtles-and-crocodiles#0:42)
:- isa(X, turtle), isa(X, crocodilian).
% P308 a constraint that only the teacher states: :- isa(X, worm), isa(X, snake). (score 1.0, animals/worms-and-jellyfish#0:33)
:- isa(X, worm), isa(X, snake).
% P308 a constraint that only the teacher states: :- young(X), lays_eggs(X). (score 1.0, animals/constraints-what-can-never-hold-together-in-this#0:30)
:- young(X), lays_eggs(X).
% P308 a constraint that only the teacher states: :- count(X, P, N), count(X, P, M), N \= M. (score 1.0, animals/constraints-what-can-never-hold-together-in-this#0:34)
:- count(X, P, N), count(X, P, M), N \= M.
% P308 a constraint that only the teacher states: :- isa(X, bird), count(X, leg, N), N > 2. (score 1.0, animals/constraints-what-can-never-hold-together-in-this#0:36)
:- isa(X, bird), count(X, leg, N), N > 2.
% P308 a constraint that only the teacher states: :- isa(X, elephant), is(X, small), \+ young(X). (score 1.0, animals/elephants-rhinos-and-giraffes#0:39)
:- isa(X, elephant), is(X, small), \+ young(X).
% P308 a constraint that only the teacher states: :- isa(X, mammal), lays_eggs(X), \+ isa(X, monotreme). (score 1.0, animals/constraints-what-can-never-hold-together-in-this#0:28)
:- isa(X, mammal), lays_eggs(X), \+ isa(X, monotreme).
% P308 a constraint that only the teacher states: :- isa(X, snake), count(X, leg, N), N > 0. (score 1.0, animals/snakes-and-lizards#0:36)
:- isa(X, snake), count(X, leg, N), N > 0.
