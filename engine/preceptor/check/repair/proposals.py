"""Proposals: rules narrowed so that they leave a clash, not yet verified.

A rule leaves the case of another rule, or of the law itself, when the opposite of one of their
conditions is put into its body: the opposite of a guard tightens it, the absence of an atom is
an exception. The conditions of rules that the rule itself rests on, or that rest on it, are its
own case and are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from preceptor.check.guards import entails, problem
from preceptor.check.repair.clash import Clash, Step
from preceptor.check.repair.translate import Translation, Untranslatable
from preceptor.check.repair.vicinity import Vicinity
from preceptor.logic import (
    Atom,
    Compare,
    Literal,
    Not,
    Num,
    Op,
    RepairKind,
    Rule,
    Signature,
    variables,
)

_OPPOSITE = {
    Op.LT: Op.GE,
    Op.GE: Op.LT,
    Op.GT: Op.LE,
    Op.LE: Op.GT,
    Op.EQ: Op.NE,
    Op.NE: Op.EQ,
    Op.SAME: Op.DIFFERENT,
    Op.DIFFERENT: Op.SAME,
}
_MIRROR = {Op.LT: Op.GT, Op.GT: Op.LT, Op.LE: Op.GE, Op.GE: Op.LE, Op.EQ: Op.EQ, Op.NE: Op.NE}
_LOWER, _UPPER = (Op.GT, Op.GE), (Op.LT, Op.LE)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rule and what would stand in its place; the less of its body is new, the better."""

    kind: RepairKind
    before: Rule
    after: Rule
    effort: int


def narrowings(clash: Clash, vicinity: Vicinity) -> Iterator[Proposal]:
    """Ways to narrow a rule of the core, the gentlest first: guards, then exceptions.

    Of two ways alike the one for the rule with fewer conditions comes first, as it says more.
    """
    found = {
        (proposal.before, proposal.after): proposal
        for step in clash.own
        for other in clash.steps
        if other is not step and _apart(step, other, clash)
        for proposal in _leaving(step, other, clash, vicinity)
    }
    order = list(RepairKind)
    yield from sorted(
        found.values(),
        key=lambda p: (order.index(p.kind), p.effort, len(p.before.body), _is_negative(p.before)),
    )


def _is_negative(rule: Rule) -> bool:
    """Whether it concludes `-p`, which mostly is said as an exception already."""
    return rule.head is not None and rule.head.negated


def _apart(step: Step, other: Step, clash: Clash) -> bool:
    """Whether neither rests on the other; everything rests beneath the law, which still counts."""
    if other is clash.steps[0]:
        return True
    return other.conclusion not in clash.beneath(step) and step.conclusion not in clash.beneath(
        other
    )


def _leaving(step: Step, other: Step, clash: Clash, vicinity: Vicinity) -> Iterator[Proposal]:
    """The rule of the first step outside the case of the other."""
    own = clash.beneath(step)
    is_law = other is clash.steps[0]
    premises = dict(zip((id(lit) for lit, _ in other.read()), other.premises, strict=True))
    for literal in other.rule.body:
        premise = premises.get(id(literal))
        is_extra = premise is not None and vicinity.may_be_given(premise.predicate)
        if premise in step.premises or (premise in own and not is_extra):
            continue
        if isinstance(literal, Atom) and (
            _is_guarded(literal, other) or not (is_law or (is_extra and _is_sole(other, step)))
        ):
            continue
        if isinstance(literal, Not) and not is_law:
            continue
        if isinstance(literal, Compare) and _defines(literal, other):
            continue
        yield from _opposing(literal, step, other, vicinity)
    if not is_law and other.rule.head is not None and other.conclusion in clash.steps[0].premises:
        yield from _opposing(other.rule.head, step, other, vicinity)


def _is_guarded(atom: Atom, step: Step) -> bool:
    """Whether it only counts for some values: without it, all of its values would be excepted."""
    compared = {
        name for lit in step.rule.body if isinstance(lit, Compare) for name in variables(lit)
    }
    return not compared.isdisjoint(variables(atom))


def _is_sole(other: Step, step: Step) -> bool:
    """Whether the other rule has one condition only that this rule does not have."""
    return sum(premise not in step.premises for premise in other.premises) == 1 and not any(
        isinstance(literal, Not) for literal in other.rule.body
    )


