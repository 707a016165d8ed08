"""Fitted weights: the loss against a loop over questions, and what they are worth."""

from __future__ import annotations

from math import exp, log
from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray

from preceptor.learn.completion import Direction, Ensemble, Learned, evaluate, fit
from preceptor.learn.completion.firing import Theory
from preceptor.learn.completion.fitting import exclusions
from preceptor.learn.completion.likelihood import loss, questions
from preceptor.learn.scores import ScoredRule, score
from preceptor.learn.triples import Split, split_of
from preceptor.logic import Rule
from preceptor.syntax import parse_rules
from test_completion import _concluded, _names, _world

Pairs = list[set[tuple[str, str]]]


def _loss(
    split: Split, theory: Theory, pairs: Pairs, weights: list[float], direction: Direction
) -> float:
    """-log softmax of each train triple's end among all that train does not know, one by one.

    The last weight is that of the surest rule; what it was right about is not the triple itself.
    """
    facts = _names(split)
    is_tail = direction is Direction.TAIL
    relation = split.relations[theory.relation]
    total = 0.0
    for head, name, tail in sorted(facts):
        if name != relation:
            continue
        gold = tail if is_tail else head

        def value(entity: str, head: str = head, tail: str = tail, gold: str = gold) -> float:
            pair = (head, entity) if is_tail else (entity, tail)
            behind = [i for i, held in enumerate(pairs) if pair in held]
            less = 1 if entity == gold else 0
            scores = [theory.scored[i].score for i in behind]
            shares = [max(s.support - less, 0) / (s.predictions - less + 5) for s in scores]
            surest = max((-log(1 - share) for share in shares), default=0.0)
            return sum(weights[i] for i in behind) + weights[-1] * surest

        rivals = []
        for entity in split.entities:
            triple = (head, name, entity) if is_tail else (entity, name, tail)
            if entity == gold or triple not in facts:
                rivals.append(entity)
        total += log(sum(exp(value(entity)) for entity in rivals)) - value(gold)
    return total


@pytest.mark.parametrize("direction", list(Direction))
def test_the_loss_is_that_of_one_question_at_a_time(direction: Direction) -> None:
    for seed in range(10):
        random = Random(seed)
        split, rules = _world(random)
        ensemble = Ensemble(split, rules)
        for relation in ensemble.relations:
            theory = ensemble.theory(relation)
            asked = questions(split, [theory], direction)
            pairs = [_concluded(s.rule, _names(split), split.entities) for s in theory.scored]
            weights = [random.uniform(-1, 3) for _ in (*pairs, None)]
            value, slope = loss(np.array(weights), asked)
            assert value == pytest.approx(_loss(split, theory, pairs, weights, direction))
            for i in range(len(weights)):
                ends = []
                for nudge in (1e-5, -1e-5):
                    moved = [w + nudge * (j == i) for j, w in enumerate(weights)]
                    ends.append(_loss(split, theory, pairs, moved, direction))
                assert slope[i] == pytest.approx((ends[0] - ends[1]) / 2e-5, abs=1e-5)


def test_where_there_are_too_many_some_are_asked() -> None:
    """Six hundred pairs of twins, known both ways: a block of 256 of them is enough to go by."""
    pairs = [(f"a{i:03}", f"b{i:03}") for i in range(600)]
    triples = [(x, "twin", y) for x, y in pairs] + [(y, "twin", x) for x, y in pairs]
    split = split_of(triples)
    theory = Ensemble(split, _scored(split, "twin(X, Y) :- twin(Y, X).")).theory(0)
    some = questions(split, [theory], Direction.TAIL, most=100)
    every = questions(split, [theory], Direction.TAIL)
    assert (len(some.gold), len(every.gold)) == (256, 1200)
    for asked in (some, every):  # one rule, right about each: (e^w + 1199) / e^w
        value, _ = loss(np.array([2.0, 0.0]), asked)
        assert value / len(asked.gold) == pytest.approx(log(1 + 1199 * exp(-2)))


