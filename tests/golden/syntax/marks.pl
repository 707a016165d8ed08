% @id
p(a).
% @id two words
p(b).
% @id one
% @id two
p(c).
p(d). % @id behind
p(e) :-
    % @id inside
    q(a).
% @id good
p(f).
% @id good
p(g).
% @id alone
