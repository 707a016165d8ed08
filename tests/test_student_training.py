"""Training on a small theory: its table comes back, by the rules' own word and by nothing else."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any, cast

import pytest
import torch

from oracle import perfect_model
from preceptor.graph import compile
from preceptor.logic import InputError, Predicate
from preceptor.student import Path, Step, Training, Vocabulary, lessons, survey, train
from preceptor.student.chains import Unfolding, exhaustive, pairs, reading, sampled, structure
from preceptor.student.curriculum import curriculum
from preceptor.student.lessons import Lesson, database, entity, is_local
from preceptor.syntax import parse_rules, parse_theory
from student_family import FAMILY, GOALS, SMALL, family, trained

MAN, WOMAN, SOMEONE = ("male",), ("female",), ()
QUICK = Training(longer=((3, 20),), epochs=4, look=2, hidden=8, width=4, pairs=150)


def path(text: str, *kinds: tuple[str, ...]) -> Path:
    """`path("father child^-1", MAN, ...)`."""
    steps = [Step(word.removesuffix("^-1"), not word.endswith("^-1")) for word in text.split()]
    return Path(tuple(steps), kinds)


def figures(split: str) -> dict[str, Any]:
    return cast(dict[str, Any], trained().metrics[split])


# -- the vocabulary


def test_survey_finds_relations_traits_and_what_a_fact_implies() -> None:
    words = survey(family(), GOALS)
    assert words.relations == (
        *("ancestor", "child", "father", "grandfather", "grandmother", "mother", "spouse"),
    )
    assert words.traits == ("female", "male")
    assert words.kinds == (SOMEONE, WOMAN, MAN)  # not both: the denial forbids it
    assert words.ends(Step("father")) == (MAN, SOMEONE)
    assert words.ends(Step("father", forward=False)) == (SOMEONE, MAN)
    assert words.ends(Step("child")) == (SOMEONE, SOMEONE)


def test_survey_keeps_to_the_sort_of_the_goals() -> None:
    theory = """
        heir(X, Y) :- parent(Y, X), rich(Y).
        heir(X, Z) :- heir(X, Y), heir(Y, Z).
        rich(X) :- owns(X, B), pricey(B).
        bigger(A, B) :- taller(A, B).
    """
    words = survey(compile(parse_theory(theory)), [Predicate("heir", 2)])
    assert words.relations == ("heir", "parent")
    assert words.traits == ("rich",)


@pytest.mark.parametrize(
    ("theory", "goal"),
    [
        ("adult(X) :- old(X).", Predicate("adult", 1)),
        ("owns(X, B) :- bought(X, B), person(X), book(B).", Predicate("owns", 2)),
    ],
)
def test_a_domain_without_relations_over_one_sort_has_no_student(
    theory: str, goal: Predicate
) -> None:
    with pytest.raises(InputError, match="one sort"):
        train(compile(parse_theory(theory)), goals=[goal])


def test_rules_that_compose_nothing_have_no_student() -> None:
    graph = compile(parse_theory("friend(X, Y) :- friend(Y, X). friend(X, Y) :- likes(X, Y)."))
    with pytest.raises(InputError, match="compose too few of the relations friend, likes"):
        train(graph, goals=[Predicate("friend", 2)], training=QUICK)


# -- the lessons


def test_lessons_are_what_the_slow_model_of_each_path_says() -> None:
    words = survey(family(), GOALS)
    chance = random.Random(5)
    paths = [
        *chance.sample([*exhaustive(2, words)], 12),
        *chance.sample([*exhaustive(1, words)], 4),
    ]
    paths.append(path("father father mother", MAN, MAN, MAN, SOMEONE))  # no: a mother is a woman
    paths[-1] = path("father father father", MAN, MAN, MAN, SOMEONE)
    rules = parse_rules(FAMILY)
    for lesson in lessons(family(), paths, words):
        model = perfect_model(rules, [*database(lesson.path, 0)])
        ends = (entity(0, 0), entity(0, len(lesson.path)))
        wanted = {
            step: float(model[step.atom(*ends)][0])
            for step in words.symbols
            if step.atom(*ends) in model
        }
        assert dict(lesson.conclusions) == pytest.approx(wanted)
    assert Step("ancestor") in dict(lesson.conclusions)


def test_a_rule_that_joins_strangers_is_never_asked_about_two_paths_at_once() -> None:
    strangers = "0.5 :: child(X, Y) :- male(X), female(Y)."
    (rule,) = parse_rules(strangers)
    assert not is_local(rule)
    assert all(is_local(rule) for rule in parse_rules(FAMILY) if not rule.is_denial)
    graph = compile(parse_theory(FAMILY + strangers))
    words = survey(graph, GOALS)
    alone, others = path("spouse", MAN, SOMEONE), path("spouse", SOMEONE, WOMAN)
    first, _ = lessons(graph, [alone, others], words)
    assert Step("child") not in dict(first.conclusions)
    both, _ = lessons(graph, [path("spouse", MAN, WOMAN), others], words)
    assert dict(both.conclusions)[Step("child")] == 0.5


def test_the_best_conclusions_share_a_tie() -> None:
    found = ((Step("a"), 0.5), (Step("b"), 0.5), (Step("c", False), 1.0), (Step("c"), 0.25))
    lesson = Lesson(path("a a", SOMEONE, SOMEONE, SOMEONE), found)
    assert lesson.best == ("a", "b")
    assert lesson.turned.best == ("c",)
    assert lesson.turned.turned == lesson


# -- the chains


def test_exhaustive_lists_one_reading_of_every_consistent_path() -> None:
    words = Vocabulary(("likes",), ("old",), (SOMEONE, ("old",)), ((("old",), SOMEONE),))
    listed = [*exhaustive(1, words)]
    # who likes is old; the liked one may be either; `likes` and its turn are the same facts
    wanted = [path("likes", ("old",), SOMEONE), path("likes", ("old",), ("old",))]
    assert {*listed} == {*map(reading, wanted)}
    assert len(listed) == 2
    assert pairs(words, 1000, random.Random(0)) == tuple(exhaustive(2, words))


def test_a_sample_keeps_every_structure_as_far_as_it_goes() -> None:
    words = survey(family(), GOALS)
    every = [*exhaustive(2, words)]
    structures = {structure(p) for p in every}
    few = sampled(every, len(structures), random.Random(0))
    assert {structure(p) for p in few} == structures
    assert len(sampled(every, 7, random.Random(0))) == 7


def test_unfolding_grows_only_what_composes() -> None:
    composed = {path("up up", SOMEONE, SOMEONE, SOMEONE): [Step("up")]}
    grown = Unfolding(composed).grow(5, random.Random(0))
    assert grown == path("up up up up up", *[SOMEONE] * 6)
    stuck = {path("up up", SOMEONE, SOMEONE, SOMEONE): [Step("high")]}
    assert Unfolding(stuck).grow(3, random.Random(0)) is None
    assert Unfolding({}).grow(2, random.Random(0)) is None


def test_splits_share_no_structure() -> None:
    taught = curriculum(family(), GOALS, SMALL, random.Random(3), lambda *_: None)
    dev, test = ({structure(one.path) for one in split} for split in (taught.dev, taught.test))
    train_structures = {structure(one.path) for one in taught.train}
    assert dev
    assert test
    assert not dev & test
    assert not train_structures & (dev | test)
    assert any(not one.conclusions for one in taught.train)  # "no rule" is taught
    assert any(not one.conclusions for one in taught.dev)


# -- the student


@pytest.mark.parametrize(
    ("asked", "relation"),
    [
        (path("father father", MAN, MAN, SOMEONE), "grandfather"),
        (path("father mother", MAN, WOMAN, MAN), "grandfather"),
        (path("mother father", WOMAN, MAN, SOMEONE), "grandmother"),
        (path("mother mother", WOMAN, WOMAN, WOMAN), "grandmother"),
        (path("child^-1 child^-1", MAN, WOMAN, SOMEONE), "grandfather"),
        (path("child^-1 child^-1", WOMAN, WOMAN, SOMEONE), "grandmother"),
        (path("child^-1 child^-1", SOMEONE, WOMAN, SOMEONE), None),  # of which gender?
        (path("grandfather mother", MAN, WOMAN, SOMEONE), "ancestor"),
        (path("grandmother child^-1", WOMAN, SOMEONE, SOMEONE), "ancestor"),
        (path("father child", MAN, SOMEONE, WOMAN), "spouse"),
        (path("mother child", WOMAN, SOMEONE, MAN), "spouse"),
        (path("father child", MAN, SOMEONE, SOMEONE), None),
        (path("child child", SOMEONE, SOMEONE, MAN), None),  # a grandchild has no name here
        (path("spouse", SOMEONE, SOMEONE), "spouse"),
        (path("child^-1", MAN, SOMEONE), "father"),
        (path("mother", WOMAN, SOMEONE), "mother"),
    ],
)
def test_the_student_knows_the_table_of_the_theory(asked: Path, relation: str | None) -> None:
    (said,) = trained().student.predict([asked])
    assert said.relation == relation
    assert said.confidence > 0.8
    assert sum(p for _, p in said.ranking) == pytest.approx(1.0)


def test_the_student_works_out_longer_paths() -> None:
    asked = [
        path("father father father", MAN, MAN, MAN, SOMEONE),
        path("father child^-1 child^-1", MAN, MAN, WOMAN, SOMEONE),
        path("father father child child", MAN, MAN, MAN, SOMEONE, SOMEONE),
    ]
    assert [said.relation for said in trained().student.predict(asked)[:2]] == ["ancestor"] * 2
    test = figures("test")
    assert test["agreement"] >= 0.9
    assert test["abstain_recall"] >= 0.9
    assert test["conflict"] <= 0.05


def test_a_step_tells_the_gender_that_nobody_stated() -> None:
    (said,) = trained().student.predict([path("father father", SOMEONE, SOMEONE, SOMEONE)])
    assert said.relation == "grandfather"


def test_the_threshold_keeps_its_risk_on_dev() -> None:
    dev = figures("dev")
    assert trained().student.threshold == trained().metrics["threshold"]
    assert dev["answered"] > 0
    assert dev["risk"] <= SMALL.target_risk


def test_an_unknown_relation_is_named() -> None:
    with pytest.raises(InputError, match="never learned the relation fathers") as error:
        trained().student.predict([path("fathers", SOMEONE, SOMEONE)])
    assert "father" in error.value.hint


def digest(folder: FilePath) -> str:
    files = [(folder / name).read_bytes() for name in ("model.safetensors", "config.json")]
    return hashlib.sha256(b"".join(files)).hexdigest()


def test_same_seed_same_bytes_in_any_process(tmp_path: FilePath) -> None:
    before = torch.get_num_threads(), torch.random.get_rng_state().tolist()
    here = train(family(), goals=GOALS, training=QUICK, seed=4)
    here.student.save_pretrained(tmp_path / "here")
    assert (torch.get_num_threads(), torch.random.get_rng_state().tolist()) == before
    script = (
        "import json, sys; from student_family import *; from test_student_training import QUICK;"
        "there = train(family(), goals=GOALS, training=QUICK, seed=4);"
        "there.student.save_pretrained(sys.argv[1]); print(json.dumps(there.metrics))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "there")],
        env={**os.environ, "PYTHONHASHSEED": "77", "PYTHONPATH": str(FilePath(__file__).parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(ran.stdout) == here.metrics
    assert digest(tmp_path / "there") == digest(tmp_path / "here")
    other = train(family(), goals=GOALS, training=replace(QUICK, epochs=2), seed=5)
    other.student.save_pretrained(tmp_path / "other")
    assert digest(tmp_path / "other") != digest(tmp_path / "here")


def test_progress_is_told_and_ends_where_it_said() -> None:
    told: list[tuple[str, int, int]] = []
    train(family(), goals=GOALS, training=QUICK, progress=lambda *now: told.append(now))
    stages = {stage for stage, _, _ in told}
    assert stages == {"asking the rules", "training"}
    assert all(0 < done <= total for _, done, total in told)
    assert told[-1] == ("training", QUICK.epochs, QUICK.epochs)


def test_without_torch_the_room_says_how_to_get_it() -> None:
    script = (
        "import sys; sys.modules['torch'] = None\n"
        "from preceptor.logic import Unavailable\n"
        "try:\n    import preceptor.student\n"
        "except Unavailable as missing:\n    print(missing.command)\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "pip install 'preceptor[student]'"
