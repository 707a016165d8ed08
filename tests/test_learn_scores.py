"""Exact scores of rules on graphs, against every assignment of entities to variables."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from grounded import ENTITIES, RELATIONS, graphs, predicted, rules
from preceptor.learn.paths import Guard, Path, Step, path_of, rule_of
from preceptor.learn.scores import Score, pairs, predictions, score, unscored
from preceptor.learn.triples import Split, Triple, split_of
from preceptor.logic import Rule
from preceptor.syntax import parse_rules

many = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])


def parse_rule(text: str) -> Rule:
    return parse_rules(text)[0]


def train(split: Split) -> set[Triple]:
    return {(split.entities[h], split.relations[r], split.entities[t]) for h, r, t in split.train}


def named(rule: Rule | Path, split: Split) -> set[tuple[str, str]]:
    found = pairs(rule, split)
    made = [
        (split.entities[x], split.entities[y])
        for x, y in zip(found.rows, found.columns, strict=True)
    ]
    assert made == sorted(set(made)), "each once, in order"
    return set(made)


def expected(rule: Rule, split: Split) -> Score:
    """The counts by their definitions."""
    known = {(h, t) for h, r, t in train(split) if rule.head and r == rule.head.name}
    found = predicted(rule, train(split))
    subjects = {h for h, _ in known}
    about = sum(x in subjects for x, _ in found)
    return Score(len(found & known), len(found), len(known), about)


@many
@given(graphs(), rules())
def test_any_rule_predicts_what_all_its_assignments_do(split: Split, rule: Rule) -> None:
    assume(unscored(rule, split) is None)
    assert named(rule, split) == predicted(rule, train(split))
    assert score([rule], split) == (expected(rule, split),)


_entities = st.integers(0, len(ENTITIES) - 1)
_steps = st.builds(Step, st.integers(0, len(RELATIONS) - 1), st.booleans())


@st.composite
def paths(draw: st.DrawFn) -> Path:
    """A path of each kind, in the form that `path_of` gives it."""
    steps = tuple(draw(st.lists(_steps, min_size=1, max_size=3)))
    kind = draw(st.sampled_from(["closed", "left", "right"]))
    end = None if kind == "closed" else draw(st.none() | _entities)
    last = len(steps) - (end is not None)
    guards = st.builds(Guard, st.integers(0, last), _steps, _entities)
    chosen = tuple(sorted(draw(st.lists(guards, max_size=2, unique=True))))
    if kind != "closed":
        # a guard of the last variable is the chain's end, if there is no other
        assume(not any(guard.place == last for guard in chosen))
    constant = None if kind == "closed" else draw(_entities)
    left, right = (constant, None) if kind == "left" else (None, constant)
    return Path(draw(st.integers(0, 2)), steps, left, right, end, chosen)


@many
@given(graphs(), paths())
def test_a_path_is_its_rule(split: Split, path: Path) -> None:
    rule = rule_of(path, split)
    assert path_of(rule, split) == path
    assert named(path, split) == predicted(rule, train(split))
    assert score([path], split) == (expected(rule, split),)


def test_scores_worked_out_by_hand() -> None:
    family = split_of(
        [
            ("ann", "parent", "bob"),
            ("bob", "parent", "cid"),
            ("bob", "parent", "dan"),
            ("eve", "parent", "cid"),
            ("ann", "grandparent", "cid"),
            ("ann", "grandparent", "eve"),
            ("cid", "sibling", "dan"),
        ]
    )
    grand = parse_rule("grandparent(X, Z) :- parent(X, Y), parent(Y, Z).")
    sibling = parse_rule("sibling(X, Y) :- parent(A, X), parent(A, Y).")
    found = score([grand, sibling], family)
    # ann is over cid and dan, and is known to be over cid and eve
    assert found[0] == Score(support=1, predictions=2, head_size=2, body_heads=2)
    # bob has two children: (cid, dan) and (dan, cid); nobody is dan's known sibling
    assert found[1] == Score(support=1, predictions=2, head_size=1, body_heads=1)
    assert found[0] is not None
    assert found[0].confidence == 1 / 7
    assert found[0].head_coverage == 1 / 2
    assert found[0].pca_confidence == 1 / 2
    matrix = predictions(grand, family)
    assert matrix.dtype == bool
    ann, cid, dan = (family.entity(name) for name in ("ann", "cid", "dan"))
    assert sorted(map(tuple, np.argwhere(matrix.toarray()))) == [(ann, cid), (ann, dan)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (":- r(X, Y), s(X, Y).", "a denial predicts nothing"),
        ("r(X, Y) :- likes(X, Y).", "no triples are about likes/2"),
        ("r(X, Y) :- s(X, Y), \\+ person(X).", "no triples are about person/1"),
        ("-r(X, Y) :- s(X, Y).", "no triples are about -r/2"),
        ("r(X, zoe) :- s(X, Y).", "no entity is called zoe"),
        ("r(X, 3) :- s(X, Y).", "no entity is called 3"),
    ],
)
def test_a_rule_without_a_score_says_why(text: str, reason: str) -> None:
    split = split_of([("a", "r", "b"), ("b", "s", "c")])
    assert unscored(parse_rule(text), split) == reason
    assert score([parse_rule(text)], split) == (None,)


def test_arithmetic_and_counts_look_at_names_not_at_numbers() -> None:
    split = split_of(
        [("1", "s", "2"), ("2", "s", "3"), ("1", "s", "3"), ("1", "r", "2"), ("2", "r", "1")]
    )
    # names are no numbers, whatever they look like: no comparison of order holds of them
    assert named(parse_rule("r(X, Y) :- s(X, Y), X < Y."), split) == set()
    counted = parse_rule("r(X, Y) :- s(X, Y), N = count { Z : s(X, Z) }, N > 1.")
    assert named(counted, split) == {("1", "2"), ("1", "3")}
    assert score([counted], split)[0] == Score(1, 2, 2, 2)


def test_a_long_chain_is_scored_as_well() -> None:
    split = split_of([("a", "r", "b"), ("b", "r", "c"), ("c", "r", "d"), ("d", "r", "e"),
                      ("a", "t", "e"), ("e", "r", "a")])  # fmt: skip
    step = Step(split.relation("r") or 0)
    path = Path(split.relation("t") or 0, (step,) * 4)
    # round the circle of five, each is four steps from its predecessor
    assert score([path, rule_of(path, split)], split) == (Score(1, 5, 1, 1),) * 2
