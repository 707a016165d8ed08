% An example, invented.
% Ask how each order travels, and why:  preceptor query policy/shipping -g "carrier(X, K)" --why

weight(books, 6).
price(books, 90).
country(books, domestic).

weight(piano, 240).
price(piano, 4000).
country(piano, domestic).
fragile(piano).

weight(solvent, 4).
price(solvent, 30).
country(solvent, norway).
hazardous(solvent).
express(solvent).
