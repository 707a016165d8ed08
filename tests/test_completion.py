"""Ranking by rules against brute force: every grounding, every entity, one query at a time."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import permutations
from random import Random

import numpy as np
import pytest

from preceptor.learn.completion import (
    OPTIMISTIC,
    PYCLAUSE,
    STRICT,
    Aggregation,
    Direction,
    Ensemble,
    MaxPlus,
    NoisyOr,
    Query,
    Ties,
    answers,
    certify_hits,
    evaluate,
    scores_for,
)
from preceptor.learn.completion.reach import Graph, simple_paths
from preceptor.learn.completion.reading import Reader
from preceptor.learn.completion.turning import turned, turnings
from preceptor.learn.paths import Path, Step, path_of, rule_of
from preceptor.learn.scores import Score, ScoredRule
from preceptor.learn.triples import Split, split_of
from preceptor.logic import Atom, InputError, Rule, Var
from preceptor.syntax import parse_rules

Named = tuple[str, str, str]


def _names(split: Split, part: str = "train") -> set[Named]:
    e, r = split.entities, split.relations
    return {(e[h], r[k], e[t]) for h, k, t in getattr(split, part).tolist()}


def _concluded(rule: Rule, facts: set[Named], entities: tuple[str, ...]) -> set[tuple[str, str]]:
    """All pairs that a rule predicts: every way to give its variables distinct values."""
    assert rule.head is not None
    atoms = [rule.head, *(a for a in rule.body if isinstance(a, Atom))]
    names = list(dict.fromkeys(t.name for a in atoms for t in a.args if isinstance(t, Var)))
    constants = {str(t) for a in atoms for t in a.args if not isinstance(t, Var)}
    free = [e for e in entities if e not in constants]
    found = set()
    for values in permutations(free, len(names)):
        value = dict(zip(names, values, strict=True))

        def triple(atom: Atom, value: dict[str, str] = value) -> Named:
            one, other = (value.get(str(t), str(t)) for t in atom.args)
            return one, atom.name, other

        head, body = triple(atoms[0]), [triple(atom) for atom in atoms[1:]]
        if all(step in facts and step != head for step in body):
            found.add((head[0], head[2]))
    return found


def _rank(
    query: tuple[str, str, str, Direction],
    rules: list[ScoredRule],
    pairs: list[set[tuple[str, str]]],
    split: Split,
    top: int | None,
    ties: Ties,
) -> tuple[Fraction, bool]:
    """The rank of a triple's asked end, and whether a rule concludes it; one list per entity."""
    head, relation, tail, direction = query
    known = set().union(*(_names(split, part) for part in ("train", "valid", "test")))

    def worth(entity: str) -> tuple[Fraction, ...]:
        pair = (head, entity) if direction is Direction.TAIL else (entity, tail)
        sure = sorted(
            (
                Fraction(scored.score.support, scored.score.predictions + 5)
                for scored, held in zip(rules, pairs, strict=True)
                if scored.rule.head and scored.rule.head.name == relation and pair in held
            ),
            reverse=True,
        )
        if top is None:
            return tuple(sure)
        doubt = Fraction(1)
        for share in sure[:top]:
            doubt *= 1 - share
        return (1 - doubt,)

    def mentions(entity: str) -> int:
        return sum((h == entity) + (t == entity) for h, _, t in _names(split))

    gold = tail if direction is Direction.TAIL else head
    rivals = []
    for entity in split.entities:
        triple = (
            (head, relation, entity) if direction is Direction.TAIL else (entity, relation, tail)
        )
        if entity != gold and triple not in known:
            rivals.append(entity)
    better = sum(worth(e) > worth(gold) for e in rivals)
    tied = [e for e in rivals if worth(e) == worth(gold)]
    supported = any(worth(gold))
    match ties:
        case Ties.AVERAGE:
            return 1 + better + Fraction(len(tied), 2), supported
        case Ties.PESSIMISTIC:
            return Fraction(1 + better + len(tied)), supported
        case Ties.OPTIMISTIC:
            return Fraction(1 + better), supported
        case Ties.FREQUENCY:
            ahead = sum(mentions(e) > mentions(gold) for e in tied)
            level = sum(mentions(e) == mentions(gold) for e in tied)
            return 1 + better + ahead + Fraction(level, 2), supported


