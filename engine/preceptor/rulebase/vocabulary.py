"""The vocabulary: the names that a rule base knows, and what to say of one that it does not."""

from __future__ import annotations

from collections.abc import Iterable

from preceptor.graph import body_atom, predicates
from preceptor.logic import Atom, InputError, Literal, Predicate, Rule, Signature, did_you_mean
from preceptor.syntax import rule_id


def vocabulary(
    rules: Iterable[Rule], facts: Iterable[Atom], signature: Signature
) -> frozenset[Predicate]:
    """Every predicate that is declared, in a rule or in a fact; -p/n under the name of p/n."""
    used = (predicate for rule in rules for predicate in predicates(rule))
    given = (fact.predicate for fact in facts)
    declared = (declaration.predicate for declaration in signature.declarations)
    return frozenset(_positive(p) for p in {*used, *given, *declared})


def unknown(goal: Iterable[Literal], known: frozenset[Predicate]) -> Predicate | None:
    """The first predicate of a goal that is not known."""
    atoms = filter(None, map(body_atom, goal))
    plain = (_positive(atom.predicate) for atom in atoms)
    return next((predicate for predicate in plain if predicate not in known), None)


def unknown_procedure(
    predicate: Predicate, known: Iterable[Predicate], others: Iterable[str] = ()
) -> InputError:
    """The error for a goal that nothing defines: it names the right arity, or the nearest of the
    known predicates and of `others`.
    """
    plain = _positive(predicate)
    arities = sorted(str(p) for p in known if p.name == plain.name)
    if arities:
        hint = f"there is {' and '.join(arities)}"
    else:
        hint = did_you_mean(plain.name, (*(p.name for p in known), *others))
    return InputError(f"unknown procedure {plain}", hint)


def rules_called(identity: str, rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules of an id: one, or the alternatives of a disjunction. Raises InputError for none."""
    ids = {rule: rule_id(rule) for rule in rules}
    found = tuple(rule for rule, known in ids.items() if known == identity)
    if not found:
        hint = did_you_mean(identity, ids.values())
        raise InputError(f"no rule has the id {identity!r}", hint)
    return found


def _positive(predicate: Predicate) -> Predicate:
    return predicate.opposite if predicate.negated else predicate
