"""Invented signatures, texts sampled under a decoder's mask, and whether a rule stays inside."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction

from llguidance import LLMatcher, LLTokenizer, TokenizerWrapper

from preceptor.logic import (
    Atom,
    Compare,
    Const,
    Declaration,
    Not,
    Num,
    Predicate,
    Role,
    Rule,
    Signature,
    Sort,
    SortKind,
    Term,
    Var,
)

PERSON = Sort("person")
COLOUR = Sort("colour", values=tuple(map(Const, ("red", "redder", "New York", "it's", "é", "X"))))
LEVEL = Sort("level", SortKind.INT, Num(-2), Num(11))
YEARS = Sort("years", SortKind.INT, Num(0), Num(130))
RATIO = Sort("ratio", SortKind.DECIMAL, values=(Num(Fraction(7, 20)), Num(3), Num(Fraction(-1, 3))))


def declared(name: str, *sorts: Sort, role: Role = Role.BOTH) -> Declaration:
    predicate = Predicate(name, len(sorts))
    return Declaration(predicate, tuple(sort.name for sort in sorts), role)


SORTS = (PERSON, COLOUR, LEVEL, YEARS, RATIO)
PAINT = Signature(
    SORTS,
    (
        declared("is a", PERSON, COLOUR),
        declared("likes", PERSON, PERSON, role=Role.INPUT),
        declared("likes", PERSON, COLOUR, LEVEL),
        declared("rain", role=Role.INPUT),
        declared("rainy", LEVEL, role=Role.DERIVED),
        declared("age", PERSON, YEARS, role=Role.INPUT),
        declared("mixed", RATIO, COLOUR),
    ),
)
_UNUSUAL = ("::=", "a.\n", "-b", "\\+ c", '"', "\\", "%json", "ü", "not", "// x", "", "'", "A")
AWKWARD = Signature(
    (COLOUR,), tuple(declared(name, *[COLOUR] * (at % 4)) for at, name in enumerate(_UNUSUAL))
)
OVERLOADED = Signature(
    SORTS,
    (
        declared("p"),
        declared("p", LEVEL, role=Role.INPUT),
        declared("p", COLOUR, LEVEL),
        declared("p", PERSON, LEVEL, COLOUR, role=Role.INPUT),
        declared("p", LEVEL, COLOUR, COLOUR, YEARS),
        declared("p", YEARS, YEARS, YEARS, YEARS, YEARS),
    ),
)
GIVEN_ONLY = Signature((LEVEL,), (declared("at", LEVEL, role=Role.INPUT),))
WORDS_ONLY = Signature(
    (), tuple(declared(name) for name in ("a", "ab", "abc", "x_1", "Wet street"))
)

_NAMES = (
    "a",
    "ab",
    "abC_1",
    "A",
    "a b",
    "a'",
    "\\",
    "é",
    "0",
    "3.5",
    ".",
    ":-",
    ", ",
    '"x"',
    "_",
    "😀",
)


def invented(seed: int) -> Signature:
    """A signature of chance: a few sorts of each kind, predicates with awkward names."""
    chance = random.Random(seed)
    sorts = [
        Sort("open"),
        Sort("listed", values=tuple(map(Const, chance.sample(_NAMES, 4)))),
        Sort("small", SortKind.INT, Num(-1), Num(chance.randint(0, 40))),
        Sort("wide", SortKind.INT, Num(0), Num(1000)),
        Sort("parts", SortKind.DECIMAL, values=(Num(Fraction(chance.randint(1, 99), 100)), Num(3))),
    ]
    declarations = {}
    for name in chance.choices(_NAMES, k=6):
        made = declared(
            name, *chance.choices(sorts, k=chance.randint(0, 3)), role=chance.choice([*Role])
        )
        declarations[made.predicate] = made
    return Signature(tuple(sorts), tuple(declarations.values()))


# ---------------------------------------------------------------- inside the signature or not


def outside(rule: Rule, signature: Signature) -> list[str]:
    """What a rule holds that the signature does not let a teacher say; nothing by rights."""
    known = {(d.predicate.name, d.predicate.arity): d for d in signature.declarations}
    sorts = {sort.name: sort for sort in signature.sorts}
    found: list[str] = []
    atoms = [literal.atom if isinstance(literal, Not) else literal for literal in rule.body]
    for atom in [rule.head, *atoms]:
        if isinstance(atom, Compare):
            found += _compared(atom, signature)
        elif isinstance(atom, Atom):
            declaration = known.get((atom.name, len(atom.args)))
            if declaration is None:
                found.append(f"undeclared: {atom}")
                continue
            for term, name in zip(atom.args, declaration.sorts, strict=True):
                if not isinstance(term, Var) and term not in _values(sorts[name]):
                    found.append(f"no value of {name}: {term}")
            if atom is rule.head and rule.body and not atom.negated:
                found += [f"given: {atom}"] if declaration.role is Role.INPUT else []
    return found


def _compared(compare: Compare, signature: Signature) -> list[str]:
    symbols = {value for sort in signature.sorts for value in sort.values}
    right = compare.right
    number = isinstance(right, Num) and isinstance(right.value, int)
    symbol = compare.op.value in ("=", "\\=") and isinstance(right, Const) and right in symbols
    good = isinstance(compare.left, Var) and (isinstance(right, Var) or number or symbol)
    return [] if good else [f"compared: {compare}"]


def _values(sort: Sort) -> tuple[Term, ...]:
    if sort.kind is SortKind.INT and sort.minimum and sort.maximum:
        wide = sort.maximum.value - sort.minimum.value > 63
        values = range(int(sort.minimum.value), int(sort.maximum.value) + 1)
        return () if wide else tuple(map(Num, values))
    return sort.values


# ---------------------------------------------------------------- texts under a decoder's mask


class _Vocabulary:
    """Every byte is a token; so are some longer texts, which end inside the grammar's own."""

    eos_token_id = 0
    bos_token_id = None
    special_token_ids = (0,)
    tokens = (
        b"<end>",
        *(bytes([byte]) for byte in range(256)),
        *(b").\n", b" :", b":- ", b"(X", b", ", b", Y)", b" =", b"= 3", b".\n:", b"r2", b"'a"),
        *(b'"}', b'": ', b"]}"),
    )

    def __call__(self, text: str | bytes) -> list[int]:
        data = text.encode() if isinstance(text, str) else text
        return [1 + byte for byte in data]


