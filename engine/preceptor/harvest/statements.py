"""What a reply comes to: its statements, and totals that account for each of its lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import reduce
from operator import add
from typing import Any

from preceptor.logic import Code, Fault, Rule, visible
from preceptor.logic.identity import Identity
from preceptor.syntax import Piece, show_theory
from preceptor.syntax.split import last_word

SCHEMA = "preceptor/parse/1"
SHOWN = 1000  # characters of what was written that a statement repeats


class Status(StrEnum):
    READ = "read"
    REPAIRED = "repaired"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a reply: what was written, and the rules it came to, if it could be read.

    `code` and `reason` say why a rejected one could not; `operators` how a repaired one could.
    One that was read and has a reason does not fit the signature, and nothing made it fit.
    `before` is the text as it was written, `after` our own print of the rules. A disjunction
    comes to several rules. The reader of identities gives `identities` in their place.
    """

    status: Status
    code: Code | None
    operators: tuple[str, ...]
    before: str
    after: str
    line: int
    column: int
    rules: tuple[Rule, ...]
    reason: str
    reply: str
    identities: tuple[Identity, ...] = ()

    def document(self) -> dict[str, Any]:
        return {
            "reply": self.reply,
            "line": self.line,
            "column": self.column,
            "status": self.status.value,
            "code": None if self.code is None else self.code.value,
            "operators": list(self.operators),
            "before": self.before,
            "after": self.after,
            "reason": self.reason,
        }


def accepted(
    rules: tuple[Rule, ...],
    operators: tuple[str, ...],
    piece: Piece,
    before: str,
    reply: str,
    reason: str = "",
) -> Statement:
    """A statement that was read, or repaired if it took operators; its rules remember which.

    `reason` says why it does not fit the signature, if it does not.
    """
    status, before = (Status.REPAIRED if operators else Status.READ), shown(before)
    if operators:
        rules = tuple(_repaired(rule, operators, before) for rule in rules)
    origin = rules[0].origin
    place = piece.place(0) if origin is None else (origin.line, origin.column)
    after = show_theory(rules).rstrip("\n")
    return Statement(status, None, operators, before, after, *place, rules, reason, reply)


def _repaired(rule: Rule, operators: tuple[str, ...], before: str) -> Rule:
    if rule.origin is None:
        return rule
    return replace(rule, origin=rule.origin._replace(operators=operators, before=before))


def _after(rule: Rule, operators: tuple[str, ...], before: str) -> Rule:
    earlier = () if rule.origin is None else rule.origin.operators
    return _repaired(rule, (*operators, *earlier), before)


def rejected(fault: Fault, piece: Piece, before: str, reply: str) -> Statement:
    """A statement that could not be read; the reason begins with the place of the fault."""
    place = piece.place(piece.clause_offset)
    return Statement(
        Status.REJECTED, fault.code, (), shown(before), "", *place, (), reason_of(fault), reply
    )


def reason_of(fault: Fault) -> str:
    """The place of a fault and what is wrong there, safe to show."""
    reason = f"{fault.origin.line}:{fault.origin.column}: {fault.message}"
    if fault.expected:
        reason += f"; expected {' or '.join(fault.expected)}"
    if fault.hint:
        reason += f"; {fault.hint}"
    return visible(reason)


def nearer(fault: Fault, later: Fault, piece: Piece) -> Fault:
    """The fault to tell: that after a repair, unless it lies in what the repair put in."""
    end = piece.place(last_word(piece.text))
    return later if (later.origin.line, later.origin.column) < end else fault


def shown(text: str) -> str:
    """What was written, safe to show, cut where it is very long."""
    text = text.strip()
    safe = visible(text[:SHOWN])
    if len(text) <= SHOWN and len(safe) <= SHOWN:
        return safe
    return f"{safe[:SHOWN]}... ({len(text)} characters)"


@dataclass(frozen=True, slots=True)
class Totals:
    """lines = blank + comment + prose + statement_lines; statements = read + repaired + rejected.

    A line that holds several statements counts once in `statement_lines`, and a statement over
    several lines counts each of them.
    """

    lines: int = 0
    blank: int = 0
    comment: int = 0
    prose: int = 0
    statement_lines: int = 0
    statements: int = 0
    read: int = 0
    repaired: int = 0
    rejected: int = 0

    def __add__(self, other: Totals) -> Totals:
        mine, others = asdict(self), asdict(other)
        return Totals(**{name: mine[name] + others[name] for name in mine})

    def document(self) -> dict[str, int]:
        return asdict(self)

    def __str__(self) -> str:
        share = (self.read + self.repaired) / self.statements if self.statements else 1.0
        return (
            f"{self.lines} lines: {self.blank} blank, {self.comment} comment, {self.prose} prose, "
            f"{self.statement_lines} of statements\n"
            f"{self.statements} statements: {self.read} read, {self.repaired} repaired, "
            f"{self.rejected} rejected ({share:.1%} read or repaired)"
        )


@dataclass(frozen=True, slots=True)
class Harvest:
    """All statements of one reply, or of several, in order."""

    statements: tuple[Statement, ...] = ()
    totals: Totals = Totals()

    @property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(rule for statement in self.statements for rule in statement.rules)

    def after(self, *operators: str) -> Harvest:
        """The harvest of a text to which these repairs were done before it was taken apart."""
        if not operators:
            return self
        statements = tuple(
            statement
            if statement.status is Status.REJECTED
            else replace(
                statement,
                status=Status.REPAIRED,
                operators=(*operators, *statement.operators),
                rules=tuple(_after(rule, operators, statement.before) for rule in statement.rules),
            )
            for statement in self.statements
        )
        repaired = self.totals.read + self.totals.repaired
        return Harvest(statements, replace(self.totals, read=0, repaired=repaired))

    def document(self) -> dict[str, Any]:
        """The JSON document `preceptor/parse/1`."""
        return {
            "schema": SCHEMA,
            "totals": self.totals.document(),
            "statements": [statement.document() for statement in self.statements],
        }


def gather(harvests: Iterable[Harvest]) -> Harvest:
    """Several replies as one."""
    parts = tuple(harvests)
    statements = tuple(statement for part in parts for statement in part.statements)
    return Harvest(statements, reduce(add, (part.totals for part in parts), Totals()))


def document(*harvests: Harvest) -> dict[str, Any]:
    """The JSON document `preceptor/parse/1` of one reply or of several."""
    return gather(harvests).document()
