% An example, invented.
% Ask what may be built, and why:  preceptor query policy/building-permit -g "permit(X)" --why

zone(cottage, residential).
height(cottage, 7).
area(cottage, 140).
distance(cottage, 6).
parking(cottage, 2).

zone(tower, commercial).
height(tower, 75).
area(tower, 1800).
distance(tower, 12).
parking(tower, 60).

zone(mill, industrial).
height(mill, 14).
area(mill, 900).
distance(mill, 25).
parking(mill, 35).
protected(mill).
