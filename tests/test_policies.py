"""The policies: what their authors say clashes in just the cases that a grid of cases shows.

`desk.py` is the oracle: a grid of cases, decided by plain recursion.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from desk import Case, cores_on_grid, is_decided, whole_cases
from preceptor import check
from preceptor import domain as domains
from preceptor.check.coverage import gaps
from preceptor.check.repair import repair
from preceptor.check.setting import Setting
from preceptor.cli import main
from preceptor.distil.amendment import AMENDMENT, changes, made_from
from preceptor.distil.group_card import group_card
from preceptor.domain import Domain
from preceptor.graph import compile
from preceptor.logic import Atom, Code, ParseError, Rule, Theory
from preceptor.reason import materialise, violations
from preceptor.rooms import RULESETS
from preceptor.syntax import parse_atom, parse_rules

AREAS = domains.members("policy")
WHOLE_CASES = 300  # of one policy
ON_A_GRID = ("policy/refund", "policy/shipping", "policy/drug-dosing-paracetamol")
REPAIRED_ANEW = ("policy/data-access", "policy/drug-dosing-paracetamol")


def rules_of(name: str, file: str) -> tuple[Rule, ...]:
    return parse_rules((RULESETS / name / file).read_text(), file)


def amended(name: str) -> tuple[Rule, ...]:
    """The rules as the published diff leaves them, applied line by line as patch does."""
    lines = (RULESETS / name / "rules.pl").read_text().splitlines()
    there = RULESETS / name / AMENDMENT
    hunks = there.read_text().split("\n@@ ")[1:] if there.exists() else []
    for hunk in reversed(hunks):
        where, *rest = hunk.splitlines()
        start, count = map(int, re.findall(r"\d+", where)[:2])
        before = [line[1:] for line in rest if line.startswith("-")]
        assert lines[start - 1 : start - 1 + count] == before
        lines[start - 1 : start - 1 + count] = [line[1:] for line in rest if line.startswith("+")]
    return parse_rules("\n".join(lines), "repaired.pl")


def authors_of(name: str) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(
        (RULESETS / name / "authors.json").read_text()
    )
    return found


@pytest.mark.parametrize("name", ON_A_GRID)
def test_the_conflicts_of_a_policy_are_those_of_a_grid_of_cases(name: str) -> None:
    domain, rules = domains.load(name), rules_of(name, "rules.pl")
    report = check.check(
        Theory(rules, domain.signature),
        constraints=domain.constraints,
        with_prolog=False,
        cores=1000,
    )
    told = {frozenset(f.rules) for f in report.findings if f.code is Code.CONFLICT}
    assert not report.truncated
    assert told == cores_on_grid(domain, rules)
    assert told
    assert cores_on_grid(domain, amended(name)) == set()


@pytest.mark.parametrize("name", AREAS)
def test_the_case_of_each_conflict_is_one(name: str) -> None:
    """The laws keep out no such case, and the rules break the one that is named in it."""
    domain = domains.load(name)
    kept = rules_of(name, "rules.pl")
    for conflict in authors_of(name)["conflicts"]:
        core = parse_rules("\n".join(str(rule["text"]) for rule in conflict["core"]), "core")
        facts = [parse_atom(atom) for atom in conflict["witness"]]
        rules = tuple(dict.fromkeys((*core, *kept)))
        law = parse_rules(conflict["law"], "law")
        assert not violations(materialise(compile(Theory(domain.constraints)), facts))
        model = materialise(compile(Theory((*rules, *law), domain.signature)), facts)
        assert violations(model)
        assert conflict["replayed"], "SWI-Prolog was asked, and found the same"


@pytest.mark.parametrize("name", AREAS)
def test_the_amendment_is_that_of_the_rules_as_they_are(name: str) -> None:
    """One was made from just these rules, or there is nothing that could be broken."""
    there, card = RULESETS / name / AMENDMENT, (RULESETS / name / "README.md").read_text()
    rules = (RULESETS / name / "rules.pl").read_text()
    anew = "preceptor distil policy --publish makes it anew"
    assert there.exists() == ("- safe (no constraint can be broken): yes" not in card), anew
    if there.exists():
        diff = there.read_text()
        assert f"from {made_from(domains.load(name), rules)}," in diff, anew
        assert set(changes(diff))
        for old, new in changes(diff):
            assert f"`{old}` {'becomes' if new else 'is dropped'}" in card, anew


@pytest.mark.parametrize("name", REPAIRED_ANEW)
def test_the_repair_is_made_anew_and_leaves_nothing_to_break(name: str) -> None:
    domain = domains.load(name)
    facts = domains.load_facts(domain.facts, domain.signature)
    found = repair(
        Theory(rules_of(name, "rules.pl"), domain.signature),
        constraints=domain.constraints,
        facts=facts,
    )
    assert {*found.theory} == {*amended(name)}
    report = check.check(found.theory, constraints=domain.constraints, facts=facts)
    assert (report.consistent, report.safe) == (True, True)


def open_cases(domain: Domain, rules: tuple[Rule, ...]) -> list[tuple[Atom, ...]]:
    """The cases that the check finds without an outcome: one of each total group, if any."""
    found = list(gaps(Setting.of(rules, domain.signature, domain.constraints, (), bound=2)))
    assert all(finding.code is Code.GAP for finding in found), "each is found, or proved not to be"
    return [finding.witness for finding in found]


@pytest.mark.parametrize("name", [name for name in AREAS if domains.load(name).signature.total])
def test_a_policy_leaves_a_case_open_where_the_grid_shows_one(name: str) -> None:
    domain = domains.load(name)
    ((*group,),) = domain.signature.total
    outcomes = [predicate.name for predicate in group]
    published = authors_of(name)["gaps"]
    for rules in (rules_of(name, "rules.pl"), amended(name)):
        found = open_cases(domain, rules)
        for witness in found:
            assert not is_decided(case_of(witness), outcomes, rules)
        cases = whole_cases(domain, rules, WHOLE_CASES)
        left = [case for case in cases if not is_decided(case, outcomes, rules)]
        assert found or not left, left[0]
        assert len(found) == len(published), "a repair opens no gap, and closes none here"
    for gap in published:
        witness = tuple(map(parse_atom, gap["witness"]))  # type: ignore[call-overload]
        assert not is_decided(case_of(witness), outcomes, rules_of(name, "rules.pl"))


def case_of(facts: tuple[Atom, ...]) -> Case:
    return {fact.name: fact.args[-1] for fact in facts}


def test_the_table_of_the_group_is_the_one_that_the_command_makes() -> None:
    page = (RULESETS / "policy" / "README.md").read_text()
    assert page == group_card("policy"), "preceptor distil policy --publish makes it anew"
    for name in AREAS:
        area = name.rpartition("/")[2]
        row = re.search(rf"^\| \[{area}\].*$", page, re.MULTILINE)
        assert row is not None
        rules = len(rules_of(name, "rules.pl"))
        assert [cell.strip() for cell in row[0].split("|")][10] == str(rules)


def test_a_group_is_checked_domain_by_domain(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(domains, "members", lambda group: AREAS[2:4] if group == "policy" else ())
    assert main(["check", "policy", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "preceptor/checks/1"
    assert [*document["reports"]] == [*AREAS[2:4]]
    assert {report["safe"] for report in document["reports"].values()} == {False}
    assert main(["check", "policy", "--facts", "."]) == 2
    assert "say which: policy/data-access" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("authors", "message"),
    [
        ('first = ["refund"]', "'refund' names no reply"),
        ('first = ["refund#0"]\nsecond = ["refund#0"]', "refund#0 is by first already"),
    ],
)
def test_authors_are_given_by_their_replies(authors: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "domain.toml").write_text(f'name = "desk"\n[authors]\n{authors}\n')
    with pytest.raises(ParseError, match=message):
        domains.load(tmp_path)
