"""Facts: which denials the given facts break once the rules have fired (Q1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from preceptor.check.notes import places, text
from preceptor.graph import compile
from preceptor.logic import (
    Atom,
    Code,
    Derived,
    Finding,
    Folded,
    Given,
    Proof,
    Rule,
    Severity,
    Theory,
    confidence,
    nodes,
)
from preceptor.reason import Model, Violation, materialise, violations
from preceptor.syntax import rule_id, show_atom, show_term


def broken(theory: Theory, model: Model) -> tuple[Finding, ...]:
    """P305 for each denial that hard rules alone break, then P306 for those that need a weight.

    One finding a denial, about the surest way to break it, with the number of all; the tensions
    are ranked by confidence. `model` is that of the whole theory.
    """
    hard_rules = tuple(rule for rule in theory if rule.is_hard)
    if len(hard_rules) == len(theory):
        hard_model = model
    else:
        hard_model = materialise(compile(Theory(hard_rules, theory.signature)), model.facts)
    hard = _by_denial(violations(hard_model))
    tense = _by_denial(violations(model))
    tensions = [ways for denial, ways in tense.items() if denial not in hard]
    tensions.sort(key=lambda ways: -_confidence(ways[0]))
    return (
        *(_finding(ways, Code.VIOLATION, Severity.ERROR, model) for ways in hard.values()),
        *(_finding(ways, Code.TENSION, Severity.WARNING, model) for ways in tensions),
    )


def _by_denial(found: Iterable[Violation]) -> dict[Rule, list[Violation]]:
    """The violations of each denial, the surest first."""
    grouped: dict[Rule, list[Violation]] = {}
    for violation in found:
        grouped.setdefault(violation.denial, []).append(violation)
    return grouped


def _confidence(violation: Violation) -> float:
    product = 1.0
    for premise in violation.premises:
        product *= confidence(premise)
    return product


def _finding(ways: list[Violation], code: Code, severity: Severity, model: Model) -> Finding:
    first = ways[0]
    steps = tuple(dict.fromkeys(n for premise in first.premises for n in nodes(premise)))
    rules = tuple(dict.fromkeys(r for step in steps if (r := _rule(step)) is not None))
    bindings = ", ".join(f"{name} = {show_term(term)}" for name, term in first.bindings)
    more = f" and {len(ways) - 1} more times" if len(ways) > 1 else ""
    how = "" if code is Code.VIOLATION else f", with confidence {_confidence(first):.3g}"
    return Finding(
        code,
        severity,
        f"the facts break  {text(first.denial)}  for {bindings or 'any'}{more}{how}",
        tuple(map(rule_id, rules)),
        places((*rules, first.denial)),
        constraint=rule_id(first.denial),
        witness=tuple(dict.fromkeys(fact for step in steps for fact in _facts(step, model))),
        derives=tuple(
            f"{show_atom(step.atom)} by {rule_id(step.rule)}"
            for step in reversed(steps)
            if isinstance(step, Derived)
        ),
        hint="correct the facts, or add an exception to one of the rules",
        decided_by="reason",
    )


def _facts(step: Proof, model: Model) -> Iterator[Atom]:
    """The facts at hand that a step rests on, or counts."""
    if isinstance(step, Given) and step.rule is None:
        yield step.atom
    elif isinstance(step, Folded):
        yield from (atom for atom in step.instances if atom in model.given)


def _rule(step: Proof) -> Rule | None:
    return step.rule if isinstance(step, Given | Derived) else None
