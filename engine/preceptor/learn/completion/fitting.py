"""Non-negative weights of rules, fitted on train; how much they are held back, chosen on valid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from preceptor.learn.completion.aggregation import Found, exact, summed, valued
from preceptor.learn.completion.ensemble import Ensemble
from preceptor.learn.completion.evaluation import evaluate
from preceptor.learn.completion.firing import Theory
from preceptor.learn.completion.likelihood import Questions, assurance, loss, questions
from preceptor.learn.completion.queries import BOTH, Direction
from preceptor.learn.paths import Path, Step, rule_of
from preceptor.learn.scores import ScoredRule, score
from preceptor.logic import Rule

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

PENALTIES = (0.001, 0.003, 0.01, 0.03, 0.1)
_ROUNDS = 100  # of the optimiser


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """A candidate's value is the sum of its rules' weights, less those of the rules against it.

    `weights` has one for each rule of the ensemble that it was fitted for, none below 0; so has
    `against` for the rules of `opposing`, whose conclusions count against a candidate. The surest
    rule's -log(1 - confidence) counts once more, times the relation's `surest`. `penalty` is the
    one chosen, and `tried` says what each of those tried reached on valid.
    """

    weights: Floats
    opposing: Ensemble
    against: Floats
    surest: Floats
    penalty: float
    tried: tuple[tuple[float, float], ...] = ()
    name: str = "learned weights"

    def found(self, theory: Theory, direction: Direction, entities: Ints) -> Found:
        """See `Aggregation`; weights are sums of parts, so that equal sums are equal."""
        other = self.opposing.theory(theory.relation)
        speak = theory.fire(direction, entities)
        object_to = other.fire(direction, entities)
        said = exact(self.weights[theory.numbers])[speak.rule]
        denied = exact(self.against[other.numbers])[object_to.rule]
        found = summed(np.append(speak.code, object_to.code), np.append(said, -denied))
        sure = exact(self.surest[theory.relation] * assurance(theory))
        surest = np.zeros(len(found.codes), np.int64)
        np.maximum.at(surest, np.searchsorted(found.codes, speak.code), sure[speak.rule])
        return valued(found.codes, found.values + surest)

    def worth(self, theory: Theory) -> Floats:
        """See `Aggregation`; what a rule would add if it spoke alone."""
        alone: Floats = self.surest[theory.relation] * assurance(theory)
        return self.weights[theory.numbers] + alone

    def objections(self) -> tuple[tuple[Rule, float], ...]:
        """The rules that count against a candidate, heads strongly negated, with their weights."""
        rules = (each.rule for each in self.opposing.scored)
        pairs = zip(rules, self.against.tolist(), strict=True)
        return tuple((_opposite(rule), weight) for rule, weight in pairs if weight > 0)


def fit(ensemble: Ensemble, penalties: Sequence[float] = PENALTIES) -> Learned:
    """Weights under which the train triples are likeliest, each told from what the others say.

    A squared penalty holds them back; of the given ones the best on valid is taken, the greatest
    where there is no valid. Deterministic.
    """
    opposing = exclusions(ensemble)
    fits = {penalty: _Fit(ensemble, opposing) for penalty in penalties}
    for relation in range(len(ensemble.split.relations)):
        theories = ensemble.theory(relation), opposing.theory(relation)
        asked = [questions(ensemble.split, theories, direction) for direction in BOTH]
        start = np.append(np.zeros(asked[0].features.shape[1] - 1), 1.0)
        for penalty in sorted(penalties, reverse=True):
            start = _weights(asked, len(theories[0].scored), penalty, start)
            fits[penalty].keep(theories, start)
    made = [fits[penalty].learned(penalty) for penalty in penalties]
    if not len(ensemble.split.valid):
        return max(made, key=lambda each: each.penalty)
    reached = [evaluate(ensemble.split, ensemble, aggregation=each, part="valid") for each in made]
    tried = tuple((each.penalty, found.mrr) for each, found in zip(made, reached, strict=True))
    best = max(range(len(made)), key=lambda i: (tried[i][1], tried[i][0]))
    chosen = made[best]
    return replace(chosen, tried=tried)


def _opposite(rule: Rule) -> Rule:
    assert rule.head is not None
    return replace(rule, head=replace(rule.head, negated=True))


def exclusions(ensemble: Ensemble) -> Ensemble:
    """For each relation that what another says of a pair speaks against it, either way round."""
    split = ensemble.split
    count = len(split.relations)
    steps = [Step(other, inverse) for other in range(count) for inverse in (False, True)]
    paths = [Path(r, (step,)) for r in range(count) for step in steps if step != Step(r)]
    scores = score(paths, split)
    pairs = zip(paths, scores, strict=True)
    found = [ScoredRule(rule_of(path, split), each) for path, each in pairs if each]
    return Ensemble(split, [each for each in found if each.score.predictions])


class _Fit:
    """The weights of one penalty as relation after relation is fitted."""

    def __init__(self, ensemble: Ensemble, opposing: Ensemble) -> None:
        self.opposing = opposing
        self.weights = np.zeros(len(ensemble.scored))
        self.against = np.zeros(len(opposing.scored))
        self.surest = np.zeros(len(ensemble.split.relations))

    def keep(self, theories: tuple[Theory, Theory], weights: Floats) -> None:
        mine, other = theories
        self.weights[mine.numbers] = weights[: len(mine.numbers)]
        self.against[other.numbers] = weights[len(mine.numbers) : -1]
        self.surest[mine.relation] = weights[-1]

    def learned(self, penalty: float) -> Learned:
        return Learned(self.weights, self.opposing, self.against, self.surest, penalty)


def _weights(asked: Sequence[Questions], speaking: int, penalty: float, start: Floats) -> Floats:
    """The likeliest weights of one relation: of the rules that speak for, of the others, and of
    the surest rule."""
    count = sum(len(each.gold) for each in asked) / 2
    if not count:
        return start
    sign = np.full(len(start), -1.0)
    sign[:speaking] = sign[-1] = 1.0

    def objective(weights: Floats) -> tuple[float, Floats]:
        value, slope = penalty * float(weights @ weights), 2 * penalty * weights
        for each in asked:
            more, gradient = loss(weights * sign, each)
            value, slope = value + more / count, slope + gradient * sign / count
        return value, slope

    limits = [(0, None)] * len(start)
    options = {"maxiter": _ROUNDS}
    found = minimize(objective, start, jac=True, method="L-BFGS-B", bounds=limits, options=options)
    return np.asarray(found.x)
