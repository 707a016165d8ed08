"""The repair of a theory as a file has it: from what its check found to the theory changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from preceptor.check.check import check
from preceptor.check.judge import BOUND
from preceptor.check.repair.clashes import Clashes
from preceptor.check.repair.hitting import SECONDS
from preceptor.check.repair.recheck import Recheck
from preceptor.check.repair.repair import Repair, Repairing
from preceptor.check.repair.suggest import Prices
from preceptor.check.repair.trial import Trial
from preceptor.check.repair.vicinity import Change, Vicinity
from preceptor.check.report import Report
from preceptor.check.variants import variant_key
from preceptor.logic import Atom, InputError, Rule, Theory, did_you_mean, without_collection
from preceptor.syntax import rule_id


@without_collection()
def repair(
    theory: Theory,
    *,
    constraints: Sequence[Rule] = (),
    facts: Iterable[Atom] = (),
    scores: Mapping[str, float] | None = None,
    protected: Iterable[str] = (),
    bound: int = BOUND,
    seconds: float = SECONDS,
    report: Report | None = None,
) -> Repair:
    """The least costly change of rules after which hard rules can break no law.

    `scores` by rule id say what a rule is worth, 1 where nothing is said; a weight says nothing
    about that. Rules whose ids are `protected` are never changed, constraints and denials neither.
    `seconds` are for each group of cores that share rules; past them the choice may not be the
    cheapest. `report` is that of a check of the same theory, which is otherwise made here. Raises
    InputError for a protected id that no rule has.
    """
    given = tuple(dict.fromkeys(facts))
    _know(protected := frozenset(protected), theory)
    if report is None or report.setting is None:
        report = check(theory, constraints=constraints, facts=given, bound=bound, with_prolog=False)
    assert report.setting is not None
    vicinity = Vicinity(report.setting)
    found = Repairing(
        Trial(vicinity, dict(report.status), spares=False),
        Recheck(vicinity, given),
        Prices(scores or {}, protected),
        seconds,
    ).repair(Clashes(vicinity).of(report.findings))
    return replace(found, theory=changed_theory(theory, found.change))


def _know(protected: Iterable[str], theory: Theory) -> None:
    known = frozenset(map(rule_id, theory))
    for name in sorted(protected):
        if name not in known:
            raise InputError(f"no rule has the id {name!r}", did_you_mean(name, known))


def changed_theory(theory: Theory, change: Change) -> Theory:
    """The theory with the changes made, in its order; variants of a changed rule go with it."""
    rules = tuple(new for _, new in replaced(theory, change) if new is not None)
    return replace(theory, rules=rules)


def replaced(theory: Theory, change: Change) -> Iterator[tuple[Rule, Rule | None]]:
    """Each rule of the theory with what stands in its place, None where it is dropped.

    So is one that comes to what another rule says already.
    """
    heads = {rule.head.predicate for rule in change if rule.head is not None}
    keys = {variant_key(old): new for old, new in change.items()}
    kept = (rule for rule in theory if rule.head is not None and rule.head.predicate in heads)
    said = set(map(variant_key, kept)) - keys.keys()
    for rule in theory:
        new: Rule | None = rule
        if rule.head is not None and rule.head.predicate in heads:
            key = variant_key(rule)
            if key in keys:
                new = keys[key]
                keys[key] = None  # its variants say nothing more
                new = None if new is not None and variant_key(new) in said else new
        yield rule, new if new is rule or new is None else replace(new, origin=rule.origin)
