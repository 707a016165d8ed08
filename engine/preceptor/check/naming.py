"""Naming: predicates under several arities, and those that nothing gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from preceptor.check.notes import places
from preceptor.check.signature import misuse, undefined
from preceptor.graph import predicates
from preceptor.logic import (
    Atom,
    Code,
    Finding,
    Predicate,
    Role,
    Rule,
    Severity,
    Signature,
    Theory,
    is_slip,
)
from preceptor.syntax import rule_id


def arities(theory: Theory) -> Iterator[Finding]:
    """P202 for a name used with several arities where no signature says which is meant."""
    uses: dict[str, dict[int, Rule]] = {}
    for rule in () if theory.signature else theory:
        for predicate in predicates(rule):
            uses.setdefault(predicate.name, {}).setdefault(predicate.arity, rule)
    for name, by_arity in sorted(uses.items()):
        if len(by_arity) > 1:
            counts = " and with ".join(map(str, sorted(by_arity)))
            yield Finding(
                Code.ARITY,
                Severity.WARNING,
                f"{name} is used with {counts} arguments",
                tuple(map(rule_id, by_arity.values())),
                places(by_arity.values()),
                hint="declare it in a domain.toml, or give one of the two another name",
            )


def unusable(facts: Sequence[Atom], signature: Signature) -> Iterator[Finding]:
    for fact in facts:
        for finding in misuse(Rule(fact), signature):
            yield replace(finding, rules=(), witness=(fact,))


def _is_slip(predicate: Predicate, other: Predicate) -> bool:
    return predicate.arity == other.arity and is_slip(predicate.name, other.name)


def unknown(theory: Theory, standing: Iterable[Rule], facts: Sequence[Atom]) -> Iterator[Finding]:
    """P207 for what rules read and no rule, fact or declaration gives.

    Without facts and without a signature, whatever no rule concludes is given by a database that
    is not here, unless it is a slip of the pen away from what the rules do conclude.
    """
    heads = {rule.head.predicate for rule in theory if rule.head is not None}
    given = {d.predicate for d in theory.signature.declarations if d.role is not Role.DERIVED}
    known = frozenset(map(str, heads | given | {fact.predicate for fact in facts}))
    if not theory.signature and not facts:
        read = {p for rule in theory for p in predicates(rule)} - heads
        known |= {str(p) for p in read if not any(_is_slip(p, head) for head in heads)}
    for rule in standing:
        yield from undefined(rule, known)
