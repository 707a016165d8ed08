"""Operators on notation: negations, connectives and comparisons of other languages.

None of the signs that they replace means anything in the grammar at the place where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from preceptor.harvest.arrows import ARROWS, NAMES, NECK, NEGATIONS, has_neck, is_atom
from preceptor.harvest.tokens import Form, Token, joined, replaced, tokens

_LONGEST = 100  # tokens of an atom in parentheses behind a negation
_CONJUNCTIONS = frozenset(("&", "&&", "and"))
_DISJUNCTIONS = frozenset(("|", "||", "or"))
_COMPARISONS = {
    "<=": "=<", "=>": ">=", "!=": "\\=", "<>": "\\=", "\\==": "\\=", "=/=": "\\=", "==": "=",
    "===": "=",
}  # fmt: skip
# Of someone with a name: `This is a bird` and `Everyone is a person` say something else.
COPULA = re.compile(
    r"\s*(?!(?:This|That|There|Here|It|He|She|What|Who|Which|One|Each|No|Any|Every|Some)"
    r"(?:one|body|thing)?\b)([A-Z]\w+)[ \t]+is[ \t]+"
    r"(not[ \t]+)?(?:an?[ \t]+)?([^\W\d_]\w*)[ \t]*(\.?)\s*"
)


# ---------------------------------------------------------------- negation


def negation(text: str) -> str:
    """`not p(X)`, `not(p(X))`, `!p(X)`, `~p(X)` and `\\+ (p(X))` are `\\+ p(X)` in a body; a head
    that is negated in any of these ways is negated strongly."""
    found = list(tokens(text))
    closed = _closings(found)
    in_head = has_neck(found) or not any(t.text in ARROWS for t in found)
    for at, token in enumerate(found):
        in_head = in_head and token.text != NECK
        if not token.argument and token.text.lower() in NEGATIONS:
            _negate(found, at, "-" if in_head else "\\+ ", closed)
    return joined(found)


def _negate(found: list[Token], at: int, sign: str, closed: Mapping[int, int]) -> None:
    """Writes the sign for a negation, and takes the parentheses off the atom behind it."""
    first = _next(found, at + 1)
    if first is None:
        return
    if found[first].text == "(":
        last = closed.get(first, len(found))
        if last - first > _LONGEST or not is_atom(found[first + 1 : last]):
            return
        found[first], found[last] = replaced(found[first], ""), replaced(found[last], "")
    elif found[first].form not in NAMES and found[first].text != "-":
        return
    found[at] = replaced(found[at], sign)
    if first == at + 2:
        found[at + 1] = replaced(found[at + 1], "")


def _next(found: Sequence[Token], at: int) -> int | None:
    """The place of the next token that is no blank."""
    while at < len(found) and found[at].form is Form.SPACE:
        at += 1
    return at if at < len(found) else None


def _closings(found: Sequence[Token]) -> dict[int, int]:
    """For each parenthesis that is closed the place of the one that closes it."""
    opened: list[int] = []
    closed: dict[int, int] = {}
    for place, token in enumerate(found):
        if token.text == "(":
            opened.append(place)
        elif token.text == ")" and opened:
            closed[opened.pop()] = place
    return closed


# ---------------------------------------------------------------- connectives and comparisons


def conjunction(text: str) -> str:
    """`q(X) & r(X)`, `q(X) and r(X)`, `q(X), and r(X)`."""
    found = tokens(text)
    out: list[str] = []
    before = ""  # the last token that is no blank
    for token in found:
        joins = not token.argument and token.text.lower() in _CONJUNCTIONS
        if joins and before == ",":
            out.append(" " * len(token.text))
        elif joins:
            out[_behind_blanks(out) :] = [",", *[" "] * (token.form is Form.WORD)]
        else:
            out.append(token.text)
        before = before if token.form is Form.SPACE else token.text
    return "".join(out)


def _behind_blanks(out: list[str]) -> int:
    """The length of what was written without the blanks at its end."""
    length = len(out)
    while length and out[length - 1].isspace():
        length -= 1
    return length


def disjunction(text: str) -> str:
    """`q(X) | r(X)`, `q(X) or r(X)`; beside a comma it is not clear what the two sides are."""
    if any(token.text == "," and not token.argument for token in tokens(text)):
        return text
    return _signs(text, lambda word: ";" if word.lower() in _DISJUNCTIONS else word)


def comparison(text: str) -> str:
    """`N <= 3`, `N => 3`, `X != Y`, `X <> Y`, `X == Y`."""
    return _signs(text, lambda word: _COMPARISONS.get(word, word))


def assignment(text: str) -> str:
    """`N is M + 1`."""
    found = tokens(text)
    out = []
    for at, token in enumerate(found):
        follows = found[at + 1 : at + 2]
        infix = at > 0 and bool(follows) and follows[0].form is Form.SPACE
        is_word = token.text == "is" and not token.argument and infix
        out.append(replaced(token, "=") if is_word else token)
    return joined(out)


def _signs(text: str, change: Callable[[str], str]) -> str:
    found = tokens(text)
    return joined(t if t.argument else replaced(t, change(t.text)) for t in found)


# ---------------------------------------------------------------- copula


def copula(text: str) -> str:
    """`Alex is a zumpus.` is zumpus(alex), `Alex is not kind.` is -kind(alex); in a body,
    `X is a zumpus` is zumpus(X)."""
    sentence = COPULA.fullmatch(text)
    if sentence is None:
        return _in_bodies(text)
    name, denied, noun, end = sentence.groups()
    return f"{'-' if denied else ''}{noun.lower()}({name.lower()}){end}"


def _in_bodies(text: str) -> str:
    found = list(tokens(text))
    for at in range(2, len(found) - 4):
        phrase = found[at - 2 : at + 5]
        words, blanks = phrase[::2], phrase[1::2]
        articled = phrase[2].text == "is" and phrase[4].text in ("a", "an")
        plain = all(w.form is Form.WORD and not w.argument for w in words)
        if articled and plain and all(b.form is Form.SPACE for b in blanks):
            found[at - 2 : at + 5] = [
                *(replaced(token, "") for token in phrase[:-1]),
                replaced(phrase[-1], f"{phrase[-1].text.lower()}({phrase[0].text})"),
            ]
    return joined(found)
