% An example: fourteen people in four generations, given by their parents, spouses and genders.

% 1: walter and edith; oscar
% 2: george and alice are children of walter and edith; helen is oscar's daughter
% 3: bob and clara are children of george and helen; david and emma of frank and alice
% 4: ivy and jack are children of henry and clara

father(walter, george).
father(walter, alice).
father(oscar, helen).
father(george, bob).
father(george, clara).
father(frank, david).
father(frank, emma).
father(henry, ivy).
father(henry, jack).

mother(edith, george).
mother(edith, alice).
mother(helen, bob).
mother(helen, clara).
mother(alice, david).
mother(alice, emma).
mother(clara, ivy).
mother(clara, jack).

husband(walter, edith).
husband(george, helen).
husband(frank, alice).
husband(henry, clara).

male(walter).
male(oscar).
male(george).
male(frank).
male(bob).
male(david).
male(henry).
male(jack).

female(edith).
female(alice).
female(helen).
female(clara).
female(emma).
female(ivy).
