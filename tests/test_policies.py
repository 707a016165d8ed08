"""The policies: what their authors say clashes in just the cases that a grid of cases shows.

The grid has one applicant (order, patient), with every attribute at each number that a rule names,
between two of them, or without a value. Proofs are enumerated here by plain recursion.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise, product
from math import floor, prod
from pathlib import Path

import pytest

from oracle import holds, value
from preceptor import check
from preceptor import domain as domains
from preceptor.check.repair import repair
from preceptor.cli import main
from preceptor.distil.group_card import group_card
from preceptor.distil.repaired import changes
from preceptor.domain import Domain
from preceptor.graph import compile
from preceptor.logic import (
    Arith,
    Atom,
    Code,
    Compare,
    Const,
    Expr,
    Not,
    Num,
    ParseError,
    Role,
    Rule,
    SortKind,
    Term,
    Theory,
    Var,
)
from preceptor.reason import materialise, violations
from preceptor.rooms import RULESETS
from preceptor.syntax import parse_atom, parse_rules, rule_id

AREAS = domains.members("policy")
CASES = 2_200  # of one law
OTHER = Const("elsewhere")
ON_A_GRID = ("policy/refund", "policy/shipping", "policy/drug-dosing-paracetamol")
REPAIRED_ANEW = ("policy/data-access", "policy/drug-dosing-paracetamol")

Case = dict[str, Term | None]  # each attribute, None where there is none
Core = frozenset[int]  # the rules of a proof, by their place


def rules_of(name: str, file: str) -> tuple[Rule, ...]:
    return parse_rules((RULESETS / name / file).read_text(), file)


def authors_of(name: str) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(
        (RULESETS / name / "authors.json").read_text()
    )
    return found


Wanted = tuple[str, bool, Term | None]  # a conclusion: its name, whether it is -p, its value


def by_conclusion(rules: tuple[Rule, ...]) -> dict[Wanted, list[tuple[int, Rule]]]:
    found: dict[Wanted, list[tuple[int, Rule]]] = {}
    for place, rule in enumerate(rules):
        assert rule.head is not None
        concluded = rule.head.args[1] if len(rule.head.args) > 1 else None
        key = (rule.head.name, rule.head.negated, concluded)
        found.setdefault(key, []).append((place, rule))
    return found


class Desk:
    """Rules about one key, asked for the proofs of what they conclude in one case."""

    def __init__(self, rules: dict[Wanted, list[tuple[int, Rule]]], case: Case) -> None:
        self.rules, self.case = rules, case
        self.known: dict[Wanted, set[Core]] = {}

    def proofs(self, wanted: Wanted) -> set[Core]:
        if wanted not in self.known:
            self.known[wanted] = {
                core | {place}
                for place, rule in self.rules.get(wanted, ())
                for core in self.of(rule.body)
            }
        return self.known[wanted]

    def of(self, body: Iterable[object]) -> set[Core]:
        """The proofs of a body: the sets of rules that make its positive atoms true."""
        body = list(body)
        partial: list[tuple[dict[str, Term], Core]] = [({}, frozenset())]
        for atom in (literal for literal in body if isinstance(literal, Atom)):
            partial = [
                ({**bound, **more}, core | proof)
                for bound, core in partial
                for more, proof in self.ways(atom, bound)
            ]
        return {core for bound, core in partial if self.passes(body, bound)}

    def ways(self, atom: Atom, bound: dict[str, Term]) -> Iterator[tuple[dict[str, Term], Core]]:
        """What the atom's second argument can be, if it has one, with a proof of each."""
        pattern = atom.args[1] if len(atom.args) > 1 else None
        is_open = isinstance(pattern, Var) and pattern.name not in bound
        wanted = None if pattern is None or is_open else value(pattern, bound)
        for one in self.values(atom) if is_open else (wanted,):
            more = {pattern.name: one} if isinstance(pattern, Var) and is_open and one else {}
            yield from ((more, proof) for proof in self.held(atom, one))

    def held(self, atom: Atom, wanted: Term | None) -> set[Core]:
        if atom.name not in self.case:
            return self.proofs((atom.name, atom.negated, wanted))
        given = self.case[atom.name]
        return {frozenset()} if given is not None and wanted in (None, given) else set()

    def values(self, atom: Atom) -> set[Term]:
        """What the second argument of a fact is, or of what some rule concludes."""
        if atom.name in self.case:
            given = self.case[atom.name]
            return set() if given is None else {given}
        sought = (atom.name, atom.negated)
        return {one for *about, one in self.rules if tuple(about) == sought and one is not None}

    def passes(self, body: list[object], bound: dict[str, Term]) -> bool:
        for literal in body:
            if isinstance(literal, Compare):
                left, right = value(literal.left, bound), value(literal.right, bound)
                if left is None or right is None or not holds(literal.op, left, right):
                    return False
            elif isinstance(literal, Not) and any(self.ways(literal.atom, bound)):
                return False
        return True


