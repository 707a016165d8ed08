% animals: 902 rules kept, distilled from the replies of a large language model, 2026-11-24.
% Made by  preceptor distil animals  and made anew by it: do not edit.

% isa/2: 268 rules
isa(X, amphibian) :- isa(X, caecilian).
isa(X, amphibian) :- isa(X, frog).
isa(X, amphibian) :- isa(X, salamander).
isa(X, amphibian) :- isa(X, toad).
isa(X, animal) :- isa(X, amphibian).
isa(X, animal) :- isa(X, arthropod).
isa(X, animal) :- isa(X, bird).
isa(X, animal) :- isa(X, cnidarian).
isa(X, animal) :- isa(X, fish).
isa(X, animal) :- isa(X, mammal).
isa(X, animal) :- isa(X, mollusc).
isa(X, animal) :- isa(X, vertebrate).
isa(X, animal) :- isa(X, worm).
isa(X, ant) :- isa(X, queen_ant).
isa(X, ant) :- isa(X, worker_ant).
isa(X, ape) :- isa(X, chimpanzee).
isa(X, ape) :- isa(X, gibbon).
isa(X, ape) :- isa(X, gorilla).
isa(X, ape) :- isa(X, human).
isa(X, ape) :- isa(X, orangutan).
isa(X, arachnid) :- isa(X, mite).
isa(X, arachnid) :- isa(X, scorpion).
isa(X, arachnid) :- isa(X, spider).
isa(X, arachnid) :- isa(X, tick).
isa(X, arthropod) :- isa(X, arachnid).
isa(X, arthropod) :- isa(X, crustacean).
isa(X, arthropod) :- isa(X, insect).
isa(X, bat) :- isa(X, fruit_bat).
isa(X, bat) :- isa(X, insectivorous_bat).
isa(X, bat) :- isa(X, vampire_bat).
isa(X, bear) :- isa(X, black_bear).
isa(X, bear) :- isa(X, brown_bear).
isa(X, bear) :- isa(X, giant_panda).
isa(X, bear) :- isa(X, polar_bear).
isa(X, bear) :- isa(X, sloth_bear).
isa(X, bee) :- isa(X, bumblebee).
isa(X, bee) :- isa(X, honeybee).
isa(X, beetle) :- isa(X, ladybird).
isa(X, bird) :- isa(X, chicken).
isa(X, bird) :- isa(X, dodo).
isa(X, bird) :- isa(X, flightless_bird).
isa(X, bird) :- isa(X, hummingbird).
isa(X, bird) :- isa(X, ostrich).
isa(X, bird) :- isa(X, owl).
isa(X, bird) :- isa(X, parrot).
isa(X, bird) :- isa(X, penguin).
isa(X, bird) :- isa(X, songbird).
isa(X, bivalve) :- isa(X, mussel).
isa(X, bivalve) :- isa(X, oyster).
isa(X, broadleaf_tree) :- isa(X, apple_tree).
isa(X, broadleaf_tree) :- isa(X, oak).
isa(X, brown_bear) :- isa(X, grizzly).
isa(X, butterfly) :- isa(X, monarch).
isa(X, cactus) :- isa(X, prickly_pear).
isa(X, cactus) :- isa(X, saguaro).
isa(X, carnivore) :- isa(X, bear).
isa(X, carnivore) :- isa(X, cat).
isa(X, carnivore) :- isa(X, dog).
isa(X, carnivorous_plant) :- isa(X, bladderwort).
isa(X, carnivorous_plant) :- isa(X, pitcher_plant).
isa(X, carnivorous_plant) :- isa(X, sundew).
isa(X, carnivorous_plant) :- isa(X, venus_flytrap).
isa(X, cartilaginous_fish) :- isa(X, ray).
isa(X, cartilaginous_fish) :- isa(X, shark).
isa(X, cat) :- isa(X, kitten).
isa(X, cat) :- isa(X, siamese).
isa(X, cephalopod) :- isa(X, nautilus).
isa(X, cephalopod) :- isa(X, octopus).
isa(X, cephalopod) :- isa(X, squid).
isa(X, cetacean) :- isa(X, dolphin).
isa(X, cetacean) :- isa(X, porpoise).
isa(X, cetacean) :- isa(X, whale).
isa(X, chicken) :- isa(X, hen).
isa(X, chicken) :- isa(X, rooster).
isa(X, cnidarian) :- isa(X, jellyfish).
isa(X, conifer) :- isa(X, pine).
isa(X, conifer) :- isa(X, spruce).
isa(X, cow) :- isa(X, calf).
isa(X, crab) :- isa(X, hermit_crab).
isa(X, crocodile) :- isa(X, nile_crocodile).
isa(X, crocodile) :- isa(X, saltwater_crocodile).
isa(X, crocodilian) :- isa(X, alligator).
isa(X, crocodilian) :- isa(X, crocodile).
isa(X, crustacean) :- isa(X, barnacle).
isa(X, crustacean) :- isa(X, crab).
isa(X, crustacean) :- isa(X, krill).
isa(X, crustacean) :- isa(X, lobster).
isa(X, crustacean) :- isa(X, shrimp).
isa(X, crustacean) :- isa(X, woodlouse).
isa(X, dinosaur) :- isa(X, sauropod).
isa(X, dinosaur) :- isa(X, stegosaurus).
isa(X, dinosaur) :- isa(X, triceratops).
isa(X, dinosaur) :- isa(X, tyrannosaurus).
isa(X, dinosaur) :- isa(X, velociraptor).
isa(X, dog) :- isa(X, labrador).
isa(X, dog) :- isa(X, poodle).
isa(X, dog) :- isa(X, puppy).
isa(X, dolphin) :- isa(X, orca).
isa(X, elephant) :- isa(X, african_elephant).
isa(X, elephant) :- isa(X, asian_elephant).
isa(X, farm_animal) :- isa(X, chicken).
isa(X, farm_animal) :- isa(X, cow).
isa(X, farm_animal) :- isa(X, goat).
isa(X, farm_animal) :- isa(X, horse).
isa(X, farm_animal) :- isa(X, pig).
isa(X, farm_animal) :- isa(X, sheep).
isa(X, finch) :- isa(X, canary).
isa(X, fish) :- isa(X, cartilaginous_fish).
isa(X, fish) :- isa(X, eel).
isa(X, fish) :- isa(X, goldfish).
isa(X, fish) :- isa(X, lungfish).
isa(X, fish) :- isa(X, salmon).
isa(X, fish) :- isa(X, seahorse).
isa(X, fish) :- isa(X, shark).
isa(X, flatworm) :- isa(X, planarian).
isa(X, flatworm) :- isa(X, tapeworm).
isa(X, flightless_bird) :- isa(X, kakapo).
isa(X, flightless_bird) :- isa(X, penguin).
isa(X, flightless_bird) :- isa(X, ratite).
isa(X, flowering_plant) :- isa(X, broadleaf_tree).
isa(X, flowering_plant) :- isa(X, rose).
isa(X, flowering_plant) :- isa(X, sunflower).
isa(X, flowering_plant) :- isa(X, tulip).
isa(X, frog) :- isa(X, bullfrog).
isa(X, frog) :- isa(X, poison_dart_frog).
isa(X, frog) :- isa(X, tadpole).
isa(X, frog) :- isa(X, toad).
isa(X, frog) :- isa(X, tree_frog).
isa(X, fruit_bat) :- isa(X, flying_fox).
isa(X, fungus) :- isa(X, mould).
isa(X, fungus) :- isa(X, mushroom).
isa(X, fungus) :- isa(X, yeast).
isa(X, gastropod) :- isa(X, slug).
isa(X, gastropod) :- isa(X, snail).
isa(X, herbivore) :- isa(X, elephant).
isa(X, herbivore) :- isa(X, giraffe).
isa(X, herbivore) :- isa(X, rhino).
isa(X, insect) :- isa(X, ant).
isa(X, insect) :- isa(X, bee).
isa(X, insect) :- isa(X, beetle).
isa(X, insect) :- isa(X, butterfly).
isa(X, insect) :- isa(X, grasshopper).
isa(X, insect) :- isa(X, mosquito).
isa(X, insectivorous_bat) :- isa(X, pipistrelle).
isa(X, invertebrate) :- isa(X, cnidarian).
isa(X, invertebrate) :- isa(X, insect).
isa(X, invertebrate) :- isa(X, mollusc).
isa(X, invertebrate) :- isa(X, worm).
isa(X, jellyfish) :- isa(X, box_jellyfish).
isa(X, lichen) :- isa(X, reindeer_lichen).
isa(X, lizard) :- isa(X, chameleon).
isa(X, lizard) :- isa(X, gecko).
isa(X, lizard) :- isa(X, iguana).
isa(X, lizard) :- isa(X, komodo_dragon).
isa(X, lizard) :- isa(X, slow_worm).
isa(X, mammal) :- isa(X, bat).
isa(X, mammal) :- isa(X, bear).
isa(X, mammal) :- isa(X, cat).
isa(X, mammal) :- isa(X, cetacean).
isa(X, mammal) :- isa(X, cow).
isa(X, mammal) :- isa(X, dog).
isa(X, mammal) :- isa(X, elephant).
isa(X, mammal) :- isa(X, giraffe).
isa(X, mammal) :- isa(X, goat).
isa(X, mammal) :- isa(X, horse).
isa(X, mammal) :- isa(X, mammoth).
isa(X, mammal) :- isa(X, marsupial).
isa(X, mammal) :- isa(X, monotreme).
isa(X, mammal) :- isa(X, pig).
isa(X, mammal) :- isa(X, platypus).
isa(X, mammal) :- isa(X, primate).
isa(X, mammal) :- isa(X, rhino).
isa(X, mammal) :- isa(X, rodent).
isa(X, mammal) :- isa(X, sabre_toothed_cat).
isa(X, mammal) :- isa(X, sheep).
isa(X, mammal) :- isa(X, whale).
isa(X, marsupial) :- isa(X, kangaroo).
isa(X, marsupial) :- isa(X, koala).
isa(X, marsupial) :- isa(X, opossum).
isa(X, marsupial) :- isa(X, tasmanian_devil).
isa(X, marsupial) :- isa(X, thylacine).
isa(X, marsupial) :- isa(X, wombat).
isa(X, mollusc) :- isa(X, bivalve).
isa(X, mollusc) :- isa(X, cephalopod).
isa(X, mollusc) :- isa(X, gastropod).
isa(X, monkey) :- isa(X, baboon).
isa(X, monotreme) :- isa(X, echidna).
isa(X, monotreme) :- isa(X, platypus).
isa(X, mushroom) :- isa(X, champignon).
isa(X, mushroom) :- isa(X, chanterelle).
isa(X, mushroom) :- isa(X, death_cap).
isa(X, mushroom) :- isa(X, fly_agaric).
isa(X, owl) :- isa(X, barn_owl).
isa(X, owl) :- isa(X, burrowing_owl).
isa(X, owl) :- isa(X, snowy_owl).
isa(X, penguin) :- isa(X, emperor_penguin).
isa(X, plant) :- isa(X, cactus).
isa(X, plant) :- isa(X, carnivorous_plant).
isa(X, plant) :- isa(X, flowering_plant).
isa(X, plant) :- isa(X, succulent).
isa(X, plant) :- isa(X, tree).
isa(X, primate) :- isa(X, ape).
isa(X, primate) :- isa(X, lemur).
isa(X, primate) :- isa(X, monkey).
isa(X, ratite) :- isa(X, cassowary).
isa(X, ratite) :- isa(X, emu).
isa(X, ratite) :- isa(X, kiwi).
isa(X, ratite) :- isa(X, ostrich).
isa(X, ratite) :- isa(X, rhea).
isa(X, ray) :- isa(X, manta_ray).
isa(X, ray) :- isa(X, skate).
isa(X, ray) :- isa(X, stingray).
isa(X, reptile) :- isa(X, crocodilian).
isa(X, reptile) :- isa(X, dinosaur).
isa(X, reptile) :- isa(X, ichthyosaur).
isa(X, reptile) :- isa(X, lizard).
isa(X, reptile) :- isa(X, pterosaur).
isa(X, reptile) :- isa(X, snake).
isa(X, reptile) :- isa(X, turtle).
isa(X, rhino) :- isa(X, black_rhino).
isa(X, rhino) :- isa(X, white_rhino).
isa(X, rodent) :- isa(X, beaver).
isa(X, rodent) :- isa(X, capybara).
isa(X, rodent) :- isa(X, guinea_pig).
isa(X, rodent) :- isa(X, hamster).
isa(X, rodent) :- isa(X, mouse).
isa(X, rodent) :- isa(X, porcupine).
isa(X, rodent) :- isa(X, rat).
isa(X, rodent) :- isa(X, squirrel).
isa(X, salamander) :- isa(X, axolotl).
isa(X, salamander) :- isa(X, newt).
isa(X, sauropod) :- isa(X, brachiosaurus).
isa(X, shark) :- isa(X, bull_shark).
isa(X, shark) :- isa(X, great_white_shark).
isa(X, shark) :- isa(X, hammerhead).
isa(X, shark) :- isa(X, whale_shark).
isa(X, snake) :- isa(X, boa).
isa(X, snake) :- isa(X, cobra).
isa(X, snake) :- isa(X, python).
isa(X, snake) :- isa(X, viper).
isa(X, songbird) :- isa(X, canary).
isa(X, songbird) :- isa(X, crow).
isa(X, songbird) :- isa(X, finch).
isa(X, songbird) :- isa(X, nightingale).
isa(X, songbird) :- isa(X, robin).
isa(X, songbird) :- isa(X, sparrow).
isa(X, spider) :- isa(X, black_widow).
isa(X, spider) :- isa(X, jumping_spider).
isa(X, spider) :- isa(X, tarantula).
isa(X, succulent) :- isa(X, cactus).
isa(X, tree) :- isa(X, broadleaf_tree).
isa(X, tree) :- isa(X, conifer).
isa(X, turtle) :- isa(X, sea_turtle).
isa(X, turtle) :- isa(X, tortoise).
isa(X, vertebrate) :- isa(X, amphibian).
isa(X, vertebrate) :- isa(X, bird).
isa(X, vertebrate) :- isa(X, fish).
isa(X, vertebrate) :- isa(X, mammal).
isa(X, vertebrate) :- isa(X, reptile).
isa(X, viper) :- isa(X, rattlesnake).
isa(X, whale) :- isa(X, blue_whale).
isa(X, whale) :- isa(X, humpback_whale).
isa(X, whale) :- isa(X, sperm_whale).
isa(X, worm) :- isa(X, earthworm).
isa(X, worm) :- isa(X, flatworm).
isa(X, worm) :- isa(X, leech).
isa(X, butterfly) :- isa(X, caterpillar), \+ isa(X, moth).
isa(X, farm_animal) :- isa(X, duck), is(X, domestic).

