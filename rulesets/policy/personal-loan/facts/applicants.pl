% An example, invented.
% Ask who gets a loan, and why:  preceptor query policy/personal-loan -g "approve(X)" --why

age(ann, 41).
income(ann, 52000).
debt(ann, 6000).
credit_score(ann, 755).
employed_months(ann, 90).
requested(ann, 15000).

age(ben, 17).
income(ben, 9000).
debt(ben, 0).
credit_score(ben, 610).
employed_months(ben, 4).
requested(ben, 3000).

age(cleo, 58).
income(cleo, 30000).
debt(cleo, 2000).
credit_score(cleo, 660).
employed_months(cleo, 200).
bankrupt(cleo).
collateral(cleo, 80000).
requested(cleo, 20000).
