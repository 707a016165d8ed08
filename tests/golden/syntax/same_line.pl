p(a). q(b c). r(d).
s(e
