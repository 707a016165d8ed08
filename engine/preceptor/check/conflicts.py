"""Conflicts: what is reported of rules that contradict one another, a law, or themselves.

Of rules that can conclude opposites the first pair is shown in full, the others are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from preceptor.check.firing import Firing, firings
from preceptor.check.laws import Breach, breaches
from preceptor.check.notes import about, places, text
from preceptor.check.opposites import (
    Clash,
    Opposition,
    answerable,
    never_without,
    oppositions,
    smallest,
)
from preceptor.check.setting import Setting
from preceptor.graph import compile, opposite_denial
from preceptor.logic import Code, Finding, LimitExceeded, Predicate, Rule, Severity, Theory
from preceptor.prolog import PrologError, Worker, replay
from preceptor.syntax import rule_id, show_atom, show_goal

REPLAY_S = 30.0


@dataclass(frozen=True, slots=True)
class Incoherent:
    """A hard rule that never fires without `against`, a rule or a law, to contradict it.

    `fires` says whether a database on which it does was found.
    """

    rule: Rule
    against: Rule
    finding: Finding
    fires: bool


@dataclass(frozen=True, slots=True)
class Conflicts:
    """`findings` has the incoherences too.

    `reachable`: an admissible database leads to a violation. `truncated`: some pairs of rules were
    passed over.
    """

    findings: tuple[Finding, ...]
    incoherent: tuple[Incoherent, ...]
    reachable: bool
    truncated: bool


def conflicts(setting: Setting, worker: Worker | None) -> Conflicts:
    """P302, P306 and P402 of all pairs with complementary heads; SWI-Prolog replays witnesses."""
    incoherent: list[Incoherent] = []
    findings: list[Finding] = []
    for broken in breaches(setting.rules, setting.laws, setting.signature):
        way = next(firings(broken.rule, setting), None)
        finding = _breach(broken, way, setting, worker)
        if finding.code is Code.TENSION:
            findings.append(finding)
        else:
            incoherent.append(Incoherent(broken.rule, broken.law, finding, way is not None))
    truncated = False
    for opposition in oppositions(setting):
        avoidable: list[Clash] = []
        for clash in opposition.clashes:
            found = tuple(_incoherences(clash, setting, worker)) if clash.is_hard else ()
            incoherent += found
            avoidable += () if found else (clash,)
        hard = [clash for clash in avoidable if clash.is_hard]
        tense = [clash for clash in avoidable if not clash.is_hard]
        for clashes in filter(None, (hard, tense)):
            findings.append(_reachable(opposition.predicate, clashes, setting, worker))
        if opposition.undecided:
            findings.append(_undecided(opposition))
        truncated = truncated or opposition.truncated or bool(opposition.undecided)
    reachable = any(f.code is Code.CONFLICT for f in findings) or any(c.fires for c in incoherent)
    reasons = (case.finding for case in incoherent)
    return Conflicts((*reasons, *findings), tuple(incoherent), reachable, truncated)


def _breach(broken: Breach, way: Firing | None, setting: Setting, worker: Worker | None) -> Finding:
    """P301 if the law is why it never fires, else P302 of a hard rule, P306 of a weighted one."""
    rule, law = broken.rule, broken.law
    place = (*places((rule,)), *places((law,)))
    if way is None and broken.by_body:
        message = f"its body can never hold, a constraint forbids it:  {text(rule)}  {text(law)}"
        finding = about(rule, Code.EMPTY_BODY, message, "drop it")
        return replace(finding, where=place, constraint=rule_id(law), decided_by="z3")
    message = f"whenever it fires, a constraint is broken:  {text(rule)}  {text(law)}"
    core = (rule,) if way is None else tuple(dict.fromkeys(way.rules))
    return Finding(
        Code.CONFLICT if rule.is_hard else Code.TENSION,
        Severity.ERROR if rule.is_hard else Severity.WARNING,
        message,
        tuple(map(rule_id, core)),
        place,
        constraint=rule_id(law),
        witness=() if way is None else way.facts,
        derives=() if way is None else (f"{show_atom(way.atom)} by {rule_id(rule)}",),
        hint="add to its body what keeps the law, or drop it",
        decided_by="z3",
        replayed=None if way is None else _violates(way, law, setting, worker),
    )


def _violates(way: Firing, law: Rule, setting: Setting, worker: Worker | None) -> bool | None:
    """Whether SWI-Prolog finds the law broken too; None where it cannot be asked."""
    if worker is None:
        return None
    definitions = tuple(rule for rule in setting.laws if not rule.is_denial)
    graph = compile(Theory((*dict.fromkeys((*setting.hard.theory, *way.rules)), *definitions, law)))
    try:
        found = replay(graph, way.facts, REPLAY_S, worker)
    except (LimitExceeded, PrologError):
        return None
    return any(name == rule_id(law) for name, _ in found.violations)


def _incoherences(clash: Clash, setting: Setting, worker: Worker | None) -> Iterator[Incoherent]:
    """Which of two rules that clash never fires alone; both, where they have one body."""
    for one, other in (clash.rules, clash.rules[::-1]):
        if never_without(one, other, setting.signature):
            message = f"whenever it fires, another rule says the opposite:  {text(one)}"
            finding = _finding(clash, (one, other), Severity.ERROR, message, setting, worker)
            yield Incoherent(one, other, finding, fires=True)


def _reachable(
    predicate: Predicate, clashes: Sequence[Clash], setting: Setting, worker: Worker | None
) -> Finding:
    """The finding of the first clash, with the number and the places of the others."""
    first, *others = clashes
    one, other = first.rules
    also = f", and {len(others)} more pairs of rules for {predicate} do so" if others else ""
    if first.is_hard:
        message = f"two rules can conclude opposites{also}:  {text(one)}  {text(other)}"
    else:
        message = (
            f"rules of confidence {first.confidence:.3g} together "
            f"can conclude opposites{also}:  {text(one)}  {text(other)}"
        )
    rules = [rule for clash in clashes for rule in clash.rules]
    return _finding(first, rules, Severity.WARNING, message, setting, worker)


def _finding(
    clash: Clash,
    rules: Iterable[Rule],
    severity: Severity,
    message: str,
    setting: Setting,
    worker: Worker | None,
) -> Finding:
    shown = smallest(clash, setting)
    core = tuple(dict.fromkeys(shown.core))
    on = show_goal(shown.facts) or "no facts at all"
    constraint = opposite_denial(shown.rules[0].head.predicate)  # type: ignore[union-attr]
    return Finding(
        Code.CONFLICT if shown.is_hard else Code.TENSION,
        severity,
        f"{message}  (both on  {on})",
        tuple(map(rule_id, core)),
        tuple(dict.fromkeys(places((*rules, *core)))),
        constraint=constraint.name,
        witness=shown.facts,
        derives=tuple(
            f"{show_atom(atom)} by {rule_id(rule)}"
            for atom, rule in zip(shown.both, shown.rules, strict=True)
        ),
        hint="add an exception to the less specific rule, or forbid the case by a constraint",
        decided_by="z3",
        replayed=_replayed(shown, setting, worker),
    )


def _replayed(clash: Clash, setting: Setting, worker: Worker | None) -> bool | None:
    """Whether SWI-Prolog concludes the opposites too; None where it cannot be asked."""
    if worker is None:
        return None
    try:
        found = replay(answerable(clash, setting), clash.facts, REPLAY_S, worker)
    except (LimitExceeded, PrologError):
        return None
    return all(atom.args in found.relations.get(atom.predicate, ()) for atom in clash.both)


def _undecided(opposition: Opposition) -> Finding:
    pairs = opposition.undecided
    rules = tuple(dict.fromkeys(rule for pair in pairs for rule in pair))
    return Finding(
        Code.UNDECIDED,
        Severity.NOTE,
        f"{len(pairs)} pairs of rules for {opposition.predicate} and its opposite "
        "were not decided within the bound",
        tuple(map(rule_id, rules)),
        places(rules),
        decided_by="z3",
    )
