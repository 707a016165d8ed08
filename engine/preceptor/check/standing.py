"""Standing: can a rule fire on an admissible database, and can it without breaking a law (Q3)?"""

from __future__ import annotations

from dataclasses import dataclass

from preceptor.check.guards import Outcome
from preceptor.check.search import Found, Search
from preceptor.check.status import Status
from preceptor.check.witness import FALSE
from preceptor.logic import Rule

MAX_UNFOLDINGS = 100  # of one rule's body


@dataclass(frozen=True, slots=True)
class Standing:
    """A rule's status. `found` is a database on which it fires, clean where the status is OK.

    For an incoherent rule `law` is what it then breaks, and `against` the other rules of the proof.
    """

    rule: Rule
    status: Status
    found: Found | None = None
    law: Rule | None = None
    against: tuple[Rule, ...] = ()


def standing(rule: Rule, search: Search) -> Standing:
    """The status of a rule among all hard rules: proved, or UNKNOWN within the bound."""
    cut, search.truncated = search.truncated, False
    fires: Found | None = None
    decided = True

    def usable(other: Rule) -> bool:
        return other.is_hard or other == rule

    for number, unfolding in enumerate(search.unfoldings(search.start(rule, counted=True), usable)):
        if number >= MAX_UNFOLDINGS:
            decided = False
            break
        clean = search.database(unfolding, usable, clean=True)
        if isinstance(clean, Found):
            search.truncated = search.truncated or cut
            return Standing(rule, Status.OK, clean)
        decided = decided and clean is Outcome.EMPTY
        if fires is None:
            result = search.database(unfolding, usable, clean=False)
            if isinstance(result, Found):
                fires = result
            else:
                decided = decided and result is Outcome.EMPTY
    decided = decided and not search.truncated
    search.truncated = search.truncated or cut
    if not decided:
        return Standing(rule, Status.UNKNOWN, fires)
    if fires is None:
        return Standing(rule, Status.DEAD)
    return _incoherent(rule, fires, search)


def _incoherent(rule: Rule, fires: Found, search: Search) -> Standing:
    """The law that the rule's firing breaks, and the rules of that proof."""
    model = search.forward.model(
        fires.facts, lambda other: other in search.laws or other.is_hard or other == rule
    )
    broken = model[FALSE]
    assert broken is not None
    used: dict[Rule, None] = {}
    waiting = list(broken.premises)
    while waiting:
        derivation = model[waiting.pop()]
        if derivation is not None:
            used[derivation.rule] = None
            waiting += derivation.premises
    against = tuple(r for r in used if r != rule and r not in search.laws)
    return Standing(rule, Status.INCOHERENT, fires, broken.rule, against)
