"""Rule files: rules.pl and quarantine.pl, grouped by head, in an order of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from preceptor.distil.verdicts import Row, deciding
from preceptor.domain import Domain
from preceptor.logic import Predicate, Rule, visible
from preceptor.syntax import parse_rules, show_rule, show_theory

RULES = "rules.pl"
QUARANTINE = "quarantine.pl"
CONSTRAINTS = "constraints.pl"


def rule_file(domain: Domain, rules: Sequence[Rule]) -> str:
    """rules.pl: the rules that were kept, a group a predicate, surest and shortest first."""
    head = _banner(domain, "kept", len(rules))
    return head + "".join(
        f"\n% {predicate}: {len(group)} rules\n{show_theory(group)}"
        for predicate, group in grouped(domain, rules)
    )


def quarantine_file(domain: Domain, rows: Sequence[Row]) -> str:
    """quarantine.pl: the rules that await a person or data, each under the reason for it."""
    held = {row["text"]: row for row in reversed(rows) if row["verdict"] == "quarantined"}
    rules = [rule for text in held for rule in parse_rules(text, QUARANTINE)]
    parts = [_banner(domain, "in quarantine", len(rules))]
    for predicate, group in grouped(domain, rules):
        parts.append(f"\n% {predicate}: {len(group)} rules\n")
        parts += (_reasoned(held[show_rule(rule)]) for rule in group)
    return "".join(parts)


def _reasoned(row: Row) -> str:
    finding = deciding(row)
    place = f"{row['reply']}:{row['line']}"
    why = f"{finding['code']} {finding['message']} (score {row['score']}, {place})"
    return f"% {visible(' '.join(why.split()))}\n{row['text']}\n"


def _banner(domain: Domain, state: str, number: int) -> str:
    teacher = domain.provenance.teacher or "a teacher"
    date = f", {domain.provenance.date}" if domain.provenance.date else ""
    return (
        f"% {domain.name}: {number} rules {state}, distilled from the replies of {teacher}{date}.\n"
        f"% Made by  preceptor distil {domain.name}  and made anew by it: do not edit.\n"
    )


def grouped(domain: Domain, rules: Iterable[Rule]) -> list[tuple[str, tuple[Rule, ...]]]:
    """The rules by head predicate: those declared in their order, others by name, denials last."""
    declared = {d.predicate: n for n, d in enumerate(domain.signature.declarations)}
    order = _order(declared)
    sorted_rules = sorted(rules, key=order)
    return [
        ("denials" if head is None else str(head), tuple(group))
        for head, group in groupby(sorted_rules, key=lambda r: r.head and r.head.predicate)
    ]


def _order(declared: dict[Predicate, int]) -> Callable[[Rule], tuple[object, ...]]:
    def order(rule: Rule) -> tuple[object, ...]:
        if rule.head is None:
            return (1, 0, "", 0, False, 0, len(rule.body), show_rule(rule))
        predicate = rule.head.predicate
        plain = Predicate(predicate.name, predicate.arity)
        place = declared.get(plain, len(declared))
        named = (predicate.name, predicate.arity, predicate.negated)
        return (0, place, *named, -rule.weight, len(rule.body), show_rule(rule))

    return order
