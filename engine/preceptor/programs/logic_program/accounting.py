"""Accounting: a program as a harvest, each of its lines counted, each of its statements shown."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from preceptor.harvest import Harvest
from preceptor.logic import Rule
from preceptor.programs.logic_program.answering import statement_rules
from preceptor.programs.logic_program.program import Said, Statement
from preceptor.programs.logic_program.reader import resolved
from preceptor.programs.logic_program.sections import Section
from preceptor.programs.statements import accounted
from preceptor.syntax import show_goal, show_rule


def account(text: str, source: str) -> Harvest:
    """A Logic-LM program taken apart line by line, as `harvest.read` does with rules.

    Repaired statements are shown in the rule language under their final names: a declaration as
    `name/arity`, the query as `?- goal.`, with `-` for what is False.
    """
    program = resolved(text)
    stated = tuple(s for s in program.statements if "individual" not in s.operators)
    reading = replace(program.reading, statements=stated)
    return accounted(reading, _show, source, partial(_rules, source=source))


def _rules(statement: Statement, source: str) -> tuple[Rule, ...]:
    is_query = statement.said is not None and statement.said.section is Section.QUERY
    return () if is_query else statement_rules(statement, source)


def _show(said: Said) -> str:
    if said.declared is not None:
        return str(said.declared)
    if said.section is Section.QUERY:
        return f"?- {show_goal(said.atoms)}."
    return "\n".join(
        show_rule(Rule(head, clause.body)) for clause in said.clauses for head in clause.heads
    )