% -isa/2: 20 rules
-isa(X, animal) :- isa(X, fungus).
-isa(X, animal) :- isa(X, lichen).
-isa(X, bear) :- isa(X, koala).
-isa(X, bird) :- isa(X, platypus).
-isa(X, crab) :- isa(X, horseshoe_crab).
-isa(X, dinosaur) :- isa(X, mammoth).
-isa(X, dinosaur) :- isa(X, pterosaur).
-isa(X, fish) :- isa(X, cetacean).
-isa(X, fish) :- isa(X, jellyfish).
-isa(X, fish) :- isa(X, whale).
-isa(X, insect) :- isa(X, arachnid).
-isa(X, lizard) :- isa(X, salamander).
-isa(X, mammal) :- isa(X, whale_shark).
-isa(X, moss) :- isa(X, lichen).
-isa(X, plant) :- isa(X, fungus).
-isa(X, plant) :- isa(X, lichen).
-isa(X, rodent) :- isa(X, rabbit).
-isa(X, snake) :- isa(X, eel).
-isa(X, tree) :- isa(X, banana_plant).
-isa(X, worm) :- isa(X, caterpillar).

% can/2: 67 rules
can(X, regenerate) :- isa(X, planarian).
can(X, swim) :- isa(X, cetacean).
can(X, swim) :- isa(X, cartilaginous_fish), \+ injured(X).
can(X, hover) :- isa(X, hummingbird), \+ injured(X), \+ young(X).
0.99 :: can(X, fly) :- isa(X, bat), \+ injured(X), \+ young(X).
0.99 :: can(X, swim) :- isa(X, penguin), \+ young(X), \+ injured(X).
0.98 :: can(X, run) :- isa(X, ostrich), \+ injured(X).
0.98 :: can(X, swim) :- isa(X, fish), \+ injured(X).
0.98 :: can(X, swim) :- isa(X, platypus), \+ injured(X).
0.98 :: can(X, talk) :- isa(X, human), \+ young(X).
0.98 :: can(X, fly) :- isa(X, owl), \+ young(X), \+ injured(X).
0.98 :: can(X, fly) :- isa(X, pterosaur), \+ young(X), \+ injured(X).
0.98 :: can(X, fly) :- isa(X, songbird), \+ young(X), \+ injured(X).
0.98 :: can(X, hunt) :- isa(X, owl), \+ young(X), \+ injured(X).
0.97 :: can(X, dig) :- isa(X, wombat).
0.97 :: can(X, climb) :- isa(X, squirrel), \+ injured(X).
0.97 :: can(X, jump) :- isa(X, kangaroo), \+ injured(X).
0.97 :: can(X, run) :- isa(X, horse), \+ injured(X).
0.97 :: can(X, swim) :- isa(X, beaver), \+ injured(X).
0.97 :: can(X, swim) :- isa(X, crocodilian), \+ injured(X).
0.97 :: can(X, fly) :- isa(X, bee), \+ injured(X), \+ young(X).
0.97 :: can(X, fly) :- isa(X, butterfly), \+ young(X), \+ injured(X).
0.95 :: can(X, camouflage) :- isa(X, chameleon).
0.95 :: can(X, camouflage) :- isa(X, octopus).
0.95 :: can(X, climb) :- isa(X, kakapo).
0.95 :: can(X, dig) :- isa(X, earthworm).
0.95 :: can(X, jump) :- isa(X, jumping_spider).
0.95 :: can(X, swim) :- isa(X, frog).
0.95 :: can(X, climb) :- isa(X, cat), \+ injured(X).
0.95 :: can(X, jump) :- isa(X, grasshopper), \+ injured(X).
0.95 :: can(X, run) :- isa(X, giraffe), \+ injured(X).
0.95 :: can(X, swim) :- isa(X, bear), \+ injured(X).
0.95 :: can(X, climb) :- isa(X, primate), \+ injured(X), \+ isa(X, human).
0.95 :: can(X, jump) :- isa(X, frog), \+ young(X), \+ injured(X).
0.95 :: can(X, sing) :- isa(X, songbird), \+ young(X), \+ isa(X, crow).
0.95 :: can(X, fly) :- isa(X, bird), \+ isa(X, penguin), \+ isa(X, ostrich), \+ injured(X).
0.95 :: can(X, fly) :- isa(X, bird), \+ isa(X, penguin), \+ isa(X, ostrich), \+ injured(X), \+ young(X).
0.95 :: can(X, fly) :- isa(X, bird), \+ isa(X, penguin), \+ isa(X, ostrich), \+ isa(X, kiwi), \+ isa(X, emu), \+ injured(X), \+ young(X).
0.9 :: can(X, climb) :- isa(X, tree_frog).
0.9 :: can(X, regenerate) :- isa(X, octopus).
0.9 :: can(X, regenerate) :- isa(X, salamander).
0.9 :: can(X, sing) :- isa(X, gibbon).
0.9 :: can(X, sing) :- isa(X, humpback_whale).
0.9 :: can(X, swim) :- isa(X, elephant).
0.9 :: can(X, swim) :- isa(X, jellyfish).
0.9 :: can(X, climb) :- isa(X, black_bear), \+ injured(X).
0.9 :: can(X, climb) :- isa(X, gecko), \+ injured(X).
0.9 :: can(X, jump) :- isa(X, dolphin), \+ injured(X).
0.9 :: can(X, run) :- isa(X, bear), \+ injured(X).
0.9 :: can(X, run) :- isa(X, vampire_bat), \+ injured(X).
0.9 :: can(X, sing) :- isa(X, songbird), \+ young(X).
0.9 :: can(X, swim) :- isa(X, turtle), \+ isa(X, tortoise).
0.9 :: can(X, hunt) :- isa(X, arachnid), \+ isa(X, mite), \+ isa(X, tick).
0.9 :: can(X, hunt) :- isa(X, cat), \+ young(X), \+ injured(X).
0.9 :: can(X, swim) :- isa(X, dog), \+ young(X), \+ isa(X, bulldog).
0.85 :: can(X, regenerate) :- isa(X, crab).
0.85 :: can(X, fly) :- isa(X, insect), has(X, wing), \+ injured(X).
0.85 :: can(X, fly) :- isa(X, insect), \+ isa(X, flea), \+ isa(X, ant), \+ young(X), \+ injured(X).
0.8 :: can(X, dig) :- isa(X, ant).
0.8 :: can(X, swim) :- isa(X, snake).
0.8 :: can(X, swim) :- isa(X, barnacle), young(X).
0.75 :: can(X, swim) :- isa(X, mammal).
0.7 :: can(X, regenerate) :- isa(X, gecko).
0.7 :: can(X, regenerate) :- isa(X, lizard), \+ isa(X, chameleon).
0.5 :: can(X, regenerate) :- isa(X, earthworm).
0.5 :: can(X, talk) :- isa(X, mynah).
0.4 :: can(X, talk) :- isa(X, parrot).

