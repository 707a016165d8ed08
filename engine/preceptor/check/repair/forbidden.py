"""Forbidden: the constraint over given facts that rules out the case of a clash."""

from __future__ import annotations

from collections.abc import Iterator

from preceptor.check.cases import Case, closed
from preceptor.check.repair.clash import Clash
from preceptor.check.repair.vicinity import Vicinity
from preceptor.check.search import Search
from preceptor.logic import Literal, Not, Rule, rename, variables

MAX_CASES = 20  # unfoldings of the core that are looked at


def forbidding(clash: Clash, vicinity: Vicinity, search: Search) -> Rule | None:
    """A denial of what the rules of the core need of a database, all together; None for none.

    There is none where they need that a conclusion be absent: a database alone does not tell.
    """
    core = frozenset(clash.core)

    def inside(rule: Rule) -> bool:
        return rule in core or rule in search.laws

    cut = search.truncated
    start = search.start(clash.law, counted=False)
    for number, case in enumerate(search.unfoldings(start, inside)):
        if number >= MAX_CASES:
            break
        shut = closed(case, search.signature)
        if core <= set(case.rules) and shut is not None and shut.given and not shut.nogoods:
            search.truncated = cut
            return _denial(shut, vicinity)
    search.truncated = cut
    return None


def _denial(case: Case, vicinity: Vicinity) -> Rule | None:
    if not all(vicinity.may_be_given(atom.predicate) for atom in case.absent):
        return None
    absent = (Not(atom) for atom in case.absent)
    body: tuple[Literal, ...] = (*case.given, *case.guards, *absent)
    return _plain(Rule(None, tuple(dict.fromkeys(body))))


def _plain(rule: Rule) -> Rule:
    """The rule with names of variables as a person writes them."""
    names: dict[str, str] = {}
    for name in variables(rule):
        base = name.partition("~")[0].lstrip("_") or "V"
        base = base if base[:1].isupper() else f"V{base}"
        names[name] = next(n for n in _tries(base) if n not in names.values())
    return rename(rule, names)


def _tries(base: str) -> Iterator[str]:
    yield base
    number = 2
    while True:
        yield f"{base}{number}"
        number += 1
