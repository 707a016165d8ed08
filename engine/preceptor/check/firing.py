"""Firing: small admissible databases on which a rule fires."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from preceptor.check.contraries import contraries
from preceptor.check.guards import Outcome, decide, problem
from preceptor.check.setting import Setting
from preceptor.check.unfold import Unfolding, unfold
from preceptor.check.witness import FALSE, Facts, freeze, is_admissible
from preceptor.logic import Atom, Rule, map_atom, substituting
from preceptor.reason import Model, materialise
from preceptor.reason.solve import solutions


@dataclass(frozen=True, slots=True)
class Firing:
    """The rule concludes `atom` from the facts, by `rules`; `is_clean` if no law is then broken."""

    facts: Facts
    atom: Atom
    rules: tuple[Rule, ...]
    is_clean: bool


def firings(rule: Rule, setting: Setting) -> Iterator[Firing]:
    """Firings of the rule with all hard rules about, one for each way to unfold its body."""
    assert rule.head is not None
    start = Unfolding(rule.body, rule.head, (rule,))
    for way in unfold(start, setting.definitions, setting.bound).unfoldings:
        if contraries(way.body) is not None:
            continue
        if decide(problem(way.body, setting.signature)) is not Outcome.SATISFIABLE:
            continue
        frozen = freeze(way, setting.signature)
        if frozen is not None and is_admissible(frozen[0], setting.forbidden):
            facts, atom = frozen
            model = _fired(rule, facts, setting)
            if model is not None:
                yield Firing(facts, atom, way.rules, not model.holds(FALSE))


def _fired(rule: Rule, facts: Facts, setting: Setting) -> Model | None:
    """The model of the hard rules and this one, None if it does not fire.

    A weighted rule's conclusions are given as facts until no more come: the same as firing it.
    """
    concluded: dict[Atom, None] = {}
    while True:
        model = materialise(setting.lawful, (*facts, *concluded))
        heads = tuple(_heads(rule, model))
        if all(map(model.holds, heads)):
            return model if heads else None
        concluded |= dict.fromkeys(heads)


def _heads(rule: Rule, model: Model) -> Iterator[Atom]:
    assert rule.head is not None
    names, found = solutions(model, rule.body)
    for solution in found:
        bindings = dict(zip(names, solution.terms, strict=True))
        yield map_atom(rule.head, substituting(bindings))
