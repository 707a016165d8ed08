"""Beside: what a search found, held against the laws that it left aside because they count."""

from __future__ import annotations

from dataclasses import replace

from preceptor.check.reach import Reach
from preceptor.check.setting import Setting
from preceptor.check.standing import Standing
from preceptor.check.status import Status
from preceptor.check.witness import Facts, is_admissible
from preceptor.graph import RuleGraph
from preceptor.logic import LimitExceeded, Rule
from preceptor.reason import Limits

SECONDS = Limits(seconds=10.0)  # for one small database


def settled(stood: dict[Rule, Standing], setting: Setting) -> dict[Rule, Standing]:
    """The standing of every rule: UNKNOWN for those left aside, and where the database shown is
    none by a law left aside, or leads to breaking it."""
    if not setting.counting:
        return stood
    return {
        rule: _beside(stood[rule], setting) if rule in stood else Standing(rule, Status.UNKNOWN)
        for rule in setting.rules
    }


def _beside(found: Standing, setting: Setting) -> Standing:
    if not setting.counting.laws or found.found is None:
        return found
    is_kept = admits(found.found.facts, setting)
    if is_kept and found.status is Status.OK and found.rule.is_hard:
        is_kept = _holds(found.found.facts, setting.lawful)
    if is_kept and found.status is Status.INCOHERENT:
        is_kept = admits(found.facts, setting)
    return found if is_kept else Standing(found.rule, Status.UNKNOWN, found.found)


def admitted(found: Reach, setting: Setting) -> Reach:
    """The violations whose databases the laws left aside allow; without the others it is open
    whether there are more."""
    kept = tuple(v for v in found.violations if admits(v.facts, setting))
    if len(kept) == len(found.violations):
        return found
    return replace(found, violations=kept, decided=False)


def admits(facts: Facts, setting: Setting) -> bool:
    """Whether the laws left aside allow the database; of the others the search has seen to that."""
    return not setting.counting.laws or _holds(facts, setting.forbidden)


def _holds(facts: Facts, forbidden: RuleGraph) -> bool:
    try:
        return is_admissible(facts, forbidden, SECONDS)
    except LimitExceeded:
        return False
