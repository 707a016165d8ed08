"""What any rule of the language predicts on a graph, by the bulk engine.

The rule is written out for one pass without recursion: its head is a predicate of its own, tests
keep its variables apart, and no literal looks at the triple that is predicted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, combinations, product

import numpy as np
from numpy.typing import NDArray

from preceptor.graph import compile, existentials, unbound
from preceptor.learn.chains import Pairs
from preceptor.learn.triples import Index, Split
from preceptor.logic import (
    Arith,
    Atom,
    Compare,
    Const,
    InputError,
    Literal,
    Not,
    Num,
    Op,
    Predicate,
    Rule,
    Term,
    Theory,
    Var,
    map_atom,
    map_rule,
    occurrences,
    substituting,
)
from preceptor.logic.terms import Aggregate
from preceptor.logic.variables import expressions
from preceptor.reason import bulk, materialise

Found = NDArray[np.int32]  # a pair a row
Facts = Mapping[str, NDArray[np.int32]]  # the triples of each relation


class Unscored(InputError):
    """A rule that no prediction on a graph can be worked out for."""


def check(rule: Rule, split: Split) -> None:
    """Raises Unscored with the reason why the rule has no score on the split."""
    if rule.head is None:
        raise Unscored("a denial predicts nothing")
    rule = merged(rule)
    head = rule.head
    assert head is not None
    for atom in (head, *_atoms(rule.body)):
        if atom.negated or len(atom.args) != 2 or split.relation(atom.name) is None:
            raise Unscored(f"no triples are about {atom.predicate}")
    for arg in head.args:
        if isinstance(arg, Num) or (isinstance(arg, Const) and split.entity(arg.name) is None):
            raise Unscored(f"no entity is called {arg}")
    for literal in rule.body:
        if isinstance(literal, Aggregate) and literal.atom.name == head.name:
            raise Unscored(f"{literal.fold} looks at the triples of {head.name} themselves")
    if loose := unbound(rule):
        raise Unscored(f"nothing binds {', '.join(loose)}")


def pairs_of(rule: Rule, split: Split, index: Index) -> Pairs:
    """The pairs that the rule predicts on the triples of `index`. Raises Unscored, and
    LimitExceeded where the bulk engine does."""
    check(rule, split)
    rules, answer = _written_out(merged(rule), _fresh("predicted", split), _fresh("other", split))
    if not rules:
        return Pairs(np.zeros(0, np.int32), np.zeros(0, np.int32))
    relations = sorted({atom.name for each in rules for atom in _atoms(each.body)})
    facts = {
        name: index.of(number) for name in relations if (number := split.relation(name)) is not None
    }
    if any(map(_computes, rule.body)):
        found = _by_name(rules, answer, facts, split)
    else:
        found = _by_number(rules, answer, facts, split)
    order = np.lexsort(found.T[::-1])
    return Pairs(found[order, 0], found[order, 1])


def _by_number(rules: Iterable[Rule], answer: Predicate, facts: Facts, split: Split) -> Found:
    """By the bulk engine, over the numbers of entities."""
    theory = Theory(tuple(map_rule(rule, _Numbering(split)) for rule in rules))
    columns = {Predicate(name, 2): [t[:, 0], t[:, 2]] for name, t in facts.items()}
    found = bulk.materialise(compile(theory), columns).relation(answer)
    return np.stack(found, axis=1).astype(np.int32)


def _by_name(rules: Iterable[Rule], answer: Predicate, facts: Facts, split: Split) -> Found:
    """By the engine that knows aggregates, over names: what is computed is no entity."""
    atoms = (
        Atom(name, (Const(split.entities[head]), Const(split.entities[tail])))
        for name, triples in facts.items()
        for head, _, tail in triples
    )
    model = materialise(compile(Theory(tuple(rules))), atoms)
    numbers = (
        [split.entity(arg.name) if isinstance(arg, Const) else None for arg in atom.args]
        for atom, _ in model.atoms(answer)
    )
    known = [pair for pair in numbers if None not in pair]
    return np.array(known, np.int32).reshape(len(known), 2)


def merged(rule: Rule) -> Rule:
    """The rule without `X = Y` and `X = c` between terms: these are two names for one value."""
    body = list(rule.body)
    for literal in rule.body:
        match literal:
            case Compare(Op.SAME, Var() as one, (Var() | Const() | Num()) as other):
                return merged(_put(rule, literal, one, other))
            case Compare(Op.SAME, (Const() | Num()) as one, Var() as other):
                return merged(_put(rule, literal, other, one))
    return replace(rule, body=tuple(body))


def _put(rule: Rule, equality: Compare, name: Var, value: Term) -> Rule:
    rest = tuple(literal for literal in rule.body if literal is not equality)
    return map_rule(replace(rule, body=rest), substituting({name.name: value}))


def _atoms(body: Iterable[Literal]) -> Iterator[Atom]:
    for literal in body:
        match literal:
            case Atom():
                yield literal
            case Not(atom) | Aggregate(atom=atom):
                yield atom


def _fresh(name: str, split: Split) -> str:
    while split.relation(name) is not None:
        name += "'"
    return name


def _computes(literal: Literal) -> bool:
    """Whether numbers that stand for entities would be taken for numbers."""
    match literal:
        case Aggregate():
            return True
        case Compare(op, left, right):
            return op not in (Op.SAME, Op.DIFFERENT) or any(
                isinstance(side, Arith | Num) for side in (left, right)
            )
    return any(isinstance(expr, Num) for expr in expressions(literal))


class _Numbering:
    """Puts an entity's number for its constant, and a negative one for what is no entity."""

    def __init__(self, split: Split) -> None:
        self._split = split
        self._strange: dict[Term, int] = {}

    def __call__(self, term: Term) -> Term:
        if not isinstance(term, Const):
            return term
        entity = self._split.entity(term.name)
        if entity is None:
            entity = -1 - self._strange.setdefault(term, len(self._strange))
        return Num(entity)


