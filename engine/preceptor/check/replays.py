"""Replays: SWI-Prolog runs every witness, and must find the same law broken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from preceptor.check.reach import Violation
from preceptor.check.setting import Setting
from preceptor.graph import body_atom, compile
from preceptor.logic import (
    Code,
    Finding,
    LimitExceeded,
    Not,
    Predicate,
    Rule,
    Severity,
    Theory,
)
from preceptor.prolog import PrologError, Worker, replay
from preceptor.syntax import rule_id

REPLAY_S = 30.0


def replayed(
    shown: Iterable[tuple[Violation, Finding]], setting: Setting, worker: Worker | None
) -> tuple[Finding, ...]:
    """The findings, each saying whether SWI-Prolog came to the same; None where it was not asked.

    A disagreement is P401, an error: one of the two engines is wrong.
    """
    return tuple(
        finding if worker is None else _checked(violation, finding, setting, worker)
        for violation, finding in shown
    )


def _checked(violation: Violation, finding: Finding, setting: Setting, worker: Worker) -> Finding:
    rules = (*_cone(violation, setting), violation.law)
    try:
        found = replay(compile(Theory(rules)), violation.facts, REPLAY_S, worker)
    except (LimitExceeded, PrologError):
        return finding
    law = rule_id(violation.law)
    if any(name == law for name, _ in found.violations):
        return replace(finding, replayed=True)
    message = f"SWI-Prolog does not find it: {finding.message}"
    return replace(
        finding,
        code=Code.DISAGREEMENT,
        severity=Severity.ERROR,
        message=message,
        replayed=False,
    )


def _cone(violation: Violation, setting: Setting) -> tuple[Rule, ...]:
    """The core, the definitions that the law reads, and the rules on which its negations depend."""
    defining = setting.defining if violation.is_hard else setting.defining_all
    kept = dict.fromkeys(violation.core)
    waiting = [violation.law, *violation.core]
    seen: set[Predicate] = set()
    while waiting:
        rule = waiting.pop()
        for literal in rule.body:
            atom = body_atom(literal)
            if atom is None:
                continue
            takes_away = isinstance(literal, Not) or rule not in (violation.law, *violation.core)
            rules = defining if takes_away else setting.definitions_of_laws
            if (takes_away or atom.predicate in rules) and atom.predicate not in seen:
                seen.add(atom.predicate)
                more = rules.get(atom.predicate, ())
                kept |= dict.fromkeys(more)
                waiting += more
    return tuple(kept)