def _defines(equality: Compare, step: Step) -> bool:
    """Whether an `=` gives a variable its value, so that it is no condition."""
    read = {name for literal, _ in step.read() for name in variables(literal)}
    return equality.op is Op.SAME and not read.issuperset(variables(equality))


def _opposing(literal: Literal, step: Step, other: Step, vicinity: Vicinity) -> Iterator[Proposal]:
    """The step's rule with the opposite of a condition of the other step."""
    told = Translation(other, step, vicinity.setting.signature, vicinity.may_be_given)
    try:
        match literal:
            case Compare():
                guard = told.compare(literal)
                guard = replace(guard, op=_OPPOSITE[guard.op])
                signature = vicinity.setting.signature
                yield from _tightened(step.rule, guard, tuple(told.added), signature)
            case Atom():
                effort = 1 if vicinity.may_be_given(literal.predicate) else 2
                absent = Not(told.atom(literal))
                yield from _narrowed(step.rule, RepairKind.EXCEPTION, (absent,), effort)
            case Not(atom):
                yield from _narrowed(step.rule, RepairKind.TIGHTEN, (told.atom(atom),), 2)
    except Untranslatable:
        return


def _tightened(
    rule: Rule, guard: Compare, added: tuple[Atom, ...], signature: Signature
) -> Iterator[Proposal]:
    """The rule with the guard in the place of a weaker one on the same side, else beside the
    others.
    """
    guard = _turned(guard)
    for place, literal in enumerate(rule.body):
        body = (*rule.body[:place], guard, *rule.body[place + 1 :])
        if isinstance(literal, Compare) and (
            _is_weaker(_turned(literal), guard) or _is_implied(literal, guard, body, signature)
        ):
            yield Proposal(RepairKind.TIGHTEN, rule, replace(rule, body=body), 0)
            return
    yield from _narrowed(rule, RepairKind.TIGHTEN, (*added, guard), 1 + len(added))


def _narrowed(
    rule: Rule, kind: RepairKind, literals: tuple[Literal, ...], effort: int
) -> Iterator[Proposal]:
    new = tuple(literal for literal in literals if literal not in rule.body)
    if new:
        yield Proposal(kind, rule, replace(rule, body=(*rule.body, *new)), effort)


def _turned(guard: Compare) -> Compare:
    """The guard with a lone number on the right."""
    if isinstance(guard.left, Num) and not isinstance(guard.right, Num) and guard.op in _MIRROR:
        return Compare(_MIRROR[guard.op], guard.right, guard.left)
    return guard


def _is_implied(old: Compare, new: Compare, body: Sequence[Literal], signature: Signature) -> bool:
    """Whether a bound on the same expression from the same side holds in the body without it."""
    same_side = any(old.op in side and new.op in side for side in (_LOWER, _UPPER))
    return same_side and old.left == new.left and entails(problem(body, signature), old)


def _is_weaker(old: Compare, new: Compare) -> bool:
    """Whether the two bound the same expression from the same side, the new one more closely."""
    if not isinstance(old.right, Num) or not isinstance(new.right, Num) or old.left != new.left:
        return False
    a, b = old.right.value, new.right.value
    if old.op in _LOWER and new.op in _LOWER:
        return a < b or (a == b and old.op is Op.GE and new.op is Op.GT)
    if old.op in _UPPER and new.op in _UPPER:
        return a > b or (a == b and old.op is Op.LE and new.op is Op.LT)
    return False


def composed(rule: Rule, current: Rule, after: Rule) -> Rule:
    """The current form of a rule, changed as `after` changes the rule; of two guards on one side
    the closer stays.
    """
    gone = [literal for literal in rule.body if literal not in after.body]
    new = [literal for literal in after.body if literal not in rule.body]
    body = [literal for literal in current.body if literal not in gone and literal not in new]
    body += new
    guards = [literal for literal in body if isinstance(literal, Compare)]
    closer = (
        literal
        for literal in body
        if not (isinstance(literal, Compare) and any(_is_weaker(literal, g) for g in guards))
    )
    return replace(current, body=tuple(closer))
