% An example, invented.
% Ask who may read what, and why:  preceptor query policy/data-access -g "read(X, D)" --why

user(vera).
role(vera, admin).
trained(vera).
contract(vera, 24).

user(will).
role(will, analyst).
contract(will, 5).
owner(will, survey).

user(xena).
role(xena, intern).
trained(xena).
contract(xena, 2).

data(map).
data(survey).
data(payroll).
classified(map, public).
classified(survey, internal).
classified(payroll, secret).
