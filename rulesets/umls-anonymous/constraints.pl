% Nothing is certain of relations whose names are withheld: there are no constraints.
