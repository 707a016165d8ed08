"""Coverage: cases of declared-total predicates that no rule decides (L8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from preceptor.check.beside import admits
from preceptor.check.guards import Outcome
from preceptor.check.search import Found, Search
from preceptor.check.setting import Setting
from preceptor.graph import compile, predicates
from preceptor.logic import (
    Atom,
    Code,
    Finding,
    Group,
    LimitExceeded,
    Not,
    Predicate,
    Role,
    Rule,
    Severity,
    Signature,
    Theory,
    Var,
)
from preceptor.prolog import PrologError, Worker, replay
from preceptor.syntax import rule_id, show_goal

REPLAY_S = 30.0

_SUBJECT = Var("S")


def gaps(setting: Setting, worker: Worker | None = None) -> Iterator[Finding]:
    """P312 for each total group: a row about which no predicate of the group holds.

    All rules count, weighted ones too: a gap is where nothing fires. A row is found, or proved
    not to be there; P402 where the search does neither.
    """
    search: Search | None = None
    for group in setting.signature.total:
        cases = rows(group, setting.signature)
        if not setting.counting.concluded.isdisjoint(group):
            yield _undecided(group, bool(cases))
            continue
        search = search or setting.search()
        found = first_open(cases, search)
        if isinstance(found, Open) and not admits(found.found.facts, setting):
            found = Outcome.UNDECIDED
        if isinstance(found, Open):
            yield _checked(_gap(group, found, setting), found, setting, worker)
        elif found is Outcome.UNDECIDED:
            yield _undecided(group, bool(cases))


@dataclass(frozen=True, slots=True)
class Open:
    """A case of a group about which nothing of the group holds, on a database."""

    case: Rule
    found: Found


def first_open(cases: Sequence[Rule], search: Search) -> Open | Outcome:
    """The first of the `rows` of a group that a database leaves open; EMPTY where none can be."""
    outcome = Outcome.EMPTY if cases else Outcome.UNDECIDED
    for case in cases:
        found = _first(case, search)
        if isinstance(found, Found):
            return Open(case, found)
        if found is Outcome.UNDECIDED:
            outcome = found
    return outcome


def rows(group: Group, signature: Signature) -> tuple[Rule, ...]:
    """Denials whose bodies say what a gap is: a row, and nothing of the group.

    A row is a database that gives every attribute of one member of the sort: each input that the
    member determines, and the predicate that lists the sort. Where there is none of either, there
    is a denial for each input about the member alone.
    """
    declaration = signature.declaration(group[0])
    assert declaration is not None
    name, sort = declaration.sorts[0], signature.sort(declaration.sorts[0])
    given = [d for d in signature.declarations if d.role is not Role.DERIVED]
    about = [d.predicate for d in given if d.sorts[:1] == (name,) and d.predicate not in group]
    fixed = [d.predicate for d in given if d.functional == (0,) and d.predicate.arity > 1]
    listed = [p for p in about if sort is not None and p.name == sort.domain and p.arity == 1]
    attributes = [p for p in about if p in fixed or p in listed]
    choices = [attributes] if attributes else [[p] for p in about if p.arity == 1]
    fresh = count(1)
    return tuple(
        Rule(
            None,
            (
                *(_about(predicate, "V", fresh) for predicate in chosen),
                *(Not(_about(predicate, "_V", fresh)) for predicate in group),
            ),
            name=f"total:{','.join(map(str, group))}",
        )
        for chosen in choices
    )


def _about(predicate: Predicate, prefix: str, fresh: Iterator[int]) -> Atom:
    """An atom about the row's member; every other argument is a variable of its own."""
    others = (Var(f"{prefix}{next(fresh)}") for _ in range(predicate.arity - 1))
    return Atom(predicate.name, (_SUBJECT, *others))


def _first(case: Rule, search: Search) -> Found | Outcome:
    """A database that makes the case true; EMPTY where there is none."""
    search.truncated = False
    search.program.state(case)
    try:
        for unfolding in search.unfoldings(search.start(case, counted=False), _any):
            found = search.database(unfolding, _any, clean=False)
            if isinstance(found, Found):
                return found
            search.truncated = search.truncated or found is Outcome.UNDECIDED
    finally:
        search.program.retract(case)
    return Outcome.UNDECIDED if search.truncated else Outcome.EMPTY


def _any(rule: Rule) -> bool:
    return True


def _gap(group: Group, found: Open, setting: Setting) -> Finding:
    named = ", ".join(map(str, group))
    rules = tuple(r for r in setting.rules if r.head is not None and r.head.predicate in group)
    return Finding(
        Code.GAP,
        Severity.WARNING,
        f"a case that no rule decides, without {named}:  {show_goal(found.found.facts)}",
        tuple(dict.fromkeys(map(rule_id, rules))),
        constraint=found.case.name,
        witness=found.found.facts,
        hint="add a rule for such cases, or one for all that the others leave",
        decided_by="z3",
    )


def _checked(finding: Finding, found: Open, setting: Setting, worker: Worker | None) -> Finding:
    """The gap, with whether SWI-Prolog leaves the row open too; P401 where it does not."""
    if worker is None:
        return finding
    case = found.case
    graph = compile(Theory((*setting.rules, *setting.laws, case), setting.signature))
    try:
        inside = graph.cone(predicates(case))
        seen = replay(inside, found.found.facts, REPLAY_S, worker)
    except (LimitExceeded, PrologError):
        return finding
    if any(name == case.name for name, _ in seen.violations):
        return replace(finding, replayed=True)
    return replace(
        finding,
        code=Code.DISAGREEMENT,
        severity=Severity.ERROR,
        message=f"SWI-Prolog does not find it: {finding.message}",
        replayed=False,
    )


def _undecided(group: Group, has_rows: bool) -> Finding:
    named = ", ".join(map(str, group))
    return Finding(
        Code.UNDECIDED,
        Severity.NOTE,
        f"within the bound it is open whether {named} leave a case undecided"
        if has_rows
        else f"no input is about what {named} are about, so there is no case to look at",
        constraint=f"total:{','.join(map(str, group))}",
        decided_by="z3" if has_rows else "",
    )
