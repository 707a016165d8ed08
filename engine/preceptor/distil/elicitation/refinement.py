"""Refinement: rules in a conflict go back to the teacher with the facts that show it.

Each round puts the conflicts that the check finds to the teacher, one question each, and takes of
the answers what the checker confirms. As in guided asking, somebody else does the asking.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from preceptor import harvest
from preceptor.check import check, variant_key
from preceptor.check.repair import with_repairs
from preceptor.distil.elicitation import templates
from preceptor.distil.elicitation.trial import Trials, searchable, session
from preceptor.distil.replyfile import Questions
from preceptor.domain import Domain, Prompt
from preceptor.logic import Atom, Finding, Origin, Rule, Severity
from preceptor.syntax import parse_rules, rule_id, show_rule

ROUNDS = 2
QUESTIONS = 10  # of a round
STATED = 10  # new rules of one answer that are tried
OPERATOR = "counterexample"  # in the repair history of a rule

OTHER = "it concludes something else"
UNSEARCHED = "it counts, or has too many conditions"
FLOOD = f"it states more than {STATED} new rules"

Texts = tuple[str | None, ...]  # the replies to questions; None where there is none
Core = tuple[Rule, ...]
Row = dict[str, Any]  # a line of refinement.jsonl


@dataclass(frozen=True, slots=True)
class Case:
    """A conflict: the finding, the rules of the teacher in it, and the question."""

    finding: Finding
    core: Core
    prompt: Prompt

    @property
    def about(self) -> object:
        return _about(self.finding)


def refine(
    domain: Domain,
    rules: Sequence[Rule],
    rounds: int,
    facts: Sequence[Atom] = (),
    scores: Mapping[str, float] | None = None,
) -> Generator[Questions, Texts, tuple[Row, ...]]:
    """The questions, a round at a time; returns what came of each.

    Where an answer could stand for several rules, the one of the lowest score is changed first.
    """
    trials = Trials(session(domain, facts))
    trials.session.extend(searchable(rules))
    rows: list[Row] = []
    asked: set[str] = set()
    answered: dict[object, tuple[str, str]] = {}
    found = _conflicts(domain, trials, facts) if rounds else ()
    for number in range(1, rounds + 1):
        cases = (_case(domain, each, answered) for each in found)
        due = [c for c in cases if c.prompt.id not in asked and _is_short(c)][:QUESTIONS]
        if not due:
            break
        asked |= {case.prompt.id for case in due}
        texts = yield tuple((case.prompt, 0) for case in due)
        for case, text in zip(due, texts, strict=True):
            row = _weighed(domain, trials, case, text, scores or {})
            rows.append({"round": number, **row})
            if row["outcome"] in ("refused", "unchanged"):
                answered[case.about] = (row["read"], row["why"])
        if any(row["changes"] for row in rows[-len(due) :]):
            found = _conflicts(domain, trials, facts)
    left = (_case(domain, each, answered) for each in found)
    rows += (_unasked(c) for c in left if c.prompt.id not in asked and c.about not in answered)
    return tuple(rows)


def refined(candidates: Sequence[Rule], rows: Sequence[Mapping[str, Any]]) -> tuple[Rule, ...]:
    """The candidates with the changes that were accepted, wherever a rule was stated.

    A changed candidate keeps its place, and has the text before in its history.
    """
    current = list(candidates)
    for change in (change for row in rows for change in row["changes"]):
        (old,), (new,) = (parse_rules(change[name], "refinement") for name in ("before", "after"))
        key = variant_key(old)
        current = [_changed(c, new) if variant_key(c) == key else c for c in current]
    return tuple(current)


def _changed(candidate: Rule, new: Rule) -> Rule:
    origin = candidate.origin or Origin("", 1, 1)
    history = origin._replace(
        operators=(*origin.operators, OPERATOR),
        before=origin.before or show_rule(candidate),
    )
    return replace(new, origin=history)


def _conflicts(
    domain: Domain, trials: Trials, facts: Sequence[Atom]
) -> tuple[tuple[Finding, Core], ...]:
    """The conflicts of the theory as it is, errors first, each once, with the rules in it."""
    theory = trials.session.theory
    laws = tuple(searchable(domain.constraints))
    checked = check(theory, constraints=laws, facts=facts, with_prolog=False)
    findings = with_repairs(checked, findings=0).findings
    found: dict[object, tuple[Finding, Core]] = {}
    for finding in sorted(findings, key=lambda each: each.severity is not Severity.ERROR):
        core = trials.rules(finding)
        if finding.ask and core:
            found.setdefault(_about(finding), (finding, core))
    return tuple(found.values())


def _case(
    domain: Domain, conflict: tuple[Finding, Core], answered: Mapping[object, tuple[str, str]]
) -> Case:
    finding, core = conflict
    said, why = answered.get(_about(finding), ("", ""))
    said = said if len(said.encode()) <= templates.ANSWER_BYTES else ""
    return Case(finding, core, templates.refine(domain, finding.ask, said, why))


def _about(finding: Finding) -> object:
    return finding.constraint, frozenset(finding.rules)


def _is_short(case: Case) -> bool:
    return len(case.finding.ask.encode()) <= templates.CASE_BYTES


def _row(case: Case, outcome: str, why: str = "") -> Row:
    return {
        "id": case.prompt.id,
        "sample": 0,
        "template": case.prompt.template,
        "constraint": case.finding.constraint,
        "rules": [*map(show_rule, case.core)],
        "case": case.finding.ask,
        "reply": None,
        "read": "",
        "outcome": outcome,
        "why": why,
        "changes": [],
    }


def _unasked(case: Case) -> Row:
    why = "" if _is_short(case) else "the case is too long to be put into a question"
    return {"round": None, **_row(case, "not asked", why)}


def _weighed(
    domain: Domain, trials: Trials, case: Case, text: str | None, scores: Mapping[str, float]
) -> Row:
    """What comes of an answer; the theory of the trials has its changes from here on."""
    if text is None:
        return _row(case, "unanswered")
    stated = _stated(domain, case, text)
    said = {"reply": text, "read": "\n".join(map(show_rule, stated))}
    if not trials.finds(case.finding):
        return _row(case, "settled", "another answer has settled it") | said
    if not stated:
        return _row(case, "unparsable", "no rule can be read in the answer") | said
    kept = {_exact(rule) for rule in stated}
    open_rules = sorted(
        (trials.now(rule) for rule in case.core if _exact(rule) not in kept),
        key=lambda rule: (scores.get(rule_id(rule), 0.0), rule_id(rule)),
    )
    known = {_exact(rule) for rule in (*trials.session.theory, *case.core)}
    new = [rule for rule in stated if _exact(rule) not in known]
    if not new:
        return _row(case, "unchanged", "the rules are stated as they were") | said
    if len(new) > STATED:
        return _row(case, "refused", FLOOD) | said
    new = list(searchable(new))
    if not new:
        return _row(case, "refused", UNSEARCHED) | said
    changes, whys = _tried(trials, open_rules, new)
    outcome = "accepted" if changes else "refused"
    why = "" if changes else whys[0]
    return _row(case, outcome, why) | said | {"changes": changes}


def _tried(
    trials: Trials, open_rules: list[Rule], new: Sequence[Rule]
) -> tuple[list[dict[str, str]], list[str]]:
    """The changes that were accepted, and why others were not."""
    changes: list[dict[str, str]] = []
    whys: list[str] = []
    for rule in new:
        why = OTHER
        for old in [o for o in open_rules if _concludes(o) == _concludes(rule)]:
            why = trials.replace(old, rule)
            if not why:
                open_rules.remove(old)
                changes.append({"before": show_rule(old), "after": show_rule(rule)})
                break
        whys += [why] if why else []
    return changes, whys


def _stated(domain: Domain, case: Case, text: str) -> tuple[Rule, ...]:
    taken = harvest.read(text, case.prompt.id, reader="rules", signature=domain.signature)
    stated = (
        replace(rule, name=None, clause=None, origin=None)
        for statement in taken.statements
        for rule in statement.rules
    )
    return tuple(dict.fromkeys(stated))


def _exact(rule: Rule) -> tuple[object, ...]:
    """What rules share that say the same with the same weight."""
    return variant_key(rule), rule.weight


def _concludes(rule: Rule) -> object:
    return rule.head and rule.head.predicate
