"""A chain and its head are a ring of relations; read from another atom it is another rule."""

from __future__ import annotations

from collections.abc import Iterable

from preceptor.learn.paths import Path, Step, path_of, rule_of
from preceptor.learn.scores import ScoredRule, score
from preceptor.learn.triples import Split
from preceptor.logic import Rule

_LEAST = 2  # right predictions that a rule must have


def turned(rules: Iterable[Rule], split: Split) -> tuple[ScoredRule, ...]:
    """The rules that closed chains become when another of their atoms is the head, with scores.

    `aunt(X, Y) :- sister(X, A), father(A, Y)` becomes `father(A, Y) :- sister(X, A), aunt(X, Y)`
    and one for `sister`. None follows from the rule: what is right less than twice on train is
    left out. The given rules are not among them, nor any rule twice.
    """
    given = [path for rule in rules if (path := path_of(rule, split))]
    rings = dict.fromkeys(each for path in given if _closed(path) for each in turnings(path))
    new = [path for path in rings if path not in set(given)]
    scored = zip(new, score(new, split), strict=True)
    return tuple(
        ScoredRule(rule_of(path, split), found)
        for path, found in scored
        if found and found.support >= _LEAST
    )


def turnings(path: Path) -> tuple[Path, ...]:
    """Every reading of a closed chain's ring but those that conclude their own body."""
    ring = [Step(path.head).back, *path.steps]
    found: list[Path] = []
    for place in range(len(ring)):
        head, chain = ring[place].back, (*ring[place + 1 :], *ring[:place])
        if head.inverse:
            head, chain = head.back, tuple(step.back for step in reversed(chain))
        if chain != (head,):
            found.append(Path(head.relation, chain))
    return tuple(dict.fromkeys(found))


def _closed(path: Path) -> bool:
    return path.is_closed and not path.guards
