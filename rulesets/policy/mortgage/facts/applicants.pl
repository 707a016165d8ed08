% An example, invented.
% Ask who gets a mortgage, and why:  preceptor query policy/mortgage -g "approve(X)" --why

age(dora, 36).
income(dora, 70000).
deposit(dora, 90000).
price(dora, 320000).
credit_score(dora, 735).

age(emil, 29).
income(emil, 38000).
deposit(emil, 12000).
price(emil, 260000).
credit_score(emil, 690).
first_buyer(emil).

age(fay, 66).
income(fay, 64000).
deposit(fay, 200000).
price(fay, 380000).
credit_score(fay, 780).
self_employed(fay).
