"""Sessions against fresh checks: whatever was added and removed, nothing else is known."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from preceptor.check import CheckSession, Status, check
from preceptor.check.conflicts import is_hard
from preceptor.check.reach import MAX_CORES, reach
from preceptor.check.setting import Setting
from preceptor.graph import CompileError, compile
from preceptor.logic import (
    NO_SIGNATURE,
    Atom,
    Code,
    Declaration,
    Num,
    Predicate,
    Role,
    Rule,
    Signature,
    Sort,
    SortKind,
    Theory,
)
from preceptor.syntax import parse_atom, parse_rules, rule_id

Core = tuple[str, frozenset[str]]

# where it fails, the steps are short enough to read as they are
PHASES = [phase for phase in Phase if phase is not Phase.shrink]
EXAMPLES = int(os.environ.get("PRECEPTOR_SEEDS", "4"))


def one(text: str) -> Rule:
    (parsed,) = parse_rules(text)
    return parsed


UNARY = Signature(
    (),
    (
        *(Declaration(Predicate(p, 1), ("",), Role.INPUT) for p in ("e", "f", "g")),
        *(Declaration(Predicate(p, 1), ("",), Role.DERIVED) for p in ("p", "q", "ab")),
    ),
)


def session(*rules: str, constraints: str = "") -> CheckSession:
    made = CheckSession(UNARY, constraints=parse_rules(constraints))
    for text in rules:
        assert made.add(one(text)).taken
    return made


# ------------------------------------------------------------ single steps


def test_a_rule_that_completes_a_conflict_makes_it_appear() -> None:
    made = session("p(X) :- e(X).", constraints=":- p(X), q(X).")
    assert (made.findings, made.consistent, made.safe) == ((), True, True)
    change = made.add(one("% @id late\nq(X) :- e(X), f(X)."))
    assert change.taken
    assert change.disappeared == ()
    assert sorted(str(finding.severity) for finding in change.appeared) == ["error", "warning"]
    assert change.statuses == (("late", None, Status.INCOHERENT),)
    assert (made.consistent, made.safe) == (False, False)
    assert set(change.appeared) == set(made.findings)


def test_a_removed_rule_takes_its_findings_with_it() -> None:
    late = one("% @id late\nq(X) :- e(X), f(X).")
    made = session("p(X) :- e(X).", constraints=":- p(X), q(X).")
    appeared = made.add(late).appeared
    change = made.remove(late)
    assert set(change.disappeared) == set(appeared)
    assert change.statuses == (("late", Status.INCOHERENT, None),)
    assert (made.findings, made.consistent, made.safe) == ((), True, True)


def test_an_exception_mends_and_its_removal_breaks_again() -> None:
    made = session(
        "% @id p\np(X) :- e(X).",
        "% @id q\nq(X) :- e(X), f(X), \\+ ab(X).",
        constraints=":- p(X), q(X).",
    )
    assert {rule_id(r): s for r, s in made.statuses.items()}["q"] is Status.INCOHERENT
    exception = one("% @id ab\nab(X) :- e(X), f(X).")
    change = made.add(exception)
    assert {name: after for name, _, after in change.statuses} == {
        "ab": Status.OK,
        "q": Status.DEAD,
    }
    assert made.safe
    made.remove(exception)
    assert made.consistent is False


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("p(Y) :- e(X).", Code.UNSAFE),
        ("e(X) :- p(X).", Code.ROLE),
        ("p(A) :- e(A).", Code.DUPLICATE),
        ("0.5 :: p(A) :- e(A).", Code.DUPLICATE),
        ("p(X) :- p(X).", Code.TAUTOLOGY),
        ("p(X) :- e(X), \\+ e(X).", Code.EMPTY_BODY),
        ("p(X) :- f(X), \\+ q(X).", Code.UNSTRATIFIED),
        (":- e(X).", Code.CANDIDATE_CONSTRAINT),
    ],
)
def test_what_cannot_join_is_refused_with_the_reason(text: str, code: Code) -> None:
    made = session("p(X) :- e(X).", "q(X) :- p(X).", constraints=":- q(X), g(X).")
    before = made.theory
    change = made.add(one(text))
    assert not change.taken
    assert [finding.code for finding in change.appeared] == [code]
    assert made.theory == before
    same_as_fresh(made, parse_rules(":- q(X), g(X)."), UNARY, ())


def test_a_second_recursive_rule_joins_a_ring() -> None:
    link = Declaration(Predicate("link", 2), ("", ""), Role.INPUT)
    signature = Signature((), (*UNARY.declarations, link))
    laws = parse_rules(":- p(X), g(X).")
    made = CheckSession(signature, constraints=laws)
    for text in ("p(X) :- e(X).", "p(X) :- link(X, Y), p(Y).", "p(X) :- link(Y, X), p(Y)."):
        assert made.add(one(text)).taken
    assert set(made.statuses.values()) == {Status.OK}
    same_as_fresh(made, laws, signature, ())


def test_many_rules_at_once_are_as_many_one_by_one() -> None:
    laws = parse_rules("\n".join(LAWS[:3]))
    for seed in range(4):
        texts = random.Random(seed).choices(RULES, k=8)
        alone, together = (CheckSession(NUMBERS, constraints=laws) for _ in range(2))
        refused = [not alone.add(one(text)).taken for text in texts]
        change = together.extend(map(one, texts))
        assert together.theory == alone.theory
        assert (together.statuses, set(together.findings)) == (alone.statuses, set(alone.findings))
        assert (together.consistent, together.safe) == (alone.consistent, alone.safe)
        assert change.taken == (not any(refused))
        assert set(change.appeared) >= set(together.findings)


def test_a_rule_that_is_not_there_cannot_be_removed() -> None:
    with pytest.raises(KeyError):
        session("p(X) :- e(X).").remove(one("p(X) :- f(X)."))


def test_facts_at_hand_are_held_against_the_laws() -> None:
    made = CheckSession(
        NO_SIGNATURE, constraints=parse_rules(":- p(X), q(X)."), facts=[parse_atom("e(tom)")]
    )
    made.add(one("p(X) :- e(X)."))
    change = made.add(one("% @id q\nq(X) :- e(X)."))
    (broken,) = [f for f in change.appeared if f.code is Code.VIOLATION]
    assert broken.witness == (parse_atom("e(tom)"),)


# ------------------------------------------------------------ any sequence of steps

NUMBERS = Signature(
    (Sort("number", SortKind.INT, Num(0), Num(4)),),
    (
        Declaration(Predicate("a", 2), ("", "number"), Role.INPUT, functional=(0,)),
        *(Declaration(Predicate(name, 1), ("",), Role.INPUT) for name in ("e0", "e1")),
        Declaration(Predicate("r", 2), ("", ""), Role.BOTH),
        *(Declaration(Predicate(f"p{n}", 1), ("",), Role.DERIVED) for n in (1, 2, 3)),
    ),
)

RULES = [
    "p1(X) :- e0(X).",
    "p1(X) :- e1(X), \\+ e0(X).",
    "p1(X) :- e0(X), a(X, N), N > 2.",
    "0.5 :: p1(X) :- e1(X).",
    "p2(X) :- e0(X), \\+ p1(X).",
    "p2(X) :- p1(X), a(X, N), N < 2.",
    "p2(X) :- r(X, _), \\+ p1(X).",
    "p2(X) :- e1(X).",
    "p1(X) :- e1(X), \\+ p2(X).",
    "p3(X) :- p1(X), \\+ p2(X).",
    "p3(X) :- p2(X), e1(X).",
    "p3(X) :- r(X, Y), p1(Y).",
    "p1(X) :- r(X, Y), p1(Y).",
    "r(X, Y) :- r(X, Z), r(Z, Y).",
    "r(X, Y) :- e0(X), e1(Y).",
    "-p1(X) :- e1(X), e0(X).",
    "p3(X) :- -p1(X).",
    "p2(tom).",
    "e_extra(X) :- p3(X).",
    "p3(X) :- e0(X), e1(X), \\+ e_extra(X).",
]
LAWS = [
    ":- p1(X), p2(X).",
    ":- p3(X), e0(X).",
    ":- p3(X), \\+ p1(X).",
    ":- r(X, X).",
    ":- e0(X), e1(X).",
    ":- p1(X), \\+ e0(X).",
    ":- e1(X), \\+ p3(X).",
]


class Steps(RuleBasedStateMachine):
    """Rules of a small pool come and go, under some of the laws, with and without a signature."""

    @initialize(
        laws=st.lists(st.sampled_from(LAWS), min_size=1, max_size=3, unique=True),
        signature=st.sampled_from([NUMBERS, NO_SIGNATURE]),
        facts=st.sampled_from([(), ("e0(tom)", "e1(ann)", "r(tom, ann)")]),
    )
    def begin(self, laws: list[str], signature: Signature, facts: tuple[str, ...]) -> None:
        if signature:  # which does not know the pool's last predicate
            extra = Declaration(Predicate("e_extra", 1), ("",), Role.DERIVED)
            signature = Signature(signature.sorts, (*signature.declarations, extra))
        self.laws, self.signature = parse_rules("\n".join(laws)), signature
        self.facts = tuple(map(parse_atom, facts))
        self.session = CheckSession(signature, constraints=self.laws, facts=self.facts)
        self.statuses: dict[str, Status] = {}
        self.findings = set(self.session.findings)

    @rule(text=st.sampled_from(RULES))
    def add(self, text: str) -> None:
        self.follow(one(text), added=True)

    @precondition(lambda self: len(self.session.theory))
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        self.follow(data.draw(st.sampled_from(self.session.theory.rules)), added=False)

    def follow(self, step: Rule, *, added: bool) -> None:
        """A change leads from what was known to what is known."""
        change = self.session.add(step) if added else self.session.remove(step)
        if change.taken:
            for name, before, after in change.statuses:
                assert self.statuses.pop(name, None) is before
                if after is not None:
                    self.statuses[name] = after
            assert self.findings >= set(change.disappeared)
            self.findings = (self.findings - set(change.disappeared)) | set(change.appeared)
        elif [f.code for f in change.appeared] == [Code.UNSTRATIFIED]:
            with pytest.raises(CompileError):
                compile(Theory((*self.session.theory, step)))
        assert self.statuses == {rule_id(r): s for r, s in self.session.statuses.items()}
        assert self.findings == set(self.session.findings)

    @invariant()
    def is_as_if_made_afresh(self) -> None:
        if hasattr(self, "session"):
            same_as_fresh(self.session, self.laws, self.signature, self.facts)


def same_as_fresh(
    made: CheckSession, laws: Sequence[Rule], signature: Signature, facts: tuple[Atom, ...]
) -> None:
    theory = Theory(made.theory.rules, signature)
    report = check(theory, constraints=laws, facts=facts, with_prolog=False)
    assert {rule_id(r): s for r, s in made.statuses.items()} == dict(report.status)
    assert (made.consistent, made.safe) == (report.consistent, report.safe)
    setting = Setting.of(theory.rules, signature, laws, facts, report.bound)
    search = setting.search()
    found = [reach(law, search, is_hard, MAX_CORES) for law in setting.laws if law.is_denial]
    cores = {core(v.law, v.core) for each in found for v in each.violations}
    assert {core(v.law, v.core) for v in made.violations} == cores
    told = {f.constraint for f in report.findings if f.code is Code.VIOLATION}
    assert {f.constraint for f in made.findings if f.code is Code.VIOLATION} == told


def core(law: Rule, rules: Sequence[Rule]) -> Core:
    return rule_id(law), frozenset(map(rule_id, rules))


def test_after_any_steps_a_session_knows_what_a_fresh_check_finds() -> None:
    run_state_machine_as_test(
        Steps,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=10,
            phases=PHASES,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
