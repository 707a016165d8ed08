"""Elicitation without anybody to ask: order, exemplars, probes, and who mends what how."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from eliciting import (
    BEST,
    BETTER,
    FLIES,
    LAWS,
    STATED,
    SWIMS,
    WALKS,
    Answer,
    mending,
    pets,
    teacher,
)
from preceptor import domain as domains
from preceptor.check import check
from preceptor.distil.elicitation import templates
from preceptor.distil.elicitation.exemplars import choose
from preceptor.distil.elicitation.guided import Turn, guided
from preceptor.distil.elicitation.order import heads, least_covered
from preceptor.distil.elicitation.probes import answer, how, probe
from preceptor.distil.elicitation.refinement import STATED as MOST
from preceptor.distil.elicitation.refinement import refine, refined
from preceptor.distil.elicitation.trial import searchable
from preceptor.domain import Domain, prompts
from preceptor.logic import Origin, Rule, Theory
from preceptor.syntax import parse_rules, show_rule


@pytest.fixture
def domain(tmp_path: Path) -> Domain:
    return pets(tmp_path / "pets")


def rules(*texts: str) -> tuple[Rule, ...]:
    return parse_rules("\n".join(texts))


# ------------------------------------------------------------ order and exemplars


def test_the_least_covered_head_is_asked_first_and_names_break_ties(domain: Domain) -> None:
    left = list(prompts(domain))
    assert [p.topic for p in left] == ["walks", "flies", "swims"]
    assert least_covered(domain, left, ()).topic == "flies"
    assert least_covered(domain, left, rules(FLIES)).topic == "swims"
    assert least_covered(domain, left, rules(FLIES, *SWIMS)).topic == "walks"
    assert least_covered(domain, left, rules(FLIES, *SWIMS, WALKS)).topic == "flies"
    assert least_covered(domain, left, rules(FLIES, BETTER, *SWIMS, WALKS)).topic == "walks"


def test_a_topic_is_about_its_name_or_the_atoms_of_its_task(tmp_path: Path) -> None:
    folder = pets(tmp_path / "pets").path
    settings = (folder / "domain.toml").read_text()
    more = '[[topics]]\nname = "{}"\nprompt = "{}"\n'
    settings += more.format("water", "When does swims(X) hold, of a fish(X) or another?")
    settings += more.format("anything", "Say what you like.")
    (folder / "domain.toml").write_text(settings)
    domain = domains.load(folder)
    about = {p.topic: [h.name for h in heads(domain, p)] for p in prompts(domain)}
    assert about["flies"] == ["flies"]
    assert about["water"] == ["swims"]  # fish is given, no rule concludes it
    assert about["anything"] == []
    last = [p for p in prompts(domain) if p.topic in ("anything", "walks")]
    assert least_covered(domain, last, rules(WALKS)).topic == "walks"


def test_exemplars_are_of_different_heads_and_the_same_for_a_seed() -> None:
    pool = rules(
        FLIES, BETTER, *SWIMS, WALKS, "swims(pingu).", f"flies(X) :- {'bird(X), ' * 30}a(X)."
    )
    seen = set()
    for seed in range(20):
        shown = choose(pool, 3, str(seed))
        assert {rule.head.name for rule in shown if rule.head} == {"flies", "swims", "walks"}
        assert choose(reversed(pool), 3, str(seed)) == shown
        assert set(choose(pool, 9, str(seed))) == set(pool[:5])  # no fact, none too long
        seen.add(shown)
    assert len(seen) > 1
    assert choose(pool, 0, "") == ()


def followed(domain: Domain, said: dict[str, str], exemplars: int = 2) -> tuple[Turn, ...]:
    steps = guided(domain, 1, exemplars, 0)
    questions = next(steps)
    try:
        while True:
            questions = steps.send(tuple(said[prompt.topic] for prompt, _ in questions))
    except StopIteration as end:
        turns: tuple[Turn, ...] = end.value
        return turns


def test_guided_asking_shows_what_was_accepted_and_nothing_that_breaks_a_law(
    domain: Domain,
) -> None:
    laws = ":- fish(X), walks(X).\n:- nothing(X).\nhello\n"  # one can be used
    said = {**STATED, "constraints": laws}
    turns = followed(domain, said)
    assert [turn.prompt.topic for turn in turns] == ["constraints", "flies", "swims", "walks"]
    assert [turn.accepted for turn in turns] == [0, 0, 0, 0]  # all that is stated is in a conflict
    assert [turn.exemplars for turn in turns] == [()] * 4
    stated = [*LAWS.splitlines(), ":- fish(X), walks(X)."]
    assert [*map(show_rule, turns[1].laws)] == stated
    assert "\n".join(stated) in turns[1].prompt.messages[-1].content

    turns = followed(domain, {**said, "flies": BETTER, "swims": f"{SWIMS[0]}\n{BEST}"})
    assert [turn.accepted for turn in turns] == [0, 0, 1, 3]
    assert [*map(show_rule, turns[2].exemplars)] == [BETTER]
    assert {show_rule(rule) for rule in turns[3].exemplars} in ({BETTER, BEST}, {BETTER, SWIMS[0]})
    assert turns[3].prompt.messages[-1].content.count(BETTER) == 1
    assert turns[3].prompt.template == "guided/1"


def test_a_topic_with_nothing_to_show_is_the_domains_own_prompt(domain: Domain) -> None:
    (first, *_) = prompts(domain)
    assert templates.guide(first, (), ()) is first
    assert templates.guide(first, rules(FLIES), ()).id != first.id


# ------------------------------------------------------------ refinement


def asked(domain: Domain, mend: Answer, stated: tuple[Rule, ...], rounds: int = 2) -> list[Any]:
    return list(_asked(domain, mend, stated, rounds))


def _asked(domain: Domain, mend: Answer, stated: tuple[Rule, ...], rounds: int) -> Iterator[Any]:
    steps = refine(domain, stated, rounds)
    try:
        questions = next(steps)
        while True:
            questions = steps.send(tuple(mend(p.messages[-1].content) for p, _ in questions))
    except StopIteration as end:
        yield from end.value


ALL = rules(FLIES, *SWIMS, WALKS)


def test_what_mends_is_taken_and_ends_the_asking(domain: Domain) -> None:
    rows = asked(domain, mending, ALL)
    assert [(row["round"], row["rules"], row["outcome"]) for row in rows] == [
        (1, [FLIES], "accepted"),
        (1, [FLIES, SWIMS[0]], "settled"),  # penguins fly no more
        (1, [FLIES, SWIMS[1]], "accepted"),
    ]
    changed = [*map(show_rule, refined(ALL, rows))]
    assert changed == [BETTER, SWIMS[0], BEST, WALKS]
    theory = Theory(refined(ALL, rows), domain.signature)
    assert check(theory, constraints=domain.constraints, with_prolog=False).safe
    assert check(Theory(ALL, domain.signature), constraints=domain.constraints).safe is False
    assert "Suppose that" in rows[0]["case"]


def test_a_changed_rule_keeps_its_place_and_its_history(domain: Domain) -> None:
    again = rules("flies(B) :- bird(B).")[0]
    stated = (ALL[0], again)
    placed = tuple(
        Rule(r.head, r.body, r.weight, origin=Origin(f"pets/flies#{n}", 2, 1))
        for n, r in enumerate(stated)
    )
    row = {"changes": [{"before": FLIES, "after": BETTER}]}
    one, two = refined(placed, [row])
    assert show_rule(one) == show_rule(two) == BETTER
    assert one.origin is not None
    assert two.origin is not None
    assert (two.origin.source, two.origin.line) == ("pets/flies#1", 2)
    assert two.origin.operators == ("counterexample",)
    assert two.origin.before == "flies(B) :- bird(B)."
    (last,) = refined([one], [{"changes": [{"before": BETTER, "after": f"0.5 :: {BETTER}"}]}])
    assert last.origin is not None
    assert (last.origin.before, len(last.origin.operators)) == (FLIES, 2)
    assert last.weight == 0.5


@pytest.mark.parametrize(
    ("said", "outcome", "why"),
    [
        (f"I stand by it:\n{FLIES}", "unchanged", "stated as they were"),
        ("I would rather talk about the weather.", "unparsable", "no rule can be read"),
        ("", "unparsable", "no rule can be read"),
        ("walks(X) :- penguin(X).", "refused", "concludes something else"),
        (":- shell(x).\n:- penguin(X).", "refused", "concludes something else"),
        ("-flies(X) :- penguin(X).", "refused", "concludes something else"),
        ("flies(Y) :- bird(X).", "refused", "P204"),
        ("flies(X) :- bat(X).", "refused", "P201"),
        ("flies(X) :- bird(X), penguin(X), \\+ penguin(X).", "refused", "P301"),
        ("flies(X) :- bird(X), flies(X).", "refused", "P307"),
        ("flies(X) :- penguin(X).", "refused", "another conflict"),  # it never fires well
        (
            "flies(X) :- bird(X), \\+ swims(X).",
            "refused",
            "stays",
        ),  # a penguin swims: mends nothing
        ("flies(X) :- bird(X), fish(X).", "refused", "stays"),
        (
            "\n".join(f"flies(X) :- bird(X), X \\= a{n}." for n in range(MOST + 1)),
            "refused",
            "more",
        ),
        (f"0.8 :: {FLIES}", "accepted", ""),
        ("flies(X) :- bird(X), \\+ penguin(X)", "accepted", ""),  # harvest adds the stop
        (f"{FLIES}\n{BETTER}", "refused", "concludes something else"),  # it is kept as well
    ],
)
def test_an_answer_counts_by_what_the_check_finds_with_it(
    said: str, outcome: str, why: str, domain: Domain
) -> None:
    rows = asked(domain, lambda _: said, ALL[:1], rounds=1)
    assert [(row["outcome"], row["rules"]) for row in rows] == [(outcome, [FLIES])]
    assert why in rows[0]["why"]
    assert bool(rows[0]["changes"]) == (outcome == "accepted")


def test_a_second_round_tells_what_did_not_help_and_there_is_no_third(domain: Domain) -> None:
    heard: list[str] = []

    def stubborn(question: str) -> str:
        heard.append(question)
        return "flies(X) :- penguin(X)."

    rows = asked(domain, stubborn, ALL[:1])
    assert [(row["round"], row["outcome"]) for row in rows] == [(1, "refused"), (2, "refused")]
    assert "You have answered before" not in heard[0]
    assert "You have answered before:\nflies(X) :- penguin(X).\n" in heard[1]
    assert len(heard) == 2
    silent = asked(domain, lambda q: heard.append(q) or "no", ALL[:1])  # type: ignore[func-returns-value]
    assert [row["round"] for row in silent] == [1]  # the same question would get the same answer
    assert asked(domain, mending, ALL, rounds=0) == []


def test_what_nobody_answers_is_open(domain: Domain) -> None:
    steps = refine(domain, ALL, 2)
    first = next(steps)
    with pytest.raises(StopIteration) as end:
        steps.send((None,) * len(first))
    assert {row["outcome"] for row in end.value.value} == {"unanswered"}
    assert len(end.value.value) == 3


def test_rules_that_count_are_left_out_of_the_search(domain: Domain) -> None:
    counting = "walks(X) :- bird(X), 2 = count { Y : eats(X, Y) }."
    endless = f"flies(X) :- {'bird(X), ' * 60}fish(X)."
    assert [*searchable(rules(FLIES, counting, endless))] == [*rules(FLIES)]
    for said in (counting.replace("walks", "flies", 1), endless):
        (row,) = asked(domain, lambda _, said=said: said, ALL[:1], rounds=1)  # type: ignore[misc]
        assert (row["outcome"], row["why"]) == ("refused", "it counts, or has too many conditions")


# ------------------------------------------------------------ probes and templates


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        ("Yes.", "yes"),
        (" **no**, it is not", "no"),
        ("<think>yes? no?</think>\nNo", "no"),
        ("YES", "yes"),
        ("Not at all", ""),
        ("Yesterday", ""),
        ("I think yes", ""),
        ("", ""),
    ],
)
def test_an_answer_is_what_a_reply_begins_with(reply: str, found: str) -> None:
    assert answer(reply) == found


def test_a_rule_is_asked_about_in_words_twice_and_negated(domain: Domain) -> None:
    (one,) = probe(domain, rules(WALKS), 5, 0)
    assert one.sentence == "If X is a bird, then X walks"
    assert [expected for _, expected in one.questions] == ["yes", "yes", "no"]
    asked = [prompt.messages[-1].content for prompt, _ in one.questions]
    assert all("usually" in text for text in asked)
    assert 'Is it usually true that if X is a bird, then X walks? Answer with "yes"' in asked[0]
    said = ("Yes", "no", "no")
    row = one.row({p.id: ("k", text) for (p, _), text in zip(one.questions, said, strict=True)})
    assert (row["agreed"], row["clear"], row["agreement"]) == (2, 3, 0.666667)
    unsure = ("Yes", "who knows", None)
    row = one.row({p.id: ("k", text) for (p, _), text in zip(one.questions, unsure, strict=True)})
    assert [each["answer"] for each in row["asked"]] == ["yes", "unclear", None]
    assert (row["agreed"], row["clear"], row["agreement"]) == (1, 1, 1.0)
    assert [how(w) for w in (1, 0.9, 0.5, 0.2)] == ["always", "usually", "usually", "sometimes"]


def test_probes_are_drawn_by_seed_and_no_rule_is_too_long(domain: Domain) -> None:
    words = ", ".join(chr(97 + n) * 40 for n in range(20))
    long = rules(f"flies(X) :- bird(X), X \\= '{words}'.")
    drawn = {tuple(one.rule for one in probe(domain, (*ALL, *long), 2, seed)) for seed in range(9)}
    assert all(len(set(some)) == 2 and set(some) <= set(ALL) for some in drawn)
    assert len(drawn) > 1
    assert probe(domain, ALL, 2, 3) == probe(domain, ALL, 2, 3)


def test_a_template_that_is_edited_gets_another_version() -> None:
    """Whoever changes a text changes the number too, and then the digest here."""
    digests = {
        name: hashlib.sha256(text.encode()).hexdigest()[:8]
        for name, text in templates.texts().items()
    }
    assert digests == DIGESTS


DIGESTS = {
    "constraints/1": "8aeabf2d",
    "guided/1": "8eafe7f2",
    "probe/1": "49d8f143",
    "refine/1": "2a8b0dcc",
}


def test_no_question_is_longer_than_a_plan_reckons(domain: Domain) -> None:
    def size(prompt: Any) -> int:
        return sum(len(content.encode()) for _, content in prompt.messages)

    (first, *_) = prompts(domain)
    widest = [rules(f"flies(X) :- bird(X), X \\= '{'é' * 80}'.")[0]] * templates.LAWS
    assert all(map(templates.fits, widest))
    assert size(templates.guide(first, widest, widest[:3])) <= size(
        templates.longest_guided(first, 3)
    )
    case, said, why = ("é" * (n // 2) for n in (4000, 1000, 900))
    assert size(templates.refine(domain, case, said, why)) <= size(templates.longest_refine(domain))
    sentence = "é" * (templates.SENTENCE_BYTES // 2)
    for (prompt, _), most in zip(
        templates.probes(domain, sentence, "sometimes"),
        templates.longest_probes(domain),
        strict=True,
    ):
        assert size(prompt) <= size(most)


def test_the_scripted_teacher_says_what_the_tests_reckon_with(domain: Domain) -> None:
    say = teacher()
    asked = [{"messages": [{"content": p.messages[-1].content}]} for p in prompts(domain)]
    assert [*map(say, asked)] == [f"{STATED[name]}\n" for name in ("walks", "flies", "swims")]
