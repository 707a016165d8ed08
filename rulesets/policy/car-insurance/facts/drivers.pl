% An example, invented.
% Ask who pays more, and why:  preceptor query policy/car-insurance -g "surcharge(X)" --why

age(gus, 45).
years_licensed(gus, 26).
claims(gus, 0).
points(gus, 0).
car_value(gus, 18000).
garage(gus).
annual_km(gus, 7000).

age(hana, 20).
years_licensed(hana, 1).
claims(hana, 1).
points(hana, 2).
car_value(hana, 9000).
annual_km(hana, 16000).

age(ines, 33).
years_licensed(ines, 12).
claims(ines, 4).
points(ines, 7).
car_value(ines, 25000).
annual_km(ines, 32000).
