"""Hints for syntax errors: what the writer most likely meant."""

from __future__ import annotations

import re

STOP = "a clause ends with a full stop"

_NAMES = "a predicate's name starts with a small letter or is 'quoted'"
_NO_FUNCTIONS = "there are no function symbols: arguments are variables, constants and numbers"
_NO_DIRECTIVES = "there are no directives: declare predicates in domain.toml"
_NEGATE_ONE = "\\+ negates one atom: give the conjunction a rule of its own and negate its head"
_NEGATION = "negation is  \\+ goal"
_OR = "alternatives are  (a ; b)"
_AND = "a conjunction is  a, b"
_NECK = "a rule is written  head :- body"
_DIFFERENT = "different is  \\=  on constants and  =\\=  on numbers"
_AT_MOST = "at most is  =<"
_AT_LEAST = "at least is  >="
_FOLDS = "an aggregate is over one atom:  N = count { X : p(X, Y) }"
_EQUAL = "equal is  =  on constants and  =:=  on numbers"

# What stands before the error, then what stands at it; matched in this order.
_HINTS: tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?:{before})\s*\Z"), re.compile(at), meant)
    for before, at, meant in (
        (
            r"\A:-\s*(?:dynamic|discontiguous|table|(?:use_)?module|initialization|op|set_)\b[^.]*",
            r"",
            _NO_DIRECTIVES,
        ),
        (r"\bnot(?:\s*\(\s*-?\w*)?", r"[\w'(-]", _NEGATION),
        (r"\\\+", r"\(", _NEGATE_ONE),
        (r"(?:^|[^\w'])[A-Z_]\w*", r"\(", _NAMES),
        (r"[\w']\(", r"\)", "without arguments an atom has no parentheses"),
        (r"[(,]\s*(?:[a-z]\w*|'[^'\n]*')", r"\(", _NO_FUNCTIONS),
        (r"", r"[A-Z]\w*\s*\(", _NAMES),
        (r"\.", r"\d", "a decimal begins with a digit: 0.9"),
        (r"", r"\.\d", "a decimal begins with a digit: 0.9"),
        (r"\A[\d.]+", r"-?[a-z']", "a weight is written  0.9 :: head :- body"),
        (r"\w\)?", r"::", "the weight stands in front:  0.9 :: head :- body"),
        (r"", r"===?|\\==|=@=", _EQUAL),
        (r"", r"<=>|<->|↔|⇔", "an equivalence is two rules, one for each direction"),
        (r"", r"<=|≤|⩽", _AT_MOST),
        (r"", r"=>|≥|⩾", f"{_AT_LEAST}  and implication is written  head :- body"),
        (r"", r"!=|<>|=/=|/=|≠", _DIFFERENT),
        (r"", r"<-|->|→|⇒|⊃|←|⇐|:=|:\s|if\b|when\b", _NECK),
        (r"", r"is\b", "there is no is: write  X = expression"),
        (r"", r"!\s*(?:[,;.)]|\Z)", "there is no cut"),
        (r"", r"not\b|!|~|¬", _NEGATION),
        (r"", r"or\b|\||∨", _OR),
        (r"", r"and\b|&|∧", _AND),
        (r"", r"[∀∃]", "variables of a rule are universal: leave the quantifier out"),
        (r"\b(?:count|sum|min|max)\s*", r"\(", _FOLDS),
        (r"\b(?:count|sum|min|max)\s*", r"\{", f"{_FOLDS}; it stands right of a  ="),
        (r"\b(?:count|sum|min|max)\s*\{[^}]*", r"", _FOLDS),
        (r"", r"[\[{]", "there are no lists or sets: state one fact for each member"),
        (r"", r"[\"“”„`]", "a name with spaces or capitals is 'quoted', with single quotes"),
        (r"", r"[‘’′]", "the quotes are straight: 'quoted'"),
        (r"", r"'(?:[^'\\\n]|''|\\.)*'", r"a backslash writes \\ \' \n \t or a code: \x41" + "\\"),
        (r"", r"'", "the quote is not closed on its line; a quote inside is written twice: ''"),
        (r"", r"/\*", "the comment is not closed: it ends with  */"),
        (r"", r":(?![-:])", "there are no modules"),
        (
            r"\w",
            r"[-‐‑–—](?=\w)",
            "a name with a hyphen is 'quoted'; arithmetic stands in comparisons",
        ),
        (r"", r"[‐‑–—−]", "a minus sign is  -"),
        (r"[(,]\s*[\w.]+", r"[-+*/]", "arithmetic stands in comparisons:  N = X + 1"),
        (r"", r"\?-", "a file holds rules and facts; a goal is asked"),
        (r"", r"\.[^\s%\w]?\xa0|\xa0|\u3000|\u200b", "this is not a plain space"),
        (r"", r"[^\W\d_a-zA-Z]", "a name with other letters than a-z is 'quoted'"),
        (r"", r"@", "there is no order of terms: < =< > >= compare numbers"),
        (r"", r"\Z", STOP),
        (r"", r"[-a-z0-9'][^.]*(?::-|::)|:-", "did you forget the full stop of the clause before?"),
    )
)
_NEAR = 200  # characters on either side of the error are looked at
_OPERATOR = re.compile(r"[<>=!\\:|&~/.-]*\Z")


def hint(text: str, offset: int) -> str:
    """A hint for an error at `offset` of a clause; empty when there is nothing useful to say.

    The error may lie inside an operator that the grammar half reads (`<=`), so its beginning
    is looked at as well.
    """
    run = _OPERATOR.search(text, 0, offset)
    starts = sorted({offset, run.start() if run else offset})
    around = tuple((text[max(0, at - _NEAR) : at], text[at : at + _NEAR]) for at in starts)
    for behind, at, meant in _HINTS:
        if any(at.match(rest) and behind.search(before) for before, rest in around):
            return meant
    return ""