TOKENIZER = LLTokenizer(TokenizerWrapper(_Vocabulary()))


def sampled(grammar: str, count: int, seed: int, longest: int = 400) -> Iterator[str | None]:
    """Texts of tokens drawn by chance from those that the mask allows, as a decoder would; None
    for one that is not finished after so many tokens.
    """
    chance = random.Random(seed)
    fresh = LLMatcher(TOKENIZER, grammar)
    assert not fresh.is_error(), fresh.get_error()
    for _ in range(count):
        yield _sample(fresh.deep_copy(), chance, longest)


def _sample(matcher: LLMatcher, chance: random.Random, longest: int) -> str | None:
    data = b""
    for _ in range(longest):
        allowed = _allowed(matcher.compute_bitmask())
        if 0 in allowed and (len(allowed) == 1 or chance.random() < 0.3):
            return data.decode()
        token = _drawn([token for token in allowed if token], chance)
        assert matcher.consume_token(token), data
        data += _Vocabulary.tokens[token]
    return None


def _allowed(bits: bytes) -> list[int]:
    return [8 * at + bit for at, byte in enumerate(bits) for bit in range(8) if byte >> bit & 1]


def _drawn(tokens: list[int], chance: random.Random) -> int:
    """A kind of token first, so that names stay short and rare signs are drawn too."""
    kinds: dict[str, list[int]] = {}
    for token in tokens:
        first = chr(_Vocabulary.tokens[token][0])
        kind = "letter" if first.isalpha() else "digit" if first.isdigit() else "sign"
        kinds.setdefault("capital" if first.isupper() else kind, []).append(token)
    return chance.choice(kinds[chance.choice([*kinds])])


def accepted(grammar: str, text: str) -> bool:
    """Whether llguidance would let a decoder say the text and stop there."""
    matcher = LLMatcher(TOKENIZER, grammar)
    tokens = _Vocabulary()(text)
    return matcher.try_consume_tokens(tokens) == len(tokens) and matcher.is_accepting()