def _world(random: Random) -> tuple[Split, list[ScoredRule]]:
    """A small graph, and rules of all kinds with made-up scores, many of them equal."""
    entities = [f"e{i}" for i in range(random.randint(4, 6))]
    relations = ["r", "s", "t"][: random.randint(1, 3)]

    def some(count: int) -> list[Named]:
        chosen = random.choice
        return [(chosen(entities), chosen(relations), chosen(entities)) for _ in range(count)]

    split = split_of(some(random.randint(6, 25)), some(3), some(6))
    rules = []
    for _ in range(random.randint(1, 12)):
        predictions = random.randint(1, 4)
        score = Score(random.randint(1, predictions), predictions, 9, predictions)
        rules.append(ScoredRule(rule_of(_path(random, split), split), score))
    return split, rules


def _path(random: Random, split: Split) -> Path:
    step = [Step(random.randrange(len(split.relations)), random.random() < 0.5) for _ in range(3)]
    head, steps = random.randrange(len(split.relations)), tuple(step[: random.randint(1, 3)])
    some = [random.randrange(len(split.entities)) for _ in range(2)]
    end = random.choice([None, some[1]])
    match random.choice("cccxy"):
        case "x":
            return Path(head, steps, left=some[0], end=end)
        case "y":
            return Path(head, steps, right=some[0], end=end)
    return Path(head, steps)


@pytest.mark.parametrize("ties", list(Ties))
@pytest.mark.parametrize("top", [None, 2, 100], ids=["max-plus", "noisy-or-2", "noisy-or"])
def test_ranks_are_those_of_one_query_at_a_time(ties: Ties, top: int | None) -> None:
    aggregation: Aggregation = MaxPlus() if top is None else NoisyOr(top)
    protocol = replace(STRICT, ties=ties)
    for seed in range(6):
        split, rules = _world(Random(f"{seed}{ties}{top}"))
        pairs = [_concluded(s.rule, _names(split), split.entities) for s in rules]
        found = evaluate(split, rules, protocol=protocol, aggregation=aggregation)
        expected = [
            _rank((*triple, direction), rules, pairs, split, top, ties)
            for triple in sorted(_names(split, "test"))
            for direction in Direction
        ]
        assert found.queries == len(expected) == 2 * len(split.test)
        assert found.mrr == pytest.approx(float(sum(1 / r for r, _ in expected) / len(expected)))
        for hits, k in ((found.hits1, 1), (found.hits3, 3), (found.hits10, 10)):
            assert hits == pytest.approx(sum(r <= k for r, _ in expected) / len(expected))
        assert found.all.supported == sum(s for _, s in expected)


def test_the_sums_of_parts_are_those_of_the_whole() -> None:
    split, rules = _world(Random(3))
    found = evaluate(split, rules)
    for parts in (found.by_direction, found.by_relation):
        assert sum(f.queries for f in parts.values()) == found.queries
        total = sum(f.mrr * f.queries for f in parts.values())
        assert total == pytest.approx(found.mrr * found.queries)


def test_pyclause_counts_nothing_past_its_cut_nor_without_a_rule() -> None:
    for seed in range(10):
        split, rules = _world(Random(seed))
        pairs = [_concluded(s.rule, _names(split), split.entities) for s in rules]
        found = evaluate(split, rules, protocol=replace(PYCLAUSE, cut=2))
        ranks = [
            _rank((*triple, direction), rules, pairs, split, None, Ties.FREQUENCY)
            for triple in _names(split, "test")
            for direction in Direction
        ]
        expected = sum(1 / r for r, supported in ranks if supported and r <= 2) / len(ranks)
        assert found.mrr == pytest.approx(float(expected))


