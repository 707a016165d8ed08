"""The student's arms: trained from the teacher's rules alone, and with those rules behind it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from stories import Stories, Story

from preceptor.graph import RuleGraph
from preceptor.learn import Aggregation, rank, share
from preceptor.logic import Atom, Predicate
from preceptor.reason import Model, certify, materialise, prove
from preceptor.student import PathStudent, Prediction, paths, train

if TYPE_CHECKING:
    from clutrr import Arm, Tally

POSSIBLE = 0.01  # a relation that the student gives at least this probability is a candidate


def student_arms(
    graph: RuleGraph, stories: Stories, seed: int, by: Aggregation, make: Callable[..., Arm]
) -> tuple[Arm, Arm]:
    """The student alone, and the hybrid: the student from its threshold on, else the rules.

    The threshold is the one that training chose on the rules' own dev chains: no gold label.
    `by` is how the rules rank where they answer.
    """
    began = time.process_time()
    trained = train(graph, goals=_goals(graph), seed=seed)
    student = trained.student
    alone = make("a: student, trained from those rules", "its calibrated probability")
    both = make(f"a: hybrid, student from {student.threshold:.3f} on, else rules", f"rules by {by}")
    models: dict[tuple[Atom, ...], Model] = {}
    for story in stories.test:
        facts = story.example.facts
        model = models.get(facts) or models.setdefault(facts, materialise(graph, facts))
        said = _relate(student, story)
        _student(alone.by_steps[story.steps], story, model, said)
        sure = said is not None and said.relation and said.confidence >= student.threshold
        both.by_student += bool(sure)
        if sure:
            _student(both.by_steps[story.steps], story, model, said)
        else:
            _rules(both.by_steps[story.steps], story, model, by)
    alone.cpu_s = time.process_time() - began
    print(f"  student: {trained.cpu_s} CPU s, {trained.metrics['parameters']} parameters",
          file=sys.stderr)  # fmt: skip
    return alone, both


def _relate(student: PathStudent, story: Story) -> Prediction | None:
    """What the student says along the fullest trail; None where no trail joins the two."""
    first, last = story.example.gold.args
    between = paths(story.example.facts, first, last, student.relations)
    return student.predict(between[:1])[0] if between else None


def _student(tally: Tally, story: Story, model: Model, said: Prediction | None) -> None:
    tally.items += 1
    if said is None:
        return
    named = [name for name, p in said.ranking if name is not None and p >= POSSIBLE]
    tally.candidates += len(named)
    tally.derived += story.gold in named
    if said.relation is not None:
        tally.answered += 1
        tally.right += said.relation == story.gold
        _certify(tally, story, model, Atom(said.relation, story.example.gold.args))


def _rules(tally: Tally, story: Story, model: Model, by: Aggregation) -> None:
    ranking = rank(model, story.example.candidates, by)
    tally.items += 1
    tally.candidates += len(ranking)
    tally.answered += bool(ranking)
    tally.derived += story.example.gold in {ranked.atom for ranked in ranking}
    if ranking:
        tally.right += share(ranking, story.example.gold)
        _certify(tally, story, model, ranking[0].atom)


def _certify(tally: Tally, story: Story, model: Model, atom: Atom) -> None:
    """Counts the answer when the rules have a proof of it that the checker accepts."""
    proof = prove(model, atom)
    if proof is not None:
        tally.certified += not certify(model.graph.theory, story.example.facts, proof)


def _goals(graph: RuleGraph) -> tuple[Predicate, ...]:
    return tuple(p for p in graph.derived if p.arity == 2 and not p.negated)
