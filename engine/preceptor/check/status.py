"""Status: does some admissible database fire a rule without breaking anything (Q3)?"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import islice

from preceptor.check.contraries import contraries
from preceptor.check.guards import Outcome, decide, problem
from preceptor.check.setting import Setting
from preceptor.check.unfold import Unfolding, unfold
from preceptor.check.witness import FALSE, Facts, freeze, is_admissible
from preceptor.logic import Atom, Rule, map_atom, substituting
from preceptor.reason import Model, materialise
from preceptor.reason.solve import solutions

MAX_WITNESSES = 8  # databases tried for one rule


class Status(StrEnum):
    OK = "ok"
    DEAD = "dead"
    INCOHERENT = "incoherent"
    UNKNOWN = "unknown"


def status(rule: Rule, setting: Setting) -> Status:
    """OK with a witness: an admissible database on which the rule and all hard rules break nothing.

    UNKNOWN where none of the databases tried is one; DEAD and INCOHERENT are found elsewhere.
    """
    databases = islice(_databases(rule, setting), MAX_WITNESSES)
    clean = any(_fires_cleanly(rule, facts, setting) for facts in databases)
    return Status.OK if clean else Status.UNKNOWN


def _databases(rule: Rule, setting: Setting) -> Iterator[Facts]:
    """Small databases that make the rule's body true, so far as its positive atoms go."""
    assert rule.head is not None
    start = Unfolding(rule.body, rule.head, (rule,))
    for way in unfold(start, setting.definitions, setting.bound).unfoldings:
        if contraries(way.body) is None:
            posed = problem(way.body, setting.signature)
            if decide(posed) is Outcome.SATISFIABLE:
                frozen = freeze(way, setting.signature)
                if frozen is not None and is_admissible(frozen[0], setting.forbidden):
                    yield frozen[0]


def _fires_cleanly(rule: Rule, facts: Facts, setting: Setting) -> bool:
    """Whether the rule fires, and it and the hard rules together break no denial.

    A weighted rule's conclusions are given as facts until no more come: the same as firing it.
    """
    fired: dict[Atom, None] = {}
    while True:
        model = materialise(setting.lawful, (*facts, *fired))
        heads = tuple(_heads(rule, model))
        if all(map(model.holds, heads)):
            return bool(heads) and not model.holds(FALSE)
        fired |= dict.fromkeys(heads)


def _heads(rule: Rule, model: Model) -> Iterator[Atom]:
    assert rule.head is not None
    names, found = solutions(model, rule.body)
    for solution in found:
        bindings = dict(zip(names, solution.terms, strict=True))
        yield map_atom(rule.head, substituting(bindings))
