"""Rules on small graphs the slow way: every assignment of entities to variables is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product

from hypothesis import strategies as st

from preceptor.learn.triples import Split, Triple, split_of
from preceptor.logic import (
    Arith,
    Atom,
    Compare,
    Const,
    Literal,
    Not,
    Op,
    Rule,
    Term,
    Var,
    occurrences,
)

ENTITIES = ("a", "b", "c", "d", "e")
RELATIONS = ("r", "s", "t")

triples = st.tuples(
    st.sampled_from(ENTITIES), st.sampled_from(RELATIONS), st.sampled_from(ENTITIES)
)


@st.composite
def graphs(draw: st.DrawFn, most: int = 30) -> Split:
    """A graph over all of the entities and relations, its triples in no order."""
    train = draw(st.lists(triples, min_size=1, max_size=most, unique=True))
    every = [(e, r, e) for e in ENTITIES for r in RELATIONS]
    return split_of(train, every, [])


_variables = st.sampled_from([Var("X"), Var("Y"), Var("A"), Var("B")])
_terms = st.one_of(_variables, _variables, _variables, st.sampled_from([Const("a"), Const("b")]))
_names = st.sampled_from(RELATIONS)
_atom = st.builds(lambda name, one, two: Atom(name, (one, two)), _names, _terms, _terms)
_locals = st.one_of(_terms, st.sampled_from([Var("_U"), Var("_V")]))
_negated = st.builds(lambda name, one, two: Not(Atom(name, (one, two))), _names, _locals, _locals)
_compared = st.builds(Compare, st.sampled_from([Op.SAME, Op.DIFFERENT]), _variables, _terms)
_literals = st.one_of(_atom, _atom, _atom, _negated, _compared)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Any rule of up to four literals; most are safe."""
    head = draw(
        st.one_of(
            st.builds(lambda name: Atom(name, (Var("X"), Var("Y"))), _names),
            st.builds(lambda name, one, two: Atom(name, (one, two)), _names, _terms, _terms),
        )
    )
    first = draw(_atom)
    return Rule(head, (first, *draw(st.lists(_literals, max_size=3))))


def predicted(rule: Rule, triples: set[Triple]) -> set[tuple[str, str]]:
    """The pairs that the rule predicts, each without the triple that it predicts.

    Variables are one where `=` says so, else no two have one value, and none a constant's.
    """
    found = set()
    for values in _assignments(rule):
        assert rule.head is not None
        head, tail = (_value(arg, values) for arg in rule.head.args)
        others = triples - {(head, rule.head.name, tail)}
        if all(_holds(literal, values, others) for literal in rule.body):
            found.add((head, tail))
    return found


def _assignments(rule: Rule) -> Iterator[dict[str, str]]:
    """A value for each variable: one for those that are one, distinct ones for those in atoms."""
    classes = _classes(rule)
    for members in classes:
        if len({term for term in members if isinstance(term, Const)}) > 1:
            return  # two constants are never one
    asked = {term for atom in _atoms(rule) for term in atom.args}
    fixed = [_constant(members) for members in classes]
    taken = {c for c, members in zip(fixed, classes, strict=True) if c and members & asked}
    free = [members for members in classes if not _constant(members)]
    for chosen in permutations([e for e in ENTITIES if e not in taken], len(free)):
        values = [(members, c) for members, c in zip(classes, fixed, strict=True) if c]
        values += zip(free, chosen, strict=True)
        yield {t.name: value for members, value in values for t in members if isinstance(t, Var)}


def _atoms(rule: Rule) -> Iterator[Atom]:
    for part in (rule.head, *rule.body):
        if isinstance(part, Atom | Not):
            yield part if isinstance(part, Atom) else part.atom


def _constant(members: set[Term]) -> str | None:
    return next((term.name for term in members if isinstance(term, Const)), None)


def _classes(rule: Rule) -> list[set[Term]]:
    """The terms of the rule, those together that its equalities make one."""
    terms = {term for atom in _atoms(rule) for term in atom.args}
    for literal in rule.body:
        if isinstance(literal, Compare) and literal.op is Op.SAME:
            terms |= {side for side in (literal.left, literal.right) if not isinstance(side, Arith)}
    local = {term for term in terms if isinstance(term, Var) and term.name.startswith("_")}
    classes = [{term} for term in sorted(terms - local, key=str)]
    for literal in rule.body:
        if isinstance(literal, Compare) and literal.op is Op.SAME:
            both = [c for c in classes if c & {literal.left, literal.right}]
            classes = [c for c in classes if c not in both] + [set().union(*both)]
    return classes


def _value(term: Term, values: dict[str, str]) -> str:
    return values[term.name] if isinstance(term, Var) else term.name


def _holds(literal: Literal, values: dict[str, str], triples: set[Triple]) -> bool:
    match literal:
        case Atom(name, (one, two)):
            return (_value(one, values), name, _value(two, values)) in triples
        case Compare(op, left, right):
            return (_value(left, values) == _value(right, values)) == (op is Op.SAME)
        case Not(Atom(name, args)):
            local = [n for n in dict.fromkeys(occurrences(literal)) if n.startswith("_")]
            return not any(
                (_value(args[0], inner), name, _value(args[1], inner)) in triples
                for chosen in product(ENTITIES, repeat=len(local))
                for inner in [values | dict(zip(local, chosen, strict=True))]
            )
    raise AssertionError(literal)
