"""Judging: rules and decision tables checked together, each by the search that suits it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from preceptor.logic import Rule, Theory
from preceptor.tables import Remark, Table, rules_of

if TYPE_CHECKING:
    from preceptor.check import Report


def judge(
    theory: Theory,
    tables: Sequence[Table],
    remarks: Sequence[Remark],
    constraints: tuple[Rule, ...],
    **options: Any,
) -> Report:
    """Whether a theory is consistent, with a finding for each thing wrong.

    Decision tables are judged as such; the rules made of them only where there are laws or other
    rules that they could clash with.
    """
    from preceptor import check

    searched, unjudged = theory, theory.rules[:0]
    if not constraints and _is_of_tables(theory, tables):
        searched, unjudged = Theory((), theory.signature), theory.rules
    report = check.check(searched, constraints=constraints, **options)
    return check.with_tables(report, tables, remarks, unjudged) if tables else report


def _is_of_tables(theory: Theory, tables: Sequence[Table]) -> bool:
    """Whether there is nothing but decision tables."""
    made = {rule for table in tables for rule in rules_of(table)}
    return bool(made) and all(rule in made for rule in theory)
