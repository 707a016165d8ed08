"""Opposites: pairs of rules that conclude p and -p, and a database on which both fire.

Three things may be found of a pair. Its bodies exclude each other: nothing to report. Some
admissible database makes both fire: a conflict if hard rules suffice, else a tension; replayed,
the database is the witness. Or, worse, the one never fires without the other (the other's body
subsumes it, guards included): then it is incoherent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, product

from preceptor.check.contraries import contraries, opposite
from preceptor.check.guards import Outcome, decide, problem
from preceptor.check.setting import Setting
from preceptor.check.subsume import implied
from preceptor.check.unfold import Unfolding, unfold
from preceptor.check.unify import apart, match, unify
from preceptor.check.witness import (
    Facts,
    follows,
    freeze,
    is_admissible,
    minimal,
)
from preceptor.graph import RuleGraph, compile
from preceptor.logic import (
    Atom,
    Not,
    Predicate,
    Rule,
    Signature,
    Theory,
    map_literal,
    substituting,
    variables,
)

MAX_PAIRS = 5_000  # of one predicate


@dataclass(frozen=True, slots=True)
class Clash:
    """Two rules that conclude an atom and its opposite from `facts`, by the rules of `core`."""

    rules: tuple[Rule, Rule]
    facts: Facts
    atom: Atom
    core: tuple[Rule, ...]

    @property
    def is_hard(self) -> bool:
        return all(rule.is_hard for rule in self.core)

    @property
    def confidence(self) -> float:
        """The product of the core's weights: how sure the two proofs are together."""
        product = 1.0
        for rule in dict.fromkeys(self.core):
            product *= float(rule.weight)
        return product

    @property
    def both(self) -> tuple[Atom, Atom]:
        return self.atom, opposite(self.atom)


@dataclass(frozen=True, slots=True)
class Opposition:
    """All clashes about one predicate, the hard and the surest first."""

    predicate: Predicate
    clashes: tuple[Clash, ...]
    undecided: tuple[tuple[Rule, Rule], ...]
    truncated: bool


def oppositions(setting: Setting) -> Iterator[Opposition]:
    """The opposition of each predicate that rules conclude together with its opposite."""
    concluding: dict[Predicate, list[Rule]] = {}
    for rule in setting.rules:
        if rule.head is not None:
            concluding.setdefault(rule.head.predicate, []).append(rule)
    for predicate in sorted(concluding):
        if predicate.negated or predicate.opposite not in concluding:
            continue
        pairs = list(product(concluding[predicate], concluding[predicate.opposite]))
        found: list[Clash] = []
        undecided: list[tuple[Rule, Rule]] = []
        for pair in islice(pairs, MAX_PAIRS):
            outcome = clash(*pair, setting)
            if isinstance(outcome, Clash):
                found.append(outcome)
            elif outcome is Outcome.UNDECIDED:
                undecided.append(pair)
        found.sort(key=lambda c: (not c.is_hard, -c.confidence))
        yield Opposition(predicate, tuple(found), tuple(undecided), len(pairs) > MAX_PAIRS)


def clash(one: Rule, other: Rule, setting: Setting) -> Clash | Outcome:
    """How the two rules come to conclude opposites on a database; EMPTY where none was found."""
    second = apart(other, 1)
    assert one.head is not None
    assert second.head is not None
    bindings = unify(one.head, opposite(second.head))
    if bindings is None:
        return Outcome.EMPTY
    change = substituting(bindings)
    body = tuple(dict.fromkeys(map_literal(lit, change) for lit in (*one.body, *second.body)))
    if contraries(body) is not None:
        return Outcome.EMPTY
    outcome = decide(problem(body, setting.signature))
    if outcome is not Outcome.SATISFIABLE:
        return outcome
    head = map_literal(one.head, change)
    assert isinstance(head, Atom)
    unfolded = unfold(Unfolding(body, head, (one, other)), setting.definitions, setting.bound)
    outcomes = [_concrete(way, (one, other), setting) for way in unfolded.unfoldings]
    found = [outcome for outcome in outcomes if isinstance(outcome, Clash)]
    if found:
        return max(found, key=lambda c: (c.is_hard, c.confidence))
    is_open = unfolded.truncated or Outcome.UNDECIDED in outcomes
    return Outcome.UNDECIDED if is_open else Outcome.EMPTY


def _concrete(way: Unfolding, pair: tuple[Rule, Rule], setting: Setting) -> Clash | Outcome:
    """The clash on the database that the unfolding describes, if that is admissible."""
    if contraries(way.body) is not None:
        return Outcome.EMPTY
    outcome = decide(problem(way.body, setting.signature))
    if outcome is not Outcome.SATISFIABLE:
        return outcome
    frozen = freeze(way, setting.signature)
    if frozen is None:
        return Outcome.UNDECIDED
    facts, atom = frozen
    found = Clash(pair, facts, atom, way.rules)
    holds = is_admissible(facts, setting.forbidden) and _replays(found, setting)
    return found if holds else Outcome.EMPTY


def answerable(found: Clash, setting: Setting) -> RuleGraph:
    """The rules by which to replay a clash: all, where some could take a conclusion away.

    What the core concludes without `\\+` stands whatever other rules there are.
    """
    core = tuple(dict.fromkeys(found.core))
    if not any(isinstance(lit, Not) for rule in core for lit in rule.body):
        return compile(Theory(core))
    graph = setting.hard if found.is_hard else setting.everything
    return graph.cone([atom.predicate for atom in found.both])


def _replays(found: Clash, setting: Setting) -> bool:
    """Whether both atoms follow from the facts."""
    return follows(found.both, answerable(found, setting), found.facts)


def smallest(found: Clash, setting: Setting) -> Clash:
    """The clash with no fact too many for its core."""
    core = compile(Theory(tuple(dict.fromkeys(found.core))))
    fewer = replace(found, facts=minimal(found.facts, found.both, core))
    return fewer if _replays(fewer, setting) else found


def never_without(one: Rule, other: Rule, signature: Signature) -> bool:
    """Whether `other` fires, with the opposite conclusion, wherever `one` does."""
    second = apart(other, 1)
    assert one.head is not None
    assert second.head is not None
    free = frozenset(variables(second))
    bound = match(opposite(second.head), one.head, free, {})
    if bound is None:
        return False
    return implied(second.body, one.body, problem(one.body, signature), free, bound)
