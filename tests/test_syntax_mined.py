"""Tables of mined rules: what is read, where faults stand, and that no line is lost."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minedtables import adds_up, faults_of, rules_of
from preceptor.logic import Code, Var
from preceptor.syntax import (
    Measures,
    Mined,
    guess,
    read_amie,
    read_anyburl,
    read_chatrule,
    show_anyburl,
    show_rule,
)

X, Y, A, B = map(Var, "XYAB")


# ---------------------------------------------------------------- ChatRule


def test_chatrule_chains() -> None:
    mined = read_chatrule(
        "28.0\t0.25\t0.35\t0.5\tprecedes <-- inv_causes, is a/kind&of, inv_x\n"
        "32\t0.5\t0.8421052631578947\t1.0\tinv_p <-- p\n"
        "48\t37\t0.75\tuses(X,Y) <= performs(X,A), uses(A,Y)\n"
    )
    assert rules_of(mined) == [
        "0.35 :: precedes(X, Y) :- causes(A, X), 'is a/kind&of'(A, B), x(Y, B).",
        "0.8421052631578947 :: p(Y, X) :- p(X, Y).",
        "0.75 :: uses(X, Y) :- performs(X, A), uses(A, Y).",
    ]
    quarter, half = Fraction(1, 4), Fraction(1, 2)
    assert mined.rules[0][1] == Measures(80, 28, Fraction(7, 20), quarter, half)
    assert mined.rules[1][1].predictions == 38  # 32 of 38 are 0.842...
    assert mined.rules[2][1] == Measures(48, 37, Fraction(3, 4))


def test_chatrule_faults() -> None:
    mined = read_chatrule(
        "0.0\t0.0\t0.0\t0.0\ta <-- b\n"
        "1\t1\t1\t1\ta <-- , b\n"
        "1\t1\t1\t1\ta <- b\n"
        "1\t1\t1\ta <-- b\n"
        "1\t1\t1\tx\ta <-- b\n"
        "1\t1\t1\t1\ta <-- " + ", ".join("b" * 25) + "\n\n"
        "1\t1\t1\t1\ta <-- " + ", ".join("b" * 24) + "\n"
    )
    assert faults_of(mined) == [
        (1, 9, Code.MALFORMED),
        (2, 9, Code.SYNTAX),
        (3, 9, Code.SYNTAX),
        (4, 1, Code.MALFORMED),
        (5, 7, Code.MALFORMED),
        (6, 9, Code.LIMIT),
    ]
    assert adds_up(mined)
    (rule, _), *_ = mined.rules
    assert len(rule.body) == 24
    assert len({arg for atom in rule.body for arg in atom.args}) == 25  # type: ignore[union-attr]


# ---------------------------------------------------------------- AMIE

_HEADER = (
    "Rule\tHead Coverage\tStd Confidence\tPCA Confidence\tPositive Examples\tBody size\t"
    "PCA Body size\tFunctional variable"
)


def test_amie_output_with_its_log() -> None:
    mined = read_amie(
        "Loading files...\n"
        "Using HeadCoverage as pruning metric with minimum threshold 0.01\n"
        f"{_HEADER}\n"
        "?a  livesIn  ?c  ?c  official language  ?b   => ?a  speaks  ?b"
        "\t0.100000\t0.250000\t0.500000\t8\t32\t16\t?a\n"
        "?b  <isMarriedTo>  ?a   => ?a  <isMarriedTo>  ?b\t0.9\t0.5\t1\t5\t10\t5\t-1\n"
        "?a  r  <USA>   => ?a  h  de la Cruz\t0.9\t0.5\t1\t5.0\t10\t5\t?a\n"
        "?f r ?b ?a s ?f => ?a h ?b\t0.9\t0.5\t1\t5\t10\t5\t?a\n"
        "\n"
        "Mining done in 00:00:01\n"
    )
    assert rules_of(mined) == [
        "0.25 :: speaks(A, B) :- livesIn(A, C), 'official language'(C, B).",
        "0.5 :: '<isMarriedTo>'(A, B) :- '<isMarriedTo>'(B, A).",
        "0.5 :: h(A, 'de la Cruz') :- r(A, '<USA>').",
        "0.5 :: h(A, B) :- r(F, B), s(A, F).",
    ]
    first = Measures(32, 8, Fraction(1, 4), Fraction(1, 10), Fraction(1, 2))
    assert mined.rules[0][1] == first
    assert (mined.lines, mined.blank, mined.comment, mined.faults) == (9, 1, 4, ())


def test_amie_headers_say_what_columns_are() -> None:
    row = "?a  r  ?b   => ?a  h  ?b\t0.5\t8\t16\t?a\n"
    header = "Rule\tPCA Confidence\tSupport\tPCA Body size\tFunctional variable\n"
    assert read_amie(header + row).rules[0][1] == Measures(
        16, 8, Fraction(1, 2), None, Fraction(1, 2)
    )
    mined = read_amie(header.replace("Support", "Guess") + row)
    assert faults_of(mined) == [
        (1, 1, Code.SYNTAX),
        (2, 1, Code.MALFORMED),
    ]
    assert read_amie(row.replace("0.5", "0.1\t0.5\t0.6")).rules[0][1].confidence == Fraction(1, 2)


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        ("?a  r  ?b   => ?a  h  ?b\t0.1\t0.5", 1, Code.MALFORMED),
        ("?a  r  ?b   => ?a  h  ?b\t0.1\t0\t1\t5\t10\t5\t?a", 30, Code.MALFORMED),
        ("?a  r  ?b   => ?a  h  ?b\t0.1\t0,5\t1\t5\t10\t5\t?a", 30, Code.MALFORMED),
        ("?a  r  ?b   => ?a  h  ?b\t0.1\t0.5\t1\tfive\t10\t5\t?a", 36, Code.MALFORMED),
        ("?a  r   => ?a  h  ?b\t0.1\t0.5\t1\t5\t10\t5\t?a", 1, Code.SYNTAX),
        ("?a  r  ?b   => ?a  h  ?b  ?a  s  ?b\t0.1\t0.5\t1\t5\t10\t5\t?a", 1, Code.SYNTAX),
        ("?a  r  ?b   => ?a  h  ?b   => ?b  s  ?a\t0.1\t0.5\t1\t5\t10\t5\t?a", 1, Code.SYNTAX),
        ("?a  r  ?b\t0.1\t0.5\t1\t5\t10\t5\t?a", 1, Code.SYNTAX),
    ],
)
def test_amie_faults(line: str, column: int, code: Code) -> None:
    mined = read_amie(f"{_HEADER}\n{line}\n")
    assert faults_of(mined) == [(2, column, code)]
    assert adds_up(mined)


# ---------------------------------------------------------------- all of them


@pytest.mark.parametrize("read", [read_anyburl, read_chatrule, read_amie])
@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["1\t1\t1\tp(X,Y) <= q(X,Y)", "1\t1\t1\t1\ta <-- b", _HEADER, "?a  r  ?b   => ?a  h  ?b"
             "\t1\t1\t1\t1\t1", "", " ", "\t", "#", "\x00", "log", "\u2028", "1\t1\t1\tp(X", "=>"]
        ),
        max_size=12,
    ),
    st.sampled_from(["\n", "\r\n", ""]),
)  # fmt: skip
def test_no_line_is_lost(read: Callable[[str, str], Mined], lines: list[str], end: str) -> None:
    mined = read("\n".join(lines) + end, "f")
    assert adds_up(mined)
    text = ("\n".join(lines) + end).replace("\r\n", "\n")
    assert mined.lines == text.count("\n") + (not text.endswith("\n") and text != "")
    places = [rule.origin.line for rule, _ in mined.rules if rule.origin]
    assert len({*places, *(f.origin.line for f in mined.faults)}) == len(places) + len(mined.faults)


@pytest.mark.parametrize("read", [read_anyburl, read_chatrule, read_amie])
@pytest.mark.parametrize(
    "line",
    [
        "5\t5\t0.5\t" + "(" * 100_000,
        "5\t5\t0.5\t" + "p(" * 30_000,
        "5\t5\t0.5\tp(X," + "), " * 20_000,
        "5\t5\t0.5\tp(X," + "), q(" * 10_000,
        "5\t5\t0.5\tp(X," + " " * 60_000 + ")",
        "5\t5\t0.5\t" + "p " * 30_000,
        "5\t5\t0.5\tp(X,Y) <= " + "q(X,Y), " * 8_000,
        "5\t5\t0.5\tp(" + "a,A)" * 15_000,
        "5\t5\t" + "9" * 60_000 + "\tp(X,Y) <= q(X,Y)",
        "9" * 60_000 + "\t5\t1\tp(X,Y) <= q(X,Y)",
        "\t" * 65_000,
        "\t" * 1_000_000,
        "1\t1\t1\t1\ta <-- " + "b, " * 20_000,
        "1\t1\t1\t1\ta <-- " + "b <-- " * 10_000,
        "?a  r  ?b" + "  " * 30_000 + "=> ?a\t1\t1\t1\t1\t1",
        "?a => " * 10_000 + "\t1\t1\t1\t1\t1",
        "?a" + " =" * 30_000 + "> \t1\t1\t1\t1\t1",
        "?" * 65_000,
    ],
    ids=lambda line: line[:16].expandtabs(1),
)
def test_hostile_lines_take_no_time(read: Callable[[str, str], Mined], line: str) -> None:
    start = time.process_time()
    mined = read(line, "f")
    assert not mined.rules or len(line) < 64 * 1024
    assert mined.lines == 1
    assert time.process_time() - start < 1.0


def anyburl_lines(number: int, seed: int = 0) -> str:
    """Rules such as AnyBURL finds on a graph of 46 relations and 135 entities."""
    rng = random.Random(seed)
    lines = []
    for _ in range(number):
        predicted = rng.randint(5, 999)
        right = rng.randint(1, predicted)
        one, two, three = (f"relation_{rng.randint(1, 46)}" for _ in range(3))
        entity, other = (f"entity_{rng.randint(1, 135)}" for _ in range(2))
        rule = rng.choice(
            [
                f"{one}(X,Y) <= {two}(X,A), {three}(A,Y)",
                f"{one}(X,Y) <= {two}(Y,X)",
                f"{one}(X,{entity}) <= {two}(A,X), {three}(A,{other})",
                f"{one}({entity},Y) <= {two}(Y,A)",
            ]
        )
        lines.append(f"{predicted}\t{right}\t{right / predicted}\t{rule}\n")
    return "".join(lines)


def test_anyburl_files_are_read_fast() -> None:
    """benchmarks/parsing.py has the figure; this is a third of it, for a loaded machine."""
    text, times = anyburl_lines(30_000), []
    for _ in range(3):
        start = time.process_time()
        assert len(read_anyburl(text).rules) == 30_000
        times.append(time.process_time() - start)
    assert 30_000 / min(times) > 35_000


# ---------------------------------------------------------------- telling formats apart


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("8\t4\t0.5\tp(X,Y) <= q(X,Y)\n", "anyburl"),
        ("# mined\n\n8\t4\t0.5\tp(X,c) <= \n", "anyburl"),
        ("8.0\t0.4\t0.5\t0.6\tp <-- q\n", "chatrule"),
        (f"Loading...\n{_HEADER}\n", "amie"),
        ("?a  r  ?b   => ?a  h  ?b\t0.1\t0.5\t0.6\t8\t16\n", "amie"),
        ("", "auto"),
        ("p(X, Y) :- q(X, Y).\n", "auto"),
        ("If X is the father of Y, then Y is the child of X.", "auto"),
        ("Likes($x, Dog, True) >>> Kind($x, True)", "auto"),
        ("1\t2\t3\t4\n", "auto"),
        ("X <= Y and\tp(X) <= 3\n", "auto"),
    ],
)
def test_guess(text: str, form: str) -> None:
    assert guess(text) == form


# ---------------------------------------------------------------- data that is not shipped


@pytest.fixture
def recorded(shared: Path) -> list[Path]:
    files = sorted((shared / "data" / "chatrule").glob("*.txt"))
    assert files
    return files


def test_recorded_chatrule_files_are_read_to_the_last_line(recorded: list[Path]) -> None:
    for file in recorded:
        text = file.read_text(encoding="utf-8")
        mined = read_chatrule(text, file.name)
        assert mined.faults == ()
        assert len(mined.rules) == mined.lines == text.count("\n")
        assert mined.rules == read_anyburl(text, file.name).rules
        assert guess(text) == "anyburl"
        for line, (rule, measures) in zip(text.split("\n"), mined.rules, strict=False):
            cells = line.split("\t")
            assert rule.weight == Fraction(Decimal(cells[2]))
            assert [str(measures.predictions), str(measures.support)] == cells[:2]
            assert cells[3] == re.sub(r"\.$", "", show_rule(rule).rpartition(":: ")[2]).replace(
                ", ", ","
            ).replace("),", "), ").replace(":-", "<=")
        pairs = mined.rules
        assert show_anyburl([r for r, _ in pairs], [m for _, m in pairs]) == text
