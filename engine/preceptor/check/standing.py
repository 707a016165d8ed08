"""Standing: can a rule fire on an admissible database, and can it without breaking a law (Q3)?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from preceptor.check.cases import Case
from preceptor.check.guards import Outcome
from preceptor.check.model import Derivation, Model
from preceptor.check.search import Found, Search, smallest
from preceptor.check.status import Status
from preceptor.check.unfolding import Usable
from preceptor.check.witness import FALSE, Facts
from preceptor.logic import LimitExceeded, Rule

MAX_UNFOLDINGS = 100  # of one rule's body
MAX_LAWS = 5  # that are kept in turn, to show one that cannot be


@dataclass(frozen=True, slots=True)
class Standing:
    """A rule's status. `found` is a database on which it fires, clean where the status is OK.

    For an incoherent rule `law` is what it breaks on `facts`, `model` what holds there, and
    `against` the other rules of that proof; without a part in it, the rule falls with them.
    """

    rule: Rule
    status: Status
    found: Found | None = None
    law: Rule | None = None
    against: tuple[Rule, ...] = ()
    facts: Facts = ()
    model: Model | None = None
    has_part: bool = True


def standings(rules: Sequence[Rule], search: Search) -> dict[Rule, Standing]:
    """The standing of every rule, those first that the most may lie under.

    A database on which a rule fires into no violation shows the same of the rules of its proof.
    What holds of one hard fact holds of all: each always fires.
    """
    found: dict[Rule, Standing] = {}
    of_facts: Standing | None = None
    for rule in sorted(rules, key=search.program.rank, reverse=True):
        if rule in found:
            continue
        if rule.is_fact and rule.is_hard:
            of_facts = of_facts or standing(rule, search)
            found[rule] = replace(of_facts, rule=rule, has_part=_stands_in(rule, of_facts))
            continue
        found[rule] = own = standing(rule, search)
        if own.status is Status.OK and own.found is not None and rule.is_hard:
            for other in own.found.rules:
                if other not in found and other.body and other.is_hard:
                    found[other] = replace(own, rule=other)
    return {rule: found[rule] for rule in rules}


def _stands_in(fact: Rule, found: Standing) -> bool:
    """Whether a fact is in the proof that a law is broken."""
    return fact in found.against or (fact == found.rule and found.has_part)


def standing(rule: Rule, search: Search) -> Standing:
    """The status of a rule among all hard rules: proved, or UNKNOWN within the bound.

    Of a weighted rule it is asked only whether it can fire: what it then breaks is a tension.
    """
    cut, search.truncated = search.truncated, False
    fires: Found | None = None
    fired: Case | None = None
    decided = True

    def usable(other: Rule) -> bool:
        return other.is_hard or other == rule

    for number, unfolding in enumerate(search.unfoldings(search.start(rule, counted=True), usable)):
        if number >= MAX_UNFOLDINGS:
            decided = False
            break
        clean = search.database(unfolding, usable, clean=rule.is_hard)
        if isinstance(clean, Found):
            search.truncated = search.truncated or cut
            return Standing(rule, Status.OK, clean)
        decided = decided and clean is Outcome.EMPTY
        if fires is None and rule.is_hard:
            result = search.database(unfolding, usable, clean=False)
            if isinstance(result, Found):
                fires, fired = result, unfolding
            else:
                decided = decided and result is Outcome.EMPTY
    decided = decided and not search.truncated
    search.truncated = search.truncated or cut
    if not decided:
        return Standing(rule, Status.UNKNOWN, fires)
    if fires is None or fired is None:
        return Standing(rule, Status.DEAD)
    try:
        return _incoherent(rule, _telling(fires, fired, usable, search), search)
    except LimitExceeded:  # the model has no end that could be shown
        return Standing(rule, Status.UNKNOWN, fires)


def _telling(fires: Found, case: Case, usable: Usable, search: Search) -> Found:
    """A database on which the rule breaks what it cannot help breaking, rather than what it can.

    Where several laws are broken, those that another database keeps are kept.
    """
    kept: set[Rule] = set()
    for _ in range(MAX_LAWS):
        kept.add(_broken(search.model(fires.facts, usable)).rule)
        if not search.model(fires.facts, usable, spared=kept).is_broken:
            break
        found = search.database(case, usable, clean=True, laws=kept)
        if not isinstance(found, Found):
            break
        fires = found
    return fires


def _incoherent(rule: Rule, fires: Found, search: Search) -> Standing:
    """The law that the rule's firing breaks, the rules of that proof, and as few facts as do."""
    assert rule.head is not None
    concluded = rule.head.predicate

    def usable(other: Rule) -> bool:
        return other.is_hard

    def without_rivals(other: Rule) -> bool:
        is_rival = other.head is not None and other.head.predicate == concluded
        return other.is_hard and (other == rule or not is_rival)

    def fires_into(facts: Facts) -> Model | None:
        """The model in which the rule has a part in breaking a law."""
        if search.before(facts).is_broken:
            return None
        whole = search.whole(facts, usable)
        model = search.model(facts, without_rivals, absence=whole)
        return model if model.is_broken and rule in _rules(model) else None

    facts, model = fires.facts, fires_into(fires.facts)
    has_part = True
    if model is None:
        model = search.model(facts, usable)
        has_part = not search.model((), lambda other: usable(other) and other != rule).is_broken
    else:
        facts, model = smallest(facts, model, fires_into)
        assert model is not None
    against = tuple(r for r in _rules(model) if r != rule and r not in search.laws)
    return Standing(
        rule, Status.INCOHERENT, fires, _broken(model).rule, against, facts, model, has_part
    )


def _broken(model: Model) -> Derivation:
    derivation = model[FALSE]
    assert derivation is not None
    return derivation


def _rules(model: Model) -> tuple[Rule, ...]:
    """The rules of the proof that a law is broken."""
    used: dict[Rule, None] = {}
    waiting = list(_broken(model).premises)
    while waiting:
        derivation = model[waiting.pop()]
        if derivation is not None:
            used[derivation.rule] = None
            waiting += derivation.premises
    return tuple(used)
