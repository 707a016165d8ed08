"""Probes: statements put into words, ranked by likelihood, and a teacher measured by them."""

from __future__ import annotations

import ast
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from preceptor import domain as domains
from preceptor.domain import Phrase, Phrasing, Question, Statement
from preceptor.learn import LikelihoodCritic, alternatives, measure, values
from preceptor.learn.likelihood import CHUNK, parted
from preceptor.learn.probe import separation
from preceptor.logic import InputError, Rule
from preceptor.rooms import RULESETS
from preceptor.syntax import parse_atom, parse_rules, show_rule
from preceptor.syntax.identity import parse_identities
from probing import Oracle, rule

SHIPPED = sorted(
    str(path.parents[1].relative_to(str(RULESETS)))
    for path in Path(str(RULESETS)).rglob(domains.PROBE)
)
KINSHIP = domains.load("kinship").signature


# Wording ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("father(ann, bob).", "Ann is the father of bob"),
        (
            "uncle(X, Z) :- brother(X, Y), father(Y, Z).",
            "If X is the brother of Y and Y is the father of Z, then X is the uncle of Z",
        ),
        (
            "male(X) :- \\+ female(X), X \\= bob.",
            "If it is not known that X is female and X \\= bob, then X is male",
        ),
        ("-male(X) :- female(X).", "If X is female, then it is not so that X is male"),
        (":- male(X), female(X).", "It never happens that X is male and X is female"),
        ("aunt(X, Y) :- sister(X, Z), parent_of(Z, Y).", "An aunt, said X"),
    ],
)
def test_statements_are_put_in_the_words_of_the_domain(text: str, sentence: str) -> None:
    phrase = Phrase(rule("aunt(A, B) :- sister(A, C), parent_of(C, B)."), "an aunt, said {A}")
    assert Phrasing(KINSHIP, (phrase,)).say(rule(text)) == sentence


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("isa(owl, bird).", "an owl is a kind of bird"),
        ("isa(sea_cow, mammal).", "a sea cow is a kind of mammal"),
        ("isa(X, bird).", "a X is a kind of bird"),
        ("isa(owl, bird) :- bird(owl).", None),
        ("isa(owl).", None),
        ("-isa(owl, bird).", None),
    ],
)
def test_a_phrase_fits_statements_of_its_form_only(text: str, said: str | None) -> None:
    assert Phrase(rule("isa(X, C)."), "{X:a} is a kind of {C}").say(rule(text)) == said
    same = Phrase(rule("isa(X, X)."), "{X} is itself")
    assert same.say(rule("isa(owl, owl).")) == "owl is itself"
    assert same.say(rule("isa(owl, bird).")) is None


def test_an_identity_stands_in_a_frame() -> None:
    identity = parse_identities("X * X = X ^ 2.")[0]
    assert Phrasing(frame="for all X, {0}").say(identity) == "For all X, X*X = X^2"


@pytest.mark.parametrize(
    ("sentences", "pairs"),
    [
        (["A is a b c", "A is a d c"], [("A is a", " b"), ("A is a", " d")]),
        (["b c", "d c"], [("", "b"), ("", "d")]),
        (["A b", "A b c"], [("A", " b"), ("A", " b c")]),
        (["A b", "A b"], [("A", " b"), ("A", " b")]),
        (["A b a", "A b b a", "A a"], [("A", " b a"), ("A", " b b a"), ("A", " a")]),
        (["A b c"], [("A b", " c")]),
        ([], []),
    ],
)
def test_what_competing_sentences_share_is_not_scored(
    sentences: list[str], pairs: list[tuple[str, str]]
) -> None:
    assert parted(sentences) == pairs


# Ranking ---------------------------------------------------------------------------------------


