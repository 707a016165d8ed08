"""Hypothesis strategies for the rule language, and for programs that every engine can run.

`theories()` covers all that the grammar can say; `safe_programs()` is the part that is safe,
stratified and finite, over a vocabulary small enough that rules fire.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache

from hypothesis import strategies as st

from preceptor.logic import (
    Arith,
    Atom,
    Compare,
    Const,
    Expr,
    Literal,
    Not,
    Num,
    Op,
    Rule,
    Term,
    Theory,
    Var,
)
from preceptor.syntax import clause_id

MAX_DEPTH = 200  # of nested arithmetic, as engine/preceptor/syntax has it

# ---------------------------------------------------------------- the whole language

_PLAIN = st.from_regex(r"[a-z][A-Za-z0-9_]{0,6}", fullmatch=True)
_UNICODE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6)
_AWKWARD = st.sampled_from(
    [
        "",
        "'",
        "\\",
        "%",
        "New York",
        "a\nb",
        "\t",
        "/* */",
        "it''s",
        "X",
        "-1",
        "0.5",
        "a.b. c",
        ":-",
    ]
)


@cache
def names() -> st.SearchStrategy[str]:
    """Of predicates and constants: mostly plain, else any Unicode but NUL and surrogates."""
    return st.one_of(_PLAIN, _PLAIN, _AWKWARD, _UNICODE)


@cache
def variable_names() -> st.SearchStrategy[str]:
    """Never `_` alone: the parser numbers it, so no rule that was read holds it."""
    plain = st.sampled_from(["X", "Y", "Z", "_Who", "_1", "_2", "Long_name1"])
    return plain | st.from_regex(r"[A-Z_][A-Za-z0-9_]{0,4}", fullmatch=True).filter(
        lambda n: n != "_"
    )


@cache
def numbers() -> st.SearchStrategy[Num]:
    """Integers, finite decimals and other fractions, of either sign."""
    return st.one_of(
        st.integers(-9, 9),
        st.integers(-(10**30), 10**30),
        st.decimals(-1000, 1000, places=4).map(Fraction),
        st.fractions(max_denominator=10**6),
    ).map(Num)


@cache
def terms() -> st.SearchStrategy[Term]:
    return st.one_of(variable_names().map(Var), names().map(Const), numbers())


@cache
def expressions(max_leaves: int = 8) -> st.SearchStrategy[Expr]:
    """Arithmetic over variables and numbers."""
    leaves: st.SearchStrategy[Expr] = variable_names().map(Var) | numbers()
    return st.recursive(
        leaves,
        lambda inner: st.builds(Arith, st.sampled_from("+-*/"), inner, inner),
        max_leaves=max_leaves,
    )


@st.composite
def deep_expressions(draw: st.DrawFn, max_depth: int = MAX_DEPTH) -> Expr:
    """A comb of nested arithmetic that leans left, right or both ways."""
    expr: Expr = Var("X")
    sides = draw(st.sampled_from(["left", "right", "zigzag"]))
    op = draw(st.sampled_from("+-*/"))
    for depth in range(draw(st.integers(1, max_depth))):
        leans_left = sides == "left" or (sides == "zigzag" and depth % 2 == 0)
        expr = Arith(op, expr, Num(depth)) if leans_left else Arith(op, Num(depth), expr)
    return expr


@cache
def atoms() -> st.SearchStrategy[Atom]:
    return st.builds(Atom, names(), st.lists(terms(), max_size=4).map(tuple), st.booleans())


@cache
def comparisons() -> st.SearchStrategy[Compare]:
    sides: st.SearchStrategy[Expr] = names().map(Const) | expressions()
    return st.builds(Compare, st.sampled_from(Op), sides, sides)


@cache
def literals() -> st.SearchStrategy[Literal]:
    return st.one_of(atoms(), atoms().map(Not), comparisons())


@cache
def bodies(min_size: int = 1) -> st.SearchStrategy[tuple[Literal, ...]]:
    return st.lists(literals(), min_size=min_size, max_size=4).map(tuple)


@cache
def weights() -> st.SearchStrategy[Fraction]:
    """In (0, 1]: usually 1 or two decimals, sometimes no finite decimal at all."""
    return st.one_of(
        st.just(Fraction(1)),
        st.integers(1, 100).map(lambda n: Fraction(n, 100)),
        st.fractions(0, 1, max_denominator=999).filter(bool),
    )


@cache
def rule_names() -> st.SearchStrategy[str]:
    """What may stand behind `% @id`."""
    return st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_.:/-]{0,8}", fullmatch=True)


_MAYBE_NAMED = st.none() | rule_names()


@st.composite
def rules(draw: st.DrawFn, *, named: bool = True) -> Rule:
    """A rule, a fact or a denial; with a name half the time unless `named` is false."""
    name = draw(_MAYBE_NAMED) if named else None
    if draw(st.integers(0, 4)) == 0:
        return Rule(None, draw(bodies()), name=name)
    return Rule(draw(atoms()), draw(bodies(min_size=0)), draw(weights()), name)


_ONE_RULE = rules()


@st.composite
def disjunctions(draw: st.DrawFn) -> tuple[Rule, ...]:
    """The rules that one clause with `;` unfolds to: they share head, weight, name and clause."""
    first = draw(_ONE_RULE)
    alternatives = draw(st.lists(bodies(), min_size=2, max_size=4))
    unfolded = tuple(replace(first, body=body) for body in alternatives)
    clause = clause_id(unfolded)
    return tuple(replace(rule, clause=clause) for rule in unfolded)


@cache
def clauses() -> st.SearchStrategy[tuple[Rule, ...]]:
    """The rules of one clause: mostly one."""
    single = _ONE_RULE.map(lambda rule: (rule,))
    return st.one_of(single, single, disjunctions())


@st.composite
def theories(draw: st.DrawFn, max_clauses: int = 6) -> Theory:
    """Any theory that the language can say; names are unique among its clauses."""
    drawn = draw(
        st.lists(clauses(), max_size=max_clauses, unique_by=lambda c: c[0].name or object())
    )
    return Theory(tuple(rule for clause in drawn for rule in clause))


# ------------------------------------------------------- programs that every engine can run

SYMBOLS = ("a", "b", "c", "d")
STRATA = 3
_SORTS = {"s": ("X", "Y", "Z"), "n": ("N", "M")}  # variables of symbols and of numbers
_INPUTS = {"node": "s", "edge": "ss", "size": "sn"}  # a predicate's argument sorts
_DERIVED = {f"{name}{i}": sorts for i in range(STRATA) for name, sorts in (("p", "s"), ("q", "ss"))}
_COMPUTED = {f"v{i}": "sn" for i in range(STRATA)}
_ALL = _INPUTS | _DERIVED | _COMPUTED
_WEIGHTS = (Fraction(1), Fraction(1), Fraction(9, 10), Fraction(1, 2))


def _constants(sort: str) -> st.SearchStrategy[Term]:
    return st.sampled_from(SYMBOLS).map(Const) if sort == "s" else st.integers(0, 3).map(Num)


def _stratum(name: str) -> int:
    return -1 if name in _INPUTS else int(name[1:])


def _below(stratum: int) -> list[str]:
    return [name for name in _ALL if _stratum(name) < stratum]


@st.composite
def ground_facts(draw: st.DrawFn, max_size: int = 12) -> tuple[Atom, ...]:
    """Facts of the input predicates, without repetition."""
    name = st.sampled_from(sorted(_INPUTS))
    fact = name.flatmap(
        lambda n: st.tuples(*map(_constants, _INPUTS[n])).map(lambda args: Atom(n, args))
    )
    return tuple(draw(st.lists(fact, max_size=max_size, unique=True)))


@st.composite
def _pattern(draw: st.DrawFn, name: str) -> Atom:
    """An atom over the shared variables, now and then with a constant."""
    args = [
        draw(_constants(sort))
        if draw(st.integers(0, 5)) == 0
        else Var(draw(st.sampled_from(_SORTS[sort])))
        for sort in _ALL[name]
    ]
    return Atom(name, tuple(args))


@st.composite
def _head(draw: st.DrawFn, name: str, bound: list[str], computed: Var | None) -> Atom:
    """An atom over variables that the body binds, constants where it binds none of the sort."""
    args: list[Term] = []
    for sort in _ALL[name]:
        known = [Var(v) for v in _SORTS[sort] if v in bound]
        if sort == "n" and computed is not None:
            args.append(computed)
        else:
            args.append(draw(st.sampled_from(known) if known else _constants(sort)))
    return Atom(name, tuple(args))


@st.composite
def _absence(draw: st.DrawFn, names_below: list[str], bound: list[str], opposites: bool) -> Not:
    """`\\+ p(...)` over a lower stratum: bound variables, constants, existentials."""
    name = draw(st.sampled_from(names_below))
    args: list[Term] = []
    for place, sort in enumerate(_ALL[name], 1):
        known: list[Term] = [Var(v) for v in _SORTS[sort] if v in bound]
        choices = [st.sampled_from(known)] if known else [_constants(sort)]
        choices.append(st.just(Var(f"_{place}")))
        args.append(draw(st.one_of(*choices)))
    negated = opposites and name in _DERIVED and draw(st.booleans())
    return Not(Atom(name, tuple(args), negated))


@st.composite
def _test(draw: st.DrawFn, bound: list[str]) -> Compare:
    """A comparison of bound numbers, or `=`, `\\=` of bound symbols."""
    numeric = [Var(v) for v in _SORTS["n"] if v in bound]
    if numeric and draw(st.booleans()):
        left: Expr = draw(st.sampled_from(numeric))
        if draw(st.booleans()):
            left = draw(_sum(left))
        right = draw(st.sampled_from(numeric) | st.integers(-1, 5).map(Num))
        return Compare(draw(st.sampled_from(Op)), left, right)
    symbolic = [Var(v) for v in _SORTS["s"] if v in bound]
    right_side = draw(st.sampled_from(symbolic) | _constants("s"))
    op = draw(st.sampled_from([Op.SAME, Op.DIFFERENT, Op.DIFFERENT]))
    return Compare(op, draw(st.sampled_from(symbolic)), right_side)


@st.composite
def _sum(draw: st.DrawFn, operand: Expr) -> Arith:
    """Exact arithmetic that never divides by zero."""
    op = draw(st.sampled_from("+-*/"))
    return Arith(op, operand, Num(draw(st.integers(1, 3) if op == "/" else st.integers(0, 3))))


@st.composite
def _program_rule(draw: st.DrawFn, name: str, *, weighted: bool, opposites: bool) -> Rule:
    """A safe rule for `name` that recurs only where no number is computed."""
    stratum, computes = _stratum(name), name in _COMPUTED
    usable = _below(stratum) if computes else _below(stratum + 1)
    chosen = draw(st.lists(st.sampled_from(usable), min_size=1, max_size=3))
    if computes:
        chosen.append("size")
    body: list[Literal] = [draw(_pattern(n)) for n in chosen]
    if opposites and draw(st.integers(0, 5)) == 0 and body[0].name in _DERIVED:
        body[0] = replace(body[0], negated=True)
    symbol = Var("X")
    body.append(Atom("node", (symbol,)))  # so that some symbol is always bound
    bound = sorted({t.name for lit in body for t in lit.args if isinstance(t, Var)})
    computed = None
    numeric = [Var(v) for v in _SORTS["n"] if v in bound]
    if computes and numeric:
        computed = Var("R")
        body.append(Compare(Op.SAME, computed, draw(_sum(draw(st.sampled_from(numeric))))))
    if draw(st.booleans()):
        body.append(draw(_absence(_below(stratum), bound, opposites)))
    if draw(st.booleans()):
        body.append(draw(_test(bound)))
    head = draw(_head(name, bound, computed))
    if opposites and not computes and draw(st.integers(0, 4)) == 0:
        head = replace(head, negated=True)
    weight = draw(st.sampled_from(_WEIGHTS)) if weighted else Fraction(1)
    return Rule(head, tuple(draw(st.permutations(body))), weight)


@st.composite
def _denial(draw: st.DrawFn) -> Rule:
    body: list[Literal] = [draw(_pattern(draw(st.sampled_from(sorted(_ALL))))) for _ in range(2)]
    return Rule(None, tuple(body))


@st.composite
def safe_programs(
    draw: st.DrawFn,
    *,
    max_rules: int = 10,
    weighted: bool = True,
    opposites: bool = True,
    denials: bool = False,
) -> tuple[Theory, tuple[Atom, ...]]:
    """A theory with facts for its input predicates `node/1`, `edge/2` and `size/2`.

    Every rule is safe; negation only looks at lower strata; recursion never computes a number,
    so the model is finite. Some facts stand in the theory itself, weighted if `weighted`.
    """
    heads = st.sampled_from(sorted(_DERIVED | _COMPUTED))
    drawn = draw(st.lists(heads, min_size=1, max_size=max_rules))
    theory = [draw(_program_rule(n, weighted=weighted, opposites=opposites)) for n in drawn]
    own = draw(ground_facts(max_size=3))
    theory += [
        Rule(f, (), draw(st.sampled_from(_WEIGHTS)) if weighted else Fraction(1)) for f in own
    ]
    if denials:
        theory += draw(st.lists(_denial(), max_size=2))
    return Theory(tuple(theory)), draw(ground_facts())
