"""Judging: the checker's verdicts on the candidates, and the rule files that follow from them."""

from __future__ import annotations

from collections.abc import Sequence

from preceptor import check
from preceptor import domain as domains
from preceptor.distil.folder import Files, document
from preceptor.distil.rulefile import CONSTRAINTS, QUARANTINE, RULES, quarantine_file, rule_file
from preceptor.distil.verdicts import VERDICTS, kept, verdict_row
from preceptor.distil.votes import Votes
from preceptor.domain import Domain
from preceptor.logic import Atom, Rule
from preceptor.syntax import show_theory
from preceptor.syntax.jsonl import dump_lines

CHECK = "check.json"


def judge(domain: Domain, candidates: Sequence[Rule]) -> Files:
    """The texts of verdicts.jsonl, the rule files, and what is said of the kept rules together."""
    votes = Votes.count(candidates)
    facts = example_facts(domain)
    judgement = check.judge(
        candidates,
        domain.signature,
        constraints=domain.constraints,
        facts=facts,
        scores=votes.scores(candidates),
    )
    rows = [
        verdict_row(verdict, candidate, votes.score(candidate))
        for verdict, candidate in zip(judgement.verdicts, candidates, strict=True)
    ]
    report = check.report_of(
        judgement, constraints=domain.constraints, facts=facts, goals=domain.goals
    ).document()
    del report["cpu_s"]  # times are kept apart
    return {
        VERDICTS: dump_lines(rows),
        RULES: rule_file(domain, kept(judgement.verdicts)),
        QUARANTINE: quarantine_file(domain, rows),
        CONSTRAINTS: show_theory(domain.constraints),
        CHECK: document(report),
    }


def example_facts(domain: Domain) -> tuple[Atom, ...]:
    """The domain's example database; none where it has no facts/."""
    return domains.load_facts(domain.facts, domain.signature) if domain.facts.exists() else ()
