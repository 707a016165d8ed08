"""Programs: their statements, each with its line, and what was repaired in it or why it is unread.

What a line says decides what it is, not the block that it stands in: a rule among the facts is a
rule. Only a query is known by its block.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from preceptor.harvest.lines import MARKER
from preceptor.logic import Atom, Fault, Predicate
from preceptor.programs import statements
from preceptor.programs.layout import Line, without_markup
from preceptor.programs.logic_program.conditionals import states_rule
from preceptor.programs.logic_program.grammar import Clause, parse_declaration, parse_statement
from preceptor.programs.logic_program.repairs import (
    DECLARATION_REPAIRS,
    REPAIRS,
    Repair,
    repaired,
)
from preceptor.programs.logic_program.sections import Section, lines, section_of
from preceptor.programs.statements import Reading, Unread

_EXPECTED = {
    Section.PREDICATES: "Name($x, bool)",
    Section.FACTS: "Name(constant, True)",
    Section.QUERY: "Name(constant, True)",
}
_RULE = "Name($x, True) >>> Name($x, True)"


@dataclass(frozen=True, slots=True)
class Said:
    """What a line states: a predicate, or clauses. `section` is the block that it belongs to. A
    disjunction comes to several clauses."""

    section: Section
    declared: Predicate | None = None
    clauses: tuple[Clause, ...] = ()

    @property
    def atoms(self) -> tuple[Atom, ...]:
        return tuple(atom for clause in self.clauses for atom in clause.atoms)


Statement = statements.Statement[Said]


@dataclass(frozen=True, slots=True)
class Program:
    """A program's lines as they were read, and its statements in their present form."""

    reading: Reading[Said]
    statements: tuple[Statement, ...]

    def of(self, *sections: Section) -> tuple[Statement, ...]:
        return tuple(s for s in self.statements if s.said and s.said.section in sections)

    def clauses(self, *sections: Section) -> tuple[Clause, ...]:
        return tuple(c for said in self.said if said.section in sections for c in said.clauses)

    @property
    def said(self) -> tuple[Said, ...]:
        return tuple(s.said for s in self.statements if s.said is not None)

    @property
    def declared(self) -> tuple[Predicate, ...]:
        return tuple(said.declared for said in self.said if said.declared is not None)

    @property
    def atoms(self) -> tuple[Atom, ...]:
        return tuple(atom for said in self.said for atom in said.atoms)

    @property
    def query(self) -> tuple[Atom, ...]:
        """The atoms asked for, all of which are to hold."""
        return tuple(atom for clause in self.clauses(Section.QUERY) for atom in clause.atoms)

    @property
    def unread(self) -> tuple[Fault, ...]:
        """The faults of the lines that state something nobody could read."""
        return tuple(s.fault for s in self.statements if s.fault is not None and not s.is_prose)

    @property
    def operators(self) -> tuple[str, ...]:
        """What was repaired, each name once, in the order of the lines."""
        return tuple(dict.fromkeys(name for s in self.statements for name in s.operators))


def read_lines(text: str, without: Collection[str] = ()) -> Program:
    """The program of a text. A line that cannot be read is a statement with a fault.

    `without` names operators that may not be used.
    """
    reading = statements.read_lines(lines(text), _reader(without), _is_prose)
    return Program(reading, reading.statements)


def _is_prose(line: Line) -> bool:
    """A sentence among the facts and rules that states a rule is none, for without it the program
    says something else."""
    section = section_of(line)
    if section in (Section.FACTS, Section.RULES) and states_rule(without_markup(line.body)):
        return False
    return section is Section.REMARK or not MARKER.search(line.body)


def _reader(without: Collection[str]) -> Callable[[Line], tuple[Said, tuple[str, ...]]]:
    def read(line: Line) -> tuple[Said, tuple[str, ...]]:
        section = section_of(line)
        if section is Section.REMARK:
            raise Unread("outside of a block")
        try:
            return _said(section, line.body, ())
        except Unread as error:
            expected = (_EXPECTED.get(section, _RULE),)
            refusal = Unread(error.message, error.offset, error.code, expected)
        for table in _tables(section):
            text, used = repaired(line.body, section, table, without)
            try:
                return _said(section, text, used)
            except Unread:
                continue
        raise refusal

    return read


def _tables(section: Section) -> tuple[tuple[Repair, ...], ...]:
    return (DECLARATION_REPAIRS, REPAIRS) if section is Section.PREDICATES else (REPAIRS,)


def _said(section: Section, text: str, used: tuple[str, ...]) -> tuple[Said, tuple[str, ...]]:
    """What a text states, and the repairs with those that this takes; raises Unread."""
    declared = None if section is Section.QUERY else parse_declaration(text)
    if declared is not None:
        return _moved(section, Said(Section.PREDICATES, declared), used)
    clauses = tuple(map(parse_statement, text.split("\n")))
    is_rule = any(clause.body for clause in clauses)
    if any(len(clause.heads) > 1 for clause in clauses):
        used = (*used, "several_heads")
    if section is Section.QUERY:
        if is_rule:
            raise Unread("found a rule where a query belongs")
        return Said(Section.QUERY, None, clauses), used
    return _moved(section, Said(Section.RULES if is_rule else Section.FACTS, None, clauses), used)


def _moved(section: Section, said: Said, used: tuple[str, ...]) -> tuple[Said, tuple[str, ...]]:
    return said, (used if said.section is section else (*used, "misplaced"))


def stated(line: Line, said: Said, *operators: str) -> Statement:
    """A line that says something by these repairs."""
    return statements.Statement(line, said, operators)


def with_said(statement: Statement, said: Said, *operators: str) -> Statement:
    """The statement saying something else, by these repairs more."""
    used = tuple(dict.fromkeys((*statement.operators, *operators)))
    return replace(statement, said=said, operators=used)
