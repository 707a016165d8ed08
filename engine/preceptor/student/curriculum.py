"""Curriculum: which paths the rules are asked about, and which split each lesson goes to."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from preceptor.graph import RuleGraph, compile
from preceptor.logic import InputError, Predicate, Theory
from preceptor.student.chains import (
    Unfolding,
    exhaustive,
    reading,
    sampled,
    structure,
    uniform,
)
from preceptor.student.lessons import Lesson, Tick, lessons
from preceptor.student.paths import Path
from preceptor.student.survey import survey
from preceptor.student.vocabulary import Step, Vocabulary

ATTEMPTS = 30  # tries per path that is wanted


@dataclass(frozen=True, slots=True)
class Curriculum:
    """Lessons in splits that share no structure: no sequence of relations, read either way."""

    vocabulary: Vocabulary
    train: tuple[Lesson, ...]  # every path of one step and of two
    dev: tuple[Lesson, ...]  # longer ones
    test: tuple[Lesson, ...]


def curriculum(
    graph: RuleGraph,
    goals: Sequence[Predicate],
    *,
    pairs: int,
    longer: Sequence[tuple[int, int]],
    random_share: float,
    chance: random.Random,
    progress: Callable[[str, int, int], None],
) -> Curriculum:
    """Asks the graph's rules for all lessons. Raises InputError where nothing composes."""
    vocabulary = survey(graph, goals)
    schooling = _about_paths(graph, vocabulary)
    short = [*exhaustive(1, vocabulary)]
    short += sampled([*exhaustive(2, vocabulary)], pairs, chance)
    total = len(short) + sum(count for _, count in longer)

    def tick(before: int) -> Tick:
        return lambda done: progress("asking the rules", before + done, total)

    train = _both_ways(lessons(schooling, short, vocabulary, tick(0)))
    concluded = {lesson.path: _likely(lesson) for lesson in train if len(lesson.path) == 2}
    if not any(concluded.values()):
        raise InputError(
            "no student: the rules compose no two of the relations "
            + ", ".join(vocabulary.relations),
            hint="a rule such as grandparent(X, Z) :- parent(X, Y), parent(Y, Z) composes two",
        )
    paths = _longer(vocabulary, Unfolding(concluded), longer, random_share, chance)
    dev, test = _halves(lessons(schooling, paths, vocabulary, tick(len(short))), chance)
    return Curriculum(vocabulary, train, _both_ways(dev), _both_ways(test))


def _about_paths(graph: RuleGraph, vocabulary: Vocabulary) -> RuleGraph:
    """The rules that the vocabulary depends on. Facts of the rule base stay out: they speak of
    named entities, not of whoever stands on a path."""
    wanted = [Predicate(name, 2) for name in vocabulary.relations]
    wanted += [Predicate(name, 1) for name in vocabulary.traits]
    rules = tuple(rule for rule in graph.cone(wanted).theory.definite if rule.body)
    return compile(Theory(rules, graph.signature))


def _longer(
    vocabulary: Vocabulary,
    unfolding: Unfolding,
    wanted: Sequence[tuple[int, int]],
    random_share: float,
    chance: random.Random,
) -> tuple[Path, ...]:
    """Different paths of each wanted length, fewer where there are no more to be found."""
    made: dict[Path, None] = {}  # a set that keeps its order
    for length, count in wanted:
        at_random = round(count * random_share)
        for most, grow in (
            (count - at_random, unfolding.grow),
            (at_random, lambda n, chance: uniform(n, vocabulary, chance)),
        ):
            goal = len(made) + most
            for _ in range(ATTEMPTS * most):
                if len(made) == goal:
                    break
                path = grow(length, chance)
                if path is not None:
                    made[reading(path)] = None
    return tuple(made)


def _halves(taught: Sequence[Lesson], chance: random.Random) -> tuple[list[Lesson], list[Lesson]]:
    """The lessons in two halves, every structure whole in one of them."""
    structures = sorted({structure(lesson.path) for lesson in taught})
    chance.shuffle(structures)
    first = set(structures[: len(structures) // 2])
    dev = [lesson for lesson in taught if structure(lesson.path) in first]
    return dev, [lesson for lesson in taught if structure(lesson.path) not in first]


def _both_ways(taught: Iterable[Lesson]) -> tuple[Lesson, ...]:
    """Each lesson read from either end; one that reads the same both ways comes once."""
    return tuple(read for lesson in taught for read in dict.fromkeys((lesson, lesson.turned)))


def _likely(lesson: Lesson) -> tuple[Step, ...]:
    """The conclusions that are more likely than not, what longer paths are grown from."""
    return tuple(step for step, confidence in lesson.conclusions if confidence >= 0.5)
