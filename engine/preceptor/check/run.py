"""Runs: one perfect model in the making, semi-naive, rule by rule in the order of their places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import heappop, heappush

from preceptor.check.atoms import Atoms
from preceptor.check.clause import Clause
from preceptor.check.model import Ground, Model, Step
from preceptor.check.numbering import FALSE_KEY, Key
from preceptor.check.plan import Absence, Read, Solution, Test
from preceptor.check.waking import Active, Place, Waking
from preceptor.logic import LimitExceeded

Spans = Sequence[tuple[int, int]]  # of each atom of a body, the rows to look at

_EARLY: Place = (-1, 0)
_LATE: Place = (1 << 60, 0)


class Run:
    """One model in the making, on top of the ground."""

    def __init__(
        self,
        waking: Waking,
        ground: Ground,
        active: Active,
        absence: Model | None,
        hasty: bool,
    ) -> None:
        self._waking, self._ground, self._active, self._absence = waking, ground, active, absence
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
        for clause in self._waking.unprompted:
            self._await_unread(clause)
        for predicate in self._ground.counts:
            for clause in self._waking.readers(predicate):
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
            for clause in self._waking.woken(key):
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
            bool(self._ground.counts) and clause.is_monotone_denial
        )

    def _await(self, clause: Clause) -> None:
        if not self.atoms.has_all(clause.reads) or not self._active(clause):
            return
        if clause.is_denial:  # without `\\+` it stays broken, whatever else holds
            place = _EARLY if self._hasty and clause.is_monotone else _LATE
        else:
            place = self._waking.place(clause)
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