% -can/2: 30 rules
-can(X, climb) :- isa(X, giraffe).
-can(X, fly) :- isa(X, bear).
-can(X, fly) :- isa(X, crustacean).
-can(X, fly) :- isa(X, dodo).
-can(X, fly) :- isa(X, dog).
-can(X, fly) :- isa(X, flea).
-can(X, fly) :- isa(X, flightless_bird).
-can(X, fly) :- isa(X, mollusc).
-can(X, fly) :- isa(X, ostrich).
-can(X, fly) :- isa(X, penguin).
-can(X, fly) :- isa(X, plant).
-can(X, fly) :- isa(X, primate).
-can(X, fly) :- isa(X, rodent).
-can(X, fly) :- isa(X, snake).
-can(X, fly) :- isa(X, worker_ant).
-can(X, hunt) :- isa(X, cactus).
-can(X, jump) :- isa(X, elephant).
-can(X, jump) :- isa(X, tadpole).
-can(X, run) :- isa(X, fungus).
-can(X, run) :- isa(X, plant).
-can(X, sing) :- isa(X, owl).
-can(X, swim) :- isa(X, tortoise).
-can(X, talk) :- isa(X, cat).
-can(X, fly) :- isa(X, bat), young(X).
-can(X, fly) :- isa(X, insect), young(X).
-can(X, swim) :- isa(X, barnacle), \+ young(X).
-can(X, talk) :- isa(X, primate), \+ isa(X, human).
0.99 :: -can(X, fly) :- isa(X, mammal), \+ isa(X, bat).
0.95 :: -can(X, fly) :- isa(X, ant), \+ isa(X, queen_ant).
0.9 :: -can(X, fly) :- isa(X, chicken).

