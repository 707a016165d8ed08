"""Weights fitted on labelled examples: how often a rule is right when it speaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from preceptor.graph import RuleGraph, compile
from preceptor.logic import Atom, Predicate, Term, Theory
from preceptor.reason import Model, materialise, support

LEAST = Fraction(1, 1000)  # no weight is fitted lower: a rule that was wrong is not impossible
PLACES = 1000  # weights are fitted to this many parts


@dataclass(frozen=True, slots=True)
class Example:
    """A database and the one conclusion, among `candidates`, that is right in it."""

    facts: tuple[Atom, ...]
    candidates: tuple[Atom, ...]
    gold: Atom


@dataclass(frozen=True, slots=True)
class Record:
    """How often a rule concluded a candidate, and how often that was the right one."""

    spoke: int
    right: int


def fit_weights(
    theory: Theory, examples: Sequence[Example], *, prior: Fraction = Fraction(10), rounds: int = 2
) -> Theory:
    """The theory with each weight moved from its author's towards the rule's record.

    A weight is the mean of a beta distribution: (right + prior * w) / (spoke + prior), where w
    is the weight the author gave and `prior` how many examples it is worth. A round takes its
    premises from the conclusions that were best in the round before.
    """
    fitted = theory
    for _ in range(rounds):
        record = records(compile(fitted), examples)
        fitted = replace(
            theory,
            rules=tuple(
                rule if rule.is_denial else replace(rule, weight=_weight(rule.weight, seen, prior))
                for rule, seen in zip(theory, _aligned(theory, record), strict=True)
            ),
        )
    return fitted


def records(graph: RuleGraph, examples: Iterable[Example]) -> tuple[Record, ...]:
    """What each of the graph's rules said of the examples' candidates, in the graph's order."""
    number = {planned: index for index, planned in enumerate(graph.rules)}
    spoke: Counter[int] = Counter()
    right: Counter[int] = Counter()
    for example, labels in _grouped(examples).items():
        premises = _premises(materialise(graph, example[0]), example[1])
        for atom in example[1]:
            for found in support(premises, atom, graph):
                spoke[number[found.rule]] += labels.total()
                right[number[found.rule]] += labels[atom]
    return tuple(Record(spoke[n], right[n]) for n in range(len(graph.rules)))


def _grouped(
    examples: Iterable[Example],
) -> dict[tuple[tuple[Atom, ...], tuple[Atom, ...]], Counter[Atom]]:
    """The gold labels of each database: many examples are alike but for their label."""
    grouped: dict[tuple[tuple[Atom, ...], tuple[Atom, ...]], Counter[Atom]] = {}
    for example in examples:
        grouped.setdefault((example.facts, example.candidates), Counter())[example.gold] += 1
    return grouped


def _premises(model: Model, candidates: tuple[Atom, ...]) -> Model:
    """The atoms that premises are taken from: of those that compete, only the best.

    Atoms compete when they are about the same things in the same order. What is to be found,
    any candidate or its inverse, is no premise.
    """
    asked = {frozenset(atom.args) for atom in candidates}
    rivals = {atom.predicate for atom in candidates}
    best: dict[tuple[Term, ...], float] = {}
    held = [entry for entry in model if frozenset(entry[0].args) not in asked]
    for atom, confidence in held:
        if atom.predicate in rivals:
            best[atom.args] = max(best.get(atom.args, 0.0), confidence)
    kept = [a for a, c in held if a.predicate not in rivals or c >= best[a.args]]
    return materialise(_NO_RULES, kept)


def _aligned(theory: Theory, record: tuple[Record, ...]) -> list[Record]:
    """A record per rule of the theory; denials, which the graph keeps apart, get an empty one."""
    rest = iter(record)
    return [Record(0, 0) if rule.is_denial else next(rest) for rule in theory]


def _weight(stated: Fraction, record: Record, prior: Fraction) -> Fraction:
    if not record.spoke:
        return stated
    mean = (record.right + prior * stated) / (record.spoke + prior)
    return max(LEAST, Fraction(round(mean * PLACES), PLACES))


def competing(predicates: Iterable[Predicate], args: tuple[Term, ...]) -> tuple[Atom, ...]:
    """The candidates of an example: each of the predicates about the same things."""
    return tuple(Atom(p.name, args, p.negated) for p in predicates)


_NO_RULES = compile(Theory())
