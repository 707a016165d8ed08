% What every decision must keep. Written by a person: trusted, and never dropped.

% No order is both shipped and refused, and none that is refused is shipped for free. One carrier
% for one order: carrier is declared functional in domain.toml.
:- ship(O), refuse(O).
:- free_shipping(O), refuse(O).

% The post takes no hazardous goods.
:- carrier(O, post), hazardous(O).