def test_a_protocol_that_skips_counts_what_it_skips() -> None:
    split = split_of(
        [("a", "r", "b"), ("b", "s", "a")],
        test=[("b", "r", "a"), ("a", "s", "b"), ("c", "s", "b")],
    )
    (rule,) = parse_rules("r(X, Y) :- s(X, Y).")
    scored = [ScoredRule(rule, Score(1, 1, 1, 1))]
    found = evaluate(split, scored, protocol=replace(STRICT, skip=True))
    assert (found.queries, found.skipped) == (2, 4)
    assert found.mrr == 1  # r(b, a): both ends are concluded from s(b, a), and nothing else is
    everything = evaluate(split, scored)
    assert (everything.queries, everything.skipped) == (6, 0)
    # s(?, b): a and c are right, so b alone is beside each; s(a, ?): a, c beside b; s(c, ?): alike
    assert everything.mrr == pytest.approx((2 + 2 / 1.5 + 2 / 2) / 6)
    best = evaluate(split, scored, protocol=OPTIMISTIC, aggregation=MaxPlus())
    assert (best.mrr, best.all.tied) == (1, 2)


def test_without_rules_every_candidate_is_tied() -> None:
    split = split_of([("a", "r", "b"), ("a", "s", "c")], test=[("c", "r", "b")])
    found = evaluate(split, [])
    # r(c, ?): a and c stand beside b; r(?, b): a is known, so b stands beside c
    assert found.mrr == pytest.approx((1 / 2 + 1 / 1.5) / 2)
    assert found.all.supported == 0


def test_a_rule_that_concludes_no_relation_is_refused() -> None:
    split = split_of([("a", "r", "b")])
    (rule,) = parse_rules("q(X, Y) :- r(X, Y).")
    with pytest.raises(InputError, match=r"q\(X, Y\).* no relation of split"):
        Ensemble(split, [ScoredRule(rule, Score(1, 1, 1, 1))])


def test_answers_come_in_order_with_proofs_that_certify() -> None:
    seen = 0
    for seed in range(12):
        split, rules = _world(Random(seed))
        facts = _names(split)
        pairs = [_concluded(s.rule, facts, split.entities) for s in rules]
        ensemble = Ensemble(split, rules)
        for head, relation, _ in split.test.tolist():
            given = split.entities[head]
            found = answers(split, ensemble, Query(relation, head))
            name = split.relations[relation]
            expected = {
                tail
                for scored, held in zip(rules, pairs, strict=True)
                if scored.rule.head and scored.rule.head.name == name
                for start, tail in held
                if start == given and (given, name, tail) not in facts
            }
            assert {a.entity for a in found} == expected
            assert [a.rank for a in found] == sorted(a.rank for a in found)
            for answer in found:
                seen += 1
                behind = [
                    scored
                    for scored, held in zip(rules, pairs, strict=True)
                    if scored.rule.head
                    and scored.rule.head.name == name
                    and (given, answer.entity) in held
                ]
                assert sorted(map(id, answer.rules)) == sorted(map(id, behind))
                sure = [s.score.confidence for s in answer.rules]
                assert sure == sorted(sure, reverse=True)
                assert answer.value == sure[0]
    assert seen > 30


def test_every_supported_hit_is_proved() -> None:
    supported = 0
    for seed in range(16):
        split, rules = _world(Random(seed))
        found = certify_hits(Ensemble(split, rules))
        assert found.complaints == ()
        assert found.certified == found.supported <= found.hits
        supported += found.supported
    assert supported > 10


def test_scores_are_listed_by_query() -> None:
    split, rules = _world(Random(11))
    ensemble = Ensemble(split, rules)
    queries = [
        Query(relation, entity, direction)
        for direction in (Direction.HEAD, Direction.TAIL)
        for entity in (2, 0)
        for relation in range(len(split.relations))
    ]
    found = scores_for(ensemble, [*queries, queries[0]])
    pairs = [_concluded(s.rule, _names(split), split.entities) for s in rules]
    expected = []
    for number, query in enumerate([*queries, queries[0]]):
        for candidate, name in enumerate(split.entities):
            ends = (split.entities[query.entity], name)
            pair = ends if query.direction is Direction.TAIL else ends[::-1]
            sure = [
                scored.score.confidence
                for scored, held in zip(rules, pairs, strict=True)
                if scored.rule.head
                and scored.rule.head.name == split.relations[query.relation]
                and pair in held
            ]
            if sure:
                expected.append((number, candidate, max(sure)))
    listed = zip(found.query.tolist(), found.candidate.tolist(), found.value.tolist(), strict=True)
    assert list(listed) == expected
    assert len(expected) > 5


