"""Likelihoods of a run's rules: how likely a small model finds each beside what else could stand.

A feature that is told, in RUN/likelihood.json and on the card; no verdict depends on it. A model
that the domain's labelled statements do not show to know it is refused, and measures nothing; of
rules of another form than theirs nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from preceptor import domain as domains
from preceptor.distil.cell import code_cell
from preceptor.distil.folder import Files, document, read_document
from preceptor.distil.verdicts import Row
from preceptor.domain import Domain, Probe, show_statement
from preceptor.learn import (
    CHANCE,
    LikelihoodCritic,
    Likely,
    alternatives,
    measure,
)
from preceptor.logic import InputError, Predicate, Rule, Term, visible
from preceptor.syntax import parse_rules, rule_id, show_rule
from preceptor.syntax.files import read_text
from preceptor.teacher import Scorer

LIKELIHOOD = "likelihood.json"
SCHEMA = "preceptor/likelihood/1"
MAX_STATEMENTS = 64  # that compete with one rule; one with more is left out
_SHOWN = 10
_JUDGED = ("kept", "repaired", "quarantined")

Tell = Callable[[int, int], None]
Forms = Mapping[tuple[Predicate, bool], tuple[Term, ...]]


@dataclass(frozen=True, slots=True)
class Critic:
    """A model that scores, by its name."""

    name: str
    scorer: Scorer


def likelihoods(
    critic: Critic, domain: Domain, rows: Iterable[Row], seed: int, tell: Tell
) -> Files:
    """The text of likelihood.json: of each rule that was kept or quarantined, the log-likelihood of
    its conclusion, its place among those that could stand there, and the likeliest other.
    """
    found: dict[str, Any] = {"schema": SCHEMA, "domain": domain.name, "model": critic.name}
    try:
        probe = domains.load_probe(domain)
    except InputError as error:
        return {LIKELIHOOD: document({**found, "measured": False, "why": error.message})}
    judge = LikelihoodCritic(critic.scorer, probe.phrasing)
    figures = measure(judge, probe.questions, seed=seed)
    found["probe"] = asdict(figures)
    if figures.at_chance:
        why = f"it may be guessing here: {figures.lower:.3f} is under {CHANCE}"
        return {LIKELIHOOD: document({**found, "measured": False, "why": why})}
    forms = _forms(probe)
    rules = tuple(dict.fromkeys(_rules(rows)))
    groups = {rule: group for rule in rules if (group := _competing(rule, domain, forms))}
    ranked = judge.rank_each([*groups.values()], tell)
    told = [_told(rule, likely) for rule, likely in zip(groups, ranked, strict=True)]
    found |= {"measured": True, "why": "", "left_out": len(rules) - len(told), "rules": told}
    return {LIKELIHOOD: document(found)}


def told_likelihood(path: Path, rule: str) -> Mapping[str, Any] | None:
    """What likelihood.json of a run says of a rule, by its id; None where it says nothing."""
    if not (path / LIKELIHOOD).exists():
        return None
    rules = read_document(path / LIKELIHOOD).get("rules", ())
    return next((one for one in rules if one["rule"] == rule), None)


def probe_text(domain: Domain) -> str:
    """The labelled statements as they are written; '' where there are none."""
    path = domain.path / domains.PROBE
    return read_text(path) if path.exists() else ""


def likelihood_sections(found: Mapping[str, Any]) -> list[str]:
    """The section of the card."""
    model = visible(str(found["model"]))
    head = "## Likelihood\n\n"
    if not found["measured"]:
        return [f"{head}not measured: {model}: {visible(str(found['why']))}"]
    rules = found["rules"]
    if not rules:
        return [f"{head}not measured: no rule has the form of the domain's labelled statements"]
    first = sum(rule["place"] == 1 for rule in rules)
    chance = sum(1 / rule["of"] for rule in rules)
    lines = (
        f"{head}{model} finds {first} of {len(rules)} rules likelier than any other conclusion of "
        f"the same sorts; by chance it were {chance:.1f}. On the domain's labelled statements its "
        f"AUC is {found['probe']['auc']:.3f} ({found['probe']['lower']:.3f} to "
        f"{found['probe']['upper']:.3f}). No verdict depends on this."
    )
    if found["left_out"]:
        lines += (
            f" {found['left_out']} more are not measured: no labelled statement has their form, or "
            f"nothing, or more than {MAX_STATEMENTS} statements, competes with them."
        )
    last = sorted(rules, key=lambda rule: (rule["margin"], rule["rule"]))[:_SHOWN]
    table = "".join(
        f"| {code_cell(rule['text'])} | {rule['score']:.2f} | {rule['place']} of {rule['of']} "
        f"| {code_cell(rule['rival'])} |\n"
        for rule in last
    )
    shown = "| the least likely | log-likelihood | place | likeliest other |\n|---|---:|---:|---|\n"
    return [f"{lines}\n\n{shown}{table}".rstrip() if table else lines]


def _rules(rows: Iterable[Row]) -> Sequence[Rule]:
    return [rule for r in rows if r["verdict"] in _JUDGED for rule in parse_rules(r["text"])]


def _competing(rule: Rule, domain: Domain, forms: Forms) -> tuple[Rule, ...]:
    """The rule, first, and what could stand in its place; nothing where the labelled statements
    have no rule of its form, which alone they vouch for."""
    head = rule.head
    if head is None or head.negated or (head.predicate, bool(rule.body)) not in forms:
        return ()
    plain = Rule(head, rule.body)
    if rule.body:
        try:
            found = alternatives(plain, domain.signature, {})
        except InputError:
            return ()
    else:  # the facts that differ in the last argument
        ends = forms[head.predicate, False]
        found = tuple(Rule(replace(head, args=(*head.args[:-1], end))) for end in ends)
    others = tuple(one for one in found if one != plain)
    return (plain, *others) if 0 < len(others) < MAX_STATEMENTS else ()


def _forms(probe: Probe) -> Forms:
    """The predicates that labelled statements conclude, with a body or without; of facts, what
    stands in the last argument."""
    found: dict[tuple[Predicate, bool], dict[Term, None]] = {}
    for statement in (s for question in probe.questions for s in question.statements):
        if isinstance(statement, Rule) and statement.head is not None:
            head = statement.head
            ends = found.setdefault((head.predicate, bool(statement.body)), {})
            ends |= dict.fromkeys(head.args[-1:])
    return {form: tuple(ends) for form, ends in found.items()}


def _told(rule: Rule, ranked: Sequence[Likely]) -> dict[str, Any]:
    plain = Rule(rule.head, rule.body)
    place = next(at for at, likely in enumerate(ranked) if likely.statement == plain)
    mine = ranked[place]
    rival = next(likely for likely in ranked if likely is not mine)
    return {
        "rule": rule_id(rule),
        "text": show_rule(rule),
        "score": round(mine.score, 6),
        "place": place + 1,
        "of": len(ranked),
        "rival": show_statement(rival.statement),
        "margin": round(mine.score - rival.score, 6),
    }
