"""Clauses: rules made ready to be matched against atoms, and to be put in an atom's place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from preceptor.check.comparisons import compared
from preceptor.check.numbering import Numbering, Row
from preceptor.graph import body_order
from preceptor.logic import (
    Atom,
    Compare,
    Literal,
    Not,
    Rule,
    Term,
    Var,
    map_literal,
    occurrences,
)

Values = tuple[int, ...]  # of the variables that are bound so far, by place
Solution = tuple[Values, tuple[Row, ...]]


@dataclass(frozen=True, slots=True)
class Pattern:
    """What the rows of a predicate must be like: numbers, values known before, and new values."""

    predicate: int
    fixed: tuple[tuple[int, int], ...]  # argument, number
    known: tuple[tuple[int, int], ...]  # argument, place
    alike: tuple[tuple[int, int], ...]  # argument, argument
    new: tuple[int, ...]  # arguments whose values take the next places

    def wanted(self, values: Values) -> list[tuple[int, int]]:
        """Arguments with the numbers that they must have."""
        return [*self.fixed, *((argument, values[place]) for argument, place in self.known)]

    def admits(self, row: Row, wanted: Sequence[tuple[int, int]]) -> bool:
        for argument, number in wanted:
            if row[argument] != number:
                return False
        return all(row[argument] == row[other] for argument, other in self.alike)

    @property
    def is_one_row(self) -> bool:
        return not self.new and not self.alike

    def row(self, values: Values) -> Row:
        """The one row that is wanted."""
        return tuple(number for _, number in sorted(self.wanted(values)))


@dataclass(frozen=True, slots=True)
class Test:
    """A comparison of known values; `=` may give a value to the next place."""

    holds: Callable[[Values], Values | None]


@dataclass(frozen=True, slots=True)
class Read:
    """The atoms of a pattern; `place` counts the atoms of the body in the order of the steps."""

    pattern: Pattern
    place: int


@dataclass(frozen=True, slots=True)
class Absence:
    """No atom may be like the pattern."""

    pattern: Pattern


Step = Read | Absence | Test


class Clause:
    """A rule with the steps that find its instances. Two clauses are equal when they are one.

    Raises ValueError for a rule that is not safe.
    """

    __slots__ = (
        "_locals",
        "body",
        "concludes",
        "head",
        "head_terms",
        "is_denial",
        "is_hard",
        "is_law",
        "is_monotone",
        "order",
        "reads",
        "rule",
        "steps",
    )

    def __init__(self, rule: Rule, numbering: Numbering, is_law: bool) -> None:
        self.rule = rule
        self.is_law = is_law
        self.concludes = None if rule.head is None else rule.head.predicate
        self.is_denial = rule.head is None
        self.is_hard = rule.is_hard
        self.is_monotone = not any(isinstance(literal, Not) for literal in rule.body)
        plan = body_order(rule)
        places: dict[str, int] = {}
        self.steps = tuple(_steps(rule.body, plan, places, numbering))
        reads = [step for step in self.steps if isinstance(step, Read)]
        self.reads = tuple(step.pattern.predicate for step in reads)
        positions = [i for i in plan if isinstance(rule.body[i], Atom)]
        # where the premises of a solution stand in the body
        self.order = tuple(positions.index(i) for i in sorted(positions))
        self.head = 0 if rule.head is None else numbering.predicate(rule.head)
        args = () if rule.head is None else rule.head.args
        if any(isinstance(arg, Var) and arg.name not in places for arg in args):
            raise ValueError(f"the body does not bind the head: {rule}")
        self.head_terms = tuple(
            (True, places[arg.name]) if isinstance(arg, Var) else (False, numbering.term(arg))
            for arg in args
        )
        names = dict.fromkeys(name for literal in rule.body for name in occurrences(literal))
        # with variables of its own: `X~0`, which no parser and no number from 1 on gives
        self.body = self._instance({name: Var(f"{name}~0") for name in names})
        said = {arg.name for arg in args if isinstance(arg, Var)}
        self._locals = tuple(name for name in names if name not in said)

    def __repr__(self) -> str:
        return f"Clause({self.rule})"

    def concluded(self, values: Values) -> Row:
        return tuple(values[what] if is_place else what for is_place, what in self.head_terms)

    def resolved(
        self, atom: Atom, number: int
    ) -> tuple[tuple[Literal, ...], Mapping[str, Term]] | None:
        """What to put in the atom's place, and the bindings of its variables; None if it differs.

        A binding's term holds no variable that is itself bound.
        """
        head = self.rule.head
        assert head is not None
        own: dict[str, Term] = {}
        bound: dict[str, Term] = {}

        def value(term: Term) -> Term:
            while isinstance(term, Var) and term.name in bound:
                term = bound[term.name]
            return term

        for wanted, term in zip(head.args, atom.args, strict=True):
            if isinstance(wanted, Var) and wanted.name not in own:
                own[wanted.name] = term
                continue
            one = value(own[wanted.name] if isinstance(wanted, Var) else wanted)
            other = value(term)
            if one == other:
                continue
            if isinstance(one, Var):
                bound[one.name] = other
            elif isinstance(other, Var):
                bound[other.name] = one
            else:
                return None
        for name in self._locals:
            own[name] = Var(f"{name}~{number}")
        return self._instance(own), {name: value(Var(name)) for name in bound}

    def _instance(self, own: Mapping[str, Term]) -> tuple[Literal, ...]:
        def change(term: Term) -> Term:
            return own[term.name] if isinstance(term, Var) else term

        return tuple(map_literal(literal, change) for literal in self.rule.body)


def _steps(
    body: Sequence[Literal],
    plan: Sequence[int],
    places: dict[str, int],
    numbering: Numbering,
) -> list[Step]:
    steps: list[Step] = []
    atoms = 0
    for position in plan:
        literal = body[position]
        if isinstance(literal, Compare):
            steps.append(Test(_test(literal, places, numbering)))
        elif isinstance(literal, Not):
            steps.append(Absence(_pattern(literal.atom, dict(places), numbering)))
        else:
            steps.append(Read(_pattern(literal, places, numbering), atoms))
            atoms += 1
    return steps


def _pattern(atom: Atom, places: dict[str, int], numbering: Numbering) -> Pattern:
    """The pattern of an atom; its new variables take the next places."""
    fixed: list[tuple[int, int]] = []
    known: list[tuple[int, int]] = []
    alike: list[tuple[int, int]] = []
    new: dict[str, int] = {}
    for argument, term in enumerate(atom.args):
        if not isinstance(term, Var):
            fixed.append((argument, numbering.term(term)))
        elif term.name in places:
            known.append((argument, places[term.name]))
        elif term.name in new:
            alike.append((argument, new[term.name]))
        else:
            new[term.name] = argument
    for name in new:
        places[name] = len(places)
    predicate = numbering.predicate(atom)
    return Pattern(predicate, tuple(fixed), tuple(known), tuple(alike), tuple(new.values()))


def _test(
    comparison: Compare, places: dict[str, int], numbering: Numbering
) -> Callable[[Values], Values | None]:
    """The comparison as a function of the values that are known."""
    names = dict.fromkeys(occurrences(comparison))
    read = tuple((name, places[name]) for name in names if name in places)
    bound = next((name for name in names if name not in places), None)
    terms = numbering.terms
    if bound is not None:
        places[bound] = len(places)

    def holds(values: Values) -> Values | None:
        known: dict[str, Term] = {name: terms[values[place]] for name, place in read}
        found = compared(comparison, known)
        if found is None or bound is None:
            return None if found is None else values
        return (*values, numbering.term(found[bound]))

    return holds
