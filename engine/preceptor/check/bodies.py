"""Bodies: can a rule's body hold at all?"""

from __future__ import annotations

from preceptor.check.contraries import contraries
from preceptor.check.guards import Outcome, decide, problem
from preceptor.check.notes import about, text
from preceptor.logic import Code, Compare, Finding, Rule, Severity, Signature
from preceptor.syntax import show_goal, show_literal


def empty_body(rule: Rule, signature: Signature) -> Finding | None:
    """P301 for a body that no values satisfy, P402 when Z3 gives up; None for one that can hold.

    Sorts and functional declarations are taken at their word, and so is that q excludes -q.
    """
    pair = contraries(rule.body)
    if pair is not None:
        one, other = map(show_literal, pair)
        message = f"its body needs both {one} and {other}:  {text(rule)}"
        return about(rule, Code.EMPTY_BODY, message, "drop one of the two")
    outcome = decide(problem(rule.body, signature))
    if outcome is Outcome.SATISFIABLE:
        return None
    guards = show_goal(literal for literal in rule.body if isinstance(literal, Compare))
    if outcome is Outcome.UNDECIDED:
        message = f"Z3 could not decide whether  {guards}  can hold:  {text(rule)}"
        return about(rule, Code.UNDECIDED, message, severity=Severity.WARNING, decided_by="z3")
    what = guards or "its arguments"
    message = f"no values can satisfy {what}:  {text(rule)}"
    return about(rule, Code.EMPTY_BODY, message, "correct a bound, or drop it", decided_by="z3")
