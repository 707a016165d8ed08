"""Probes: statements put into words, ranked by likelihood, and a teacher measured by them."""

from __future__ import annotations

import ast
import json
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from preceptor import domain as domains
from preceptor.cli import main
from preceptor.cli import probe as command
from preceptor.domain import Phrase, Phrasing, Question, Statement
from preceptor.learn import LikelihoodCritic, alternatives, measure, values
from preceptor.learn.likelihood import CHUNK, parted
from preceptor.learn.probe import separation
from preceptor.logic import InputError, ParseError, Rule
from preceptor.rooms import RULESETS
from preceptor.syntax import parse_atom, parse_rules, show_rule
from preceptor.syntax.identity import parse_identities
from preceptor.teacher import Capabilities

SHIPPED = sorted(
    str(path.parents[1].relative_to(str(RULESETS)))
    for path in Path(str(RULESETS)).rglob(domains.PROBE)
)
KINSHIP = domains.load("kinship").signature


class Oracle:
    """Scores a sentence's own part by a table, else by chance; and remembers what it was asked."""

    def __init__(self, known: dict[str, float], seed: int = 0) -> None:
        self.known = known
        self.chance = random.Random(seed)
        self.asked: list[tuple[str, str]] = []
        self.capabilities = Capabilities("an oracle")

    def score(self, pairs: Sequence[tuple[str, str]]) -> tuple[float, ...]:
        self.asked += pairs
        return tuple(
            self.known.get(after.strip(), self.chance.uniform(-9, -5)) for _, after in pairs
        )


def rule(text: str) -> Rule:
    return parse_rules(text)[0]


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


# What is wrong in a set ------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "pets"
    (made / "probes").mkdir(parents=True)
    (made / "domain.toml").write_text(
        'name = "pets"\nabout = "pets."\n[sorts.pet]\n[predicates.cat]\nargs = ["pet"]\n'
        '[predicates.dog]\nargs = ["pet"]\ntext = "{0} is a dog"\n'
    )
    return made


def test_a_domain_without_a_set_is_named(folder: Path) -> None:
    with pytest.raises(InputError, match="pets has no statements to try a teacher by"):
        domains.load_probe(domains.load(folder))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", r"likelihood.toml:1:1: .*there is not one table \[\[questions\]\]"),
        ('[[questions]]\nholds = ["cat(tom)."]', r":1:1: .*a question has a statement at least"),
        ('[[questions]]\nholds = ["cat(tom)."]\nfails = ["cow(tom)."]', r":3:1: .*no cow/1"),
        ('[[questions]]\nholds = ["cat(tom"]\nfails = ["dog(tom)."]', r":2:1: .*cat\(tom"),
        ('[[questions]]\nholds = ["cat(a). cat(b)."]\nfails = ["dog(a)."]', r":2:1: .*found 2"),
        ('[[questions]]\nholds = ["cat(a)."]\nfails = ["cat(a)."]', r":3:1: .*both holds and"),
        ('[[questions]]\nhold = ["cat(a)."]', r"unknown key 'hold'"),
        ('[[phrases]]\npattern = "cat(X)."\ntext = "{Y}"', r":3:1: .*\{Y\} stands for nothing"),
        ('[[phrases]]\npattern = "cat(X) :- \\\\+ dog(X)."\ntext = ""', r"made of plain atoms"),
        ("[[questions]", r"not TOML"),
    ],
)
def test_what_is_wrong_in_a_set_is_named_with_its_place(
    folder: Path, text: str, complaint: str
) -> None:
    (folder / domains.PROBE).write_text(text)
    with pytest.raises(ParseError, match=complaint):
        domains.load_probe(domains.load(folder))


# The command -----------------------------------------------------------------------------------


@pytest.fixture
def oracle(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Oracle:
    made = Oracle({"dog": -1.0, "cat(b)": -1.0})
    monkeypatch.setattr(command, "open_local", lambda name: made)
    (folder / domains.PROBE).write_text(
        '[[phrases]]\npattern = "cat(X)."\ntext = "{X} is a cat"\n'
        + "".join(
            f'[[questions]]\nholds = ["dog(d{n})."]\nfails = ["cat(d{n})."]\n' for n in range(9)
        )
    )
    return made


def test_a_teacher_that_passes_ranks(
    oracle: Oracle, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["probe", str(folder), "--teacher", "gguf:x", "--rank", "dog(Who)"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:4] == [
        "pets: 9 questions, 18 statements",
        "AUC 1.000, between 1.000 and 1.000 (95 %)",
        "likeliest statement holds: 1.000 (by chance 0.500)",
        "an oracle can rank statements of pets",
    ]
    assert len(lines) == 13
    assert all(" dog(d" in line for line in lines[4:])
    assert main(["probe", str(folder), "--teacher", "gguf:x", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "preceptor/probe/1"
    assert (document["auc"], document["refused"], document["ranked"]) == (1, False, [])


def test_a_teacher_at_chance_is_refused_and_ranks_nothing(
    oracle: Oracle, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    oracle.known = {}
    asked = ["probe", str(folder), "--teacher", "gguf:x", "--rank", "dog(Who)"]
    assert main(asked) == 1
    shown = capsys.readouterr().out
    assert "refused: an oracle may be guessing here" in shown
    assert "dog(d" not in shown
    assert main([*asked, "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert (document["refused"], document["ranked"]) == (True, [])


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--rank", "dog(Who"], "--rank:1"),
        (["--rank", "cow(Who)"], "declares no cow/1"),
        (["--rank", "dog(A). cat(A)"], "takes one statement"),
        ([], ""),
    ],
)
def test_what_cannot_be_ranked_is_named_before_the_teacher_is_asked(
    words: list[str], complaint: str, oracle: Oracle, folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    code = main(["probe", str(folder), "--teacher", "gguf:x", *words])
    assert code == (2 if words else 0)
    assert complaint in capsys.readouterr().err
    assert (oracle.asked == []) is bool(words)
