"""Programs: their statements, each with its line, and what was repaired in it or why it is unread.

What a line says decides what it is, not the block that it stands in: a rule among the facts is a
rule. Only a query is known by its block.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from preceptor.harvest.lines import MARKER
from preceptor.logic import Atom, Code, Fault, Origin, Predicate
from preceptor.programs.layout import MAX_LINES, Line
from preceptor.programs.logic_program.grammar import (
    Clause,
    Unread,
    parse_declaration,
    parse_statement,
)
from preceptor.programs.logic_program.repairs import (
    DECLARATION_REPAIRS,
    REPAIRS,
    Repair,
    repaired,
)
from preceptor.programs.logic_program.sections import Section, lines, section_of
from preceptor.syntax.characters import FORBIDDEN

MAX_LINE = 4000  # characters

_EXPECTED = {
    Section.PREDICATES: "Name($x, bool)",
    Section.FACTS: "Name(constant, True)",
    Section.QUERY: "Name(constant, True)",
}
_RULE = "Name($x, True) >>> Name($x, True)"


@dataclass(frozen=True, slots=True)
class Statement:
    """A line that states something: a predicate, clauses, or neither where `fault` is set.

    `section` is the block that it belongs to. A disjunction comes to several clauses.
    """

    line: Line
    section: Section
    declared: Predicate | None = None
    clauses: tuple[Clause, ...] = ()
    operators: tuple[str, ...] = ()
    fault: Fault | None = None

    @property
    def atoms(self) -> tuple[Atom, ...]:
        return tuple(atom for clause in self.clauses for atom in clause.atoms)


@dataclass(frozen=True, slots=True)
class Program:
    """The statements of a text in order; the lines that only comment; and those that are prose."""

    statements: tuple[Statement, ...]
    comments: tuple[Line, ...] = ()
    prose: tuple[Line, ...] = ()
    blank: int = 0

    def of(self, *sections: Section) -> tuple[Statement, ...]:
        return tuple(s for s in self.statements if s.section in sections)

    @property
    def declared(self) -> tuple[Predicate, ...]:
        return tuple(s.declared for s in self.statements if s.declared is not None)

    @property
    def atoms(self) -> tuple[Atom, ...]:
        return tuple(atom for statement in self.statements for atom in statement.atoms)

    @property
    def query(self) -> tuple[Atom, ...]:
        """The atoms asked for, all of which are to hold."""
        return tuple(atom for statement in self.of(Section.QUERY) for atom in statement.atoms)

    @property
    def unread(self) -> tuple[Fault, ...]:
        """The faults of the lines that state something nobody could read."""
        return tuple(s.fault for s in self.statements if s.fault is not None)

    @property
    def operators(self) -> tuple[str, ...]:
        """What was repaired, each name once, in the order of the lines."""
        return tuple(dict.fromkeys(name for s in self.statements for name in s.operators))


def read_lines(text: str, source: str = "program", without: Collection[str] = ()) -> Program:
    """The program of a text. A line that cannot be read is a statement with a fault.

    `without` names operators that may not be used; past MAX_LINES nothing is read.
    """
    statements: list[Statement] = []
    comments: list[Line] = []
    prose: list[Line] = []
    blank = 0
    for line in lines(text):
        if line.number > MAX_LINES:
            message = f"a program of more than {MAX_LINES} lines: the rest is not read"
            statements.append(_unread(line, source, message, 0, Code.LIMIT))
            break
        if not line.text.strip():
            blank += 1
        elif not line.body or section_of(line) is Section.REMARK:
            comments.append(line)
        else:
            statement = _read(line, source, without)
            is_prose = statement.fault is not None and statement.fault.code is Code.SYNTAX
            if is_prose and not MARKER.search(line.body):
                prose.append(line)
            else:
                statements.append(statement)
    return Program(tuple(statements), tuple(comments), tuple(prose), blank)


def _read(line: Line, source: str, without: Collection[str]) -> Statement:
    if FORBIDDEN.search(line.text):
        return _unread(line, source, "a control character", 0, Code.CHARACTER)
    if len(line.text) > MAX_LINE:
        message = f"a line of {len(line.text)} characters; the limit is {MAX_LINE}"
        return _unread(line, source, message, 0, Code.LIMIT)
    try:
        return _parsed(line, line.body, ())
    except Unread as error:
        refused = error
    for table in _tables(section_of(line)):
        text, used = repaired(line.body, section_of(line), table, without)
        try:
            return _parsed(line, text, used)
        except Unread:
            continue
    return _unread(line, source, refused.message, refused.offset, Code.SYNTAX)


def _tables(section: Section) -> tuple[tuple[Repair, ...], ...]:
    return (DECLARATION_REPAIRS, REPAIRS) if section is Section.PREDICATES else (REPAIRS,)


def _parsed(line: Line, text: str, used: tuple[str, ...]) -> Statement:
    """The statement that a text makes; raises Unread."""
    if section_of(line) is not Section.QUERY:
        declared = parse_declaration(text)
        if declared is not None:
            used = _moved(line, Section.PREDICATES, used)
            return Statement(line, Section.PREDICATES, declared, (), used)
    clauses = tuple(map(parse_statement, text.split("\n")))
    is_rule = any(clause.body for clause in clauses)
    if any(len(clause.heads) > 1 for clause in clauses):
        used = (*used, "several_heads")
    if section_of(line) is Section.QUERY:
        if is_rule:
            raise Unread("found a rule where a query belongs", 0)
        return Statement(line, Section.QUERY, None, clauses, used)
    section = Section.RULES if is_rule else Section.FACTS
    return Statement(line, section, None, clauses, _moved(line, section, used))


def _moved(line: Line, section: Section, used: tuple[str, ...]) -> tuple[str, ...]:
    return used if section_of(line) is section else (*used, "misplaced")


def _unread(line: Line, source: str, message: str, offset: int, code: Code) -> Statement:
    origin = Origin(source, line.number, line.column + offset)
    expected = (_EXPECTED.get(section_of(line), _RULE),) if code is Code.SYNTAX else ()
    return Statement(
        line, section_of(line), fault=Fault(origin, message, code, line.text, expected)
    )
