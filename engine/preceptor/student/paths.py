"""Paths: the relation trails that lead from one entity to another in a set of facts."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from preceptor.logic import Atom, Term
from preceptor.student.vocabulary import Kind, Step

MAX_LENGTH = 12  # steps of a trail
MAX_PATHS = 16  # trails between two entities
MAX_VISITS = 256  # trails followed through one entity, and
MAX_TRAILS = 20_000  # through all of them together: what bounds the search in dense facts


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from a first entity to a last, with the traits of each entity on the way.

    `kinds` has one entry more than `steps`.
    """

    steps: tuple[Step, ...]
    kinds: tuple[Kind, ...]

    def __post_init__(self) -> None:
        if not self.steps or len(self.kinds) != len(self.steps) + 1:
            raise ValueError("a path has at least one step, and a kind for each of its entities")

    def __len__(self) -> int:
        return len(self.steps)

    @property
    def turned(self) -> Path:
        """The path read from its last entity to its first."""
        return Path(tuple(step.turned for step in reversed(self.steps)), self.kinds[::-1])


@dataclass(frozen=True, slots=True)
class FactMap:
    """Facts as a map to walk on: the edges at each entity, in order, and each one's traits."""

    edges: Mapping[Term, tuple[tuple[int, Step, Term], ...]]  # (number of the fact, step, to)
    kinds: Mapping[Term, Kind]


def fact_map(facts: Iterable[Atom], relations: Collection[str]) -> FactMap:
    """The map of all facts over `relations`; any unary fact is a trait."""
    ordered = sorted(set(facts), key=str)
    edges: dict[Term, list[tuple[int, Step, Term]]] = {}
    kinds: dict[Term, list[str]] = {}
    for number, fact in enumerate(ordered):
        match fact:
            case Atom(name, (one,), negated=False):
                kinds.setdefault(one, []).append(name)
            case Atom(name, (here, there), negated=False) if name in relations and here != there:
                edges.setdefault(here, []).append((number, Step(name), there))
                edges.setdefault(there, []).append((number, Step(name, False), here))
    return FactMap(
        {entity: tuple(out) for entity, out in edges.items()},
        {entity: tuple(sorted(set(names))) for entity, names in kinds.items()},
    )


def paths(
    facts: Iterable[Atom], start: Term, end: Term, relations: Collection[str]
) -> tuple[Path, ...]:
    """At most MAX_PATHS trails from `start` to `end`: the one over most facts, then the shortest.

    A trail uses each fact once and may pass an entity twice. Empty where none leads there.
    """
    return trails(fact_map(facts, relations), start).get(end, ())


def trails(where: FactMap, start: Term) -> dict[Term, tuple[Path, ...]]:
    """The trails from `start` to every entity that it reaches, chosen as `paths` does.

    Breadth first: where the facts are too dense to follow all trails, the longest are missing.
    """
    found: dict[Term, list[Path]] = {}
    visits: Counter[Term] = Counter()
    waiting: deque[tuple[tuple[Term, ...], tuple[Step, ...], tuple[int, ...]]] = deque()
    waiting.append(((start,), (), ()))
    begun = 1
    while waiting:
        entities, steps, used = waiting.popleft()
        here = entities[-1]
        if here != start:
            kinds = tuple(where.kinds.get(entity, ()) for entity in entities)
            found.setdefault(here, []).append(Path(steps, kinds))
        visits[here] += 1
        if visits[here] > MAX_VISITS or len(steps) == MAX_LENGTH:
            continue
        for number, step, there in where.edges.get(here, ()):
            straight_back = there in entities[-2:-1]
            if number not in used and not straight_back and begun < MAX_TRAILS:
                begun += 1
                waiting.append(((*entities, there), (*steps, step), (*used, number)))
    return {end: _chosen(between) for end, between in found.items()}


def connected(where: FactMap, start: Term) -> frozenset[Term]:
    """Every other entity that some trail of any length reaches from `start`."""
    reached = {start}
    waiting = [start]
    while waiting:
        for _, _, there in where.edges.get(waiting.pop(), ()):
            if there not in reached:
                reached.add(there)
                waiting.append(there)
    return frozenset(reached - {start})


def _chosen(between: list[Path]) -> tuple[Path, ...]:
    """The fullest trail first, then the others, shortest first, all in order of discovery."""
    fullest = max(range(len(between)), key=lambda i: (len(between[i]), -i))
    rest = [path for i, path in enumerate(between) if i != fullest]
    return (between[fullest], *rest[: MAX_PATHS - 1])