def test_a_value_is_the_sum_of_weights_less_those_against() -> None:
    for seed in range(6):
        random = Random(seed)
        split, rules = _world(random)
        ensemble = Ensemble(split, rules)
        opposing = exclusions(ensemble)
        weights = np.array([random.choice([0.0, 0.1, 0.7]) for _ in rules])
        against = np.array([random.choice([0.0, 0.3]) for _ in opposing.scored])
        surest = np.array([random.choice([0.0, 0.5]) for _ in split.relations])
        learned = Learned(weights, opposing, against, surest, 0.1)
        rows = np.arange(len(split.entities))
        for relation in range(len(split.relations)):
            found = learned.found(ensemble.theory(relation), Direction.TAIL, rows)
            expected = _slow_values(split, relation, rules, weights)
            for pair, value in _slow_values(split, relation, opposing.scored, against).items():
                expected[pair] = expected.get(pair, 0.0) - value
            for pair in expected:
                expected[pair] += surest[relation] * _assurance(split, relation, rules, pair)
            pairs = [(c // len(rows), c % len(rows)) for c in found.codes.tolist()]
            assert dict(zip(pairs, found.strength.tolist(), strict=True)) == pytest.approx(expected)


def _slow_values(
    split: Split, relation: int, rules: list[ScoredRule] | tuple[ScoredRule, ...], weights: NDArray
) -> dict[tuple[int, int], float]:
    found: dict[tuple[int, int], float] = {}
    for (rule, _), weight in zip(rules, weights.tolist(), strict=True):
        if rule.head and rule.head.name == split.relations[relation]:
            for one, other in _concluded(rule, _names(split), split.entities):
                pair = split.entities.index(one), split.entities.index(other)
                found[pair] = found.get(pair, 0.0) + weight
    return found


def _assurance(
    split: Split, relation: int, rules: list[ScoredRule], pair: tuple[int, int]
) -> float:
    names = split.entities[pair[0]], split.entities[pair[1]]
    sure = [
        -log(1 - its.support / (its.predictions + 5))
        for rule, its in rules
        if rule.head and rule.head.name == split.relations[relation]
        if names in _concluded(rule, _names(split), split.entities)
    ]
    return max(sure, default=0.0)


def _scored(split: Split, text: str) -> list[ScoredRule]:
    rules: tuple[Rule, ...] = parse_rules(text)
    scores = score(rules, split)
    return [ScoredRule(r, s) for r, s in zip(rules, scores, strict=True) if s]


def _town(valid: bool) -> Split:
    """Neighbours are asked about; next to each other they never are friends as well."""
    people = [f"p{i}" for i in range(12)]
    facts = []
    for i, person in enumerate(people):
        facts += [(person, "next", people[(i + 1) % 12]), (person, "met", people[(i + 5) % 12])]
        facts += [(person, "met", people[(i + 1) % 12]), (person, "likes", people[(i + 5) % 12])]
        facts.append((people[(i + 5) % 12], "friend", person))
    train = [t for t in facts if t[1] != "likes" or t[0] not in ("p3", "p7", "p9")]
    test = [t for t in facts if t[1] == "likes" and t[0] in ("p3", "p7")]
    kept = [t for t in facts if t[1] == "likes" and t[0] == "p9"]
    return split_of(train, kept if valid else [], test)


def test_what_another_relation_excludes_counts_against_a_candidate() -> None:
    split = _town(valid=True)
    rules = _scored(split, "likes(X, Y) :- met(X, Y).")
    ensemble = Ensemble(split, rules)
    # of the two that each has met, likes says nothing of the one next door: a tie of two
    assert evaluate(split, ensemble).mrr == pytest.approx(1 / 1.5)
    learned = fit(ensemble)
    found = evaluate(split, ensemble, aggregation=learned)
    assert (found.mrr, found.all.tied, found.aggregation) == (1, 0, "learned weights")
    assert learned.weights[0] > 0
    against = {str(rule): weight for rule, weight in learned.objections()}
    assert against["-likes(X, Y) :- next(X, Y)."] > 0
    assert "-likes(X, Y) :- met(X, Y)." not in against


def test_weights_are_the_likeliest_that_are_not_negative() -> None:
    split = _town(valid=False)
    text = "likes(X, Y) :- friend(Y, X). likes(X, Y) :- next(X, Y). likes(X, Y) :- met(X, Y)."
    ensemble = Ensemble(split, _scored(split, text))
    learned = fit(ensemble, [0.01, 0.1])
    assert (learned.penalty, learned.tried) == (0.1, ())  # no valid to choose on
    assert learned.weights.min() >= 0 == learned.weights[1]
    assert learned.weights[0] > learned.weights[2]
    relation = split.relation("likes")
    assert relation is not None
    theories = [ensemble.theory(relation), learned.opposing.theory(relation)]
    asked = [questions(split, theories, direction) for direction in Direction]
    mine = np.append(learned.weights, learned.against[theories[1].numbers])
    mine = np.append(mine, learned.surest[relation])
    sign = np.array([1.0] * 3 + [-1.0] * (len(mine) - 4) + [1.0])
    slope = sum(loss(mine * sign, each)[1] for each in asked) * sign / len(asked[0].gold)
    slope = slope + 2 * learned.penalty * mine
    assert np.abs(slope[mine > 0]).max() < 1e-3  # at rest, or held back by 0
    assert slope[mine == 0].min() > -1e-3
    again = fit(ensemble, [0.01, 0.1])
    assert np.array_equal(again.weights, learned.weights)


def test_the_penalty_is_the_best_on_valid() -> None:
    learned = fit(Ensemble(_town(valid=True), _scored(_town(True), "likes(X, Y) :- met(X, Y).")))
    assert len(learned.tried) > 3
    best = max(mrr for _, mrr in learned.tried)
    assert learned.penalty == max(penalty for penalty, mrr in learned.tried if mrr == best)


def test_without_rules_only_what_speaks_against_is_fitted() -> None:
    split = _town(valid=False)
    learned = fit(Ensemble(split, []))
    assert learned.weights.tolist() == []
    assert evaluate(split, [], aggregation=learned).all.supported == 0
