"""Likelihoods: the statements of a domain by which a teacher's sense of what is likely is tried.

They lie in probes/likelihood.toml, labelled by hand: questions, each with the answers that hold
and some that fail, and the phrases in which a model is to read them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from preceptor.domain.domain import Domain
from preceptor.domain.phrasing import Phrase, Phrasing, Statement
from preceptor.domain.settings import Settings, Table
from preceptor.logic import Aggregate, Atom, InputError, Not, ParseError, Rule, did_you_mean
from preceptor.syntax import parse_rules
from preceptor.syntax.files import read_text
from preceptor.syntax.identity import parse_identities

S = TypeVar("S", bound=Statement)

PROBE = "probes/likelihood.toml"


@dataclass(frozen=True, slots=True)
class Question:
    """Statements that compete: at least one that holds, at least one that does not."""

    holds: tuple[Statement, ...]
    fails: tuple[Statement, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        return self.holds + self.fails


@dataclass(frozen=True, slots=True)
class Probe:
    """The questions of a domain, and how a model reads them."""

    questions: tuple[Question, ...]
    phrasing: Phrasing


def load_probe(domain: Domain) -> Probe:
    """The domain's probe. Raises InputError where it has none, ParseError with every fault."""
    path = domain.path / PROBE
    if not path.exists():
        raise InputError(
            f"{domain.name} has no statements to try a teacher by",
            f"write some into {path}, as in rulesets/animals",
        )
    settings = Settings(str(path), read_text(path))
    table = settings.read()
    reader = _Reader(domain)
    phrases = tuple(p for child in table.tables("phrases") for p in reader.phrase(child))
    frame = table.string("frame", "{0}")
    questions = tuple(q for child in table.tables("questions") for q in reader.question(child))
    if not table.values.get("questions"):
        table.fault("", "there is not one table [[questions]]")
    table.close()
    settings.settled()
    return Probe(questions, Phrasing(domain.signature, phrases, frame))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the tables of one domain's probe; what is wrong in them goes to their settings."""

    domain: Domain

    def phrase(self, table: Table) -> tuple[Phrase, ...]:
        patterns = self._read(table, "pattern", (table.string("pattern"),), parse_rules)
        text = table.string("text")
        table.close()
        for pattern in patterns:
            if any(not isinstance(literal, Atom) for literal in pattern.body):
                table.fault("pattern", "a pattern is made of plain atoms")
                return ()
            try:
                return (Phrase(pattern, text),)
            except ValueError as error:
                table.fault("text", str(error))
        return ()

    def question(self, table: Table) -> tuple[Question, ...]:
        sides: list[tuple[Statement, ...]] = []
        for key in ("holds", "fails"):
            texts = table.strings(key)
            of_identities = self.domain.format == "identity"
            sides.append(
                self._read(table, key, texts, parse_identities)
                if of_identities
                else self._read(table, key, texts, parse_rules)
            )
            if not texts:
                table.fault(
                    key, "a question has a statement at least that holds and one that fails"
                )
        table.close()
        both = set(sides[0]) & set(sides[1])
        if both:
            table.fault("fails", "a statement both holds and fails")
        return (Question(sides[0], sides[1]),) if all(sides) else ()

    def _read(
        self, table: Table, key: str, texts: tuple[str, ...], parse: Callable[[str], tuple[S, ...]]
    ) -> tuple[S, ...]:
        """The one statement of each text."""
        found: list[S] = []
        for text in texts:
            try:
                read = parse(text)
            except ParseError as error:
                table.fault(key, f"{text!r}: {error.faults[0].message}", error.faults[0].hint)
                continue
            if len(read) != 1:
                table.fault(key, f"expected one statement, found {len(read)} in {text!r}")
            found += read[:1]
            for statement in read[:1]:
                self._declared(table, key, statement)
        return tuple(found)

    def _declared(self, table: Table, key: str, statement: Statement) -> None:
        if not isinstance(statement, Rule):
            return
        known = [str(declared.predicate) for declared in self.domain.signature.declarations]
        for literal in (statement.head, *statement.body):
            atom = literal.atom if isinstance(literal, Not | Aggregate) else literal
            if isinstance(atom, Atom) and self.domain.signature.declaration(atom.predicate) is None:
                name = f"{atom.name}/{len(atom.args)}"
                table.fault(key, f"the domain declares no {name}", did_you_mean(name, known))
