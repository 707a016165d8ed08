"""Reach: which laws the rules can break on an admissible database (Q2), by which minimal cores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from preceptor.check.guards import Outcome
from preceptor.check.model import Model
from preceptor.check.search import Found, Search, smallest
from preceptor.check.unfolding import Usable
from preceptor.check.witness import FALSE, Facts
from preceptor.logic import Atom, LimitExceeded, Not, Rule

MAX_CORES = 10  # of one law


@dataclass(frozen=True, slots=True)
class Violation:
    """A law broken on an admissible database of few facts, by the rules of a set-minimal core."""

    law: Rule
    core: tuple[Rule, ...]
    facts: Facts
    model: Model

    @property
    def is_hard(self) -> bool:
        return all(rule.is_hard for rule in self.core)

    @property
    def confidence(self) -> float:
        """The product of the core's weights: how sure the proof is that the law is broken."""
        product = 1.0
        for rule in self.core:
            product *= float(rule.weight)
        return product

    def derivations(self) -> Iterator[tuple[Atom, Rule]]:
        """What each rule of the core concludes on the witness, premises first."""
        seen: dict[Atom, Rule] = {}

        def visit(atom: Atom) -> None:
            derivation = self.model[atom]
            if derivation is None or atom in seen:
                return
            for premise in derivation.premises:
                visit(premise)
            seen[atom] = derivation.rule

        visit(FALSE)
        yield from ((atom, rule) for atom, rule in seen.items() if atom != FALSE)


@dataclass(frozen=True, slots=True)
class Reach:
    """The violations of one law by hard rules; `decided` is False where a bound hid some."""

    law: Rule
    violations: tuple[Violation, ...]
    decided: bool


def reach(
    law: Rule, search: Search, usable: Usable, limit: int = MAX_CORES, *, weighted: bool = False
) -> Reach:
    """The minimal cores by which usable rules break the law, each with a smallest witness.

    With `weighted`, those alone that need a weighted rule. The empty core says that a database
    breaks the law unless some rule concludes what it negates, and none does.
    """
    cut, search.truncated = search.truncated, False
    found: dict[frozenset[Rule], Violation] = {}
    is_condition = search.is_condition(law)
    decided = True
    for unfolding in search.unfoldings(search.start(law, counted=False), usable):
        core = frozenset(clause.rule for clause in unfolding.core if not clause.is_law)
        if (is_condition and not core) or any(known <= core for known in found):
            continue
        if weighted and all(rule.is_hard for rule in core):
            continue
        result = search.database(unfolding, usable, clean=False)
        if isinstance(result, Found):
            violation = _violation(law, result, search, usable)
            if violation is None:
                decided = False
                continue
            found[core] = violation
            if len(found) >= limit:
                search.truncated = True
                break
        elif result is Outcome.UNDECIDED:
            decided = False
    minimal = [v for core, v in found.items() if not any(other < core for other in found)]
    decided = decided and not search.truncated
    search.truncated = search.truncated or cut
    return Reach(law, tuple(minimal), decided)


def _violation(law: Rule, found: Found, search: Search, usable: Usable) -> Violation | None:
    """The violation with as few facts as do; None where a limit keeps it from being seen."""
    core = tuple(rule for rule in found.rules if rule not in search.laws)
    inside = frozenset(core)
    read = chain.from_iterable(rule.body for rule in (law, *found.rules))
    takes_away = any(isinstance(literal, Not) for literal in read)

    def broken(facts: Facts) -> Model | None:
        """The model in which the core breaks the law on admissible facts; None without.

        All rules are kept for negation.
        """
        if search.before(facts).is_broken:
            return None
        try:
            whole = search.whole(facts, usable) if takes_away else None
            alone = search.model(facts, inside.__contains__, law, whole)
        except LimitExceeded:
            return None
        return alone if alone.is_broken else None

    facts, model = smallest(found.facts, None, broken)
    model = broken(facts) if model is None else model
    return None if model is None else Violation(law, core, facts, model)
