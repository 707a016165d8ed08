"""Constructs: what rules can say, which format lacks what, and the error that names it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from preceptor.graph import body_atom
from preceptor.logic import (
    Aggregate,
    Arith,
    Atom,
    Compare,
    Expr,
    InputError,
    Literal,
    Not,
    Num,
    Origin,
    Rule,
    Theory,
    is_ground,
)
from preceptor.logic.variables import expressions
from preceptor.syntax import rule_id, show_atom


class Construct(StrEnum):
    """One thing that a rule or fact may say, in the words of a message."""

    WEIGHT = "a weight"
    OPPOSITE = "strong negation"
    ABSENCE = "negation as failure"
    DENIAL = "a denial"
    COMPARISON = "a comparison"
    AGGREGATE = "an aggregate"
    ARITHMETIC = "arithmetic"
    DIVISION = "a division"
    PRODUCT = "a product that is not by a whole number, in rules with fractions"
    PAST_32_BITS = "a number of more than 32 bits"
    PAST_64_BITS = "a number of more than 64 bits"
    MIXED = "symbols and numbers in one place"
    NOT_BINARY = "a predicate without exactly two arguments"
    NUMBER = "a number"
    GROUND = "an atom without a variable"


_WHOLE = {Construct.DIVISION, Construct.PRODUCT}
_64_BITS = {*_WHOLE, Construct.PAST_64_BITS}
_32_BITS = {*_64_BITS, Construct.PAST_32_BITS}

LACKS: dict[str, frozenset[Construct]] = {
    "prolog": frozenset({Construct.WEIGHT}),
    "problog": frozenset({*_WHOLE, Construct.OPPOSITE, Construct.AGGREGATE}),
    "souffle": frozenset({*_32_BITS, Construct.WEIGHT, Construct.MIXED, Construct.AGGREGATE}),
    "nemo": frozenset({*_64_BITS, Construct.WEIGHT, Construct.AGGREGATE}),
    "asp": frozenset({*_32_BITS, Construct.WEIGHT}),
    "anyburl": frozenset(Construct) - {Construct.WEIGHT},
    "json": frozenset(),
}


_SHOWN = 20  # refusals that a message spells out


@dataclass(frozen=True, slots=True)
class Refusal:
    """A construct that a format lacks, and the rule (by id and place) or fact that has it."""

    construct: Construct
    what: str
    origin: Origin | None = None

    def __str__(self) -> str:
        place = f"{self.origin}: " if self.origin is not None else ""
        return f"{place}{self.what}: {self.construct}"


class Unsayable(InputError):
    """Rules that a format cannot say; `refusals` has each construct of each rule."""

    def __init__(self, target: str, refusals: Iterable[Refusal]) -> None:
        self.refusals = tuple(dict.fromkeys(refusals))
        lines = [f"{refusal}, which {target} cannot say" for refusal in self.refusals[:_SHOWN]]
        if len(self.refusals) > _SHOWN:
            lines.append(f"and {len(self.refusals) - _SHOWN} more")
        super().__init__("\n".join(lines), "; ".join(_hints(self.refusals)))


def refuse_lacks(theory: Theory, facts: Iterable[Atom], target: str) -> None:
    """Raises Unsayable for all that rules and facts say and the target lacks by its nature."""
    said = [in_rule(c, rule, rule_id(rule)) for rule in theory for c in constructs(rule)]
    said += [in_fact(c, fact) for fact in facts for c in constructs(Rule(fact))]
    refuse(target, said)


def refuse(target: str, found: Iterable[Refusal]) -> None:
    """Raises Unsayable for those of constructs that the target lacks."""
    lacks = LACKS[target]
    refusals = [refusal for refusal in found if refusal.construct in lacks]
    if refusals:
        raise Unsayable(target, refusals)


def in_rule(construct: Construct, rule: Rule, identity: str) -> Refusal:
    return Refusal(construct, f"rule {identity}", rule.origin)


def in_fact(construct: Construct, fact: Atom) -> Refusal:
    return Refusal(construct, f"fact {show_atom(fact)}")


def constructs(rule: Rule) -> Iterator[Construct]:
    """What a rule says beside atoms, each thing once."""
    atoms = [atom for literal in (rule.head, *rule.body) if (atom := _atom(literal)) is not None]
    inner = [part for side in expressions(rule) for part in _parts(side)]
    said = {
        Construct.WEIGHT: not rule.is_hard,
        Construct.OPPOSITE: any(atom.negated for atom in atoms),
        Construct.ABSENCE: any(isinstance(literal, Not) for literal in rule.body),
        Construct.DENIAL: rule.is_denial,
        Construct.COMPARISON: any(isinstance(literal, Compare) for literal in rule.body),
        Construct.AGGREGATE: any(isinstance(literal, Aggregate) for literal in rule.body),
        Construct.ARITHMETIC: any(isinstance(part, Arith) for part in inner),
        Construct.DIVISION: any(isinstance(part, Arith) and part.op == "/" for part in inner),
        Construct.NOT_BINARY: any(len(atom.args) != 2 for atom in atoms),
        Construct.NUMBER: any(isinstance(part, Num) for part in inner),
        Construct.GROUND: any(map(is_ground, atoms)),
    }
    return (construct for construct, holds in said.items() if holds)


def large(rule: Rule) -> Iterator[Construct]:
    """Which sizes of integers the numbers of a rule or fact do not fit in."""
    numbers = [p for side in expressions(rule) for p in _parts(side) if isinstance(p, Num)]
    for bits, construct in ((32, Construct.PAST_32_BITS), (64, Construct.PAST_64_BITS)):
        bound = 1 << (bits - 1)
        if any(not -bound <= number.value < bound for number in numbers):
            yield construct


def _atom(literal: Literal | None) -> Atom | None:
    return None if literal is None else body_atom(literal)


def _parts(expr: Expr) -> Iterator[Expr]:
    """The expression and all within it."""
    waiting = [expr]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, Arith):
            waiting += (part.left, part.right)


def _hints(refusals: Iterable[Refusal]) -> Iterator[str]:
    """For each construct the formats that do say it."""
    for construct in dict.fromkeys(refusal.construct for refusal in refusals):
        able = [name for name, lacks in LACKS.items() if construct not in lacks]
        yield f"{construct}: --to {' or '.join(able)}"
        if construct is Construct.WEIGHT:
            yield "--drop-weights prints the rules without their weights"
