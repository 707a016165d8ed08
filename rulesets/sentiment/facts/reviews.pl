% An example, invented: three reviews, taken apart into words and phrases.
% Ask what they think:  preceptor query sentiment -g "positive(R)" --why

% "A gorgeous, moving film with a terrific cast."
word(r1, a).
word(r1, gorgeous).
word(r1, moving).
word(r1, film).
word(r1, with).
word(r1, terrific).
word(r1, cast).
phrase(r1, 'moving film').
phrase(r1, 'terrific cast').

% "Never funny, and far too long."
word(r2, never).
word(r2, funny).
word(r2, and).
word(r2, far).
word(r2, too).
word(r2, long).
phrase(r2, 'too long').
negated(r2, funny).
intensified(r2, long).

% "Predictable, but surprisingly touching."
word(r3, predictable).
word(r3, but).
word(r3, surprisingly).
word(r3, touching).
contrast(r3, touching).