% has/2: 84 rules
has(X, backbone) :- isa(X, amphibian).
has(X, backbone) :- isa(X, bat).
has(X, backbone) :- isa(X, bird).
has(X, backbone) :- isa(X, cartilaginous_fish).
has(X, backbone) :- isa(X, cetacean).
has(X, backbone) :- isa(X, dinosaur).
has(X, backbone) :- isa(X, fish).
has(X, backbone) :- isa(X, mammal).
has(X, backbone) :- isa(X, reptile).
has(X, beak) :- isa(X, bird).
has(X, beak) :- isa(X, flightless_bird).
has(X, beak) :- isa(X, platypus).
has(X, beak) :- isa(X, turtle).
has(X, claw) :- isa(X, bear).
has(X, claw) :- isa(X, cat).
has(X, claw) :- isa(X, dog).
has(X, claw) :- isa(X, owl).
has(X, feather) :- isa(X, bird).
has(X, feather) :- isa(X, flightless_bird).
has(X, fin) :- isa(X, cartilaginous_fish).
has(X, fin) :- isa(X, cetacean).
has(X, fur) :- isa(X, bat).
has(X, fur) :- isa(X, bear).
has(X, fur) :- isa(X, mammoth).
has(X, fur) :- isa(X, marsupial).
has(X, fur) :- isa(X, monotreme).
has(X, gill) :- isa(X, axolotl).
has(X, gill) :- isa(X, cartilaginous_fish).
has(X, gill) :- isa(X, cephalopod).
has(X, gill) :- isa(X, fish).
has(X, gill) :- isa(X, tadpole).
has(X, hoof) :- isa(X, cow).
has(X, hoof) :- isa(X, giraffe).
has(X, hoof) :- isa(X, horse).
has(X, hoof) :- isa(X, pig).
has(X, leaf) :- isa(X, pereskia).
has(X, root) :- isa(X, cactus).
has(X, shell) :- isa(X, nautilus).
has(X, shell) :- isa(X, turtle).
has(X, stinger) :- isa(X, scorpion).
has(X, tail) :- isa(X, bear).
has(X, tail) :- isa(X, cartilaginous_fish).
has(X, tail) :- isa(X, cetacean).
has(X, tail) :- isa(X, crocodilian).
has(X, tail) :- isa(X, dinosaur).
has(X, tail) :- isa(X, fish).
has(X, tail) :- isa(X, tadpole).
has(X, wing) :- isa(X, bat).
has(X, tusk) :- isa(X, mammoth), \+ young(X).
has(X, tusk) :- isa(X, narwhal), \+ young(X).
0.99 :: has(X, fur) :- isa(X, dog).
0.99 :: has(X, wing) :- isa(X, bird).
0.99 :: has(X, fur) :- isa(X, rodent), \+ isa(X, naked_mole_rat).
0.98 :: has(X, antenna) :- isa(X, insect).
0.98 :: has(X, fin) :- isa(X, fish).
0.98 :: has(X, fur) :- isa(X, primate), \+ isa(X, human).
0.98 :: has(X, root) :- isa(X, plant), \+ isa(X, moss).
0.98 :: has(X, tail) :- isa(X, cat), \+ isa(X, manx).
0.98 :: has(X, fur) :- isa(X, mammal), \+ isa(X, whale), \+ isa(X, dolphin), \+ isa(X, human).
0.97 :: has(X, claw) :- isa(X, crab).
0.97 :: has(X, stinger) :- isa(X, stingray).
0.97 :: has(X, flower) :- isa(X, cactus), \+ young(X).
0.97 :: has(X, flower) :- isa(X, carnivorous_plant), \+ young(X).
0.97 :: has(X, flower) :- isa(X, flowering_plant), \+ young(X).
0.97 :: has(X, fur) :- isa(X, cat), \+ isa(X, sphynx).
0.97 :: has(X, fur) :- isa(X, mammal), \+ isa(X, whale).
0.97 :: has(X, leaf) :- isa(X, plant), \+ isa(X, cactus).
0.97 :: has(X, root) :- isa(X, carnivorous_plant), \+ isa(X, bladderwort).
0.95 :: has(X, feather) :- isa(X, velociraptor).
0.95 :: has(X, gill) :- isa(X, crustacean).
0.95 :: has(X, leaf) :- isa(X, carnivorous_plant).
0.95 :: has(X, tail) :- isa(X, lemur).
0.95 :: has(X, tail) :- isa(X, reptile).
0.95 :: has(X, tail) :- isa(X, salamander).
0.95 :: has(X, gill) :- isa(X, amphibian), young(X).
0.95 :: has(X, tail) :- isa(X, monkey), \+ isa(X, barbary_macaque).
0.95 :: has(X, tail) :- isa(X, rodent), \+ isa(X, guinea_pig), \+ isa(X, capybara).
0.9 :: has(X, shell) :- isa(X, crustacean).
0.9 :: has(X, tail) :- isa(X, mammal), \+ isa(X, ape).
0.9 :: has(X, tusk) :- isa(X, african_elephant), \+ young(X).
0.85 :: has(X, wing) :- isa(X, insect), \+ young(X), \+ isa(X, flea).
0.85 :: has(X, shell) :- isa(X, mollusc), \+ isa(X, slug), \+ isa(X, octopus), \+ isa(X, squid).
0.5 :: has(X, stinger) :- isa(X, bee), \+ isa(X, drone).
0.4 :: has(X, tusk) :- isa(X, asian_elephant), \+ young(X).

