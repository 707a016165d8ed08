"""Wording: atoms, answers, proofs and findings as a reader sees them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import assert_never

from preceptor.logic import (
    Absent,
    Aggregate,
    Answer,
    Atom,
    Computed,
    Derived,
    Folded,
    Given,
    Not,
    Proof,
    Result,
    Rule,
    Signature,
    Term,
    Truth,
    Var,
    children,
    map_atom,
)
from preceptor.reason import Lack, Miss, Probability
from preceptor.syntax import (
    rule_id,
    say_atom,
    show_atom,
    show_goal,
    show_literal,
    show_rule,
    show_term,
)

MAX_PROOF_LINES = 400
MAX_INSTANCES = 20  # of an aggregate, on its line of a proof
MAX_RULES = 8  # of those that come near to a goal


def say_confidence(confidence: float) -> str:
    """At most four significant digits, and never "1" for what is less than certain."""
    text = f"{confidence:.4g}"
    return text if text != "1" or confidence == 1 else ">0.9999"


def say_bindings(bindings: Iterable[tuple[str, Term]], between: str = ", ") -> str:
    """`X = carl, Y = bob`; `true` for an answer without variables."""
    return between.join(f"{name} = {show_term(term)}" for name, term in bindings) or "true"


def say_answer(answer: Answer, between: str = ", ") -> str:
    """The bindings, and the confidence in parentheses where it is below 1."""
    words = say_bindings(answer.bindings, between)
    return words if answer.confidence >= 1 else f"{words} ({say_confidence(answer.confidence)})"


def say_probability(found: Probability) -> str:
    if found.exact:
        return f"probability {found.lower:.4g}"
    return f"probability {found.lower:.4g} to {found.upper:.4g}"


def say_place(rule: Rule) -> str:
    """`by r1a2b3c4d5e (rules.pl:12)`, with the weight where there is one."""
    weight = "" if rule.is_hard else f", weight {say_weight(rule.weight)}"
    return f"by {_reference(rule)}{weight}"


def _reference(rule: Rule) -> str:
    place = f" ({rule.origin.source}:{rule.origin.line})" if rule.origin is not None else ""
    return f"{rule_id(rule)}{place}"


def say_weight(weight: Fraction) -> str:
    return f"{float(weight):.4g}"


def say_proof(proof: Proof, signature: Signature, *, clauses: bool = False) -> Iterator[str]:
    """The proof as a tree of lines, a line per step: its words, and the rule and place behind it.

    `clauses` adds each rule's text. A step that was shown already is named, not repeated; past
    `MAX_PROOF_LINES` the rest is counted. Without recursion, so a proof may be any height.
    """
    shown: set[Atom] = set()
    stack: list[tuple[Proof, str, str]] = [(proof, "", "")]
    printed = 0
    while stack:
        node, lead, below = stack.pop()
        if printed >= MAX_PROOF_LINES:
            yield f"{lead}... {len(stack) + 1} more branches not shown"
            return
        repeated = isinstance(node, Derived) and node.atom in shown
        yield f"{lead}{say_step(node, signature)}{', shown above' if repeated else ''}"
        printed += 1
        if repeated or not isinstance(node, Derived):
            continue
        shown.add(node.atom)
        if clauses:
            yield f"{below}{'│' if node.premises else ' '}    {_clause(node.rule)}"
        branches = [(premise, f"{below}├─ ", f"{below}│  ") for premise in children(node)]
        if branches:
            branches[-1] = (branches[-1][0], f"{below}└─ ", f"{below}   ")
        stack.extend(reversed(branches))


def _say_folded(aggregate: Aggregate, instances: Sequence[Atom]) -> str:
    """An aggregate with the first of the atoms that it looked at."""
    said = f"{show_literal(aggregate)}, computed over "
    if not instances:
        return f"{said}nothing: no {show_atom(map_atom(aggregate.atom, _anyone))}"
    more = len(instances) - MAX_INSTANCES
    shown = ", ".join(map(show_atom, instances[:MAX_INSTANCES]))
    return f"{said}{shown}{f' and {more} more' if more > 0 else ''}"


def say_step(node: Proof, signature: Signature) -> str:
    """A step of a proof in words, with the rule and the place behind it."""
    match node:
        case Given(atom, rule):
            return f"{say_atom(atom, signature)}, {'given' if rule is None else say_place(rule)}"
        case Derived(atom, rule, _):
            return f"{say_atom(atom, signature)}, {say_place(rule)}"
        case Absent(atom):
            return f"nothing derives {show_atom(map_atom(atom, _anyone))}"
        case Computed(comparison):
            return f"{show_literal(comparison)}, computed"
        case Folded(aggregate, instances):
            return _say_folded(aggregate, instances)
        case _:
            assert_never(node)


def _anyone(term: Term) -> Term:
    """A variable that is left in an absent atom stands for anything."""
    return Var("_") if isinstance(term, Var) else term


def _clause(rule: Rule) -> str:
    return show_rule(rule).rpartition("\n")[2]  # without its @id mark: the id is said already


def say_outcome(result: Result) -> str:
    """The last line under a goal's answers: how far they settle it."""
    match result.truth:
        case Truth.TRUE:
            return "true."
        case Truth.FALSE:
            return "false."
        case Truth.UNKNOWN:
            return "unknown."
        case Truth.BOTH:
            return "both: it and its opposite are derived."
        case _:
            assert_never(result.truth)


BOTH = "the opposite of an answer is derived too: both true and false"


def say_misses(misses: Iterable[Miss]) -> Iterator[str]:
    """Each rule that came near, with its text, and below it what each instance of it lacks.

    Rules past `MAX_RULES` are counted.
    """
    by_rule: dict[Rule, list[Miss]] = {}
    for miss in misses:
        by_rule.setdefault(miss.rule, []).append(miss)
    for rule, near in list(by_rule.items())[:MAX_RULES]:
        yield f"{_clause(rule)}  % {_reference(rule)}"
        for miss in near:
            bindings = f"with {say_bindings(miss.bindings)} " if miss.bindings else ""
            yield f"  {bindings}{_say_missing(miss)}"
    if len(by_rule) > MAX_RULES:
        yield f"... and {len(by_rule) - MAX_RULES} more rules"


def _say_missing(miss: Miss) -> str:
    """`it lacks  p(a)`, `p(a)  stands against it`, or both."""
    lacking = [literal for literal in miss.missing if not isinstance(literal, Not)]
    against = [literal.atom for literal in miss.missing if isinstance(literal, Not)]
    words = [f"it lacks  {show_goal(lacking)}"] if lacking else []
    if against:
        verb = "stand" if len(against) > 1 else "stands"
        words.append(f" {show_goal(against)}  {verb} against it")
    return ", and ".join(words)


def say_lacks(lacks: Iterable[Lack]) -> Iterator[str]:
    """Each smallest set of facts that would be enough."""
    for lack in lacks:
        where = f"  where  {show_goal(lack.where)}" if lack.where else ""
        yield f"it would hold with  {show_goal(lack.facts)}{where}"


def say_rule(rule: Rule) -> Iterator[str]:
    """A rule with its id, its place and, where it was repaired, what was written there."""
    yield _clause(rule)
    yield f"  id: {rule_id(rule)}"
    if rule.origin is None:
        return
    yield f"  written: {rule.origin}"
    if rule.origin.operators:
        yield f"  repaired: {', '.join(rule.origin.operators)}"
        yield f"  before: {rule.origin.before}"
