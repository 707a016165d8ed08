% An example, not of the network itself: a few types around infections of the throat.
% Ask what treats what:  preceptor query umls -g "treats(X, 'Throat_Infection')" --why

isa('Flu_Virus', 'Virus').
isa('Cold_Virus', 'Virus').
isa('Throat_Infection', 'Infection').
isa('Antiviral_Spray', 'Antiviral_Drug').
isa('Nurse', 'Health_Professional').

causes('Virus', 'Infection').
manifestation_of('Sore_Throat', 'Throat_Infection').
location_of('Throat', 'Throat_Infection').
treats('Antiviral_Drug', 'Infection').
uses('Health_Professional', 'Antiviral_Drug').
diagnoses('Throat_Swab', 'Throat_Infection').