% -has/2: 52 rules
-has(X, antenna) :- isa(X, arachnid).
-has(X, backbone) :- isa(X, arachnid).
-has(X, backbone) :- isa(X, crustacean).
-has(X, backbone) :- isa(X, fungus).
-has(X, backbone) :- isa(X, insect).
-has(X, backbone) :- isa(X, jellyfish).
-has(X, backbone) :- isa(X, mollusc).
-has(X, backbone) :- isa(X, plant).
-has(X, backbone) :- isa(X, worm).
-has(X, beak) :- isa(X, bat).
-has(X, claw) :- isa(X, salamander).
-has(X, claw) :- isa(X, snake).
-has(X, feather) :- isa(X, amphibian).
-has(X, feather) :- isa(X, bat).
-has(X, feather) :- isa(X, fish).
-has(X, feather) :- isa(X, mammal).
-has(X, flower) :- isa(X, conifer).
-has(X, flower) :- isa(X, fern).
-has(X, flower) :- isa(X, fungus).
-has(X, flower) :- isa(X, lichen).
-has(X, fur) :- isa(X, amphibian).
-has(X, fur) :- isa(X, bird).
-has(X, fur) :- isa(X, cetacean).
-has(X, fur) :- isa(X, fish).
-has(X, fur) :- isa(X, insect).
-has(X, fur) :- isa(X, reptile).
-has(X, gill) :- isa(X, cetacean).
-has(X, gill) :- isa(X, mammal).
-has(X, gill) :- isa(X, reptile).
-has(X, gill) :- isa(X, sea_turtle).
-has(X, gill) :- isa(X, whale).
-has(X, hoof) :- isa(X, primate).
-has(X, hoof) :- isa(X, rodent).
-has(X, leaf) :- isa(X, fungus).
-has(X, leaf) :- isa(X, lichen).
-has(X, root) :- isa(X, bladderwort).
-has(X, root) :- isa(X, fungus).
-has(X, root) :- isa(X, lichen).
-has(X, shell) :- isa(X, crocodilian).
-has(X, shell) :- isa(X, octopus).
-has(X, shell) :- isa(X, slug).
-has(X, stinger) :- isa(X, butterfly).
-has(X, stinger) :- isa(X, drone).
-has(X, stinger) :- isa(X, manta_ray).
-has(X, tail) :- isa(X, ape).
-has(X, tusk) :- isa(X, giraffe).
-has(X, wing) :- isa(X, arachnid).
-has(X, wing) :- isa(X, crustacean).
-has(X, wing) :- isa(X, worker_ant).
-has(X, tail) :- isa(X, frog), \+ young(X).
-has(X, tusk) :- isa(X, rhino), \+ isa(X, indian_rhino).
0.95 :: -has(X, leaf) :- isa(X, cactus), \+ isa(X, pereskia).

% eats/2: 63 rules
eats(X, insects) :- isa(X, tarsier).
eats(X, plants) :- isa(X, herbivore).
eats(X, plants) :- isa(X, sauropod).
eats(X, plants) :- isa(X, triceratops).
0.99 :: eats(X, insects) :- isa(X, spider).
0.99 :: eats(X, meat) :- isa(X, crocodilian).
0.99 :: eats(X, meat) :- isa(X, owl).
0.99 :: eats(X, meat) :- isa(X, tyrannosaurus).
0.99 :: eats(X, plankton) :- isa(X, whale_shark).
0.99 :: eats(X, plants) :- isa(X, giant_panda).
0.99 :: eats(X, plants) :- isa(X, koala).
0.99 :: eats(X, meat) :- isa(X, snake), \+ isa(X, egg_eating_snake).
0.98 :: eats(X, insects) :- isa(X, echidna).
0.98 :: eats(X, meat) :- isa(X, cat).
0.98 :: eats(X, plankton) :- isa(X, blue_whale).
0.98 :: eats(X, plankton) :- isa(X, manta_ray).
0.98 :: eats(X, plants) :- isa(X, caterpillar).
0.98 :: eats(X, plants) :- isa(X, cow).
0.98 :: eats(X, insects) :- isa(X, carnivorous_plant), \+ isa(X, bladderwort).
0.97 :: eats(X, fish) :- isa(X, dolphin).
0.97 :: eats(X, fish) :- isa(X, penguin).
0.97 :: eats(X, meat) :- isa(X, dog).
0.97 :: eats(X, nectar) :- isa(X, bee).
0.97 :: eats(X, plants) :- isa(X, kangaroo).
0.95 :: eats(X, insects) :- isa(X, sloth_bear).
0.95 :: eats(X, meat) :- isa(X, great_white_shark).
0.95 :: eats(X, meat) :- isa(X, orca).
0.95 :: eats(X, meat) :- isa(X, tasmanian_devil).
0.95 :: eats(X, plankton) :- isa(X, bivalve).
0.95 :: eats(X, plankton) :- isa(X, jellyfish).
0.95 :: eats(X, plants) :- isa(X, fruit_bat).
0.95 :: eats(X, plants) :- isa(X, iguana).
0.95 :: eats(X, plants) :- isa(X, sheep).
0.95 :: eats(X, seeds) :- isa(X, chicken).
0.95 :: eats(X, seeds) :- isa(X, finch).
0.95 :: eats(X, fish) :- isa(X, shark), \+ isa(X, whale_shark).
0.95 :: eats(X, insects) :- isa(X, frog), \+ young(X).
0.95 :: eats(X, nectar) :- isa(X, butterfly), \+ young(X).
0.95 :: eats(X, plants) :- isa(X, primate), \+ isa(X, tarsier).
0.9 :: eats(X, fish) :- isa(X, crocodilian).
0.9 :: eats(X, plankton) :- isa(X, krill).
0.9 :: eats(X, plants) :- isa(X, earthworm).
0.9 :: eats(X, plants) :- isa(X, rodent).
0.9 :: eats(X, plants) :- isa(X, slug).
0.9 :: eats(X, insects) :- isa(X, amphibian), \+ young(X).
0.9 :: eats(X, meat) :- isa(X, bear), \+ isa(X, giant_panda).
0.9 :: eats(X, plants) :- isa(X, bear), \+ isa(X, polar_bear).
0.85 :: eats(X, plants) :- isa(X, tadpole).
0.85 :: eats(X, seeds) :- isa(X, rodent).
0.8 :: eats(X, fish) :- isa(X, grizzly).
0.8 :: eats(X, meat) :- isa(X, reptile).
0.8 :: eats(X, plankton) :- isa(X, bladderwort).
0.8 :: eats(X, plants) :- isa(X, frog), young(X).
0.75 :: eats(X, insects) :- isa(X, lizard), \+ isa(X, iguana).
0.7 :: eats(X, insects) :- isa(X, songbird).
0.7 :: eats(X, plants) :- isa(X, tortoise).
0.7 :: eats(X, insects) :- isa(X, bat), \+ isa(X, fruit_bat), \+ isa(X, vampire_bat).
0.6 :: eats(X, insects) :- isa(X, bird).
0.5 :: eats(X, meat) :- isa(X, chimpanzee).
0.5 :: eats(X, plants) :- isa(X, insect).
0.5 :: eats(X, seeds) :- isa(X, bird).
0.4 :: eats(X, nectar) :- isa(X, fruit_bat).
0.4 :: eats(X, plankton) :- isa(X, fish).

% -eats/2: 8 rules
-eats(X, insects) :- isa(X, cactus).
-eats(X, insects) :- isa(X, vampire_bat).
-eats(X, meat) :- isa(X, herbivore).
-eats(X, meat) :- isa(X, sheep).
-eats(X, seeds) :- isa(X, owl).
-eats(X, F) :- isa(X, tree), F = meat.
-eats(X, meat) :- isa(X, plant), \+ isa(X, carnivorous_plant).
0.97 :: -eats(X, insects) :- isa(X, plant), \+ isa(X, carnivorous_plant).