def test_a_triple_is_no_evidence_for_itself() -> None:
    """What rules conclude about a triple of train is what they conclude where it is missing."""
    compared = 0
    for seed in range(16):
        random = Random(seed)
        split, rules = _world(random)
        head, relation, tail = random.choice(split.train.tolist())
        left = split.train[~(split.train == [head, relation, tail]).all(axis=1)]
        theory = Ensemble(split, rules).theory(relation)
        without = Ensemble(replace(split, train=left), rules).theory(relation)
        code = np.array([head], np.int64)
        for direction, given, asked in ((Direction.TAIL, head, tail), (Direction.HEAD, tail, head)):
            code = np.array([given], np.int64)
            fired = [t.fire(direction, code) for t in (theory, without)]
            rules_for = [set(f.rule[f.code == asked].tolist()) for f in fired]
            assert rules_for[0] == rules_for[1]
            compared += len(rules_for[0])
    assert compared > 10


def test_a_ring_is_read_from_each_of_its_atoms() -> None:
    split = split_of([("a", "aunt", "b"), ("a", "sister", "c"), ("c", "father", "b")])
    (rule,) = parse_rules("aunt(X, Y) :- sister(X, A), father(A, Y).")
    path = path_of(rule, split)
    assert path is not None
    assert [str(rule_of(each, split)) for each in turnings(path)] == [
        "aunt(X, Y) :- sister(X, A), father(A, Y).",
        "sister(X, Y) :- aunt(X, A), father(Y, A).",
        "father(X, Y) :- sister(A, X), aunt(A, Y).",
    ]
    assert turned([rule], split) == ()  # each is right once: too little to go by


def test_turned_rules_are_scored_and_new() -> None:
    pairs = [("a", "b"), ("c", "d"), ("e", "f")]
    split = split_of([(x, "wife", y) for x, y in pairs] + [(y, "husband", x) for x, y in pairs])
    (rule,) = parse_rules("wife(X, Y) :- husband(Y, X).")
    ((found, score),) = turned([rule], split)
    assert str(found) == "husband(X, Y) :- wife(Y, X)."
    assert (score.support, score.predictions) == (3, 3)


def test_chains_may_end_before_the_longest_of_them_do() -> None:
    """All of the chains that are followed together may be short, where others are not."""
    split = split_of([("a", "p", "b"), ("b", "q", "c")])
    starts, chains = np.array([0, 1]), np.array([[0, -1, -1], [2, -1, -1]])
    row, end, ways = simple_paths(Graph(split), starts, chains)
    assert (row.tolist(), end.tolist(), ways.tolist()) == ([0, 1], [1, 2], [1, 1])


def test_rules_of_the_usual_shapes_are_read_alike() -> None:
    """The short way reads what the long way does, and leaves the rest to it."""
    quick = 0
    for seed in range(40):
        random = Random(seed)
        split, rules = _world(random)
        reader = Reader(split)
        for rule, _ in rules:
            body = list(rule.body)
            random.shuffle(body)  # chains out of order, too
            for each in (rule, replace(rule, body=tuple(body))):
                assert reader.path(each) == path_of(each, split)
            quick += reader._quick(rule) is not None
    assert quick > 100
    split = split_of([("a", "p", "b"), ("b", "q", "c")])
    text = """
        p(X, X) :- q(X, Y).  p(X, Y) :- q(X, Y), q(Y, X).  p(X, Y) :- q(X, X).  p(X, a) :- q(X, X).
        p(X, Y) :- q(X, A), q(A, B).  p(X, Y) :- q(X, z).  p(X, z) :- q(X, a).  z(X, Y) :- p(X, Y).
        -p(X, Y) :- q(X, Y).  p(X, Y) :- -q(X, Y).  p(X, Y) :- \\+ q(X, Y), p(Y, X).
        p(X, a) :- q(Y, a).  p(a, b) :- q(a, b).  p(X, 1) :- q(X, 2).  p(X, Y) :- q(X, Y), X \\= Y.
        p(X, Y) :- q(X, A), q(A, X), p(X, Y).  p(a, Y) :- q(b, Y).  p(a, Y) :- q(Y, b).
    """
    for rule in parse_rules(text):
        assert Reader(split).path(rule) == path_of(rule, split), str(rule)
