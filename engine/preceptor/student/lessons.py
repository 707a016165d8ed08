"""Lessons: paths with what the rules conclude from them. No other label reaches the student."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from preceptor.graph import RuleGraph
from preceptor.logic import Aggregate, Atom, Const, Predicate, Rule, Term, enclosed, variables
from preceptor.reason import Model, materialise
from preceptor.student.paths import Path
from preceptor.student.vocabulary import Step, Vocabulary

BATCH = 64  # paths in one materialisation
Tick = Callable[[int], None]  # told how many paths are done


@dataclass(frozen=True, slots=True)
class Lesson:
    """A path and its conclusions: the steps between its ends that the rules derive, each with
    the confidence of its best proof. Where there are none, no rule speaks of such a path."""

    path: Path
    conclusions: tuple[tuple[Step, float], ...]

    @property
    def turned(self) -> Lesson:
        """The same lesson read from the other end."""
        turned = sorted((step.turned, confidence) for step, confidence in self.conclusions)
        return Lesson(self.path.turned, tuple(turned))

    @property
    def best(self) -> tuple[str, ...]:
        """The relations of the first entity to the last with the highest confidence."""
        forward = [(step.relation, c) for step, c in self.conclusions if step.forward]
        top = max((c for _, c in forward), default=0.0)
        return tuple(name for name, c in forward if c >= top - 1e-9)


def lessons(
    graph: RuleGraph, paths: Sequence[Path], vocabulary: Vocabulary, tick: Tick | None = None
) -> tuple[Lesson, ...]:
    """What the rules conclude from each path, as a small database of fresh entities."""
    size = BATCH if all(map(is_local, graph.theory.definite)) else 1
    taught: list[Lesson] = []
    for first in range(0, len(paths), size):
        batch = paths[first : first + size]
        facts = [fact for i, path in enumerate(batch) for fact in database(path, i)]
        model = materialise(graph, facts)
        taught += _read(model, batch, vocabulary)
        if tick is not None:
            tick(len(taught))
    return tuple(taught)


def database(path: Path, number: int) -> Iterator[Atom]:
    """The path's facts; its entities bear names that no other number's share."""
    for i, step in enumerate(path.steps):
        yield step.atom(entity(number, i), entity(number, i + 1))
    for i, kind in enumerate(path.kinds):
        for trait in kind:
            yield Atom(trait, (entity(number, i),))


def entity(number: int, place: int) -> Const:
    """The name of the entity at that place of the numbered path."""
    return Const(f"#{number}.{place}")


def is_local(rule: Rule) -> bool:
    """Whether the rule's instances stay within facts that share entities.

    Such rules conclude the same of a path alone and of many side by side: the positive literals
    of the body hang together through variables, and aggregates count for some of these.
    """
    own = enclosed(rule)
    folds = (literal.atom for literal in rule.body if isinstance(literal, Aggregate))
    if any(own.issuperset(variables(atom)) for atom in folds):
        return False
    groups = [set(variables(literal)) for literal in rule.body if isinstance(literal, Atom)]
    reached = groups.pop() if groups else set()
    while near := [group for group in groups if group & reached]:
        groups = [group for group in groups if not group & reached]
        reached = reached.union(*near)
    return bool(reached) and not groups


def _read(model: Model, batch: Sequence[Path], vocabulary: Vocabulary) -> list[Lesson]:
    """The conclusions about the two ends of each path of the batch."""
    asked: dict[tuple[Term, ...], tuple[int, bool]] = {}
    for number, path in enumerate(batch):
        ends = (entity(number, 0), entity(number, len(path)))
        asked[ends] = (number, True)
        asked[ends[::-1]] = (number, False)
    found: list[list[tuple[Step, float]]] = [[] for _ in batch]
    for name in vocabulary.relations:
        for atom, confidence in model.atoms(Predicate(name, 2)):
            if atom.args in asked:
                number, forward = asked[atom.args]
                found[number].append((Step(name, forward), confidence))
    return [Lesson(path, tuple(sorted(steps))) for path, steps in zip(batch, found, strict=True)]