% lives_in/2: 54 rules
lives_in(X, forest) :- isa(X, christmas_cactus).
lives_in(X, river) :- isa(X, crayfish).
lives_in(X, river) :- isa(X, river_dolphin).
lives_in(X, water) :- isa(X, fish).
lives_in(X, water) :- isa(X, tadpole).
0.99 :: lives_in(X, polar) :- isa(X, polar_bear).
0.99 :: lives_in(X, sea) :- isa(X, cephalopod).
0.98 :: lives_in(X, sea) :- isa(X, jellyfish).
0.98 :: lives_in(X, sea) :- isa(X, sea_turtle).
0.97 :: lives_in(X, river) :- isa(X, beaver).
0.97 :: lives_in(X, savanna) :- isa(X, giraffe).
0.97 :: lives_in(X, sea) :- isa(X, cartilaginous_fish), \+ isa(X, freshwater_stingray).
0.95 :: lives_in(X, burrow) :- isa(X, burrowing_owl).
0.95 :: lives_in(X, burrow) :- isa(X, earthworm).
0.95 :: lives_in(X, river) :- isa(X, platypus).
0.95 :: lives_in(X, tree) :- isa(X, koala).
0.95 :: lives_in(X, nest) :- isa(X, songbird), young(X).
0.95 :: lives_in(X, sea) :- isa(X, cetacean), \+ isa(X, river_dolphin).
0.9 :: lives_in(X, farm) :- isa(X, champignon).
0.9 :: lives_in(X, farm) :- isa(X, farm_animal).
0.9 :: lives_in(X, forest) :- isa(X, asian_elephant).
0.9 :: lives_in(X, nest) :- isa(X, ant).
0.9 :: lives_in(X, polar) :- isa(X, snowy_owl).
0.9 :: lives_in(X, river) :- isa(X, crocodilian).
0.9 :: lives_in(X, savanna) :- isa(X, ostrich).
0.9 :: lives_in(X, water) :- isa(X, leech).
0.9 :: lives_in(X, water) :- isa(X, amphibian), young(X).
0.85 :: lives_in(X, savanna) :- isa(X, african_elephant).
0.85 :: lives_in(X, desert) :- isa(X, cactus), \+ isa(X, christmas_cactus).
0.85 :: lives_in(X, forest) :- isa(X, bear), \+ isa(X, polar_bear).
0.85 :: lives_in(X, house) :- isa(X, cat), is(X, domestic).
0.85 :: lives_in(X, nest) :- isa(X, bird), young(X).
0.85 :: lives_in(X, forest) :- isa(X, primate), \+ isa(X, human), \+ isa(X, baboon).
0.85 :: lives_in(X, sea) :- isa(X, crustacean), \+ isa(X, crayfish), \+ isa(X, woodlouse).
0.8 :: lives_in(X, burrow) :- isa(X, tarantula).
0.8 :: lives_in(X, forest) :- isa(X, tree).
0.8 :: lives_in(X, savanna) :- isa(X, baboon).
0.8 :: lives_in(X, tree) :- isa(X, squirrel).
0.8 :: lives_in(X, forest) :- isa(X, mushroom), \+ isa(X, champignon).
0.8 :: lives_in(X, house) :- isa(X, dog), is(X, domestic).
0.75 :: lives_in(X, water) :- isa(X, mollusc).
0.7 :: lives_in(X, forest) :- isa(X, bat).
0.7 :: lives_in(X, tree) :- isa(X, owl), \+ isa(X, snowy_owl), \+ isa(X, burrowing_owl).
0.6 :: lives_in(X, burrow) :- isa(X, rodent).
0.6 :: lives_in(X, desert) :- isa(X, scorpion).
0.6 :: lives_in(X, sea) :- isa(X, saltwater_crocodile).
0.6 :: lives_in(X, polar) :- isa(X, penguin), \+ isa(X, galapagos_penguin).
0.5 :: lives_in(X, river) :- isa(X, bull_shark).
0.5 :: lives_in(X, sea) :- isa(X, fish).
0.5 :: lives_in(X, tree) :- isa(X, bat).
0.5 :: lives_in(X, tree) :- isa(X, lichen).
0.4 :: lives_in(X, polar) :- isa(X, lichen).
0.4 :: lives_in(X, river) :- isa(X, fish).
0.3 :: lives_in(X, desert) :- isa(X, reptile).

% -lives_in/2: 1 rules
-lives_in(X, polar) :- isa(X, ostrich).

% is/2: 120 rules
is(X, aquatic) :- isa(X, cetacean).
is(X, aquatic) :- isa(X, fish).
is(X, aquatic) :- isa(X, jellyfish).
is(X, cold_blooded) :- isa(X, amphibian).
is(X, cold_blooded) :- isa(X, arachnid).
is(X, cold_blooded) :- isa(X, crocodilian).
is(X, cold_blooded) :- isa(X, crustacean).
is(X, cold_blooded) :- isa(X, frog).
is(X, cold_blooded) :- isa(X, lizard).
is(X, cold_blooded) :- isa(X, mollusc).
is(X, cold_blooded) :- isa(X, salamander).
is(X, cold_blooded) :- isa(X, snake).
is(X, domestic) :- isa(X, goldfish).
is(X, endangered) :- isa(X, kakapo).
is(X, extinct) :- isa(X, dinosaur).
is(X, extinct) :- isa(X, dodo).
is(X, extinct) :- isa(X, mammoth).
is(X, extinct) :- isa(X, pterosaur).
is(X, extinct) :- isa(X, thylacine).
is(X, extinct) :- isa(X, trilobite).
is(X, poisonous) :- isa(X, death_cap).
is(X, poisonous) :- isa(X, fly_agaric).
is(X, poisonous) :- isa(X, oleander).
is(X, poisonous) :- isa(X, pufferfish).
is(X, small) :- isa(X, insect).
is(X, social) :- isa(X, honeybee).
is(X, venomous) :- isa(X, cobra).
is(X, venomous) :- isa(X, scorpion).
is(X, venomous) :- isa(X, stonefish).
is(X, venomous) :- isa(X, viper).
is(X, warm_blooded) :- isa(X, bat).
is(X, warm_blooded) :- isa(X, bear).
is(X, warm_blooded) :- isa(X, bird).
is(X, warm_blooded) :- isa(X, cetacean).
is(X, warm_blooded) :- isa(X, flightless_bird).
is(X, warm_blooded) :- isa(X, mammal).
is(X, warm_blooded) :- isa(X, primate).
is(X, endangered) :- isa(X, axolotl), is(X, wild).
is(X, large) :- isa(X, capybara), \+ young(X).
is(X, large) :- isa(X, elephant), \+ young(X).
is(X, large) :- isa(X, giraffe), \+ young(X).
is(X, large) :- isa(X, rhino), \+ young(X).
is(X, large) :- isa(X, saguaro), \+ young(X).
is(X, large) :- isa(X, whale_shark), \+ young(X).
is(X, warm_blooded) :- isa(X, rodent), \+ isa(X, naked_mole_rat).
0.99 :: is(X, cold_blooded) :- isa(X, reptile).
0.99 :: is(X, social) :- isa(X, ant).
0.99 :: is(X, venomous) :- isa(X, spider).
0.99 :: is(X, wild) :- isa(X, bear).
0.98 :: is(X, large) :- isa(X, bear), \+ young(X).
0.98 :: is(X, cold_blooded) :- isa(X, fish), \+ isa(X, tuna), \+ isa(X, opah).
0.97 :: is(X, domestic) :- isa(X, farm_animal).
0.97 :: is(X, large) :- isa(X, whale).
0.97 :: is(X, nocturnal) :- isa(X, bat).
0.97 :: is(X, small) :- isa(X, arachnid).
0.97 :: is(X, social) :- isa(X, penguin).
0.97 :: is(X, cold_blooded) :- isa(X, fish), \+ isa(X, tuna).
0.97 :: is(X, cold_blooded) :- isa(X, shark), \+ isa(X, great_white_shark).
0.97 :: is(X, cold_blooded) :- isa(X, turtle), \+ isa(X, leatherback).
0.97 :: is(X, small) :- isa(X, songbird), \+ isa(X, crow), \+ isa(X, raven).
0.95 :: is(X, aquatic) :- isa(X, bladderwort).
0.95 :: is(X, cold_blooded) :- isa(X, insect).
0.95 :: is(X, domestic) :- isa(X, canary).
0.95 :: is(X, domestic) :- isa(X, dog).
0.95 :: is(X, domestic) :- isa(X, guinea_pig).
0.95 :: is(X, nocturnal) :- isa(X, kiwi).
0.95 :: is(X, small) :- isa(X, tulip).
0.95 :: is(X, social) :- isa(X, bat).
0.95 :: is(X, social) :- isa(X, dolphin).
0.95 :: is(X, social) :- isa(X, elephant).
0.95 :: is(X, social) :- isa(X, krill).
0.95 :: is(X, solitary) :- isa(X, spider).
0.95 :: is(X, venomous) :- isa(X, jellyfish).
0.95 :: is(X, venomous) :- isa(X, stingray).
0.95 :: is(X, aquatic) :- isa(X, crustacean), \+ isa(X, woodlouse).
0.95 :: is(X, large) :- isa(X, crocodile), \+ young(X).
0.95 :: is(X, poisonous) :- isa(X, poison_dart_frog), lives_in(X, forest).
0.95 :: is(X, solitary) :- isa(X, bear), \+ young(X).
0.95 :: is(X, solitary) :- isa(X, big_cat), \+ isa(X, lion).
0.95 :: is(X, large) :- isa(X, ratite), \+ isa(X, kiwi), \+ young(X).
0.95 :: is(X, large) :- isa(X, tree), \+ young(X), \+ isa(X, bonsai).
0.9 :: is(X, aquatic) :- isa(X, water_lily).
0.9 :: is(X, domestic) :- isa(X, cat).
0.9 :: is(X, endangered) :- isa(X, blue_whale).
0.9 :: is(X, endangered) :- isa(X, rhino).
0.9 :: is(X, endangered) :- isa(X, sea_turtle).
0.9 :: is(X, large) :- isa(X, japanese_spider_crab).
0.9 :: is(X, nocturnal) :- isa(X, owl).
0.9 :: is(X, nocturnal) :- isa(X, scorpion).
0.9 :: is(X, poisonous) :- isa(X, monarch).
0.9 :: is(X, poisonous) :- isa(X, poison_dart_frog).
0.9 :: is(X, small) :- isa(X, carnivorous_plant).
0.9 :: is(X, small) :- isa(X, mushroom).
0.9 :: is(X, social) :- isa(X, dog).
0.9 :: is(X, social) :- isa(X, sheep).
0.9 :: is(X, solitary) :- isa(X, octopus).
0.9 :: is(X, endangered) :- isa(X, ape), \+ isa(X, human).
0.9 :: is(X, nocturnal) :- isa(X, owl), \+ isa(X, snowy_owl).
0.9 :: is(X, small) :- isa(X, bat), \+ isa(X, flying_fox).
0.9 :: is(X, social) :- isa(X, primate), \+ isa(X, orangutan).
0.9 :: is(X, solitary) :- isa(X, owl), \+ isa(X, burrowing_owl).
0.9 :: is(X, small) :- isa(X, rodent), \+ isa(X, capybara), \+ isa(X, beaver).
0.85 :: is(X, solitary) :- isa(X, orangutan), \+ young(X).
0.85 :: is(X, solitary) :- isa(X, rhino), \+ isa(X, white_rhino).
0.85 :: is(X, nocturnal) :- isa(X, owl), \+ isa(X, snowy_owl), \+ isa(X, burrowing_owl).
0.8 :: is(X, solitary) :- isa(X, bee), \+ isa(X, honeybee), \+ isa(X, bumblebee).
0.7 :: is(X, nocturnal) :- isa(X, marsupial).
0.7 :: is(X, nocturnal) :- isa(X, rodent), \+ isa(X, squirrel).
0.7 :: is(X, large) :- isa(X, dinosaur), \+ young(X), \+ isa(X, velociraptor).
0.65 :: is(X, nocturnal) :- isa(X, mammal).
0.6 :: is(X, endangered) :- isa(X, giant_panda).
0.6 :: is(X, solitary) :- isa(X, cat).
0.5 :: is(X, endangered) :- isa(X, venus_flytrap).
0.5 :: is(X, poisonous) :- isa(X, toad).
0.5 :: is(X, venomous) :- isa(X, platypus), \+ young(X).
0.4 :: is(X, nocturnal) :- isa(X, lemur).
0.3 :: is(X, poisonous) :- isa(X, flowering_plant).
0.2 :: is(X, domestic) :- isa(X, asian_elephant).
0.15 :: is(X, venomous) :- isa(X, snake).
0.03 :: is(X, poisonous) :- isa(X, mushroom), \+ isa(X, fly_agaric), \+ isa(X, death_cap).

