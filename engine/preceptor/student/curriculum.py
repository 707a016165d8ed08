"""Curriculum: which paths the rules are asked about, and which split each lesson goes to."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from preceptor.graph import RuleGraph, compile
from preceptor.logic import InputError, Predicate, Theory
from preceptor.student.chains import (
    Unfolding,
    exhaustive,
    pairs,
    reading,
    structure,
    uniform,
)
from preceptor.student.lessons import Lesson, Tick, lessons
from preceptor.student.paths import Path
from preceptor.student.plan import Progress, Training
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
    training: Training,
    chance: random.Random,
    progress: Progress,
) -> Curriculum:
    """Asks the graph's rules for all lessons.

    Raises InputError where no two relations compose, or too few to measure a student on.
    """
    vocabulary = survey(graph, goals)
    schooling = _about_paths(graph, vocabulary)
    short = [*exhaustive(1, vocabulary), *pairs(vocabulary, training.pairs, chance)]
    total = len(short) + sum(count for _, count in training.longer)

    def tick(before: int) -> Tick:
        return lambda done: progress("asking the rules", before + done, total)

    train = _both_ways(lessons(schooling, short, vocabulary, tick(0)))
    composed = {lesson.path: _likely(lesson) for lesson in train if len(lesson.path) == 2}
    longer = _longer(vocabulary, Unfolding(composed), training, chance)
    dev, test = _halves(lessons(schooling, longer, vocabulary, tick(len(short))), chance)
    if not any(composed.values()) or not dev or not test:
        raise InputError(
            "the rules compose too few of the relations " + ", ".join(vocabulary.relations),
            hint="a rule such as grandparent(X, Z) :- parent(X, Y), parent(Y, Z) composes two",
        )
    return Curriculum(vocabulary, train, _both_ways(dev), _both_ways(test))


def _about_paths(graph: RuleGraph, vocabulary: Vocabulary) -> RuleGraph:
    """The rules that the vocabulary depends on. Facts of the rule base stay out: they speak of
    named entities, not of whoever stands on a path."""
    wanted = [Predicate(name, 2) for name in vocabulary.relations]
    wanted += [Predicate(name, 1) for name in vocabulary.traits]
    rules = tuple(rule for rule in graph.cone(wanted).theory.definite if rule.body)
    return compile(Theory(rules, graph.signature))


def _longer(
    vocabulary: Vocabulary, unfolding: Unfolding, training: Training, chance: random.Random
) -> tuple[Path, ...]:
    """Different paths of each wanted length, fewer where no more are found."""
    made: dict[Path, None] = {}  # a set that keeps its order
    for length, count in training.longer:
        at_random = round(count * training.random_share)
        _add(made, count - at_random, partial(unfolding.grow, length, chance))
        _add(made, at_random, partial(uniform, length, vocabulary, chance))
    return tuple(made)


def _add(made: dict[Path, None], more: int, grow: Callable[[], Path | None]) -> None:
    """Puts so many more paths among those made."""
    wanted = len(made) + more
    for _ in range(ATTEMPTS * more):
        path = grow()
        if path is not None:
            made[reading(path)] = None
        if len(made) == wanted:
            return


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
