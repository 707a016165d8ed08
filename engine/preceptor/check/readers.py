"""Readers: which clauses an atom may be a premise of, by its constants and its numbers.

The rows of a large decision table all read the same few inputs, each between bounds of its own:
of a thousand clauses for an age, those for this age are few. What an atom is found to wake is
remembered, as the databases of one check are made of the same few values.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction

from preceptor.check.catalogue import FEW, Catalogue
from preceptor.check.clause import Clause
from preceptor.check.numbering import Key, Numbering
from preceptor.logic import Atom, Compare, Num, Op, Rule, Term, Var

MAX_KNOWN = 4_096  # atoms of one predicate that are remembered

Kind = tuple[int, tuple[int, ...]]  # the predicates that a clause concludes and reads, by number
Number = int | Fraction
# Below and above what an argument lies, and whether it may be that number itself.
Interval = tuple[Number | None, bool, Number | None, bool]
Wanted = tuple[tuple[int, Term | Interval], ...]  # what the arguments of a premise must be like

_MIRRORED = {Op.LT: Op.GT, Op.LE: Op.GE, Op.GT: Op.LT, Op.GE: Op.LE}
_ANY: Interval = (None, False, None, False)


class Readers:
    """The clauses that read one predicate."""

    __slots__ = ("_clauses", "_kinds", "_known", "_name", "_numbering", "_wanted")

    def __init__(self, numbering: Numbering, predicate: int) -> None:
        self._numbering = numbering
        self._name = numbering.predicates[predicate]
        self._clauses = Catalogue(self._premises)
        # Made for the few predicates that many clauses read.
        self._wanted: dict[Clause, tuple[Wanted, ...]] | None = None
        self._known: dict[Key, tuple[Clause, ...]] | None = None
        self._kinds: dict[Kind, dict[Clause, None]] = {}

    def __iter__(self) -> Iterator[Clause]:
        return iter(self._clauses)

    def __len__(self) -> int:
        return len(self._clauses)

    @property
    def kinds(self) -> Mapping[Kind, Collection[Clause]]:
        """The clauses by what they conclude and all that they read."""
        return self._kinds

    def add(self, clause: Clause) -> None:
        self._clauses.add(clause)
        self._kinds.setdefault((clause.head, clause.reads), {})[clause] = None
        self._known = None

    def remove(self, clause: Clause) -> None:
        self._clauses.remove(clause)
        kind = clause.head, clause.reads
        del self._kinds[kind][clause]
        if not self._kinds[kind]:
            del self._kinds[kind]
        if self._wanted is not None:
            self._wanted.pop(clause, None)
        self._known = None

    def of(self, key: Key) -> Collection[Clause]:
        """The clauses that have a premise like the atom; where they are few, all of them."""
        if len(self._clauses) <= FEW:
            return self._clauses.all
        if self._known is None or len(self._known) >= MAX_KNOWN:
            self._known = {}
        found = self._known.get(key)
        if found is None:
            terms = [self._numbering.terms[number] for number in key[1]]
            like = self._clauses.like(terms)
            found = tuple(clause for clause in like if self._admits(clause, terms))
            self._known[key] = found
        return found

    def _premises(self, clause: Clause) -> Iterator[Atom]:
        atoms = (lit for lit in clause.rule.body if isinstance(lit, Atom))
        return (atom for atom in atoms if atom.predicate == self._name)

    def _admits(self, clause: Clause, terms: list[Term]) -> bool:
        if self._wanted is None:
            self._wanted = {}
        wanted = self._wanted.get(clause)
        if wanted is None:
            wanted = tuple(_wanted(atom, clause.rule) for atom in self._premises(clause))
            self._wanted[clause] = wanted
        return any(all(_fits(terms[i], what) for i, what in one) for one in wanted)


def _wanted(atom: Atom, rule: Rule) -> Wanted:
    found: list[tuple[int, Term | Interval]] = []
    for argument, term in enumerate(atom.args):
        if not isinstance(term, Var):
            found.append((argument, term))
        elif (interval := _interval(term.name, rule.body)) != _ANY:
            found.append((argument, interval))
    return tuple(found)


def _interval(name: str, body: Iterable[object]) -> Interval:
    """The bounds that comparisons with plain numbers set to a variable."""
    low: Number | None = None
    high: Number | None = None
    above = below = False  # whether the bound itself is let through
    for op, number in _compared(name, body):
        if op in (Op.GT, Op.GE) and (low is None or number > low):
            low, above = number, op is Op.GE
        elif op in (Op.GT, Op.GE) and number == low:
            above = above and op is Op.GE
        elif op in (Op.LT, Op.LE) and (high is None or number < high):
            high, below = number, op is Op.LE
        elif op in (Op.LT, Op.LE) and number == high:
            below = below and op is Op.LE
    return low, above, high, below


def _compared(name: str, body: Iterable[object]) -> Iterator[tuple[Op, Number]]:
    for literal in body:
        if not isinstance(literal, Compare) or literal.op not in _MIRRORED:
            continue
        left, right = literal.left, literal.right
        if isinstance(left, Var) and left.name == name and isinstance(right, Num):
            yield literal.op, right.value
        elif isinstance(right, Var) and right.name == name and isinstance(left, Num):
            yield _MIRRORED[literal.op], left.value


def _fits(term: Term, wanted: Term | Interval) -> bool:
    if not isinstance(wanted, tuple):
        return term == wanted
    if not isinstance(term, Num):
        return False  # what is no number is in no order
    low, above, high, below = wanted
    value = term.value
    if low is not None and (value < low or (value == low and not above)):
        return False
    return high is None or value < high or (value == high and below)