% -is/2: 9 rules
-is(X, aquatic) :- isa(X, woodlouse).
-is(X, domestic) :- isa(X, bear).
-is(X, nocturnal) :- isa(X, butterfly).
-is(X, poisonous) :- isa(X, champignon).
-is(X, venomous) :- isa(X, boa).
-is(X, venomous) :- isa(X, python).
-is(X, warm_blooded) :- isa(X, fungus).
-is(X, warm_blooded) :- isa(X, plant).
0.95 :: -is(X, nocturnal) :- isa(X, songbird), \+ isa(X, nightingale).

% lays_eggs/1: 25 rules
lays_eggs(X) :- isa(X, queen_ant).
lays_eggs(X) :- isa(X, queen_bee).
lays_eggs(X) :- isa(X, skate), \+ young(X).
0.98 :: lays_eggs(X) :- isa(X, mollusc), \+ young(X).
0.98 :: lays_eggs(X) :- isa(X, spider), \+ young(X).
0.97 :: lays_eggs(X) :- isa(X, dinosaur), \+ young(X).
0.97 :: lays_eggs(X) :- isa(X, python), \+ young(X).
0.95 :: lays_eggs(X) :- isa(X, crustacean), \+ young(X).
0.95 :: lays_eggs(X) :- isa(X, worm), \+ young(X).
0.95 :: lays_eggs(X) :- isa(X, amphibian), \+ young(X), \+ isa(X, caecilian).
0.95 :: lays_eggs(X) :- isa(X, insect), \+ young(X), \+ isa(X, aphid).
0.9 :: lays_eggs(X) :- isa(X, frog), \+ young(X).
0.9 :: lays_eggs(X) :- isa(X, hen), \+ young(X).
0.9 :: lays_eggs(X) :- isa(X, fish), \+ isa(X, shark), \+ young(X).
0.9 :: lays_eggs(X) :- isa(X, fish), \+ isa(X, shark), \+ isa(X, guppy), \+ young(X).
0.8 :: lays_eggs(X) :- isa(X, reptile), \+ young(X), \+ isa(X, boa).
0.8 :: lays_eggs(X) :- isa(X, reptile), \+ isa(X, boa), \+ isa(X, viper), \+ young(X).
0.7 :: lays_eggs(X) :- isa(X, snake), \+ young(X), \+ isa(X, viper), \+ isa(X, boa).
0.5 :: lays_eggs(X) :- isa(X, bird), \+ young(X).
0.5 :: lays_eggs(X) :- isa(X, crocodilian), \+ young(X).
0.5 :: lays_eggs(X) :- isa(X, flightless_bird), \+ young(X).
0.5 :: lays_eggs(X) :- isa(X, monotreme), \+ young(X).
0.5 :: lays_eggs(X) :- isa(X, turtle), \+ young(X).
0.4 :: lays_eggs(X) :- isa(X, shark).
0.4 :: lays_eggs(X) :- isa(X, shark), \+ young(X).

