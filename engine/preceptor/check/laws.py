"""Laws: rules that cannot fire without breaking a denial, whatever the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from preceptor.check.premises import Premises
from preceptor.check.subsume import implied
from preceptor.logic import Atom, Predicate, Rule, Signature, apart, variables


@dataclass(frozen=True, slots=True)
class Breach:
    """A law that is broken wherever the rule fires; `by_body` if the body alone sees to that."""

    rule: Rule
    law: Rule
    by_body: bool


def breaches(rules: Iterable[Rule], laws: Iterable[Rule], signature: Signature) -> Iterator[Breach]:
    """The first law that each rule breaks whenever it fires, for the rules that have one.

    The law's body, guards included, must be found within the rule's own body and head.
    """
    stated: dict[Predicate | None, list[tuple[Rule, Rule]]] = {}
    for law in filter(lambda law: law.is_denial, laws):
        read = next((lit.predicate for lit in law.body if isinstance(lit, Atom)), None)
        stated.setdefault(read, []).append((law, apart(law, 1)))
    for rule in rules:
        if rule.head is None:
            continue
        said = {lit.predicate for lit in (*rule.body, rule.head) if isinstance(lit, Atom)}
        near = [pair for read in (None, *sorted(said)) for pair in stated.get(read, ())]
        if not near:
            continue
        premises = Premises.of(rule.body, signature)
        concluded = premises.plus(rule.head)
        for law, renamed in near:
            free = frozenset(variables(renamed))
            if implied(renamed.body, premises, free):
                yield Breach(rule, law, by_body=True)
                break
            if implied(renamed.body, concluded, free):
                yield Breach(rule, law, by_body=False)
                break
