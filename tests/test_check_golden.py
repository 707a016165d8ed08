"""Golden cases of the check: NAME.pl, what must be found in NAME.txt, both written by hand.

NAME.toml holds the signature and goals, NAME.facts the database, NAME.expect what must follow and
what must not, where there is one. NAME.txt has a line
`LINES CODE SEVERITY HINT` for each finding in its order (LINES are those of its places, `-` for
none; the hint may be left out), `witness ATOMS` for some finding's witness, `status ID STATUS`,
`consistent` and `safe`. A new case is a new file.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from preceptor.check import Report, check
from preceptor.domain.settings import Settings
from preceptor.domain.vocabulary import read_vocabulary
from preceptor.logic import NO_SIGNATURE, Finding, Predicate, Signature
from preceptor.syntax import parse_rules, parse_theory, show_goal

CASES = sorted((Path(__file__).parent / "golden" / "check").glob("*.pl"))
FINDING = re.compile(r"(?P<lines>-|[\d,]+) (?P<code>P\d+) (?P<severity>\w+)(?: (?P<hint>.+))?")
WORDS = {True: "true", False: "false", None: "null"}


def test_there_are_cases() -> None:
    assert len(CASES) >= 20


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_finds_what_the_case_says(case: Path) -> None:
    facts = case.with_suffix(".facts")
    given = parse_rules(facts.read_text()) if facts.exists() else ()
    theory = parse_theory(case.read_text(), case.name, signature(case))
    heads = [rule.head for rule in given if rule.head is not None]
    report = check(theory, facts=heads, with_prolog=False, **asked(case))
    expected = case.with_suffix(".txt").read_text().splitlines()
    assert described(report, expected) == expected, "\n".join(map(str, report.findings))


def signature(case: Path) -> Signature:
    path = case.with_suffix(".toml")
    if not path.exists():
        return NO_SIGNATURE
    settings = Settings(str(path), path.read_text())
    found = read_vocabulary(settings.read()).signature
    settings.settled()
    return found


def asked(case: Path) -> dict[str, Any]:
    """The goals that the settings name, and the expectations."""
    toml, expect = case.with_suffix(".toml"), case.with_suffix(".expect")
    named = tomllib.loads(toml.read_text()).get("goals", []) if toml.exists() else []
    goals = [Predicate(name, int(arity)) for name, arity in (goal.split("/") for goal in named)]
    said = parse_rules(expect.read_text(), expect.name) if expect.exists() else ()
    return {"goals": goals, "expectations": said}


def described(report: Report, expected: list[str]) -> list[str]:
    """The report in the form of a golden file, as far as `expected` goes into detail."""
    statuses = {name: str(status) for name, status in report.status}
    witnesses = {show_goal(finding.witness) for finding in report.findings if finding.witness}
    wanted = [line for line in expected if FINDING.fullmatch(line)]
    hints = [FINDING.fullmatch(line)["hint"] for line in wanted]  # type: ignore[index]  # it matched
    hints += [None] * (len(report.findings) - len(hints))
    lines = [
        finding_line(finding, hint) for finding, hint in zip(report.findings, hints, strict=False)
    ]
    for line in expected:
        kind, _, rest = line.partition(" ")
        if kind == "witness":
            lines.append(f"witness {rest if rest in witnesses else sorted(witnesses)}")
        elif kind == "status":
            name = rest.split()[0]
            lines.append(f"status {name} {statuses.get(name)}")
        elif kind in ("consistent", "safe"):
            lines.append(f"{kind} {WORDS[getattr(report, kind)]}")
    return lines


def finding_line(finding: Finding, hint: str | None) -> str:
    places = ",".join(str(origin.line) for origin in finding.where) or "-"
    line = f"{places} {finding.code} {finding.severity}"
    return line if hint is None else f"{line} {hint if hint in finding.hint else finding.hint}"