def laws_of(domain: Domain, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The constraints, one value for what is functional, and nothing beside its own denial."""
    laws = list(domain.constraints)
    for d in domain.signature.declarations:
        name = d.predicate.name
        if d.role is Role.DERIVED and d.functional:
            laws += parse_rules(f":- {name}(X, V), {name}(X, W), V \\= W.", "law")
    for name in {r.head.name for r in rules if r.head is not None and r.head.negated}:
        laws += parse_rules(f":- {name}(X), -{name}(X).", "law")
    return tuple(laws)


def numbers(expr: Expr) -> Iterator[Fraction]:
    if isinstance(expr, Num):
        yield Fraction(expr.value)
    elif isinstance(expr, Arith):
        yield from (*numbers(expr.left), *numbers(expr.right))


def beneath(law: Rule, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The law and the rules that it can come to, by what they conclude."""
    found, names = (law,), set(read_by(law))
    while True:
        more = tuple(r for r in rules if r.head is not None and r.head.name in names)
        wider = names | {name for rule in more for name in read_by(rule)}
        if wider == names:
            return (*found, *more)
        names = wider


def read_by(rule: Rule) -> Iterator[str]:
    for literal in rule.body:
        atom = literal.atom if isinstance(literal, Not) else literal
        if isinstance(atom, Atom):
            yield atom.name


def grid(domain: Domain, law: Rule, rules: tuple[Rule, ...]) -> Iterator[Case]:
    """Cases with every attribute at each number that rules name, between them, and outside.

    All combinations of what the law comes to, or `CASES` of them by chance.
    """
    told = beneath(law, rules)
    read = {name for rule in told for name in read_by(rule)}
    absent: Case = {
        d.predicate.name: None for d in domain.signature.declarations if d.role is Role.INPUT
    }
    choices = {name: [None, *attribute(domain, name, told)] for name in sorted(read & {*absent})}
    if prod(map(len, choices.values())) <= CASES:
        yield from (
            {**absent, **dict(zip(choices, one, strict=False))}
            for one in product(*choices.values())
        )
    else:
        chance = random.Random(0)
        for _ in range(CASES):
            yield {**absent, **{name: chance.choice(some) for name, some in choices.items()}}


def attribute(domain: Domain, name: str, rules: tuple[Rule, ...]) -> list[Term]:
    declared = domain.signature.named(name)[0]
    if declared.predicate.arity == 1:
        return [Const("yes")]
    sort = domain.signature.sort(declared.sorts[1])
    assert sort is not None
    named = set(compared(name, rules))
    if sort.kind is SortKind.SYMBOL:
        return sorted({*sort.values, *(t for t in named if isinstance(t, Const)), OTHER}, key=str)
    assert sort.minimum is not None
    assert sort.maximum is not None
    ends = [Fraction(sort.minimum.value), Fraction(sort.maximum.value)]
    marks = sorted({*ends, *(Fraction(t.value) for t in named if isinstance(t, Num))})
    between = [(low + high) / 2 for low, high in pairwise(marks)]
    if sort.kind is SortKind.INT:
        between = [Fraction(floor(one)) for one in between]
    return [Num(n) for n in sorted({*marks, *between}) if ends[0] <= n <= ends[1]]


def compared(name: str, rules: tuple[Rule, ...]) -> Iterator[Expr]:
    """The numbers and constants that an attribute's value is held to, in any rule."""
    for rule in rules:
        atoms = [literal.atom if isinstance(literal, Not) else literal for literal in rule.body]
        for atom in (a for a in atoms if isinstance(a, Atom) and a.name == name):
            for guard in rule.body:
                if isinstance(guard, Compare) and atom.args[1] in (guard.left, guard.right):
                    yield from (*leaves(guard.left), *leaves(guard.right))
            yield atom.args[-1]


def leaves(expr: Expr) -> Iterator[Expr]:
    if isinstance(expr, Arith):
        yield from (*leaves(expr.left), *leaves(expr.right))
    else:
        yield expr


def cores_on_grid(domain: Domain, rules: tuple[Rule, ...]) -> set[frozenset[str]]:
    """The least sets of rules that break a law in some case, by id."""
    ids = [rule_id(rule) for rule in rules]
    index = by_conclusion(rules)
    broken: set[frozenset[str]] = set()
    for law in laws_of(domain, rules):
        cases = grid(domain, law, rules)
        found = {core for case in cases for core in Desk(index, case).of(law.body)}
        least = (core for core in found if not any(other < core for other in found))
        broken |= {frozenset(ids[place] for place in core) for core in least}
    return broken


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
    assert cores_on_grid(domain, rules_of(name, "repaired.pl")) == set()


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
def test_repaired_rules_are_those_that_were_kept_but_for_what_is_said(name: str) -> None:
    kept, repaired = ({*rules_of(name, file)} for file in ("rules.pl", "repaired.pl"))
    told = list(changes((RULESETS / name / "repaired.pl").read_text()))
    before = {*parse_rules("\n".join(old for old, _ in told), "was")}
    after = {*parse_rules("\n".join(new for _, new in told if new is not None), "is")}
    assert kept - repaired <= before <= kept
    assert repaired - kept <= after <= repaired
    for old, new in told:
        assert (
            f"`{old}` {'is dropped' if new is None else 'becomes'}"
            in (RULESETS / name / "README.md").read_text()
        )


@pytest.mark.parametrize("name", REPAIRED_ANEW)
def test_the_repair_is_made_anew_and_leaves_nothing_to_break(name: str) -> None:
    domain = domains.load(name)
    facts = domains.load_facts(domain.facts, domain.signature)
    found = repair(
        Theory(rules_of(name, "rules.pl"), domain.signature),
        constraints=domain.constraints,
        facts=facts,
    )
    assert {*found.theory} == {*rules_of(name, "repaired.pl")}
    report = check.check(found.theory, constraints=domain.constraints, facts=facts)
    assert (report.consistent, report.safe) == (True, True)


def test_the_table_of_the_group_is_the_one_that_the_command_makes() -> None:
    page = (RULESETS / "policy" / "README.md").read_text()
    assert page == group_card("policy"), "preceptor distil policy --publish makes it anew"
    for name in AREAS:
        area = name.rpartition("/")[2]
        row = re.search(rf"^\| \[{area}\].*$", page, re.MULTILINE)
        assert row is not None
        rules = len(rules_of(name, "rules.pl"))
        assert [cell.strip() for cell in row[0].split("|")][9] == str(rules)


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
