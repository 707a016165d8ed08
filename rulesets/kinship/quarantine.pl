% kinship: 207 rules in quarantine, distilled from the replies of a large language model, 2026-11-24.
% Made by  preceptor distil kinship  and made anew by it: do not edit.

% father/2: 7 rules
% P205 negation through recursion: father/2 needs not female/1 needs mother/2 needs father/2, by father(X, Y) :- son(Y, X), \+ female(X), \+ mother(X, Y). female(X) :- mother(X, Y). 0.95 :: mother(X, Y) :- wife(X, Z), father(Z, Y). (score 0.25, kinship/father#0:4)
father(X, Y) :- son(Y, X), \+ female(X), \+ mother(X, Y).
% P205 negation through recursion: father/2 needs not father_in_law/2 needs father/2, by 0.5 :: father(X, Y) :- grandfather(X, Z), daughter(Z, Y), \+ father_in_law(X, Y). father_in_law(X, Y) :- father(X, Z), husband(Z, Y). (score 0.25, kinship/father#3:26)
0.5 :: father(X, Y) :- grandfather(X, Z), daughter(Z, Y), \+ father_in_law(X, Y).
% P205 negation through recursion: father/2 needs not father_in_law/2 needs father/2, by 0.5 :: father(X, Y) :- grandfather(X, Z), father(Y, Z), \+ father_in_law(X, Y). father_in_law(X, Y) :- father(X, Z), husband(Z, Y). (score 0.25, kinship/father#3:27)
0.5 :: father(X, Y) :- grandfather(X, Z), father(Y, Z), \+ father_in_law(X, Y).
% P205 negation through recursion: father/2 needs not father_in_law/2 needs father/2, by 0.5 :: father(X, Y) :- grandfather(X, Z), mother(Y, Z), \+ father_in_law(X, Y). father_in_law(X, Y) :- father(X, Z), husband(Z, Y). (score 0.25, kinship/father#3:28)
0.5 :: father(X, Y) :- grandfather(X, Z), mother(Y, Z), \+ father_in_law(X, Y).
% P205 negation through recursion: father/2 needs not father_in_law/2 needs father/2, by 0.5 :: father(X, Y) :- grandfather(X, Z), son(Z, Y), \+ father_in_law(X, Y). father_in_law(X, Y) :- father(X, Z), husband(Z, Y). (score 0.25, kinship/father#3:25)
0.5 :: father(X, Y) :- grandfather(X, Z), son(Z, Y), \+ father_in_law(X, Y).
% P205 negation through recursion: father/2 needs not uncle/2 needs father/2, by 0.4 :: father(X, Y) :- son(X, Z), grandfather(Z, Y), \+ uncle(X, Y). uncle(X, Y) :- brother(X, Z), father(Z, Y). (score 0.25, kinship/father#3:31)
0.4 :: father(X, Y) :- son(X, Z), grandfather(Z, Y), \+ uncle(X, Y).
% P205 negation through recursion: father/2 needs not uncle/2 needs father/2, by 0.4 :: father(X, Y) :- son(X, Z), grandmother(Z, Y), \+ uncle(X, Y). uncle(X, Y) :- brother(X, Z), father(Z, Y). (score 0.25, kinship/father#3:32)
0.4 :: father(X, Y) :- son(X, Z), grandmother(Z, Y), \+ uncle(X, Y).

% mother/2: 10 rules
% P205 negation through recursion: mother/2 needs not father/2 needs mother/2, by mother(X, Y) :- daughter(Y, X), \+ father(X, Y), \+ male(X). 0.95 :: father(X, Y) :- husband(X, Z), mother(Z, Y). (score 0.25, kinship/mother#1:5)
mother(X, Y) :- daughter(Y, X), \+ father(X, Y), \+ male(X).
% P205 negation through recursion: mother/2 needs not father/2 needs mother/2, by mother(X, Y) :- son(Y, X), \+ father(X, Y), \+ male(X). 0.95 :: father(X, Y) :- husband(X, Z), mother(Z, Y). (score 0.25, kinship/mother#1:4)
mother(X, Y) :- son(Y, X), \+ father(X, Y), \+ male(X).
% P205 negation through recursion: mother/2 needs not aunt/2 needs mother/2, by 0.6 :: mother(X, Y) :- daughter_in_law(X, Z), grandfather(Z, Y), \+ aunt(X, Y). aunt(X, Y) :- sister(X, Z), mother(Z, Y). (score 0.25, kinship/mother#3:47)
0.6 :: mother(X, Y) :- daughter_in_law(X, Z), grandfather(Z, Y), \+ aunt(X, Y).
% P205 negation through recursion: mother/2 needs not aunt/2 needs mother/2, by 0.6 :: mother(X, Y) :- daughter_in_law(X, Z), grandmother(Z, Y), \+ aunt(X, Y). aunt(X, Y) :- sister(X, Z), mother(Z, Y). (score 0.25, kinship/mother#3:46)
0.6 :: mother(X, Y) :- daughter_in_law(X, Z), grandmother(Z, Y), \+ aunt(X, Y).
% P205 negation through recursion: mother/2 needs not mother_in_law/2 needs mother/2, by 0.5 :: mother(X, Y) :- grandmother(X, Z), daughter(Z, Y), \+ mother_in_law(X, Y). mother_in_law(X, Y) :- mother(X, Z), husband(Z, Y). (score 0.25, kinship/mother#3:39)
0.5 :: mother(X, Y) :- grandmother(X, Z), daughter(Z, Y), \+ mother_in_law(X, Y).
% P205 negation through recursion: mother/2 needs not mother_in_law/2 needs mother/2, by 0.5 :: mother(X, Y) :- grandmother(X, Z), father(Y, Z), \+ mother_in_law(X, Y). mother_in_law(X, Y) :- mother(X, Z), husband(Z, Y). (score 0.25, kinship/mother#3:36)
0.5 :: mother(X, Y) :- grandmother(X, Z), father(Y, Z), \+ mother_in_law(X, Y).
% P205 negation through recursion: mother/2 needs not mother_in_law/2 needs mother/2, by 0.5 :: mother(X, Y) :- grandmother(X, Z), mother(Y, Z), \+ mother_in_law(X, Y). mother_in_law(X, Y) :- mother(X, Z), husband(Z, Y). (score 0.25, kinship/mother#3:37)
0.5 :: mother(X, Y) :- grandmother(X, Z), mother(Y, Z), \+ mother_in_law(X, Y).
% P205 negation through recursion: mother/2 needs not mother_in_law/2 needs mother/2, by 0.5 :: mother(X, Y) :- grandmother(X, Z), son(Z, Y), \+ mother_in_law(X, Y). mother_in_law(X, Y) :- mother(X, Z), husband(Z, Y). (score 0.25, kinship/mother#3:38)
0.5 :: mother(X, Y) :- grandmother(X, Z), son(Z, Y), \+ mother_in_law(X, Y).
% P205 negation through recursion: mother/2 needs not aunt/2 needs mother/2, by 0.4 :: mother(X, Y) :- daughter(X, Z), grandfather(Z, Y), \+ aunt(X, Y). aunt(X, Y) :- sister(X, Z), mother(Z, Y). (score 0.25, kinship/mother#3:45)
0.4 :: mother(X, Y) :- daughter(X, Z), grandfather(Z, Y), \+ aunt(X, Y).
% P205 negation through recursion: mother/2 needs not aunt/2 needs mother/2, by 0.4 :: mother(X, Y) :- daughter(X, Z), grandmother(Z, Y), \+ aunt(X, Y). aunt(X, Y) :- sister(X, Z), mother(Z, Y). (score 0.25, kinship/mother#3:44)
0.4 :: mother(X, Y) :- daughter(X, Z), grandmother(Z, Y), \+ aunt(X, Y).

% son/2: 8 rules
% P205 negation through recursion: son/2 needs not nephew/2 needs son/2, by 0.8 :: son(X, Y) :- grandson(X, Z), father(Z, Y), \+ nephew(X, Y). nephew(X, Y) :- son(X, Z), brother(Z, Y). (score 0.25, kinship/general#3:142)
0.8 :: son(X, Y) :- grandson(X, Z), father(Z, Y), \+ nephew(X, Y).
% P205 negation through recursion: son/2 needs not son_in_law/2 needs son/2, by 0.6 :: son(X, Y) :- father(X, Z), granddaughter(Z, Y), \+ son_in_law(X, Y). 0.05 :: son_in_law(X, Y) :- husband(X, Z), son(Z, Y). (score 0.25, kinship/son#3:37)
0.6 :: son(X, Y) :- father(X, Z), granddaughter(Z, Y), \+ son_in_law(X, Y).
% P205 negation through recursion: son/2 needs not son_in_law/2 needs son/2, by 0.6 :: son(X, Y) :- father(X, Z), grandson(Z, Y), \+ son_in_law(X, Y). 0.05 :: son_in_law(X, Y) :- husband(X, Z), son(Z, Y). (score 0.25, kinship/son#3:36)
0.6 :: son(X, Y) :- father(X, Z), grandson(Z, Y), \+ son_in_law(X, Y).
% P205 negation through recursion: son/2 needs not son_in_law/2 needs son/2, by 0.6 :: son(X, Y) :- uncle(X, Z), granddaughter(Z, Y), \+ son_in_law(X, Y). 0.05 :: son_in_law(X, Y) :- husband(X, Z), son(Z, Y). (score 0.25, kinship/son#3:39)
0.6 :: son(X, Y) :- uncle(X, Z), granddaughter(Z, Y), \+ son_in_law(X, Y).
% P205 negation through recursion: son/2 needs not son_in_law/2 needs son/2, by 0.6 :: son(X, Y) :- uncle(X, Z), grandfather(Y, Z), \+ son_in_law(X, Y). 0.05 :: son_in_law(X, Y) :- husband(X, Z), son(Z, Y). (score 0.25, kinship/son#3:40)
0.6 :: son(X, Y) :- uncle(X, Z), grandfather(Y, Z), \+ son_in_law(X, Y).
% P205 negation through recursion: son/2 needs not son_in_law/2 needs son/2, by 0.6 :: son(X, Y) :- uncle(X, Z), grandmother(Y, Z), \+ son_in_law(X, Y). 0.05 :: son_in_law(X, Y) :- husband(X, Z), son(Z, Y). (score 0.25, kinship/son#3:41)
0.6 :: son(X, Y) :- uncle(X, Z), grandmother(Y, Z), \+ son_in_law(X, Y).
% P205 negation through recursion: son/2 needs not son_in_law/2 needs son/2, by 0.6 :: son(X, Y) :- uncle(X, Z), grandson(Z, Y), \+ son_in_law(X, Y). 0.05 :: son_in_law(X, Y) :- husband(X, Z), son(Z, Y). (score 0.25, kinship/son#3:38)
0.6 :: son(X, Y) :- uncle(X, Z), grandson(Z, Y), \+ son_in_law(X, Y).
% P205 negation through recursion: son/2 needs not nephew/2 needs son/2, by 0.5 :: son(X, Y) :- brother(X, Z), nephew(Z, Y), \+ nephew(X, Y). nephew(X, Y) :- son(X, Z), brother(Z, Y). (score 0.25, kinship/son#1:35)
0.5 :: son(X, Y) :- brother(X, Z), nephew(Z, Y), \+ nephew(X, Y).

% daughter/2: 4 rules
% P205 negation through recursion: daughter/2 needs not male/1 needs father/2 needs daughter/2, by daughter(X, Y) :- father(Y, X), \+ male(X), \+ son(X, Y). male(X) :- father(X, Y). father(X, Y) :- daughter(Y, X), male(X). (score 0.25, kinship/daughter#0:4)
daughter(X, Y) :- father(Y, X), \+ male(X), \+ son(X, Y).
% P205 negation through recursion: daughter/2 needs not male/1 needs father/2 needs daughter/2, by daughter(X, Y) :- mother(Y, X), \+ male(X), \+ son(X, Y). male(X) :- father(X, Y). father(X, Y) :- daughter(Y, X), male(X). (score 0.25, kinship/daughter#0:5)
daughter(X, Y) :- mother(Y, X), \+ male(X), \+ son(X, Y).
% P205 negation through recursion: daughter/2 needs not daughter_in_law/2 needs not daughter/2, by 0.5 :: daughter(X, Y) :- mother(X, Z), granddaughter(Z, Y), \+ daughter_in_law(X, Y). 0.5 :: daughter_in_law(X, Y) :- mother(X, Z), grandson(Z, Y), \+ daughter(X, Y). (score 0.25, kinship/daughter#3:33)
0.5 :: daughter(X, Y) :- mother(X, Z), granddaughter(Z, Y), \+ daughter_in_law(X, Y).
% P205 negation through recursion: daughter/2 needs not daughter_in_law/2 needs not daughter/2, by 0.5 :: daughter(X, Y) :- mother(X, Z), grandson(Z, Y), \+ daughter_in_law(X, Y). 0.5 :: daughter_in_law(X, Y) :- mother(X, Z), grandson(Z, Y), \+ daughter(X, Y). (score 0.25, kinship/daughter#3:32)
0.5 :: daughter(X, Y) :- mother(X, Z), grandson(Z, Y), \+ daughter_in_law(X, Y).

% brother/2: 1 rules
% P205 negation through recursion: brother/2 needs not husband/2 needs father/2 needs brother/2, by 0.3 :: brother(X, Y) :- son(X, Z), father_in_law(Z, Y), \+ husband(X, Y). 0.9 :: husband(X, Y) :- father(X, Z), mother(Y, Z). father(X, Y) :- father(X, Z), brother(Z, Y). (score 0.25, kinship/brother#0:47)
0.3 :: brother(X, Y) :- son(X, Z), father_in_law(Z, Y), \+ husband(X, Y).

% grandson/2: 4 rules
% P205 negation through recursion: grandson/2 needs not son/2 needs grandson/2, by 0.75 :: grandson(X, Y) :- nephew(X, Z), daughter(Z, Y), \+ son(X, Y). 0.6 :: son(X, Y) :- grandson(X, Z), son(Y, Z). (score 0.25, kinship/grandson#3:43)
0.75 :: grandson(X, Y) :- nephew(X, Z), daughter(Z, Y), \+ son(X, Y).
% P205 negation through recursion: grandson/2 needs not son/2 needs grandson/2, by 0.75 :: grandson(X, Y) :- nephew(X, Z), father(Y, Z), \+ son(X, Y). 0.6 :: son(X, Y) :- grandson(X, Z), son(Y, Z). (score 0.25, kinship/grandson#3:44)
0.75 :: grandson(X, Y) :- nephew(X, Z), father(Y, Z), \+ son(X, Y).
% P205 negation through recursion: grandson/2 needs not son/2 needs grandson/2, by 0.75 :: grandson(X, Y) :- nephew(X, Z), mother(Y, Z), \+ son(X, Y). 0.6 :: son(X, Y) :- grandson(X, Z), son(Y, Z). (score 0.25, kinship/grandson#3:45)
0.75 :: grandson(X, Y) :- nephew(X, Z), mother(Y, Z), \+ son(X, Y).
% P205 negation through recursion: grandson/2 needs not son/2 needs grandson/2, by 0.75 :: grandson(X, Y) :- nephew(X, Z), son(Z, Y), \+ son(X, Y). 0.6 :: son(X, Y) :- grandson(X, Z), son(Y, Z). (score 0.25, kinship/grandson#3:42)
0.75 :: grandson(X, Y) :- nephew(X, Z), son(Z, Y), \+ son(X, Y).

% uncle/2: 8 rules
% P205 negation through recursion: uncle/2 needs not father/2 needs uncle/2, by 0.7 :: uncle(X, Y) :- son(X, Z), granddaughter(Y, Z), \+ father(X, Y). 0.5 :: father(X, Y) :- brother(X, Z), uncle(Z, Y). (score 0.25, kinship/uncle#0:33)
0.7 :: uncle(X, Y) :- son(X, Z), granddaughter(Y, Z), \+ father(X, Y).
% P205 negation through recursion: uncle/2 needs not father/2 needs uncle/2, by 0.7 :: uncle(X, Y) :- son(X, Z), grandfather(Z, Y), \+ father(X, Y). 0.5 :: father(X, Y) :- brother(X, Z), uncle(Z, Y). (score 0.5, kinship/uncle#0:30)
0.7 :: uncle(X, Y) :- son(X, Z), grandfather(Z, Y), \+ father(X, Y).
% P205 negation through recursion: uncle/2 needs not father/2 needs uncle/2, by 0.7 :: uncle(X, Y) :- son(X, Z), grandmother(Z, Y), \+ father(X, Y). 0.5 :: father(X, Y) :- brother(X, Z), uncle(Z, Y). (score 0.5, kinship/uncle#0:31)
0.7 :: uncle(X, Y) :- son(X, Z), grandmother(Z, Y), \+ father(X, Y).
% P205 negation through recursion: uncle/2 needs not father/2 needs uncle/2, by 0.7 :: uncle(X, Y) :- son(X, Z), grandson(Y, Z), \+ father(X, Y). 0.5 :: father(X, Y) :- brother(X, Z), uncle(Z, Y). (score 0.25, kinship/uncle#0:32)
0.7 :: uncle(X, Y) :- son(X, Z), grandson(Y, Z), \+ father(X, Y).
% P205 negation through recursion: uncle/2 needs not father/2 needs uncle/2, by 0.6 :: uncle(X, Y) :- brother(X, Z), aunt(Z, Y), \+ father(X, Y). 0.5 :: father(X, Y) :- brother(X, Z), uncle(Z, Y). (score 0.75, kinship/uncle#0:37)
0.6 :: uncle(X, Y) :- brother(X, Z), aunt(Z, Y), \+ father(X, Y).
% P205 negation through recursion: uncle/2 needs not father/2 needs uncle/2, by 0.6 :: uncle(X, Y) :- brother(X, Z), uncle(Z, Y), \+ father(X, Y). 0.5 :: father(X, Y) :- brother(X, Z), uncle(Z, Y). (score 0.75, kinship/uncle#0:36)
0.6 :: uncle(X, Y) :- brother(X, Z), uncle(Z, Y), \+ father(X, Y).
% P205 negation through recursion: uncle/2 needs not father/2 needs uncle/2, by 0.6 :: uncle(X, Y) :- son_in_law(X, Z), grandfather(Z, Y), \+ father(X, Y). 0.5 :: father(X, Y) :- brother(X, Z), uncle(Z, Y). (score 0.25, kinship/uncle#0:38)
0.6 :: uncle(X, Y) :- son_in_law(X, Z), grandfather(Z, Y), \+ father(X, Y).
% P205 negation through recursion: uncle/2 needs not father/2 needs uncle/2, by 0.6 :: uncle(X, Y) :- son_in_law(X, Z), grandmother(Z, Y), \+ father(X, Y). 0.5 :: father(X, Y) :- brother(X, Z), uncle(Z, Y). (score 0.25, kinship/uncle#0:39)
0.6 :: uncle(X, Y) :- son_in_law(X, Z), grandmother(Z, Y), \+ father(X, Y).

% aunt/2: 8 rules
% P205 negation through recursion: aunt/2 needs not mother/2 needs aunt/2, by 0.8 :: aunt(X, Y) :- daughter(X, Z), granddaughter(Y, Z), \+ mother(X, Y). 0.5 :: mother(X, Y) :- sister(X, Z), aunt(Z, Y). (score 0.75, kinship/aunt#1:35)
0.8 :: aunt(X, Y) :- daughter(X, Z), granddaughter(Y, Z), \+ mother(X, Y).
% P205 negation through recursion: aunt/2 needs not mother/2 needs aunt/2, by 0.8 :: aunt(X, Y) :- daughter(X, Z), grandfather(Z, Y), \+ mother(X, Y). 0.5 :: mother(X, Y) :- sister(X, Z), aunt(Z, Y). (score 0.75, kinship/aunt#1:32)
0.8 :: aunt(X, Y) :- daughter(X, Z), grandfather(Z, Y), \+ mother(X, Y).
% P205 negation through recursion: aunt/2 needs not mother/2 needs aunt/2, by 0.8 :: aunt(X, Y) :- daughter(X, Z), grandmother(Z, Y), \+ mother(X, Y). 0.5 :: mother(X, Y) :- sister(X, Z), aunt(Z, Y). (score 0.75, kinship/aunt#1:33)
0.8 :: aunt(X, Y) :- daughter(X, Z), grandmother(Z, Y), \+ mother(X, Y).
% P205 negation through recursion: aunt/2 needs not mother/2 needs aunt/2, by 0.8 :: aunt(X, Y) :- daughter(X, Z), grandson(Y, Z), \+ mother(X, Y). 0.5 :: mother(X, Y) :- sister(X, Z), aunt(Z, Y). (score 0.75, kinship/aunt#1:34)
0.8 :: aunt(X, Y) :- daughter(X, Z), grandson(Y, Z), \+ mother(X, Y).
% P205 negation through recursion: aunt/2 needs not mother/2 needs aunt/2, by 0.7 :: aunt(X, Y) :- daughter_in_law(X, Z), grandfather(Z, Y), \+ mother(X, Y). 0.5 :: mother(X, Y) :- sister(X, Z), aunt(Z, Y). (score 0.25, kinship/aunt#1:40)
0.7 :: aunt(X, Y) :- daughter_in_law(X, Z), grandfather(Z, Y), \+ mother(X, Y).
% P205 negation through recursion: aunt/2 needs not mother/2 needs aunt/2, by 0.7 :: aunt(X, Y) :- daughter_in_law(X, Z), grandmother(Z, Y), \+ mother(X, Y). 0.5 :: mother(X, Y) :- sister(X, Z), aunt(Z, Y). (score 0.25, kinship/aunt#1:41)
0.7 :: aunt(X, Y) :- daughter_in_law(X, Z), grandmother(Z, Y), \+ mother(X, Y).
% P205 negation through recursion: aunt/2 needs not mother/2 needs aunt/2, by 0.7 :: aunt(X, Y) :- sister(X, Z), aunt(Z, Y), \+ mother(X, Y). 0.5 :: mother(X, Y) :- sister(X, Z), aunt(Z, Y). (score 0.75, kinship/aunt#1:39)
0.7 :: aunt(X, Y) :- sister(X, Z), aunt(Z, Y), \+ mother(X, Y).
% P205 negation through recursion: aunt/2 needs not mother/2 needs aunt/2, by 0.7 :: aunt(X, Y) :- sister(X, Z), uncle(Z, Y), \+ mother(X, Y). 0.5 :: mother(X, Y) :- sister(X, Z), aunt(Z, Y). (score 0.75, kinship/aunt#1:38)
0.7 :: aunt(X, Y) :- sister(X, Z), uncle(Z, Y), \+ mother(X, Y).

% nephew/2: 6 rules
% P205 negation through recursion: nephew/2 needs not son/2 needs nephew/2, by nephew(X, Y) :- nephew(X, Z), brother(Z, Y), \+ son(X, Y). 0.6 :: son(X, Y) :- nephew(X, Z), brother(Y, Z). (score 0.25, kinship/nephew#3:19)
nephew(X, Y) :- nephew(X, Z), brother(Z, Y), \+ son(X, Y).
% P205 negation through recursion: nephew/2 needs not son/2 needs nephew/2, by nephew(X, Y) :- nephew(X, Z), sister(Z, Y), \+ son(X, Y). 0.6 :: son(X, Y) :- nephew(X, Z), brother(Y, Z). (score 0.25, kinship/nephew#3:20)
nephew(X, Y) :- nephew(X, Z), sister(Z, Y), \+ son(X, Y).
% P205 negation through recursion: nephew/2 needs not son/2 needs nephew/2, by 0.6 :: nephew(X, Y) :- grandson(X, Z), daughter(Y, Z), \+ son(X, Y). 0.6 :: son(X, Y) :- nephew(X, Z), brother(Y, Z). (score 0.5, kinship/nephew#0:39)
0.6 :: nephew(X, Y) :- grandson(X, Z), daughter(Y, Z), \+ son(X, Y).
% P205 negation through recursion: nephew/2 needs not son/2 needs nephew/2, by 0.6 :: nephew(X, Y) :- grandson(X, Z), father(Z, Y), \+ son(X, Y). 0.6 :: son(X, Y) :- nephew(X, Z), brother(Y, Z). (score 0.5, kinship/nephew#0:36)
0.6 :: nephew(X, Y) :- grandson(X, Z), father(Z, Y), \+ son(X, Y).
% P205 negation through recursion: nephew/2 needs not son/2 needs nephew/2, by 0.6 :: nephew(X, Y) :- grandson(X, Z), mother(Z, Y), \+ son(X, Y). 0.6 :: son(X, Y) :- nephew(X, Z), brother(Y, Z). (score 0.5, kinship/nephew#0:37)
0.6 :: nephew(X, Y) :- grandson(X, Z), mother(Z, Y), \+ son(X, Y).
% P205 negation through recursion: nephew/2 needs not son/2 needs nephew/2, by 0.6 :: nephew(X, Y) :- grandson(X, Z), son(Y, Z), \+ son(X, Y). 0.6 :: son(X, Y) :- nephew(X, Z), brother(Y, Z). (score 0.5, kinship/nephew#0:38)
0.6 :: nephew(X, Y) :- grandson(X, Z), son(Y, Z), \+ son(X, Y).

% niece/2: 6 rules
% P205 negation through recursion: niece/2 needs not daughter/2 needs niece/2, by 0.6 :: niece(X, Y) :- granddaughter(X, Z), daughter(Y, Z), \+ daughter(X, Y). 0.5 :: daughter(X, Y) :- niece(X, Z), brother(Y, Z). (score 0.5, kinship/niece#1:38)
0.6 :: niece(X, Y) :- granddaughter(X, Z), daughter(Y, Z), \+ daughter(X, Y).
% P205 negation through recursion: niece/2 needs not daughter/2 needs niece/2, by 0.6 :: niece(X, Y) :- granddaughter(X, Z), father(Z, Y), \+ daughter(X, Y). 0.5 :: daughter(X, Y) :- niece(X, Z), brother(Y, Z). (score 0.5, kinship/niece#1:35)
0.6 :: niece(X, Y) :- granddaughter(X, Z), father(Z, Y), \+ daughter(X, Y).
% P205 negation through recursion: niece/2 needs not daughter/2 needs niece/2, by 0.6 :: niece(X, Y) :- granddaughter(X, Z), mother(Z, Y), \+ daughter(X, Y). 0.5 :: daughter(X, Y) :- niece(X, Z), brother(Y, Z). (score 0.5, kinship/niece#1:36)
0.6 :: niece(X, Y) :- granddaughter(X, Z), mother(Z, Y), \+ daughter(X, Y).
% P205 negation through recursion: niece/2 needs not daughter/2 needs niece/2, by 0.6 :: niece(X, Y) :- granddaughter(X, Z), son(Y, Z), \+ daughter(X, Y). 0.5 :: daughter(X, Y) :- niece(X, Z), brother(Y, Z). (score 0.5, kinship/niece#1:37)
0.6 :: niece(X, Y) :- granddaughter(X, Z), son(Y, Z), \+ daughter(X, Y).
% P205 negation through recursion: niece/2 needs not daughter/2 needs niece/2, by 0.6 :: niece(X, Y) :- niece(X, Z), brother(Z, Y), \+ daughter(X, Y). 0.5 :: daughter(X, Y) :- niece(X, Z), brother(Y, Z). (score 0.25, kinship/niece#1:41)
0.6 :: niece(X, Y) :- niece(X, Z), brother(Z, Y), \+ daughter(X, Y).
% P205 negation through recursion: niece/2 needs not daughter/2 needs niece/2, by 0.6 :: niece(X, Y) :- niece(X, Z), sister(Z, Y), \+ daughter(X, Y). 0.5 :: daughter(X, Y) :- niece(X, Z), brother(Y, Z). (score 0.25, kinship/niece#1:42)
0.6 :: niece(X, Y) :- niece(X, Z), sister(Z, Y), \+ daughter(X, Y).

% father_in_law/2: 4 rules
% P205 negation through recursion: father_in_law/2 needs not father/2 needs father_in_law/2, by 0.9 :: father_in_law(X, Y) :- grandfather(X, Z), daughter(Z, Y), \+ father(X, Y). father(X, Y) :- father_in_law(X, Z), husband(Z, Y). (score 0.25, kinship/father_in_law#0:27)
0.9 :: father_in_law(X, Y) :- grandfather(X, Z), daughter(Z, Y), \+ father(X, Y).
% P205 negation through recursion: father_in_law/2 needs not father/2 needs father_in_law/2, by 0.9 :: father_in_law(X, Y) :- grandfather(X, Z), father(Y, Z), \+ father(X, Y). father(X, Y) :- father_in_law(X, Z), husband(Z, Y). (score 0.25, kinship/father_in_law#0:24)
0.9 :: father_in_law(X, Y) :- grandfather(X, Z), father(Y, Z), \+ father(X, Y).
% P205 negation through recursion: father_in_law/2 needs not father/2 needs father_in_law/2, by 0.9 :: father_in_law(X, Y) :- grandfather(X, Z), mother(Y, Z), \+ father(X, Y). father(X, Y) :- father_in_law(X, Z), husband(Z, Y). (score 0.25, kinship/father_in_law#0:25)
0.9 :: father_in_law(X, Y) :- grandfather(X, Z), mother(Y, Z), \+ father(X, Y).
% P205 negation through recursion: father_in_law/2 needs not father/2 needs father_in_law/2, by 0.9 :: father_in_law(X, Y) :- grandfather(X, Z), son(Z, Y), \+ father(X, Y). father(X, Y) :- father_in_law(X, Z), husband(Z, Y). (score 0.25, kinship/father_in_law#0:26)
0.9 :: father_in_law(X, Y) :- grandfather(X, Z), son(Z, Y), \+ father(X, Y).

% mother_in_law/2: 4 rules
% P205 negation through recursion: mother_in_law/2 needs not mother/2 needs mother_in_law/2, by 0.95 :: mother_in_law(X, Y) :- grandmother(X, Z), father(Y, Z), \+ mother(X, Y). mother(X, Y) :- mother_in_law(X, Z), husband(Z, Y). (score 0.25, kinship/mother_in_law#1:26)
0.95 :: mother_in_law(X, Y) :- grandmother(X, Z), father(Y, Z), \+ mother(X, Y).
% P205 negation through recursion: mother_in_law/2 needs not mother/2 needs mother_in_law/2, by 0.95 :: mother_in_law(X, Y) :- grandmother(X, Z), mother(Y, Z), \+ mother(X, Y). mother(X, Y) :- mother_in_law(X, Z), husband(Z, Y). (score 0.25, kinship/mother_in_law#1:27)
0.95 :: mother_in_law(X, Y) :- grandmother(X, Z), mother(Y, Z), \+ mother(X, Y).
% P205 negation through recursion: mother_in_law/2 needs not mother/2 needs mother_in_law/2, by 0.5 :: mother_in_law(X, Y) :- grandmother(X, Z), daughter(Z, Y), \+ mother(X, Y). mother(X, Y) :- mother_in_law(X, Z), husband(Z, Y). (score 0.5, kinship/mother_in_law#1:29)
0.5 :: mother_in_law(X, Y) :- grandmother(X, Z), daughter(Z, Y), \+ mother(X, Y).
% P205 negation through recursion: mother_in_law/2 needs not mother/2 needs mother_in_law/2, by 0.5 :: mother_in_law(X, Y) :- grandmother(X, Z), son(Z, Y), \+ mother(X, Y). mother(X, Y) :- mother_in_law(X, Z), husband(Z, Y). (score 0.5, kinship/mother_in_law#1:28)
0.5 :: mother_in_law(X, Y) :- grandmother(X, Z), son(Z, Y), \+ mother(X, Y).

% son_in_law/2: 4 rules
% P205 negation through recursion: son_in_law/2 needs not son/2 needs not son_in_law/2, by 0.9 :: son_in_law(X, Y) :- father(X, Z), grandfather(Y, Z), \+ son(X, Y). 0.6 :: son(X, Y) :- father(X, Z), grandson(Z, Y), \+ son_in_law(X, Y). (score 0.25, kinship/son_in_law#0:24)
0.9 :: son_in_law(X, Y) :- father(X, Z), grandfather(Y, Z), \+ son(X, Y).
% P205 negation through recursion: son_in_law/2 needs not son/2 needs not son_in_law/2, by 0.9 :: son_in_law(X, Y) :- father(X, Z), grandmother(Y, Z), \+ son(X, Y). 0.6 :: son(X, Y) :- father(X, Z), granddaughter(Z, Y), \+ son_in_law(X, Y). (score 0.25, kinship/son_in_law#0:25)
0.9 :: son_in_law(X, Y) :- father(X, Z), grandmother(Y, Z), \+ son(X, Y).
% P205 negation through recursion: son_in_law/2 needs not son/2 needs father/2 needs son_in_law/2, by 0.5 :: son_in_law(X, Y) :- father(X, Z), granddaughter(Z, Y), \+ son(X, Y). son(X, Y) :- father(Y, X), male(X). father(X, Y) :- son_in_law(Z, X), husband(Z, Y), male(X). (score 0.5, kinship/son_in_law#0:23)
0.5 :: son_in_law(X, Y) :- father(X, Z), granddaughter(Z, Y), \+ son(X, Y).
% P205 negation through recursion: son_in_law/2 needs not son/2 needs father/2 needs son_in_law/2, by 0.5 :: son_in_law(X, Y) :- father(X, Z), grandson(Z, Y), \+ son(X, Y). son(X, Y) :- father(Y, X), male(X). father(X, Y) :- son_in_law(Z, X), husband(Z, Y), male(X). (score 0.5, kinship/son_in_law#0:22)
0.5 :: son_in_law(X, Y) :- father(X, Z), grandson(Z, Y), \+ son(X, Y).

% daughter_in_law/2: 4 rules
% P205 negation through recursion: daughter_in_law/2 needs not daughter/2 needs father/2 needs daughter_in_law/2, by 0.9 :: daughter_in_law(X, Y) :- mother(X, Z), grandfather(Y, Z), \+ daughter(X, Y). daughter(X, Y) :- father(Y, X), female(X). father(X, Y) :- daughter_in_law(Z, X), wife(Z, Y), male(X). (score 0.75, kinship/daughter_in_law#1:26)
0.9 :: daughter_in_law(X, Y) :- mother(X, Z), grandfather(Y, Z), \+ daughter(X, Y).
% P205 negation through recursion: daughter_in_law/2 needs not daughter/2 needs father/2 needs daughter_in_law/2, by 0.9 :: daughter_in_law(X, Y) :- mother(X, Z), grandmother(Y, Z), \+ daughter(X, Y). daughter(X, Y) :- father(Y, X), female(X). father(X, Y) :- daughter_in_law(Z, X), wife(Z, Y), male(X). (score 0.75, kinship/daughter_in_law#1:27)
0.9 :: daughter_in_law(X, Y) :- mother(X, Z), grandmother(Y, Z), \+ daughter(X, Y).
% P205 negation through recursion: daughter_in_law/2 needs not daughter/2 needs father/2 needs daughter_in_law/2, by 0.5 :: daughter_in_law(X, Y) :- mother(X, Z), granddaughter(Z, Y), \+ daughter(X, Y). daughter(X, Y) :- father(Y, X), female(X). father(X, Y) :- daughter_in_law(Z, X), wife(Z, Y), male(X). (score 0.5, kinship/daughter_in_law#1:25)
0.5 :: daughter_in_law(X, Y) :- mother(X, Z), granddaughter(Z, Y), \+ daughter(X, Y).
% P205 negation through recursion: daughter_in_law/2 needs not daughter/2 needs father/2 needs daughter_in_law/2, by 0.5 :: daughter_in_law(X, Y) :- mother(X, Z), grandson(Z, Y), \+ daughter(X, Y). daughter(X, Y) :- father(Y, X), female(X). father(X, Y) :- daughter_in_law(Z, X), wife(Z, Y), male(X). (score 0.5, kinship/daughter_in_law#1:24)
0.5 :: daughter_in_law(X, Y) :- mother(X, Z), grandson(Z, Y), \+ daughter(X, Y).

% denials: 129 rules
% P308 a constraint that only the teacher states: :- aunt(X, X). (score 1.0, kinship/constraints#0:38)
:- aunt(X, X).
% P308 a constraint that only the teacher states: :- brother(X, X). (score 1.0, kinship/constraints#0:29)
:- brother(X, X).
% P308 a constraint that only the teacher states: :- daughter(X, X). (score 1.0, kinship/constraints#0:28)
:- daughter(X, X).
% P308 a constraint that only the teacher states: :- daughter_in_law(X, X). (score 1.0, kinship/constraints#0:44)
:- daughter_in_law(X, X).
% P308 a constraint that only the teacher states: :- father(X, X). (score 1.0, kinship/constraints#0:25)
:- father(X, X).
% P308 a constraint that only the teacher states: :- father_in_law(X, X). (score 1.0, kinship/constraints#0:41)
:- father_in_law(X, X).
% P308 a constraint that only the teacher states: :- granddaughter(X, X). (score 1.0, kinship/constraints#0:36)
:- granddaughter(X, X).
% P308 a constraint that only the teacher states: :- grandfather(X, X). (score 1.0, kinship/constraints#0:33)
:- grandfather(X, X).
% P308 a constraint that only the teacher states: :- grandmother(X, X). (score 1.0, kinship/constraints#0:34)
:- grandmother(X, X).
% P308 a constraint that only the teacher states: :- grandson(X, X). (score 1.0, kinship/constraints#0:35)
:- grandson(X, X).
% P308 a constraint that only the teacher states: :- husband(X, X). (score 1.0, kinship/constraints#0:31)
:- husband(X, X).
% P308 a constraint that only the teacher states: :- mother(X, X). (score 1.0, kinship/constraints#0:26)
:- mother(X, X).
% P308 a constraint that only the teacher states: :- mother_in_law(X, X). (score 1.0, kinship/constraints#0:42)
:- mother_in_law(X, X).
% P308 a constraint that only the teacher states: :- nephew(X, X). (score 1.0, kinship/constraints#0:39)
:- nephew(X, X).
% P308 a constraint that only the teacher states: :- niece(X, X). (score 1.0, kinship/constraints#0:40)
:- niece(X, X).
% P308 a constraint that only the teacher states: :- sister(X, X). (score 1.0, kinship/constraints#0:30)
:- sister(X, X).
% P308 a constraint that only the teacher states: :- son(X, X). (score 1.0, kinship/constraints#0:27)
:- son(X, X).
% P308 a constraint that only the teacher states: :- son_in_law(X, X). (score 1.0, kinship/constraints#0:43)
:- son_in_law(X, X).
% P308 a constraint that only the teacher states: :- uncle(X, X). (score 1.0, kinship/constraints#0:37)
:- uncle(X, X).
% P308 a constraint that only the teacher states: :- wife(X, X). (score 1.0, kinship/constraints#0:32)
:- wife(X, X).
% P308 a constraint that only the teacher states: :- aunt(X, Y), aunt(Y, X). (score 0.75, kinship/constraints#0:67)
:- aunt(X, Y), aunt(Y, X).
% P308 a constraint that only the teacher states: :- aunt(X, Y), male(X). (score 0.75, kinship/constraints#0:16)
:- aunt(X, Y), male(X).
% P308 a constraint that only the teacher states: :- aunt(X, Y), niece(X, Y). (score 0.25, kinship/constraints#0:99)
:- aunt(X, Y), niece(X, Y).
% P308 a constraint that only the teacher states: :- brother(X, Y), female(X). (score 0.75, kinship/constraints#0:7)
:- brother(X, Y), female(X).
% P308 a constraint that only the teacher states: :- brother(X, Y), grandfather(X, Y). (score 0.75, kinship/constraints#1:110)
:- brother(X, Y), grandfather(X, Y).
% P308 a constraint that only the teacher states: :- brother(X, Y), grandson(X, Y). (score 0.5, kinship/constraints#2:94)
:- brother(X, Y), grandson(X, Y).
% P308 a constraint that only the teacher states: :- brother(X, Y), husband(X, Y). (score 1.0, kinship/constraints#0:86)
:- brother(X, Y), husband(X, Y).
% P308 a constraint that only the teacher states: :- brother(X, Y), nephew(X, Y). (score 0.5, kinship/constraints#2:92)
:- brother(X, Y), nephew(X, Y).
% P308 a constraint that only the teacher states: :- brother(X, Y), son(X, Y). (score 1.0, kinship/constraints#0:88)
:- brother(X, Y), son(X, Y).
% P308 a constraint that only the teacher states: :- brother(X, Y), uncle(X, Y). (score 0.75, kinship/constraints#0:90)
:- brother(X, Y), uncle(X, Y).
% P308 a constraint that only the teacher states: :- brother(X, Y), wife(Y, X). (score 0.25, kinship/constraints#1:108)
:- brother(X, Y), wife(Y, X).
% P308 a constraint that only the teacher states: :- daughter(X, Y), daughter(Y, X). (score 1.0, kinship/constraints#0:61)
:- daughter(X, Y), daughter(Y, X).
% P308 a constraint that only the teacher states: :- daughter(X, Y), daughter_in_law(X, Y). (score 1.0, kinship/constraints#0:97)
:- daughter(X, Y), daughter_in_law(X, Y).
% P308 a constraint that only the teacher states: :- daughter(X, Y), granddaughter(X, Y). (score 1.0, kinship/constraints#0:93)
:- daughter(X, Y), granddaughter(X, Y).
% P308 a constraint that only the teacher states: :- daughter(X, Y), male(X). (score 0.75, kinship/constraints#0:6)
:- daughter(X, Y), male(X).
% P308 a constraint that only the teacher states: :- daughter(X, Y), niece(X, Y). (score 1.0, kinship/constraints#0:95)
:- daughter(X, Y), niece(X, Y).
% P308 a constraint that only the teacher states: :- daughter(X, Y), wife(X, Y). (score 0.75, kinship/constraints#1:100)
:- daughter(X, Y), wife(X, Y).
% P308 a constraint that only the teacher states: :- daughter_in_law(X, Y), daughter_in_law(Y, X). (score 0.25, kinship/constraints#3:69)
:- daughter_in_law(X, Y), daughter_in_law(Y, X).
% P308 a constraint that only the teacher states: :- daughter_in_law(X, Y), male(X). (score 0.75, kinship/constraints#0:22)
:- daughter_in_law(X, Y), male(X).
% P308 a constraint that only the teacher states: :- father(X, Y), brother(X, Y). (score 1.0, kinship/constraints#0:76)
:- father(X, Y), brother(X, Y).
% P308 a constraint that only the teacher states: :- father(X, Y), father(Y, X). (score 1.0, kinship/constraints#0:57)
:- father(X, Y), father(Y, X).
% P308 a constraint that only the teacher states: :- father(X, Y), father_in_law(X, Y). (score 1.0, kinship/constraints#0:80)
:- father(X, Y), father_in_law(X, Y).
% P308 a constraint that only the teacher states: :- father(X, Y), female(X). (score 0.75, kinship/constraints#0:3)
:- father(X, Y), female(X).
% P308 a constraint that only the teacher states: :- father(X, Y), grandfather(X, Y). (score 1.0, kinship/constraints#0:78)
:- father(X, Y), grandfather(X, Y).
% P308 a constraint that only the teacher states: :- father(X, Y), grandson(X, Y). (score 0.75, kinship/constraints#1:82)
:- father(X, Y), grandson(X, Y).
% P308 a constraint that only the teacher states: :- father(X, Y), husband(X, Y). (score 1.0, kinship/constraints#0:77)
:- father(X, Y), husband(X, Y).
% P308 a constraint that only the teacher states: :- father(X, Y), mother(X, Y). (score 0.25, kinship/constraints#0:75)
:- father(X, Y), mother(X, Y).
% P308 a constraint that only the teacher states: :- father(X, Y), mother(Y, X). (score 1.0, kinship/constraints#0:59)
:- father(X, Y), mother(Y, X).
% P308 a constraint that only the teacher states: :- father(X, Y), nephew(X, Y). (score 0.75, kinship/constraints#1:81)
:- father(X, Y), nephew(X, Y).
% P308 a constraint that only the teacher states: :- father(X, Y), son(X, Y). (score 1.0, kinship/constraints#0:73)
:- father(X, Y), son(X, Y).
% P308 a constraint that only the teacher states: :- father(X, Y), son_in_law(X, Y). (score 0.5, kinship/constraints#1:83)
:- father(X, Y), son_in_law(X, Y).
% P308 a constraint that only the teacher states: :- father(X, Y), uncle(X, Y). (score 1.0, kinship/constraints#0:79)
:- father(X, Y), uncle(X, Y).
% P308 a constraint that only the teacher states: :- father_in_law(X, Y), father_in_law(Y, X). (score 0.75, kinship/constraints#0:69)
:- father_in_law(X, Y), father_in_law(Y, X).
% P308 a constraint that only the teacher states: :- father_in_law(X, Y), female(X). (score 0.75, kinship/constraints#0:19)
:- father_in_law(X, Y), female(X).
% P308 a constraint that only the teacher states: :- granddaughter(X, Y), granddaughter(Y, X). (score 0.5, kinship/constraints#1:73)
:- granddaughter(X, Y), granddaughter(Y, X).
% P308 a constraint that only the teacher states: :- granddaughter(X, Y), male(X). (score 0.75, kinship/constraints#0:14)
:- granddaughter(X, Y), male(X).
% P308 a constraint that only the teacher states: :- granddaughter(X, Y), niece(X, Y). (score 0.5, kinship/constraints#2:116)
:- granddaughter(X, Y), niece(X, Y).
% P308 a constraint that only the teacher states: :- grandfather(X, Y), father(Y, X). (score 0.25, kinship/constraints#1:68)
:- grandfather(X, Y), father(Y, X).
% P308 a constraint that only the teacher states: :- grandfather(X, Y), female(X). (score 0.75, kinship/constraints#0:11)
:- grandfather(X, Y), female(X).
% P308 a constraint that only the teacher states: :- grandfather(X, Y), grandfather(Y, X). (score 1.0, kinship/constraints#0:63)
:- grandfather(X, Y), grandfather(Y, X).
% P308 a constraint that only the teacher states: :- grandfather(X, Y), grandmother(Y, X). (score 1.0, kinship/constraints#0:65)
:- grandfather(X, Y), grandmother(Y, X).
% P308 a constraint that only the teacher states: :- grandfather(X, Y), grandson(X, Y). (score 0.25, kinship/constraints#0:100)
:- grandfather(X, Y), grandson(X, Y).
% P308 a constraint that only the teacher states: :- grandfather(X, Y), mother(Y, X). (score 0.25, kinship/constraints#1:69)
:- grandfather(X, Y), mother(Y, X).
% P308 a constraint that only the teacher states: :- grandfather(X, Y), uncle(X, Y). (score 0.5, kinship/constraints#2:113)
:- grandfather(X, Y), uncle(X, Y).
% P308 a constraint that only the teacher states: :- grandmother(X, Y), aunt(X, Y). (score 0.5, kinship/constraints#2:114)
:- grandmother(X, Y), aunt(X, Y).
% P308 a constraint that only the teacher states: :- grandmother(X, Y), father(Y, X). (score 0.25, kinship/constraints#1:70)
:- grandmother(X, Y), father(Y, X).
% P308 a constraint that only the teacher states: :- grandmother(X, Y), granddaughter(X, Y). (score 0.25, kinship/constraints#0:101)
:- grandmother(X, Y), granddaughter(X, Y).
% P308 a constraint that only the teacher states: :- grandmother(X, Y), grandmother(Y, X). (score 1.0, kinship/constraints#0:64)
:- grandmother(X, Y), grandmother(Y, X).
% P308 a constraint that only the teacher states: :- grandmother(X, Y), male(X). (score 0.75, kinship/constraints#0:12)
:- grandmother(X, Y), male(X).
% P308 a constraint that only the teacher states: :- grandmother(X, Y), mother(Y, X). (score 0.25, kinship/constraints#1:71)
:- grandmother(X, Y), mother(Y, X).
% P308 a constraint that only the teacher states: :- grandson(X, Y), female(X). (score 0.75, kinship/constraints#0:13)
:- grandson(X, Y), female(X).
% P308 a constraint that only the teacher states: :- grandson(X, Y), granddaughter(Y, X). (score 0.25, kinship/constraints#3:60)
:- grandson(X, Y), granddaughter(Y, X).
% P308 a constraint that only the teacher states: :- grandson(X, Y), grandson(Y, X). (score 0.5, kinship/constraints#1:72)
:- grandson(X, Y), grandson(Y, X).
% P308 a constraint that only the teacher states: :- grandson(X, Y), nephew(X, Y). (score 0.5, kinship/constraints#2:115)
:- grandson(X, Y), nephew(X, Y).
% P308 a constraint that only the teacher states: :- husband(X, Y), father_in_law(X, Y). (score 0.75, kinship/constraints#1:114)
:- husband(X, Y), father_in_law(X, Y).
% P308 a constraint that only the teacher states: :- husband(X, Y), female(X). (score 0.75, kinship/constraints#0:9)
:- husband(X, Y), female(X).
% P308 a constraint that only the teacher states: :- husband(X, Y), husband(Y, X). (score 0.75, kinship/constraints#1:112)
:- husband(X, Y), husband(Y, X).
% P308 a constraint that only the teacher states: :- husband(X, Y), son_in_law(X, Y). (score 0.5, kinship/constraints#2:110)
:- husband(X, Y), son_in_law(X, Y).
% P308 a constraint that only the teacher states: :- male(X), female(X). (score 1.0, kinship/constraints#0:2)
:- male(X), female(X).
% P308 a constraint that only the teacher states: :- mother(X, Y), aunt(X, Y). (score 1.0, kinship/constraints#0:84)
:- mother(X, Y), aunt(X, Y).
% P308 a constraint that only the teacher states: :- mother(X, Y), daughter(X, Y). (score 1.0, kinship/constraints#0:74)
:- mother(X, Y), daughter(X, Y).
% P308 a constraint that only the teacher states: :- mother(X, Y), daughter_in_law(X, Y). (score 0.5, kinship/constraints#1:91)
:- mother(X, Y), daughter_in_law(X, Y).
% P308 a constraint that only the teacher states: :- mother(X, Y), granddaughter(X, Y). (score 0.75, kinship/constraints#1:90)
:- mother(X, Y), granddaughter(X, Y).
% P308 a constraint that only the teacher states: :- mother(X, Y), grandmother(X, Y). (score 1.0, kinship/constraints#0:83)
:- mother(X, Y), grandmother(X, Y).
% P308 a constraint that only the teacher states: :- mother(X, Y), male(X). (score 0.75, kinship/constraints#0:4)
:- mother(X, Y), male(X).
% P308 a constraint that only the teacher states: :- mother(X, Y), mother(Y, X). (score 1.0, kinship/constraints#0:58)
:- mother(X, Y), mother(Y, X).
% P308 a constraint that only the teacher states: :- mother(X, Y), mother_in_law(X, Y). (score 1.0, kinship/constraints#0:85)
:- mother(X, Y), mother_in_law(X, Y).
% P308 a constraint that only the teacher states: :- mother(X, Y), niece(X, Y). (score 0.75, kinship/constraints#1:89)
:- mother(X, Y), niece(X, Y).
% P308 a constraint that only the teacher states: :- mother(X, Y), sister(X, Y). (score 1.0, kinship/constraints#0:81)
:- mother(X, Y), sister(X, Y).
% P308 a constraint that only the teacher states: :- mother(X, Y), wife(X, Y). (score 1.0, kinship/constraints#0:82)
:- mother(X, Y), wife(X, Y).
% P308 a constraint that only the teacher states: :- mother_in_law(X, Y), male(X). (score 0.75, kinship/constraints#0:20)
:- mother_in_law(X, Y), male(X).
% P308 a constraint that only the teacher states: :- mother_in_law(X, Y), mother_in_law(Y, X). (score 0.75, kinship/constraints#0:70)
:- mother_in_law(X, Y), mother_in_law(Y, X).
% P308 a constraint that only the teacher states: :- nephew(X, Y), female(X). (score 0.75, kinship/constraints#0:17)
:- nephew(X, Y), female(X).
% P308 a constraint that only the teacher states: :- nephew(X, Y), nephew(Y, X). (score 0.25, kinship/constraints#3:64)
:- nephew(X, Y), nephew(Y, X).
% P308 a constraint that only the teacher states: :- niece(X, Y), male(X). (score 0.75, kinship/constraints#0:18)
:- niece(X, Y), male(X).
% P308 a constraint that only the teacher states: :- niece(X, Y), niece(Y, X). (score 0.25, kinship/constraints#3:65)
:- niece(X, Y), niece(Y, X).
% P308 a constraint that only the teacher states: :- sister(X, Y), aunt(X, Y). (score 0.75, kinship/constraints#0:91)
:- sister(X, Y), aunt(X, Y).
% P308 a constraint that only the teacher states: :- sister(X, Y), daughter(X, Y). (score 1.0, kinship/constraints#0:89)
:- sister(X, Y), daughter(X, Y).
% P308 a constraint that only the teacher states: :- sister(X, Y), granddaughter(X, Y). (score 0.5, kinship/constraints#2:100)
:- sister(X, Y), granddaughter(X, Y).
% P308 a constraint that only the teacher states: :- sister(X, Y), grandmother(X, Y). (score 0.75, kinship/constraints#1:111)
:- sister(X, Y), grandmother(X, Y).
% P308 a constraint that only the teacher states: :- sister(X, Y), husband(Y, X). (score 0.25, kinship/constraints#1:109)
:- sister(X, Y), husband(Y, X).
% P308 a constraint that only the teacher states: :- sister(X, Y), male(X). (score 0.75, kinship/constraints#0:8)
:- sister(X, Y), male(X).
% P308 a constraint that only the teacher states: :- sister(X, Y), niece(X, Y). (score 0.5, kinship/constraints#2:98)
:- sister(X, Y), niece(X, Y).
% P308 a constraint that only the teacher states: :- sister(X, Y), wife(X, Y). (score 1.0, kinship/constraints#0:87)
:- sister(X, Y), wife(X, Y).
% P308 a constraint that only the teacher states: :- son(X, Y), daughter(Y, X). (score 1.0, kinship/constraints#0:62)
:- son(X, Y), daughter(Y, X).
% P308 a constraint that only the teacher states: :- son(X, Y), female(X). (score 0.75, kinship/constraints#0:5)
:- son(X, Y), female(X).
% P308 a constraint that only the teacher states: :- son(X, Y), grandson(X, Y). (score 1.0, kinship/constraints#0:92)
:- son(X, Y), grandson(X, Y).
% P308 a constraint that only the teacher states: :- son(X, Y), husband(X, Y). (score 0.75, kinship/constraints#1:95)
:- son(X, Y), husband(X, Y).
% P308 a constraint that only the teacher states: :- son(X, Y), nephew(X, Y). (score 1.0, kinship/constraints#0:94)
:- son(X, Y), nephew(X, Y).
% P308 a constraint that only the teacher states: :- son(X, Y), son(Y, X). (score 1.0, kinship/constraints#0:60)
:- son(X, Y), son(Y, X).
% P308 a constraint that only the teacher states: :- son(X, Y), son_in_law(X, Y). (score 1.0, kinship/constraints#0:96)
:- son(X, Y), son_in_law(X, Y).
% P308 a constraint that only the teacher states: :- son_in_law(X, Y), female(X). (score 0.75, kinship/constraints#0:21)
:- son_in_law(X, Y), female(X).
% P308 a constraint that only the teacher states: :- son_in_law(X, Y), son_in_law(Y, X). (score 0.25, kinship/constraints#3:68)
:- son_in_law(X, Y), son_in_law(Y, X).
% P308 a constraint that only the teacher states: :- uncle(X, Y), aunt(Y, X). (score 0.75, kinship/constraints#0:68)
:- uncle(X, Y), aunt(Y, X).
% P308 a constraint that only the teacher states: :- uncle(X, Y), female(X). (score 0.75, kinship/constraints#0:15)
:- uncle(X, Y), female(X).
% P308 a constraint that only the teacher states: :- uncle(X, Y), nephew(X, Y). (score 0.25, kinship/constraints#0:98)
:- uncle(X, Y), nephew(X, Y).
% P308 a constraint that only the teacher states: :- uncle(X, Y), uncle(Y, X). (score 0.75, kinship/constraints#0:66)
:- uncle(X, Y), uncle(Y, X).
% P308 a constraint that only the teacher states: :- wife(X, Y), daughter_in_law(X, Y). (score 0.5, kinship/constraints#2:112)
:- wife(X, Y), daughter_in_law(X, Y).
% P308 a constraint that only the teacher states: :- wife(X, Y), male(X). (score 0.75, kinship/constraints#0:10)
:- wife(X, Y), male(X).
% P308 a constraint that only the teacher states: :- wife(X, Y), mother_in_law(X, Y). (score 0.75, kinship/constraints#1:115)
:- wife(X, Y), mother_in_law(X, Y).
% P308 a constraint that only the teacher states: :- wife(X, Y), wife(Y, X). (score 0.75, kinship/constraints#1:113)
:- wife(X, Y), wife(Y, X).
% P308 a constraint that only the teacher states: :- father(X, Y), father(Z, Y), X \= Z. (score 1.0, kinship/constraints#0:47)
:- father(X, Y), father(Z, Y), X \= Z.
% P308 a constraint that only the teacher states: :- father_in_law(X, Y), father_in_law(Z, Y), X \= Z. (score 0.5, kinship/constraints#0:53)
:- father_in_law(X, Y), father_in_law(Z, Y), X \= Z.
% P308 a constraint that only the teacher states: :- husband(X, Y), husband(X, Z), Y \= Z. (score 0.75, kinship/constraints#0:51)
:- husband(X, Y), husband(X, Z), Y \= Z.
% P308 a constraint that only the teacher states: :- husband(X, Y), husband(Z, Y), X \= Z. (score 1.0, kinship/constraints#0:49)
:- husband(X, Y), husband(Z, Y), X \= Z.
% P308 a constraint that only the teacher states: :- mother(X, Y), mother(Z, Y), X \= Z. (score 1.0, kinship/constraints#0:48)
:- mother(X, Y), mother(Z, Y), X \= Z.
% P308 a constraint that only the teacher states: :- mother_in_law(X, Y), mother_in_law(Z, Y), X \= Z. (score 0.5, kinship/constraints#0:54)
:- mother_in_law(X, Y), mother_in_law(Z, Y), X \= Z.
% P308 a constraint that only the teacher states: :- wife(X, Y), wife(X, Z), Y \= Z. (score 0.75, kinship/constraints#0:52)
:- wife(X, Y), wife(X, Z), Y \= Z.
% P308 a constraint that only the teacher states: :- wife(X, Y), wife(Z, Y), X \= Z. (score 1.0, kinship/constraints#0:50)
:- wife(X, Y), wife(Z, Y), X \= Z.
