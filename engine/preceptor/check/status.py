"""Status: does some admissible database fire a rule without breaking anything (Q3)?"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from itertools import islice

from preceptor.check.contraries import contraries
from preceptor.check.firing import firings
from preceptor.check.guards import Outcome, decide, problem
from preceptor.check.setting import Setting
from preceptor.graph import body_atom
from preceptor.logic import Not, Rule

MAX_FIRINGS = 8  # looked at for one rule


class Status(StrEnum):
    OK = "ok"
    DEAD = "dead"
    INCOHERENT = "incoherent"
    UNKNOWN = "unknown"


def status(rule: Rule, setting: Setting) -> Status:
    """OK with a witness: a database on which the rule and all hard rules break nothing.

    UNKNOWN where none of the databases tried is one.
    """
    clean = any(way.is_clean for way in islice(firings(rule, setting), MAX_FIRINGS))
    return Status.OK if clean else Status.UNKNOWN


def status_of_empty(rule: Rule, setting: Setting) -> Status:
    """DEAD for an empty body, unless it is empty only as long as rules respect the laws.

    Rules may conclude what functional declarations, or q beside -q, rule out: then a body that
    reads their conclusions might fire after all, into a violation.
    """
    pair = contraries(rule.body)
    if pair is not None and isinstance(pair[1], Not):
        return Status.DEAD
    unkeyed = tuple(replace(d, functional=()) for d in setting.signature.declarations)
    loose = replace(setting.signature, declarations=unkeyed)
    if pair is None and decide(problem(rule.body, loose)) is Outcome.EMPTY:
        return Status.DEAD
    concluded = {other.head.predicate for other in setting.rules if other.head is not None}
    read = {atom.predicate for lit in rule.body if (atom := body_atom(lit)) is not None}
    return Status.UNKNOWN if read & concluded else Status.DEAD
