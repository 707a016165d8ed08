% An example, invented.
% Ask what is refunded, and why:  preceptor query policy/refund -g "refund(X)" --why

days_since(kettle, 12).
price(kettle, 45).
member(kettle, basic).
opened(kettle).
defective(kettle).

days_since(novel, 25).
price(novel, 14).
member(novel, gold).

days_since(film, 3).
price(film, 9.5).
member(film, basic).
digital(film).
opened(film).
