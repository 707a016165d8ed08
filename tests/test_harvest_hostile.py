"""Hostile replies, any replies, and the recorded ones: all are accounted for."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from preceptor import domain, harvest
from preceptor.harvest import MAX_REJECTED, Harvest
from preceptor.logic import (
    Code,
    Theory,
)
from preceptor.rooms import RULESETS
from preceptor.syntax import parse_rules, show_rule, show_theory
from replies import adds_up, take

MEGA = 1_000_000


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("(" * 5 * MEGA, Code.LIMIT, 1),
        ("(\n" * 2 * MEGA, Code.LIMIT, 200_001),
        ("p(" * MEGA, Code.LIMIT, 1),
        ("p(" + "a, " * 100_000, Code.LIMIT, 1),
        ("\0" * 5 * MEGA, Code.CHARACTER, 1),
        ("word " * MEGA, Code.LIMIT, 1),
        ("1. " * MEGA, Code.LIMIT, 1),
        ("If X is the " * MEGA, Code.LIMIT, 1),
        ("p(a\ud800).", Code.CHARACTER, 1),
        ("% \u202e hidden", Code.CHARACTER, 1),
        ("p(a(b)).\n" * 2 * MAX_REJECTED, Code.LIMIT, MAX_REJECTED + 1),
    ],
    ids=range(11),
)  # fmt: skip
@pytest.mark.parametrize("reader", ["rules", "english"])
def test_hostile_replies_are_rejected_in_no_time(
    text: str, code: Code, line: int, reader: str
) -> None:
    start = time.process_time()
    last = take(text, reader=reader).statements[-1]
    assert (last.code, last.line) == (code, line)
    assert len(last.before) < 1100
    assert last.before.isprintable()
    assert time.process_time() - start < 4.0


@pytest.mark.parametrize("reader", ["rules", "english", "auto"])
def test_what_stands_beside_hostile_lines_is_read(reader: str) -> None:
    text = "p(a).\nq(\0).\n" + "(" * 2 * MEGA + "\n'p(\n/* open\np(b).\n"
    taken = take(text, reader=reader)
    assert [s.after for s in taken.statements if s.rules] == ["p(a).", "p(b)."]


@pytest.mark.parametrize("text", ["", "\n", "\n\n \t\n", "\ufeff"])
def test_an_empty_reply_holds_nothing(text: str) -> None:
    taken = take(text)
    assert taken.statements == ()
    assert taken.totals.blank == taken.totals.lines


_SCRAPS = (
    "p(a).", "p(X) :- q(X)", ",", ".", "1. ", "- ", "`", "**", "%", "```", "\n", "\n", " ", "'",
    "(", ")", "/*", "*/", "If X is the father of Y, then Y is male.", "word", "0.9 :: ", ":-",
    ":", "\0", "\r", "# ", "X and Y", "unless", "@id n",
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(
    st.lists(st.sampled_from(_SCRAPS), max_size=16).map("".join) | st.text(max_size=40),
    st.sampled_from(["rules", "english", "auto"]),
)
def test_any_reply_adds_up(text: str, reader: str) -> None:
    take(text, reader=reader)


@settings(max_examples=40, deadline=None)
@given(strategies.theories(), st.sampled_from(["", "1. ", "- ", "* "]))
def test_any_theory_survives_as_a_list(theory: Theory, markup: str) -> None:
    clauses = parse_rules(show_theory(theory))
    lines = [show_rule(replace(rule, name=None)) for rule in clauses]
    taken = take("\n".join(["```", *(markup + line for line in lines), "```"]), reader="rules")
    assert taken.rules == parse_rules("\n".join(lines))
    assert taken.totals.statements == len(clauses)


# ---------------------------------------------------------------- the recorded teacher


def _recorded(file: Path, known: domain.Domain | None) -> Harvest:
    taken = []
    for line in file.read_text(encoding="utf-8").splitlines():
        reply = json.loads(line)
        options = {} if known is None else {"signature": known.signature, "words": known.words}
        if known is not None and known.format == "identity":
            options["reader"] = "identity"
        source = f"{reply['id']}#{reply['sample']}"
        part = harvest.read(reply["response"], source, **options)  # type: ignore[arg-type]
        adds_up(part, reply["response"])
        taken.append(part)
    return harvest.gather(taken)


def test_the_kinship_teacher_is_read() -> None:
    kinship = domain.load("kinship")
    taken = _recorded(kinship.path / "responses.jsonl", kinship)
    print(taken.totals)
    assert taken.totals.lines == 3913
    assert (taken.totals.read + taken.totals.repaired) / taken.totals.statements >= 0.97
    assert [(s.reply, s.line, s.code) for s in taken.statements if s.code] == [
        ("kinship/brother#2", 1, Code.UNREADABLE)
    ]


def test_every_shipped_reply_is_read_and_fits_its_domain() -> None:
    """All lines accounted for; at least 97 of 100 statements read or repaired, and none misfits."""
    for file in sorted(RULESETS.rglob("responses.jsonl")):
        known = domain.load(str(file.parent))
        taken = _recorded(file, known)
        totals = taken.totals
        assert (totals.read + totals.repaired) / totals.statements >= 0.97, known.name
        misfits = [s.after for s in taken.statements if s.reason and not s.code]
        assert misfits == [], known.name


@pytest.mark.parametrize(
    "name",
    ["kinship", "umls", "umls-anonymous", "wn18rr", "sentiment", "policy", "animals", "algebra",
     "probes"],
)  # fmt: skip
def test_every_recorded_teacher_adds_up(shared: Path, name: str) -> None:
    known = domain.load(name) if name in domain.available() else None
    taken = _recorded(shared / "teacher" / "responses" / f"{name}.jsonl", known)
    totals = taken.totals
    print(name, totals, sep="\n")
    assert totals.lines > 0
    if name != "probes":  # judgements in words
        assert (totals.read + totals.repaired) / totals.statements >= 0.97
