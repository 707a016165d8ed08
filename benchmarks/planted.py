"""Planted theories: rules in topics, some of which conflict by construction, each with a decoy.

A topic has filler rules (layers, joins, thresholds) and four places for a conflict: two rules
that meet directly, a chain of four against one, thresholds that overlap, and a functional
conclusion with two values. Where no conflict is planted a decoy of the same shape stands, which
exclusive inputs, an exception, or thresholds that only touch keep apart.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from preceptor.logic import (
    Atom,
    Compare,
    Declaration,
    Literal,
    Not,
    Num,
    Op,
    Predicate,
    Role,
    Rule,
    Signature,
    Sort,
    SortKind,
    Theory,
    Var,
)

X, Y, N = Var("X"), Var("Y"), Var("N")
SHARE = 0.05  # of the rules that take part in a conflict
CHAIN = 3  # rules in a row before the one that conflicts


@dataclass(slots=True)
class Planted:
    """A theory with the cores that a checker must find, and the rules that must be incoherent."""

    rules: list[Rule] = field(default_factory=list)
    laws: list[Rule] = field(default_factory=list)
    inputs: dict[str, int] = field(default_factory=dict)  # arity; of a number where it is negative
    derived: dict[str, Declaration] = field(default_factory=dict)
    cores: set[frozenset[str]] = field(default_factory=set)
    incoherent: set[str] = field(default_factory=set)

    @property
    def theory(self) -> Theory:
        return Theory(tuple(self.rules), self.signature)

    @property
    def signature(self) -> Signature:
        numbers = Sort("number", SortKind.INT, Num(0), Num(100))
        given = (_input(name, arity) for name, arity in self.inputs.items())
        return Signature((numbers,), (*given, *self.derived.values()))

    def add(self, head: str, *body: Literal, value: int | None = None) -> str:
        """Adds a rule about X and gives its name."""
        args = (X,) if value is None else (X, Num(value))
        key = () if value is None else (0,)
        sorts = ("",) if value is None else ("", "number")
        predicate = Predicate(head, len(args))
        self.derived[head] = Declaration(predicate, sorts, Role.DERIVED, functional=key)
        name = f"r{len(self.rules)}"
        self.rules.append(Rule(Atom(head, args), tuple(dict.fromkeys(body)), name=name))
        return name

    def given(self, name: str) -> Atom:
        self.inputs[name] = 1
        return Atom(name, (X,))

    def number(self, name: str) -> Atom:
        self.inputs[name] = -2
        return Atom(name, (X, N))

    def forbid(self, *body: Literal) -> None:
        self.laws.append(Rule(None, body, name=f"c{len(self.laws)}"))


def _input(name: str, arity: int) -> Declaration:
    if arity < 0:
        return Declaration(Predicate(name, 2), ("", "number"), Role.INPUT, functional=(0,))
    return Declaration(Predicate(name, arity), ("",) * arity, Role.INPUT)


def about(name: str) -> Atom:
    return Atom(name, (X,))


def planted(size: int, seed: int, share: float = SHARE) -> Planted:
    """At least `size` rules, of which about `share` take part in planted conflicts."""
    chance = random.Random(seed)
    made = Planted()
    topic = 0
    while len(made.rules) < size:
        topic += 1
        _filler(made, topic, chance)
        for kind in (_direct, _chain, _thresholds, _values):
            taking_part = sum(map(len, made.cores))
            kind(made, topic, chance, taking_part < share * size and chance.random() < 0.45)
    return made


def _filler(made: Planted, topic: int, chance: random.Random) -> None:
    for layer in range(chance.randint(8, 12)):
        made.add(f"f{topic}_{layer}", *_filler_body(made, topic, layer, chance))


def _filler_body(made: Planted, topic: int, layer: int, chance: random.Random) -> Iterator[Literal]:
    below = about(f"f{topic}_{chance.randrange(layer)}") if layer else None
    first = made.given(f"e{topic}_{chance.randrange(6)}")
    if chance.random() < 0.2:
        made.inputs[f"rel{topic}"] = 2
        yield Atom(f"rel{topic}", (X, Y))
        yield Atom(first.name, (Y,))
        return
    yield below if below is not None and chance.random() < 0.5 else first
    if chance.random() < 0.4:
        yield made.given(f"e{topic}_{chance.randrange(6)}")
    if topic > 1 and chance.random() < 0.15:
        yield about(f"f{chance.randint(max(1, topic - 50), topic - 1)}_{chance.randrange(8)}")
    if chance.random() < 0.3:
        yield made.number(f"a{topic}")
        op = chance.choice([Op.LT, Op.LE, Op.GT, Op.GE])
        yield Compare(op, N, Num(chance.randint(1, 99)))


def _direct(made: Planted, topic: int, chance: random.Random, conflict: bool) -> None:
    """p and q exclude each other: p needs e and f, q needs e; the decoy has exclusive inputs."""
    one, other = f"p_direct{topic}", f"q_direct{topic}"
    e, f = made.given(f"e_direct{topic}"), made.given(f"f_direct{topic}")
    made.forbid(about(one), about(other))
    if conflict:
        first, second = made.add(one, e, f), made.add(other, e)
        made.cores.add(frozenset((first, second)))
        made.incoherent.add(first)
    else:
        made.add(one, e)
        made.add(other, f)
        made.forbid(e, f)


def _chain(made: Planted, topic: int, chance: random.Random, conflict: bool) -> None:
    """A chain of rules from e to p, and q from e; the decoy's q excepts the chain's end."""
    one, other = f"p_chain{topic}", f"q_chain{topic}"
    made.forbid(about(one), about(other))
    first = last = made.given(f"e_chain{topic}")
    names: list[str] = []
    for link in range(CHAIN):
        step = f"m{topic}_{link}"
        names.append(made.add(step, last))
        last = about(step)
    names.append(made.add(one, last))
    if conflict:
        names.append(made.add(other, first))
        made.cores.add(frozenset(names))
        made.incoherent.update(names)
    else:
        made.add(other, made.given(f"f_chain{topic}"), Not(last))


def _thresholds(made: Planted, topic: int, chance: random.Random, conflict: bool) -> None:
    """p below a threshold, q above one that lies under it; the decoy's thresholds touch."""
    one, other, bound = f"p_low{topic}", f"q_high{topic}", chance.randint(20, 80)
    made.forbid(about(one), about(other))
    number = made.number(f"n{topic}")
    low = made.add(one, number, Compare(Op.LT, N, Num(bound)))
    start = Num(bound - chance.randint(2, 6)) if conflict else Num(bound)
    high = made.add(other, number, Compare(Op.GE, N, start))
    if conflict:
        made.cores.add(frozenset((low, high)))


def _values(made: Planted, topic: int, chance: random.Random, conflict: bool) -> None:
    """A functional conclusion is 5 up to a threshold and 7 from it on; the decoy excludes it."""
    value, bound = f"v{topic}", chance.randint(20, 80)
    number = made.number(f"k{topic}")
    low = made.add(value, number, Compare(Op.LE, N, Num(bound)), value=5)
    op = Op.GE if conflict else Op.GT
    high = made.add(value, number, Compare(op, N, Num(bound)), value=7)
    if conflict:
        made.cores.add(frozenset((low, high)))
