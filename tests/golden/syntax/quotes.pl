p('not closed, X).
p('ok', X) :- q('it''s', X).
p('bad \q escape').
p('\x110000\').
p('\xd800\').
p('a
b').
r(a).
