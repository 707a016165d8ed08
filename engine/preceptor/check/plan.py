"""Plans: the steps that find the instances of a rule, in an order in which they can be taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from preceptor.check.comparisons import compared
from preceptor.check.numbering import Numbering, Row
from preceptor.graph import body_order
from preceptor.logic import Atom, Compare, Literal, Not, Rule, Term, Var, occurrences

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
    """The atoms of a pattern; `place` counts the atoms of the body."""

    pattern: Pattern
    place: int


@dataclass(frozen=True, slots=True)
class Absence:
    """No atom may be like the pattern."""

    pattern: Pattern


Step = Read | Absence | Test


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps of a body, and what its head is made of: values by place, or numbers.

    `order` says where in a solution the premise of each atom of the body stands.
    """

    steps: tuple[Step, ...]
    order: tuple[int, ...]
    head: tuple[tuple[bool, int], ...]  # whether it is a place

    @classmethod
    def of(cls, rule: Rule, numbering: Numbering) -> Plan:
        """The plan of a safe rule."""
        positions = body_order(rule)
        places: dict[str, int] = {}
        steps = tuple(_steps(rule.body, positions, places, numbering))
        atoms = [i for i in positions if isinstance(rule.body[i], Atom)]
        args = () if rule.head is None else rule.head.args
        head = tuple(
            (True, places[arg.name]) if isinstance(arg, Var) else (False, numbering.term(arg))
            for arg in args
        )
        return cls(steps, tuple(map(atoms.index, sorted(atoms))), head)

    def concluded(self, values: Values) -> Row:
        return tuple([values[what] if is_place else what for is_place, what in self.head])


def _steps(
    body: Sequence[Literal],
    plan: Sequence[int],
    places: dict[str, int],
    numbering: Numbering,
) -> list[Step]:
    steps: list[Step] = []
    atoms = [i for i, literal in enumerate(body) if isinstance(literal, Atom)]
    for position in plan:
        literal = body[position]
        if isinstance(literal, Compare):
            steps.append(Test(_test(literal, places, numbering)))
        elif isinstance(literal, Not):
            steps.append(Absence(_pattern(literal.atom, dict(places), numbering)))
        else:
            assert isinstance(literal, Atom)  # programs refuse aggregates
            steps.append(Read(_pattern(literal, places, numbering), atoms.index(position)))
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
