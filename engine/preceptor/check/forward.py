"""Forward: the perfect model of a database of a few facts, with one derivation of each atom.

The engine of `reason` is made for many facts and plans every rule; here the facts are few and the
rules many, so only rules all of whose predicates have an atom at hand are looked at, in the order
of their places. What the hard facts among the rules come to by themselves is computed once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from heapq import heappop, heappush

from preceptor.check.atoms import Atoms
from preceptor.check.clause import Clause
from preceptor.check.model import Ground, Model, Step
from preceptor.check.numbering import FALSE_KEY, Key, Numbering
from preceptor.check.plan import Absence, Read, Solution, Test
from preceptor.check.readers import Readers
from preceptor.logic import Atom, LimitExceeded

MAX_ATOMS = 2_000  # of one model, beside its facts: arithmetic in a recursive rule may never end
MAX_GROUND = 200_000  # of what the hard facts come to

Active = Callable[[Clause], bool]
Place = tuple[int, int]  # when a clause is looked at: its predicate's rank, its stratum there
Spans = Sequence[tuple[int, int]]  # of each atom of a body, the rows to look at

_EARLY: Place = (-1, 0)
_LATE: Place = (1 << 60, 0)


class Forward:
    """The clauses by the predicates that they read; `place` says when one is to be looked at."""

    def __init__(self, numbering: Numbering, place: Callable[[Clause], Place]) -> None:
        self.numbering = numbering
        self._place = place
        self._places: dict[Clause, Place] = {}
        self.unprompted: dict[Clause, None] = {}  # those that read no atom
        self._readers: dict[int, Readers] = {}
        self._ground: Ground | None = None

    def add(self, clause: Clause) -> None:
        for predicate in clause.reads:
            readers = self._readers.get(predicate)
            if readers is None:
                readers = self._readers[predicate] = Readers(self.numbering, predicate)
            readers.add(clause)
        if not clause.reads:
            self.unprompted[clause] = None
        self._forget()

    def remove(self, clause: Clause) -> None:
        for predicate in dict.fromkeys(clause.reads):
            self._readers[predicate].remove(clause)
        self.unprompted.pop(clause, None)
        self._forget()

    def _forget(self) -> None:
        self._ground = None
        self._places.clear()

    def place(self, clause: Clause) -> Place:
        found = self._places.get(clause)
        if found is None:
            found = self._places[clause] = self._place(clause)
        return found

    def readers(self, predicate: int) -> Iterable[Clause]:
        return self._readers.get(predicate, ())

    def woken(self, key: Key) -> Iterable[Clause]:
        """The clauses that an atom may be a premise of."""
        readers = self._readers.get(key[0])
        return () if readers is None else readers.of(key)

    def model(
        self,
        facts: Iterable[Atom],
        active: Active,
        absence: Model | None = None,
        *,
        all_hard: bool = False,
        hasty: bool = False,
    ) -> Model:
        """The perfect model of the facts under the active clauses; see `model_of`."""
        keys = dict.fromkeys(map(self.numbering.key, facts))
        return self.model_of(keys, active, absence, all_hard=all_hard, hasty=hasty)

    def model_of(
        self,
        keys: dict[Key, None],
        active: Active,
        absence: Model | None = None,
        *,
        all_hard: bool = False,
        hasty: bool = False,
    ) -> Model:
        """The perfect model of facts under the active clauses. Raises LimitExceeded.

        `all_hard` promises that every hard rule is active. A hasty model ends as soon as a denial
        is broken. With `absence`, what `\\+` asks is whether an atom is in that model instead.
        """
        ground = self._hard_ground() if all_hard else Ground()
        if not (self.unprompted or ground.counts or any(self._readers.get(p) for p, _ in keys)):
            return Model(self.numbering, keys, ground)
        run = _Run(self, ground, active, absence, hasty)
        try:
            run.close(keys, MAX_ATOMS + len(self.unprompted))
        finally:
            run.take_back()
        return Model(self.numbering, run.own, ground)

    def may_lead(self, keys: Iterable[Key], active: Active, to: Set[int]) -> bool:
        """Whether some predicate of `to` may follow from the facts, by predicates alone."""
        if self.unprompted:
            return True
        held = {predicate for predicate, _ in keys}
        waiting = list(held)
        while waiting and held.isdisjoint(to):
            readers = self._readers.get(waiting.pop())
            for (head, reads), clauses in () if readers is None else readers.kinds.items():
                if head not in held and held.issuperset(reads) and any(map(active, clauses)):
                    held.add(head)
                    waiting.append(head)
        return not held.isdisjoint(to)

    def _hard_ground(self) -> Ground:
        """What hard facts come to by rules without `\\+`; nothing where that has no end."""
        if self._ground is None:
            self._ground = Ground()
            if any(clause.is_hard and not clause.is_denial for clause in self.unprompted):
                self._ground = self._grounded()
        return self._ground

    def _grounded(self) -> Ground:
        run = _Run(self, Ground(), _is_monotone, None, hasty=False)
        try:
            run.close((), MAX_GROUND)
        except LimitExceeded:
            return Ground()
        ground = Ground(run.own, run.atoms)
        near = (c for p in ground.counts for c in self.readers(p))
        every = frozenset((*self.unprompted, *near))
        ground.within = frozenset(filter(_is_monotone, every))
        for clause in filter(_is_monotone_denial, every):
            everything = [(0, ground.atoms.count(predicate)) for predicate in clause.reads]
            for _, rows in run.solutions(clause, everything)[:1]:
                ground.broken[clause] = (clause, rows)
        return ground


def _is_monotone(clause: Clause) -> bool:
    return clause.is_hard and clause.is_monotone and not clause.is_denial


def _is_monotone_denial(clause: Clause) -> bool:
    return clause.is_monotone and clause.is_denial


class _Run:
    """One model in the making, on top of the ground."""

    def __init__(
        self,
        forward: Forward,
        ground: Ground,
        active: Active,
        absence: Model | None,
        hasty: bool,
    ) -> None:
        self._forward, self._ground, self._active, self._absence = forward, ground, active, absence
        self._hasty = hasty
        self.atoms = ground.atoms if ground.counts else Atoms()
        self.own: dict[Key, Step | None] = {}
        self._batches: dict[Place, dict[Clause, None]] = {}
        self._heap: list[Place] = []
        self._woken: dict[Clause, set[int]] = {}  # the predicates with a premise for it
        self._read: dict[Clause, list[int]] = {}  # how many rows of each atom it has read

    def close(self, facts: Iterable[Key], limit: int) -> None:
        """Adds the facts and all that follows."""
        for key in facts:
            self._add(key, None, limit)
        for clause, step in self._ground.broken.items():
            if self._active(clause):
                self.own.setdefault(FALSE_KEY, step)
        for clause in self._forward.unprompted:
            self._await_unread(clause)
        for predicate in self._ground.counts:
            for clause in self._forward.readers(predicate):
                self._await_unread(clause)
        while self._heap and not (self._hasty and FALSE_KEY in self.own):
            for clause in self._batches.pop(heappop(self._heap)):
                for key, step in self._conclusions(clause):
                    self._add(key, step, limit)

    def take_back(self) -> None:
        """Leaves the ground as it was."""
        if self._ground.counts:
            for key in reversed(self.own):
                if key != FALSE_KEY:
                    self.atoms.take_back(key)

    def _add(self, key: Key, step: Step | None, limit: int) -> None:
        if key in self.own or key in self._ground.steps:
            return
        if len(self.own) >= limit:
            raise LimitExceeded("atoms of a small model", limit, limit)
        self.own[key] = step
        if key != FALSE_KEY:
            self.atoms.add(key)
            for clause in self._forward.woken(key):
                if self._is_woken(clause, key[0]):
                    self._await(clause)

    def _is_woken(self, clause: Clause, predicate: int) -> bool:
        """Whether each predicate that the clause reads has an atom that may be its premise."""
        if len(clause.reads) == 1:
            return True
        woken = self._woken.setdefault(clause, set())
        woken.add(predicate)
        for other in clause.reads:
            if other not in woken and other not in self._ground.counts:
                return False
        return True

    def _await_unread(self, clause: Clause) -> None:
        if not self._has_read_ground(clause):
            self._await(clause)

    def _has_read_ground(self, clause: Clause) -> bool:
        return clause in self._ground.within or (
            bool(self._ground.counts) and _is_monotone_denial(clause)
        )

    def _await(self, clause: Clause) -> None:
        if not self.atoms.has_all(clause.reads) or not self._active(clause):
            return
        if clause.is_denial:  # without `\\+` it stays broken, whatever else holds
            place = _EARLY if self._hasty and clause.is_monotone else _LATE
        else:
            place = self._forward.place(clause)
        batch = self._batches.get(place)
        if batch is None:
            batch = self._batches[place] = {}
            heappush(self._heap, place)
        batch[clause] = None

    def _conclusions(self, clause: Clause) -> list[tuple[Key, Step]]:
        """What it concludes from at least one atom that it has not read yet (semi-naive)."""
        sizes = [self.atoms.count(predicate) for predicate in clause.reads]
        read = self._read.get(clause)
        if read is None:
            counts = self._ground.counts if self._has_read_ground(clause) else {}
            read = [counts.get(predicate, 0) for predicate in clause.reads]
        self._read[clause] = sizes
        if not any(read):
            found = self.solutions(clause, [(0, size) for size in sizes])
        else:
            found = []
            for new in range(len(sizes)):
                spans = [(0, read[k] if k < new else size) for k, size in enumerate(sizes)]
                spans[new] = (read[new], sizes[new])
                if read[new] < sizes[new]:
                    found += self.solutions(clause, spans)
        head, concluded = clause.head, clause.plan.concluded
        return [((head, concluded(values)), (clause, rows)) for values, rows in found]

    def solutions(self, clause: Clause, spans: Spans) -> list[Solution]:
        """The instances of the clause, with atoms out of the spans."""
        found: list[Solution] = [((), ())]
        for step in clause.plan.steps:
            if isinstance(step, Read):
                pattern, (start, stop) = step.pattern, spans[step.place]
                found = [
                    ((*values, *[row[argument] for argument in pattern.new]), (*rows, row))
                    for values, rows in found
                    for row in self.atoms.like(pattern, values, start, stop)
                ]
            elif isinstance(step, Test):
                held = [(step.holds(values), rows) for values, rows in found]
                found = [(values, rows) for values, rows in held if values is not None]
            else:
                found = [one for one in found if self._is_absent(step, one[0])]
            if not found:
                break
        return found

    def _is_absent(self, step: Absence, values: tuple[int, ...]) -> bool:
        pattern, absence = step.pattern, self._absence
        if pattern.is_one_row:
            key = (pattern.predicate, pattern.row(values))
            if absence is not None:
                return not absence.has(key)
            return key not in self.own and key not in self._ground.steps
        if absence is None:
            return not self.atoms.like(pattern, values, 0, self.atoms.count(pattern.predicate))
        wanted = pattern.wanted(values)
        listed = (row for _, row in absence.keys_of(pattern.predicate))
        return not any(pattern.admits(row, wanted) for row in listed)
