"""Statements of a program: a line each, what it says, what was repaired in it, or its fault.

`accounted` turns them into the harvest that `preceptor parse` prints, every line counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from lark.exceptions import UnexpectedInput, UnexpectedToken

from preceptor import harvest
from preceptor.harvest import Harvest, Status, Totals
from preceptor.harvest.statements import reason_of, shown
from preceptor.logic import Code, Fault, Origin, Rule
from preceptor.programs.layout import MAX_LINE, MAX_LINES, OUTSIDE, Kind, Line
from preceptor.syntax.characters import FORBIDDEN

SOURCE = "program"
_WORD = r"(?!(?:for|all|exists|implies|and|or|not|iff|xor)\b)[A-Za-z][a-z'’-]*"
_SENTENCE = re.compile(rf"(?<![\w.])(?:{_WORD},? ){{3}}{_WORD}(?![\w(])", re.IGNORECASE)
_SHOWN = 20  # characters of what was found

T = TypeVar("T")


class Unread(Exception):
    """A line that the grammar refuses: what is wrong, and at which offset of its body."""

    def __init__(
        self,
        message: str,
        offset: int = 0,
        code: Code = Code.SYNTAX,
        expected: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.code = code
        self.expected = expected


def unexpected(error: UnexpectedInput, text: str) -> Unread:
    """Lark's error in our words."""
    offset = error.pos_in_stream
    ended = isinstance(error, UnexpectedToken) and error.token.type == "$END"
    if ended or offset is None or not text[offset:].strip():
        return Unread("the line ends too early", len(text.rstrip()))
    return Unread(f"found {text[offset : offset + _SHOWN].split()[0]!r}", offset)


@dataclass(frozen=True, slots=True)
class Statement(Generic[T]):
    """A line with what it says; `said` is None where it has a fault. Prose has one as well."""

    line: Line
    said: T | None
    operators: tuple[str, ...] = ()
    fault: Fault | None = None
    is_prose: bool = False

    @property
    def status(self) -> Status:
        if self.fault is not None:
            return Status.REJECTED
        return Status.REPAIRED if self.operators else Status.READ


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """All lines of a program and its statements, in order."""

    lines: tuple[Line, ...]
    statements: tuple[Statement[T], ...]

    def of(self, *blocks: str) -> tuple[Statement[T], ...]:
        return tuple(s for s in self.statements if s.line.block in blocks)

    @property
    def comments(self) -> tuple[str, ...]:
        return tuple(line.comment for line in self.lines if line.comment)


def read_lines(
    numbered: Iterable[Line],
    read: Callable[[Line], tuple[T, tuple[str, ...]]],
    is_prose: Callable[[Line], bool],
) -> Reading[T]:
    """Reads each line with `read`, which gives what it says and the repairs, or raises Unread."""
    every = tuple(numbered)
    statements = [_read(line, read, is_prose) for line in every[:MAX_LINES] if line.body]
    if len(every) > MAX_LINES:
        message = f"a program of {len(every)} lines; the limit is {MAX_LINES}"
        past = every[MAX_LINES]
        statements.append(Statement(past, None, (), _fault(past, message, 0, Code.LIMIT)))
    return Reading(every, tuple(_closed(statements)))


def _closed(statements: list[Statement[T]]) -> Iterator[Statement[T]]:
    """The statements; the prose behind the last of a block, at the end of a program, is in none."""
    last = max((n for n, s in enumerate(statements) if not s.is_prose), default=-1)
    block = statements[last].line.block if statements else OUTSIDE
    for n, statement in enumerate(statements):
        ends = last >= 0 and n > last and statement.line.block == block
        yield replace(statement, line=replace(statement.line, block=OUTSIDE)) if ends else statement


def is_sentence(text: str, formal: re.Pattern[str]) -> bool:
    """Whether a line that cannot be read is prose: nothing formal is in it, or four plain words
    follow each other and none of them is a connective."""
    return not formal.search(text) or _SENTENCE.search(text) is not None


def without_captions(reading: Reading[T], block: str) -> Reading[T]:
    """The reading in which prose that stands above every formula of a block is in no block."""
    within = [s for s in reading.statements if s.line.block == block]
    captions = [s for s in within[::2] if s.is_prose]
    if not captions or len(within) != 2 * len(captions) or any(s.is_prose for s in within[1::2]):
        return reading
    gone = {s.line.number for s in captions}
    return replace(
        reading,
        statements=tuple(
            replace(s, line=replace(s.line, block=OUTSIDE)) if s.line.number in gone else s
            for s in reading.statements
        ),
    )


def _read(
    line: Line,
    read: Callable[[Line], tuple[T, tuple[str, ...]]],
    is_prose: Callable[[Line], bool],
) -> Statement[T]:
    stray = FORBIDDEN.search(line.text)
    if stray:
        offset = stray.start() - line.column + 1
        message = f"a control character, U+{ord(stray.group()):04X}"
        return Statement(line, None, (), _fault(line, message, offset, Code.CHARACTER))
    if len(line.text) > MAX_LINE:
        message = f"a line of {len(line.text)} characters; the limit is {MAX_LINE}"
        return Statement(line, None, (), _fault(line, message, 0, Code.LIMIT))
    try:
        return Statement(line, *read(line))
    except Unread as error:
        fault = _fault(line, error.message, error.offset, error.code, error.expected)
        return Statement(line, None, (), fault, is_prose(line))


def _fault(
    line: Line, message: str, offset: int, code: Code, expected: tuple[str, ...] = ()
) -> Fault:
    number, column = line.place(offset)
    return Fault(Origin(SOURCE, number, column), message, code, line.text, expected)


def accounted(
    reading: Reading[T],
    show: Callable[[T], str],
    reply: str,
    rules_of: Callable[[Statement[T]], tuple[Rule, ...]] = lambda _: (),
) -> Harvest:
    """The harvest of a program. `show` prints what a statement says, `rules_of` gives the rules
    that it is."""
    stated = [s for s in reading.statements if not s.is_prose]
    found = tuple(_accounted(statement, show, reply, rules_of) for statement in stated)
    kinds = Counter(line.kind for line in reading.lines)
    status = Counter(statement.status for statement in found)
    prose = len(reading.statements) - len(stated)
    return Harvest(
        found,
        Totals(
            lines=len(reading.lines),
            blank=kinds[Kind.BLANK],
            comment=kinds[Kind.COMMENT],
            prose=prose,
            statement_lines=kinds[Kind.BODY] - prose,
            statements=len(found),
            read=status[Status.READ],
            repaired=status[Status.REPAIRED],
            rejected=status[Status.REJECTED],
        ),
    )


def _accounted(
    statement: Statement[T],
    show: Callable[[T], str],
    reply: str,
    rules_of: Callable[[Statement[T]], tuple[Rule, ...]],
) -> harvest.Statement:
    line, fault = statement.line, statement.fault
    return harvest.Statement(
        status=statement.status,
        code=None if fault is None else fault.code,
        operators=statement.operators,
        before=shown(line.body),
        after="" if statement.said is None else show(statement.said),
        line=line.number,
        column=line.column,
        rules=rules_of(statement),
        reason="" if fault is None else reason_of(fault),
        reply=reply,
    )