% -lays_eggs/1: 16 rules
-lays_eggs(X) :- isa(X, bat).
-lays_eggs(X) :- isa(X, bear).
-lays_eggs(X) :- isa(X, boa).
-lays_eggs(X) :- isa(X, cat).
-lays_eggs(X) :- isa(X, cetacean).
-lays_eggs(X) :- isa(X, dog).
-lays_eggs(X) :- isa(X, fungus).
-lays_eggs(X) :- isa(X, marsupial).
-lays_eggs(X) :- isa(X, plant).
-lays_eggs(X) :- isa(X, primate).
-lays_eggs(X) :- isa(X, rodent).
-lays_eggs(X) :- isa(X, rooster).
-lays_eggs(X) :- isa(X, scorpion).
-lays_eggs(X) :- isa(X, stingray).
-lays_eggs(X) :- isa(X, mammal), \+ isa(X, monotreme).
0.99 :: -lays_eggs(X) :- isa(X, mammal), \+ isa(X, platypus), \+ isa(X, echidna).

% gives_milk/1: 4 rules
0.8 :: gives_milk(X) :- isa(X, cow), \+ young(X), \+ isa(X, bull).
0.5 :: gives_milk(X) :- isa(X, mammal), \+ young(X).
0.5 :: gives_milk(X) :- isa(X, marsupial), \+ young(X).
0.5 :: gives_milk(X) :- isa(X, monotreme), \+ young(X).

% -gives_milk/1: 10 rules
-gives_milk(X) :- isa(X, amphibian).
-gives_milk(X) :- isa(X, bird).
-gives_milk(X) :- isa(X, bull).
-gives_milk(X) :- isa(X, dinosaur).
-gives_milk(X) :- isa(X, fish).
-gives_milk(X) :- isa(X, flightless_bird).
-gives_milk(X) :- isa(X, insect).
-gives_milk(X) :- isa(X, lichen).
-gives_milk(X) :- isa(X, mollusc).
-gives_milk(X) :- isa(X, reptile).

% breathes_air/1: 8 rules
breathes_air(X) :- isa(X, bat).
breathes_air(X) :- isa(X, bird).
breathes_air(X) :- isa(X, cetacean).
breathes_air(X) :- isa(X, lungfish).
breathes_air(X) :- isa(X, mammal).
breathes_air(X) :- isa(X, reptile).
0.95 :: breathes_air(X) :- isa(X, slug), \+ lives_in(X, sea).
0.9 :: breathes_air(X) :- isa(X, amphibian), \+ young(X), \+ isa(X, axolotl).

% -breathes_air/1: 4 rules
-breathes_air(X) :- isa(X, jellyfish).
-breathes_air(X) :- isa(X, shark).
-breathes_air(X) :- isa(X, fish), \+ isa(X, lungfish), \+ isa(X, mudskipper), \+ isa(X, betta).
0.95 :: -breathes_air(X) :- isa(X, fish), \+ isa(X, lungfish).

% dangerous_to_humans/1: 19 rules
dangerous_to_humans(X) :- isa(X, blue_ringed_octopus).
dangerous_to_humans(X) :- isa(X, death_cap).
0.95 :: dangerous_to_humans(X) :- isa(X, box_jellyfish).
0.9 :: dangerous_to_humans(X) :- isa(X, black_widow).
0.9 :: dangerous_to_humans(X) :- isa(X, snake), is(X, venomous).
0.9 :: dangerous_to_humans(X) :- isa(X, bear), \+ isa(X, giant_panda), \+ young(X).
0.85 :: dangerous_to_humans(X) :- isa(X, crocodile), \+ young(X).
0.8 :: dangerous_to_humans(X) :- isa(X, cassowary), \+ young(X).
0.8 :: dangerous_to_humans(X) :- isa(X, great_white_shark), \+ young(X).
0.8 :: dangerous_to_humans(X) :- isa(X, komodo_dragon), \+ young(X).
0.7 :: dangerous_to_humans(X) :- isa(X, rhino), \+ young(X).
0.6 :: dangerous_to_humans(X) :- isa(X, elephant), \+ young(X).
0.3 :: dangerous_to_humans(X) :- isa(X, mosquito).
0.15 :: dangerous_to_humans(X) :- isa(X, jellyfish), \+ isa(X, box_jellyfish).
0.1 :: dangerous_to_humans(X) :- isa(X, bee).
0.1 :: dangerous_to_humans(X) :- isa(X, shark), \+ isa(X, great_white_shark), \+ isa(X, bull_shark).
0.05 :: dangerous_to_humans(X) :- isa(X, bat).
0.05 :: dangerous_to_humans(X) :- isa(X, dog).
0.02 :: dangerous_to_humans(X) :- isa(X, spider), \+ isa(X, black_widow).

% -dangerous_to_humans/1: 1 rules
-dangerous_to_humans(X) :- isa(X, carnivorous_plant).

% young/1: 5 rules
young(X) :- isa(X, calf).
young(X) :- isa(X, caterpillar).
young(X) :- isa(X, kitten).
young(X) :- isa(X, puppy).
young(X) :- isa(X, tadpole).

% count/3: 32 rules
count(X, leg, 0) :- isa(X, caecilian).
count(X, leg, 0) :- isa(X, cetacean).
count(X, leg, 0) :- isa(X, jellyfish).
count(X, leg, 0) :- isa(X, slow_worm).
count(X, leg, 0) :- isa(X, snake).
count(X, leg, 0) :- isa(X, worm).
count(X, leg, 2) :- isa(X, bird).
count(X, leg, 2) :- isa(X, flightless_bird).
count(X, wing, 2) :- isa(X, bat).
count(X, arm, 8) :- isa(X, octopus), \+ injured(X).
count(X, leg, 2) :- isa(X, human), \+ injured(X).
count(X, leg, 4) :- isa(X, bear), \+ injured(X).
count(X, leg, 4) :- isa(X, crocodilian), \+ injured(X).
count(X, leg, 8) :- isa(X, arachnid), \+ injured(X).
count(X, antenna, 2) :- isa(X, insect), \+ young(X), \+ injured(X).
count(X, leg, 4) :- isa(X, frog), \+ young(X), \+ injured(X).
count(X, leg, 6) :- isa(X, insect), \+ young(X), \+ injured(X).
count(X, wing, 4) :- isa(X, butterfly), \+ young(X), \+ injured(X).
0.98 :: count(X, leg, 4) :- isa(X, cat), \+ injured(X).
0.98 :: count(X, leg, 4) :- isa(X, dog), \+ injured(X).
0.98 :: count(X, leg, 4) :- isa(X, rodent), \+ injured(X).
0.97 :: count(X, leg, 4) :- isa(X, lizard), \+ isa(X, slow_worm).
0.97 :: count(X, leg, 4) :- isa(X, salamander), \+ isa(X, siren).
0.95 :: count(X, antenna, 4) :- isa(X, crustacean), \+ isa(X, barnacle).
0.95 :: count(X, leg, 10) :- isa(X, crab), \+ injured(X).
0.95 :: count(X, leg, 10) :- isa(X, lobster), \+ injured(X).
0.95 :: count(X, leg, 4) :- isa(X, reptile), \+ isa(X, snake).
0.95 :: count(X, leg, 4) :- isa(X, amphibian), \+ isa(X, caecilian), \+ young(X).
0.95 :: count(X, leg, 4) :- isa(X, reptile), \+ isa(X, snake), \+ isa(X, slow_worm), \+ injured(X).
0.95 :: count(X, leg, 4) :- isa(X, mammal), \+ isa(X, whale), \+ isa(X, dolphin), \+ isa(X, human), \+ isa(X, bat), \+ injured(X).
0.9 :: count(X, eye, 8) :- isa(X, spider).
0.9 :: count(X, leg, 4) :- isa(X, mammal), \+ isa(X, whale), \+ isa(X, bat), \+ isa(X, human).

% -count/3: 2 rules
-count(X, leg, 4) :- isa(X, fish).
-count(X, leg, 8) :- isa(X, insect).
