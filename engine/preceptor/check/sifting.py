"""Sifting: what is wrong with candidate rules one by one, alike, or with the order of negations.

Nothing here looks at the laws; what one step drops, no later one sees.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from preceptor.check.bodies import empty_body
from preceptor.check.docket import Docket
from preceptor.check.notes import about, places, text
from preceptor.check.scores import sample, score
from preceptor.check.signature import misuse
from preceptor.check.strata import unstratified
from preceptor.check.tautology import tautology
from preceptor.check.variants import groups
from preceptor.check.weights import clash, low_median
from preceptor.graph import CompileError, compile, unbound
from preceptor.logic import (
    Code,
    Declaration,
    Dropped,
    Finding,
    Predicate,
    Quarantined,
    Role,
    Rule,
    Severity,
    Signature,
    Theory,
    Undecided,
)
from preceptor.syntax import rule_id


def look_at_each(docket: Docket, signature: Signature) -> None:
    """Drops what the signature does not allow, what is unsafe, and what says nothing."""
    for index in docket.open:
        rule = docket[index]
        faults = misuse(rule, signature) or unsafe(rule)
        vain = None if faults else tautology(rule)
        if faults or vain:
            docket.close(index, Dropped, *faults, *filter(None, (vain,)))


def unsafe(rule: Rule) -> tuple[Finding, ...]:
    """P204 of one rule."""
    if not unbound(rule):
        return ()
    try:
        compile(Theory((rule,)))
    except CompileError as error:
        return error.findings
    raise AssertionError("an unsafe rule was compiled")


def merge_variants(docket: Docket, scores: Mapping[str, float] | None) -> dict[int, float]:
    """Keeps the first of each set of variants under the low median of their weights.

    Gives the score of each rule that stands.
    """
    standing = docket.open
    samples = frozenset(sample(docket[index]) for index in standing)
    scored: dict[int, float] = {}
    for group in groups([docket[index] for index in standing]):
        first, *others = (standing[place] for place in group)
        variants = [docket[index] for index in (first, *others)]
        scored[first] = score(variants, samples, scores)
        merged = low_median(rule.weight for rule in variants)
        clashing = clash(variants, Severity.NOTE)
        if clashing is not None:
            docket.reweigh(first, replace(docket[first], weight=merged))
            docket.remark(first, clashing)
        for index in others:
            docket.close(index, Dropped, duplicate(docket[index], docket[first]))
    return scored


def duplicate(rule: Rule, kept: Rule) -> Finding:
    """P303: the places are the rule's own and that of the one that is kept."""
    finding = about(rule, Code.DUPLICATE, f"says the same as {rule_id(kept)}:  {text(rule)}")
    return replace(
        finding,
        severity=Severity.NOTE,
        rules=tuple(dict.fromkeys((*finding.rules, rule_id(kept)))),
        where=places((rule, kept)),
        hint="keep one of the two",
    )


def look_at_bodies(docket: Docket, signature: Signature, *, keep_undecided: bool) -> Signature:
    """Drops rules that can never fire; leaves undecided what Z3 could not decide, or keeps it.

    Gives the signature with the predicates of the rules that are gone: no database gives those.
    """
    gone: dict[Predicate, None] = {}
    for index in docket.open:
        rule = docket[index]
        finding = None if rule.is_denial else empty_body(rule, signature)
        if finding is None:
            continue
        is_undecided = finding.code is Code.UNDECIDED
        if is_undecided and keep_undecided:
            docket.remark(index, finding)
            continue
        docket.close(index, Undecided if is_undecided else Dropped, finding)
        if not is_undecided and rule.head is not None and not rule.head.negated:
            gone[rule.head.predicate] = None
    new = [p for p in gone if signature.declaration(p) is None]
    made = (Declaration(p, ("",) * p.arity, Role.DERIVED) for p in new)
    return replace(signature, declarations=(*signature.declarations, *made)) if new else signature


def set_denials_aside(docket: Docket) -> None:
    """A teacher's denial is no constraint until data or a person promotes it."""
    for index in docket.open:
        rule = docket[index]
        if rule.is_denial:
            message = f"a constraint that only the teacher states:  {text(rule)}"
            hint = "promote it by writing it into the domain's constraints.pl"
            note = about(rule, Code.CANDIDATE_CONSTRAINT, message, hint, Severity.WARNING)
            docket.close(index, Quarantined, note)


def stratify(docket: Docket, scored: Mapping[int, float]) -> None:
    """Sets aside rules until no predicate depends on its own absence."""
    standing = docket.open
    for aside in unstratified(docket.standing, [scored[index] for index in standing]):
        docket.close(standing[aside.index], Quarantined, aside.finding)
