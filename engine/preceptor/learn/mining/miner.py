"""Mining: rules found on a graph, exactly scored, within a budget."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from preceptor.learn.chains import Chains, chains
from preceptor.learn.mining.budget import Budget, Meter, Watch
from preceptor.learn.mining.closed import mine_closed
from preceptor.learn.mining.constants import Wanted, mine_constants
from preceptor.learn.mining.cycles import Links
from preceptor.learn.mining.guards import guarded
from preceptor.learn.paths import Path, rule_of
from preceptor.learn.scores import PESSIMISM, Score, ScoredRule
from preceptor.learn.triples import Split
from preceptor.logic import InputError, LimitExceeded, did_you_mean

Found = tuple[Path, Score]


@dataclass(frozen=True, slots=True)
class Mined:
    """The rules, heads in the split's order and the best of each first, each weighted by its
    confidence. Where something stopped the run they are not `complete`, and `stopped` says what;
    those that are there are exact all the same."""

    rules: tuple[ScoredRule, ...]
    complete: bool
    cpu_s: float
    stopped: str = ""


def mine(
    split: Split,
    *,
    length: int = 3,
    constants: int = 0,
    types: Sequence[str] = (),
    min_support: int = 2,
    min_confidence: float = 0.01,
    entity_confidence: float | None = None,
    min_head_coverage: float = 0.0,
    per_head: int | None = None,
    budget: Budget | None = None,
    watch: Watch | None = None,
) -> Mined:
    """All closed path rules of at most `length` steps on the train part, with their scores.

    With `constants` also rules about one entity, `head(X, c) :- body(X, d)` or `body(X, A)` (and
    `head(c, Y)` likewise), for each such head that many of the best. With `types`, relations that
    lead to a type, also closed paths for those types of X or Y that make them more confident.

    Kept are rules of at least that support, confidence (`entity_confidence`, where it is given,
    for those about an entity) and, of closed ones, head coverage; of each head the best
    `per_head`. The same split gives the same rules, unless the budget or Ctrl-C ends the run
    early: what was found by then is returned. Raises InputError for a length other than 1 to 3
    and for a type that the split does not know.
    """
    if length not in (1, 2, 3):
        raise InputError(f"paths have 1 to 3 steps, not {length}")
    kinds = [_relation(name, split) for name in types]
    graph = chains(split)
    meter = Meter(budget or Budget(), watch)
    entity = min_confidence if entity_confidence is None else entity_confidence
    wanted = Wanted(max(min_support, 1), entity, constants)
    best = _Best(per_head, meter)
    stopped = ""
    sizes = [len(graph.index.of(relation)) for relation in range(graph.index.relations)]

    def least(head: int) -> int:
        return max(min_support, 1, ceil(min_head_coverage * sizes[head]))

    try:
        for path, score in _all(graph, length, least, wanted, meter):
            if path.is_closed and score.confidence < min_confidence:
                continue
            best.add(path, score)
            if path.is_closed and kinds:
                for narrower in guarded(graph, split, path, score, kinds, least(path.head)):
                    best.add(*narrower)
                    meter.look()
    except LimitExceeded as limit:
        stopped = str(limit)
    except KeyboardInterrupt:
        stopped = "interrupted"
    rules = tuple(_rule(path, score, split) for path, score in best.sorted())
    return Mined(rules, not stopped, meter.cpu_s, stopped)


def _all(
    graph: Chains, length: int, least: Callable[[int], int], wanted: Wanted, meter: Meter
) -> Iterator[Found]:
    """Kinds of rules, the cheap before the dear."""
    links = Links(graph.index)
    for steps in range(1, min(length, 2) + 1):
        yield from mine_closed(graph, links, steps, least, meter)
    if wanted.most:
        yield from mine_constants(graph.index, links, wanted, meter)
    if length == 3:
        yield from mine_closed(graph, links, 3, least, meter)


def _relation(name: str, split: Split) -> int:
    found = split.relation(name)
    if found is None:
        hint = did_you_mean(name, split.relations)
        raise InputError(f"{split.name} has no relation called {name!r}", hint)
    return found


def _rule(path: Path, score: Score, split: Split) -> ScoredRule:
    weight = Fraction(score.support, score.predictions + PESSIMISM)
    return ScoredRule(rule_of(path, split, weight), score)


def _order(found: Found) -> tuple[object, ...]:
    path, score = found
    fixed = (-1 if entity is None else entity for entity in (path.left, path.right, path.end))
    return (-score.confidence, -score.support, len(path.steps), path.steps, *fixed, path.guards)


class _Best:
    """The rules of each head, and of these the best."""

    def __init__(self, most: int | None, meter: Meter) -> None:
        self._most = most
        self._meter = meter
        self._heads: dict[int, list[Found]] = {}

    def add(self, path: Path, score: Score) -> None:
        held = self._heads.setdefault(path.head, [])
        held.append((path, score))
        self._meter.rules += 1
        if self._most is not None and len(held) >= 2 * self._most + 1000:
            self._meter.rules -= len(held) - self._most
            held[:] = sorted(held, key=_order)[: self._most]

    def sorted(self) -> Iterable[Found]:
        for head in sorted(self._heads):
            yield from sorted(self._heads[head], key=_order)[: self._most]