def test_the_likeliest_comes_first_and_ties_by_their_print() -> None:
    facts = parse_rules("isa(owl, fish). isa(owl, bird). isa(owl, ant).")
    phrasing = Phrasing(phrases=(Phrase(rule("isa(X, C)."), "{X:a} is {C:a}"),))
    oracle = Oracle(
        {"fish": -2.0, "bird": -1.0, "ant": -2.0, "a fish": -2.0, "a bird": -1.0, "an ant": -2.0}
    )
    ranked = LikelihoodCritic(oracle, phrasing).rank(facts)
    assert [show_rule(one.statement) for one in ranked if isinstance(one.statement, Rule)] == [
        "isa(owl, bird).",
        "isa(owl, ant).",
        "isa(owl, fish).",
    ]
    assert oracle.asked == [
        ("An owl is", " a fish"),
        ("An owl is", " a bird"),
        ("An owl is", " an ant"),
    ]


def test_alternatives_of_a_fact_are_its_instances() -> None:
    known = values(
        KINSHIP, map(parse_atom, ["father(ann, bob)", "male(cem)", "no(dan)", "male(X)"])
    )
    assert {name: [str(term) for term in terms] for name, terms in known.items()} == {
        "person": [str(parse_atom(f"male({name})").args[0]) for name in ("ann", "bob", "cem")]
    }
    found = {show_rule(one) for one in alternatives(rule("aunt(X, bob)."), KINSHIP, known)}
    assert found == {"aunt(ann, bob).", "aunt(bob, bob).", "aunt(cem, bob)."}
    assert len(alternatives(rule("aunt(X, Y)."), KINSHIP, known)) == 9
    assert len(alternatives(rule("aunt(X, X)."), KINSHIP, known)) == 3


def test_alternatives_of_a_rule_have_the_other_heads() -> None:
    signature = domains.load("sentiment").signature
    found = alternatives(rule("positive(R) :- word(R, good)."), signature, {})
    assert [show_rule(one) for one in found] == [
        "positive(R) :- word(R, good).",
        "negative(R) :- word(R, good).",
    ]
    heads = alternatives(rule("aunt(X, Z) :- sister(X, Y), son(Z, Y)."), KINSHIP, {})
    assert len(heads) == 20
    assert {len(one.body) for one in heads} == {2}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (":- male(X), female(X).", "a denial has no alternatives"),
        ("cousin(X, Y).", "declares no cousin/2"),
        ("aunt(ann, bob).", "has 1 alternatives"),
        ("aunt(X, bob).", "no value of the sort person"),
    ],
)
def test_what_has_no_alternatives_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        alternatives(rule(text), KINSHIP, {})


def test_too_many_alternatives_are_refused() -> None:
    known = {"person": tuple(parse_atom(f"male(p{n})").args[0] for n in range(100))}
    with pytest.raises(InputError, match="has 2001 alternatives"):
        alternatives(rule("aunt(X, Y)."), KINSHIP, known)


# Measuring -------------------------------------------------------------------------------------


def pairwise(holding: Sequence[float], failing: Sequence[float]) -> float:
    """The area under the curve as its definition says it, pair by pair."""
    won = sum(1.0 if a > b else 0.5 if a == b else 0.0 for a in holding for b in failing)
    return won / (len(holding) * len(failing))


def drawn_anew(groups: Sequence[tuple[list[float], list[float]]], seed: int) -> list[float]:
    """The areas of resampled groups, in order."""
    chance = random.Random(seed)
    areas = []
    for _ in range(1000):
        picked = [chance.choice(groups) for _ in groups]
        areas.append(pairwise([s for h, _ in picked for s in h], [s for _, f in picked for s in f]))
    return sorted(areas)