def _written_out(rule: Rule, answer: str, other: str) -> tuple[list[Rule], Predicate]:
    """Rules for the answer, none where the rule rests on what it predicts."""
    head = rule.head
    assert head is not None
    predicate = Predicate(answer, 2)
    if head in rule.body:
        return [], predicate
    tests = tuple(_apart(rule))
    local = existentials(rule)
    ways = [_ways(part, head, local, f"{other}{i}") for i, part in enumerate(rule.body)]
    bodies = product(*(alternatives for alternatives, _ in ways))
    made = [Rule(Atom(answer, head.args), (*chain(*body), *tests)) for body in bodies]
    return made + [extra for _, extras in ways for extra in extras], predicate


def _apart(rule: Rule) -> Iterator[Compare]:
    """Tests that the variables of head and positive atoms differ, from constants as well."""
    atoms = [rule.head, *(literal for literal in rule.body if isinstance(literal, Atom))]
    names = dict.fromkeys(chain(*(occurrences(atom) for atom in atoms if atom is not None)))
    terms = chain(rule.head.args if rule.head else (), *(a.args for a in _atoms(rule.body)))
    constants = dict.fromkeys(term for term in terms if not isinstance(term, Var))
    for one, two in combinations(names, 2):
        yield Compare(Op.DIFFERENT, Var(one), Var(two))
    for name, constant in product(names, constants):
        yield Compare(Op.DIFFERENT, Var(name), constant)


def _ways(
    literal: Literal, head: Atom, local: frozenset[str], other: str
) -> tuple[list[tuple[Literal, ...]], list[Rule]]:
    """How the literal comes to hold without the triple that the head is: each way some literals,
    and rules for what they mention."""
    if not isinstance(literal, Not) or (put := _match(literal.atom, head, local)) is None:
        return [(literal,)], []
    if not put:
        return [()], []  # it denies what is left out
    atom = literal.atom
    bound = tuple(arg for arg in atom.args if not (isinstance(arg, Var) and arg.name in put))
    more = Atom(other, tuple(dict.fromkeys(bound)))  # there is another instance
    again = {name: Var(f"{name}'") for name in put}
    pair = atom, map_atom(atom, substituting(again))
    extras = [Rule(more, (*pair, Compare(Op.DIFFERENT, Var(name), again[name]))) for name in put]
    return [(literal,), (head, Not(more))], extras


def _match(atom: Atom, head: Atom, local: frozenset[str]) -> dict[str, Term] | None:
    """What the local variables are where the atom is the head; None where it cannot be."""
    put: dict[str, Term] = {}
    for arg, term in zip(atom.args, head.args, strict=True):
        if isinstance(arg, Var) and arg.name in local:
            if put.setdefault(arg.name, term) != term:
                return None
        elif arg != term:
            return None
    return put if atom.name == head.name else None
