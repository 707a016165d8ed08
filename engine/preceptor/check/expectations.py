"""Expectations: facts that must follow from a theory, and facts that must not (D2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from preceptor.check.notes import places, text
from preceptor.logic import (
    Atom,
    Code,
    Derived,
    Fault,
    Finding,
    Given,
    Literal,
    Origin,
    Rule,
    Severity,
    did_you_mean,
    is_ground,
    nodes,
)
from preceptor.reason import Model, prove, whynot
from preceptor.syntax import rule_id, show_atom, show_goal


def misstated(expectations: Iterable[Rule]) -> Iterator[Fault]:
    """A fault for each clause that is neither `fact.` nor `:- fact.`, without variables."""
    for rule in expectations:
        if not _stated(rule):
            yield Fault(
                rule.origin or Origin("", 1, 1),
                f"no expectation: {text(rule)}",
                hint="say  fact.  for what must follow and  :- fact.  for what must not",
            )


def unmet(expectations: Iterable[Rule], model: Model) -> Iterator[Finding]:
    """P317 for each expected fact that is not in the model, and each forbidden one that is.

    A clause `fact.` expects it, `:- fact.` forbids it. What is missing is shown with the rule
    that comes nearest and what that lacks, what is there with its proof.
    """
    for rule in expectations:
        if rule.head is not None and not model.holds(rule.head):
            yield _missing(rule, rule.head, model)
        elif rule.head is None:
            atoms = [literal for literal in rule.body if isinstance(literal, Atom)]
            if all(map(model.holds, atoms)):
                yield _forbidden(rule, atoms, model)


def _stated(rule: Rule) -> bool:
    if rule.head is not None:
        return not rule.body and rule.is_hard and is_ground(rule)
    return is_ground(rule) and all(isinstance(literal, Atom) for literal in rule.body)


def _missing(rule: Rule, atom: Atom, model: Model) -> Finding:
    misses = whynot(model, atom)
    near = f"; nearest is  {text(misses[0].rule)}  which lacks  " if misses else ""
    lacks: tuple[Literal, ...] = misses[0].missing if misses else ()
    known = {str(predicate) for predicate in model.graph.predicates}
    unknown = did_you_mean(str(atom.predicate), known) if str(atom.predicate) not in known else ""
    return Finding(
        Code.UNMET,
        Severity.ERROR,
        f"{show_atom(atom)} is expected and does not follow{near}{show_goal(lacks)}",
        tuple(rule_id(miss.rule) for miss in misses[:1]),
        places((rule, *(miss.rule for miss in misses[:1]))),
        hint=unknown or ("" if misses else "no rule concludes anything like it"),
        decided_by="reason",
    )


def _forbidden(rule: Rule, atoms: list[Atom], model: Model) -> Finding:
    proofs = (proof for atom in atoms if (proof := prove(model, atom)) is not None)
    steps = tuple(dict.fromkeys(chain.from_iterable(map(nodes, proofs))))
    used = dict.fromkeys(s.rule for s in steps if isinstance(s, Derived | Given) and s.rule)
    return Finding(
        Code.UNMET,
        Severity.ERROR,
        f"{show_goal(atoms)} is forbidden and follows",
        tuple(dict.fromkeys(map(rule_id, used))),
        places((rule, *used)),
        witness=tuple(s.atom for s in steps if isinstance(s, Given) and not s.rule),
        derives=tuple(
            f"{show_atom(s.atom)} by {rule_id(s.rule)}"
            for s in reversed(steps)
            if isinstance(s, Derived)
        ),
        hint="except the case from one of the rules",
        decided_by="reason",
    )
