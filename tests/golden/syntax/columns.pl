p(a).
	q(a,	b c).
p(日本).
p('日本', b c).
p('é', b c).
