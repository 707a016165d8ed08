"""Judging: a judgement of rules in text, and what tests ask of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from preceptor.check import Judgement, judge
from preceptor.logic import (
    NO_SIGNATURE,
    Code,
    Verdict,
)
from preceptor.syntax import parse_atom, parse_rules, show_rule


def judged(
    text: str,
    constraints: str = "",
    facts: Sequence[str] = (),
    scores: dict[str, float] | None = None,
) -> Judgement:
    return judge(
        parse_rules(text, "kinship/general#0"),
        NO_SIGNATURE,
        constraints=parse_rules(constraints, "constraints.pl"),
        facts=map(parse_atom, facts),
        scores=scores,
        with_prolog=False,
    )


def shape(verdict: Verdict) -> tuple[str, ...]:
    return type(verdict).__name__, *(str(finding.code) for finding in verdict.findings)


def kept(judgement: Judgement) -> list[str]:
    return [show_rule(replace(rule, name=None)) for rule in judgement.theory]


def said(judgement: Judgement, code: Code) -> list[str]:
    return [finding.message for finding in judgement.findings if finding.code is code]
