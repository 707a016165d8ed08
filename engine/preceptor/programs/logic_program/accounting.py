"""Accounting: a program as a harvest, each of its lines counted, each of its statements shown."""

from __future__ import annotations

from collections import Counter

from preceptor.harvest import Harvest, Status, Totals
from preceptor.harvest import Statement as Harvested
from preceptor.harvest.statements import rejected, shown
from preceptor.programs.logic_program.answering import statement_rules
from preceptor.programs.logic_program.program import Statement
from preceptor.programs.logic_program.reader import resolved
from preceptor.programs.logic_program.sections import Section
from preceptor.syntax import Piece, show_goal, show_theory


def account(text: str, source: str) -> Harvest:
    """A Logic-LM program taken apart line by line, as `harvest.read` does with rules.

    Repaired statements are shown in the rule language under their final names: a declaration as
    `name/arity`, the query as `?- goal.`, with `-` for what is False.
    """
    program = resolved(text, source=source)
    stated = tuple(s for s in program.statements if "individual" not in s.operators)
    statements = tuple(_harvested(statement, source) for statement in stated)
    status = Counter(statement.status for statement in statements)
    counts = len(statements), len(program.comments), len(program.prose), program.blank
    totals = Totals(
        lines=sum(counts),
        blank=program.blank,
        comment=len(program.comments),
        prose=len(program.prose),
        statement_lines=len(statements),
        statements=len(statements),
        read=status[Status.READ],
        repaired=status[Status.REPAIRED],
        rejected=status[Status.REJECTED],
    )
    return Harvest(statements, totals)


def _harvested(statement: Statement, source: str) -> Harvested:
    line = statement.line
    piece = Piece(line.body, line.number, line.column, stopped=False)
    if statement.fault is not None:
        return rejected(statement.fault, piece, line.text, source)
    rules = () if statement.section is Section.QUERY else statement_rules(statement, source)
    return Harvested(
        Status.REPAIRED if statement.operators else Status.READ,
        None,
        statement.operators,
        shown(line.body),
        _after(statement, source),
        line.number,
        line.column,
        rules,
        "",
        source,
    )


def _after(statement: Statement, source: str) -> str:
    if statement.declared is not None:
        return str(statement.declared)
    if statement.section is Section.QUERY:
        return f"?- {show_goal(statement.atoms)}."
    return show_theory(statement_rules(statement, source)).rstrip("\n")
