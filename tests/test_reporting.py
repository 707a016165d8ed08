"""Reporting: what a reader is told of findings, each thing once and in the domain's words."""

from __future__ import annotations

from preceptor.logic import (
    Atom,
    Code,
    Const,
    Declaration,
    Finding,
    Num,
    Origin,
    Predicate,
    Severity,
    Signature,
    Sort,
    SortKind,
)
from preceptor.rulebase.reporting import Telling

APPLICANT, SCORE = Sort("applicant"), Sort("score", SortKind.INT)
SCORED = Declaration(Predicate("score", 2), ("applicant", "score"), text="{0} scores {1}")
APPROVED = Declaration(Predicate("approve", 1), ("applicant",), text="{0} is approved")
WORDS = Signature((APPLICANT, SCORE), (SCORED, APPROVED))
ANN = Const("ann")
FACT = Atom("score", (ANN, Num(600)))


def finding(message: str = "a message", **parts: object) -> Finding:
    told = {"witness": (FACT,), "derives": ("approve(ann) by generous",), **parts}
    return Finding(Code.CONFLICT, Severity.WARNING, message, **told)  # type: ignore[arg-type]


def test_a_case_is_told_in_the_words_of_the_domain() -> None:
    assert list(Telling(WORDS).say(finding())) == [
        "warning P302: a message",
        "  case: the applicant scores 600",
        "  derives: the applicant is approved, by generous",
    ]


def test_without_words_facts_are_told_where_the_message_has_none() -> None:
    assert list(Telling().say(finding())) == [
        "warning P302: a message",
        "  witness: score(ann, 600)",
        "  derives: approve(ann) by generous",
    ]
    said = "it breaks  (on  score(ann, 600))"
    assert list(Telling().say(finding(said)))[1:] == ["  derives: approve(ann) by generous"]


def test_a_hint_is_given_once() -> None:
    telling = Telling()
    hints = [
        [line for line in telling.say(finding(hint=hint)) if "hint" in line]
        for hint in ("drop it", "drop it", "keep it")
    ]
    assert hints == [["  hint: drop it"], [], ["  hint: keep it"]]


def test_of_many_places_some_are_named_and_the_rest_counted() -> None:
    def also(count: int) -> str:
        where = tuple(Origin("r.pl", line, 1) for line in range(1, count + 1))
        return list(Telling().say(finding(where=where)))[1]

    assert also(5) == "  also: r.pl:2:1, r.pl:3:1, r.pl:4:1, r.pl:5:1"
    assert also(40) == "  also: r.pl:2:1, r.pl:3:1, r.pl:4:1, r.pl:5:1 and 35 more"


def test_a_constraint_is_named_unless_its_id_is_a_hash() -> None:
    assert "  constraint: functional:age/2" in Telling().say(finding(constraint="functional:age/2"))
    lines = list(Telling().say(finding(constraint="r0123456789")))
    assert not any("constraint" in line for line in lines)