@pytest.mark.parametrize("seed", range(3))
def test_the_area_and_its_interval(seed: int) -> None:
    chance = random.Random(seed)
    groups = [
        ([round(chance.gauss(0.8, 1), 1) for _ in range(chance.randint(1, 2))],
         [round(chance.gauss(0, 1), 1) for _ in range(chance.randint(1, 3))])
        for _ in range(12)
    ]  # fmt: skip
    holding = [(n, s) for n, (scores, _) in enumerate(groups) for s in scores]
    failing = [(n, s) for n, (_, scores) in enumerate(groups) for s in scores]
    area, lower, upper = separation(holding, failing, len(groups), seed=0)
    assert area == pytest.approx(pairwise([s for _, s in holding], [s for _, s in failing]))
    areas = drawn_anew(groups, seed)
    assert lower == pytest.approx(areas[25], abs=0.03)
    assert upper == pytest.approx(areas[974], abs=0.03)
    assert lower < area < upper


def test_the_ends_of_the_scale() -> None:
    right, wrong = [(n, 1.0) for n in range(4)], [(n, 0.0) for n in range(4)]
    assert separation(right, wrong, 4, 0) == (1, 1, 1)
    assert separation(wrong, right, 4, 0) == (0, 0, 0)
    assert separation(right, right, 4, 0) == (0.5, 0.5, 0.5)


def questions(number: int) -> tuple[Question, ...]:
    return tuple(
        Question((rule(f"isa(x{n}, yes)."),), (rule(f"isa(x{n}, no)."), rule(f"isa(x{n}, never).")))
        for n in range(number)
    )


@pytest.mark.parametrize("number", [3, CHUNK])
def test_a_teacher_that_knows_is_used_and_one_that_guesses_is_not(number: int) -> None:
    phrasing = Phrasing(phrases=(Phrase(rule("isa(X, C)."), "{X} is {C}"),))
    heard: list[tuple[int, int]] = []
    knows = Oracle({"yes": -1.0, "no": -2.0, "never": -3.0})
    found = measure(
        LikelihoodCritic(knows, phrasing), questions(number), progress=lambda *at: heard.append(at)
    )
    assert (found.questions, found.statements) == (number, 3 * number)
    assert (found.auc, found.lower, found.upper, found.top) == (1, 1, 1, 1)
    assert found.random == pytest.approx(1 / 3)
    assert not found.at_chance
    assert heard[-1] == (3 * number, 3 * number)
    assert len(knows.asked) == 3 * number
    guesses = measure(LikelihoodCritic(Oracle({}), phrasing), questions(number))
    assert guesses.at_chance
    backwards = Oracle({"yes": -3.0, "no": -2.0, "never": -1.0})
    wrong = measure(LikelihoodCritic(backwards, phrasing), questions(number))
    assert (wrong.auc, wrong.top, wrong.at_chance) == (0, 0, True)


# The sets that are shipped ---------------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED)
def test_no_question_of_a_shipped_set_is_unclear(name: str) -> None:
    probe = domains.load_probe(domains.load(name))
    said: list[Statement] = [s for q in probe.questions for s in q.statements]
    assert len(probe.questions) >= 15
    assert len(set(said)) == len(said)
    for question in probe.questions:
        sentences = [probe.phrasing.say(statement) for statement in question.statements]
        assert len(set(sentences)) == len(sentences)
        assert all("_" not in sentence and "{" not in sentence for sentence in sentences)


def test_the_sets_that_are_shipped() -> None:
    assert SHIPPED == ["algebra", "animals", "kinship", "sentiment"]


def test_the_labels_of_the_identities_are_what_numbers_say() -> None:
    path = Path(str(RULESETS)) / "algebra" / domains.PROBE
    chance = random.Random(1)
    points = [{name: chance.randint(2, 97) for name in "XYZ"} for _ in range(20)]
    counted = 0
    for line in path.read_text().splitlines():
        key, _, listed = line.partition(" = ")
        if key not in ("holds", "fails"):
            continue
        for text in ast.literal_eval(listed):
            left, _, right = text.removesuffix(".").replace("^", "**").partition(" = ")
            equal = [eval(left, {}, dict(p)) == eval(right, {}, dict(p)) for p in points]
            assert all(equal) if key == "holds" else not all(equal), text
            counted += 1
    assert counted == 36
