"""Bodies: can a rule's body hold at all?"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from preceptor.check.contraries import contraries
from preceptor.check.guards import Outcome, decide, problem
from preceptor.check.notes import about, text
from preceptor.check.ranges import outcome as quick
from preceptor.graph import body_atom
from preceptor.logic import (
    Atom,
    Code,
    Compare,
    Finding,
    Literal,
    Not,
    Predicate,
    Rule,
    Severity,
    Signature,
)
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
    if _is_free(rule.body):
        return None
    posed = problem(rule.body, signature)
    outcome = quick(posed)
    if outcome is Outcome.UNDECIDED:
        outcome = decide(posed)
    if outcome is Outcome.SATISFIABLE:
        return None
    guards = show_goal(literal for literal in rule.body if isinstance(literal, Compare))
    if outcome is Outcome.UNDECIDED:
        message = f"Z3 could not decide whether  {guards}  can hold:  {text(rule)}"
        return about(rule, Code.UNDECIDED, message, severity=Severity.WARNING, decided_by="z3")
    what = guards or "its arguments"
    message = f"no values can satisfy {what}:  {text(rule)}"
    return about(rule, Code.EMPTY_BODY, message, "correct a bound, or drop it", decided_by="z3")


def _is_free(body: Sequence[Literal]) -> bool:
    """Whether nothing is compared, nor any two atoms of a predicate that may be functional."""
    if any(isinstance(literal, Compare) for literal in body):
        return False
    read = [(atom.name, len(atom.args)) for atom in body if isinstance(atom, Atom)]
    return len(set(read)) == len(read)


def is_dead(rule: Rule, signature: Signature, concluded: Container[Predicate]) -> bool:
    """Whether a body that P301 calls empty stays so when rules do not respect the laws.

    Rules may conclude what functional declarations, or q beside -q, rule out; a body that reads
    their conclusions might then fire after all, into a violation.
    """
    pair = contraries(rule.body)
    if pair is not None and isinstance(pair[1], Not):
        return True
    unkeyed = tuple(replace(d, functional=()) for d in signature.declarations)
    loose = replace(signature, declarations=unkeyed)
    if pair is None and decide(problem(rule.body, loose)) is Outcome.EMPTY:
        return True
    atoms = (atom for literal in rule.body if (atom := body_atom(literal)) is not None)
    return not any(atom.predicate in concluded for atom in atoms)
