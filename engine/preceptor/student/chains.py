"""Chains: made-up paths of fresh entities, the questions that the rules answer for the student."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence

from preceptor.student.paths import Path
from preceptor.student.vocabulary import Kind, Step, Vocabulary

MAX_LISTED = 500_000  # two-step paths that are listed in full before a sample is taken

# What a path concludes: the steps from its first entity to its last.
Concluded = Mapping[Path, Sequence[Step]]


def admissible(steps: Sequence[Step], vocabulary: Vocabulary) -> list[list[Kind]]:
    """For each entity of the path the kinds that its steps allow; some may have none."""
    needed: list[set[str]] = [set() for _ in range(len(steps) + 1)]
    for i, step in enumerate(steps):
        before, after = vocabulary.ends(step)
        needed[i].update(before)
        needed[i + 1].update(after)
    return [[kind for kind in vocabulary.kinds if traits <= set(kind)] for traits in needed]


def exhaustive(length: int, vocabulary: Vocabulary) -> Iterator[Path]:
    """Every path of that length with every choice of kinds, one of each pair of readings.

    A path and its reverse are the same facts, so only the lesser of the two is given.
    """
    prefixes: list[tuple[Step, ...]] = [()]
    for _ in range(length):
        prefixes = [(*steps, step) for steps in prefixes for step in vocabulary.symbols]
    for steps in prefixes:
        choices: list[tuple[Kind, ...]] = [()]
        for allowed in admissible(steps, vocabulary):
            choices = [(*kinds, kind) for kinds in choices for kind in allowed]
        for kinds in choices:
            path = Path(steps, kinds)
            if reading(path) == path:
                yield path


def reading(path: Path) -> Path:
    """The lesser of a path's two readings: its name whichever way it is walked."""
    turned = path.turned
    return min(path, turned, key=lambda p: (p.steps, p.kinds))


def structure(path: Path) -> tuple[Step, ...]:
    """The path's relations without its kinds, the same for both readings: what splits respect."""
    return min(path.steps, path.turned.steps)


def uniform(length: int, vocabulary: Vocabulary, chance: random.Random) -> Path | None:
    """A path of random steps and kinds; None where its steps contradict one another."""
    steps = tuple(chance.choice(vocabulary.symbols) for _ in range(length))
    allowed = admissible(steps, vocabulary)
    if not all(allowed):
        return None
    return Path(steps, tuple(chance.choice(kinds) for kinds in allowed))


def pairs(vocabulary: Vocabulary, most: int, chance: random.Random) -> tuple[Path, ...]:
    """At most `most` paths of two steps: all there are, or a sample where they are more."""
    if len(vocabulary.symbols) ** 2 * len(vocabulary.kinds) ** 3 <= MAX_LISTED:
        return sampled(tuple(exhaustive(2, vocabulary)), most, chance)
    drawn = (uniform(2, vocabulary, chance) for _ in range(2 * most))
    return tuple(dict.fromkeys(reading(path) for path in drawn if path is not None))[:most]


def sampled(paths: Sequence[Path], most: int, chance: random.Random) -> tuple[Path, ...]:
    """At most `most` of the paths, in their order; every structure keeps one as far as it goes."""
    if len(paths) <= most:
        return tuple(paths)
    order = list(range(len(paths)))
    chance.shuffle(order)
    turn: dict[tuple[Step, ...], int] = {}
    ranks: list[tuple[int, int]] = []  # (how many of its structure come before it, place)
    for place, i in enumerate(order):
        key = structure(paths[i])
        ranks.append((turn.get(key, 0), place))
        turn[key] = turn.get(key, 0) + 1
    kept = sorted(order[place] for _, place in sorted(ranks)[:most])
    return tuple(paths[i] for i in kept)


class Unfolding:
    """Grows paths backwards: a step is replaced by two that compose to it, again and again.

    So most of them conclude something, which random steps seldom do.
    """

    def __init__(self, concluded: Concluded) -> None:
        bodies: dict[Path, list[Path]] = {}
        for path, steps in concluded.items():
            for step in steps:
                head = Path((step,), (path.kinds[0], path.kinds[-1]))
                bodies.setdefault(head, []).append(path)
        self._bodies = bodies
        self._heads = sorted(bodies, key=lambda path: (path.steps, path.kinds))

    def grow(self, length: int, chance: random.Random) -> Path | None:
        """A path of that length; None where the growth got stuck or nothing composes."""
        if not self._heads:
            return None
        path = chance.choice(self._heads)
        while len(path) < length:
            places = [i for i in range(len(path)) if _part(path, i) in self._bodies]
            if not places:
                return None
            i = chance.choice(places)
            body = chance.choice(self._bodies[_part(path, i)])
            path = Path(
                path.steps[:i] + body.steps + path.steps[i + 1 :],
                path.kinds[:i] + body.kinds + path.kinds[i + 2 :],
            )
        return path if len(path) == length else None


def _part(path: Path, i: int) -> Path:
    """The path's i-th step as a path of its own."""
    return Path((path.steps[i],), path.kinds[i : i + 2])
