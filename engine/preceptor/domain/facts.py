"""Facts: the database, read from files and folders in several formats, nothing silently dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from preceptor.domain.tables import Cell, Row, rows
from preceptor.logic import (
    NO_SIGNATURE,
    Atom,
    Code,
    Const,
    Declaration,
    Fault,
    InputError,
    Num,
    Origin,
    ParseError,
    Predicate,
    Signature,
    Sort,
    SortKind,
    Term,
    Unavailable,
    is_ground,
)
from preceptor.syntax import read_rules, show_atom, show_term
from preceptor.syntax.files import read_text

TRIPLES = "triples.tsv"
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|-?(?:0|[1-9][0-9]*)r[1-9][0-9]*")
MAX_WORD = 2**63 - 1
_MAX_DIGITS = 100  # as in the rule language


def load_facts(
    paths: str | Path | Iterable[str | Path],
    signature: Signature = NO_SIGNATURE,
    header: bool = False,
    *,
    words: bool = False,
) -> tuple[Atom, ...]:
    """The facts of files and folders, in order, each once.

    `.pl`: ground unweighted facts. `.csv` and `.tsv`: one relation, named by the file; a first
    row equal to the declared argument names is a header, as is any first row when `header` is
    true. `triples.tsv`: head, relation, tail; a relation that the signature calls otherwise is
    renamed. A cell is a number where its sort says so, or, with
    no sort declared, where it looks like one (`007` does not); else a constant, verbatim.
    With `words` a number is to fit in a machine word. Raises ParseError with every bad line and
    cell, InputError for a file of another kind.
    """
    given = [paths] if isinstance(paths, str | Path) else paths
    files = [file for path in given for file in fact_files(Path(path))]
    reader = _Reader(signature, header, words)
    for file in files:
        reader.read(file)
    if reader.faults:
        raise ParseError(tuple(reader.faults))
    return tuple(reader.atoms)


def fact_files(path: Path) -> Iterator[Path]:
    """The files of a folder by name, texts that describe them left out; a file is itself."""
    if not path.exists():
        raise InputError(f"{path}: there is no such file or folder")
    if not path.is_dir():
        yield path
        return
    for inner in sorted(path.iterdir()):
        if not (inner.name.startswith(".") or inner.suffix == ".md"):
            yield from fact_files(inner)


@dataclass(slots=True)
class _Reader:
    """Gathers atoms (a dict, for their order) and faults, file by file."""

    signature: Signature
    header: bool
    words: bool = False
    atoms: dict[Atom, None] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def read(self, path: Path) -> None:
        before = len(self.faults)
        self._file(path)
        found = self.faults[before:]
        self.faults[before:] = sorted(found, key=lambda f: (f.origin.line, f.origin.column))

    def _file(self, path: Path) -> None:
        match path.suffix:
            case ".pl":
                self._clauses(path)
            case ".csv":
                self._table(path, ",")
            case ".tsv" if path.name == TRIPLES:
                self._triples(path)
            case ".tsv":
                self._table(path, "\t")
            case ".parquet":
                way = f"copy {path} to a .csv or .tsv file of the same name"
                raise Unavailable("a reader of Parquet", way)
            case _:
                hint = "facts are .pl, .csv or .tsv files, or folders of them"
                raise InputError(f"{path}: no file of facts has this ending", hint)

    def fault(self, origin: Origin, message: str, code: Code, hint: str = "") -> None:
        self.faults.append(Fault(origin, message, code, "", (), hint))

    def _clauses(self, path: Path) -> None:
        rules, faults = read_rules(read_text(path), str(path))
        self.faults += faults
        for rule in rules:
            origin = rule.origin or Origin(str(path), 1, 1)
            if rule.head is None or rule.body:
                hint = "rules and denials belong in a rule file"
                self.fault(origin, "expected a fact, found a rule", Code.MALFORMED, hint)
            elif not rule.is_hard:
                hint = "a weighted fact belongs in a rule file"
                self.fault(origin, "a fact of the database has no weight", Code.MALFORMED, hint)
            elif not is_ground(rule):
                fact = show_atom(rule.head)
                self.fault(origin, f"{fact} has a variable: a fact is ground", Code.UNSAFE)
            else:
                self._atom(rule.head, [origin] * len(rule.head.args), origin)

    def _table(self, path: Path, delimiter: str) -> None:
        negated, name = path.stem.startswith("-"), path.stem.removeprefix("-")
        table = self._rows(path, delimiter)
        width = len(table[0]) if table else 0
        declared = self.signature.named(name)
        if len(declared) == 1:
            width = declared[0].predicate.arity
        declaration = self.signature.declaration(Predicate(name, width))
        if table and (self.header or _is_header(table[0], declaration)):
            del table[0]
        for row in table:
            self._row(path, name, row, width, negated)

    def _triples(self, path: Path) -> None:
        for row in self._rows(path, "\t"):
            if len(row) != 3:
                message = f"expected head, relation and tail, found {len(row)} cells"
                self.fault(_origin(path, row[0]), message, Code.ARITY)
            elif not row[1].text:
                self.fault(_origin(path, row[1]), "a relation without a name", Code.MALFORMED)
            else:
                name = self.signature.relation(row[1].text)
                self._row(path, name, (row[0], row[2]), 2, False)

    def _rows(self, path: Path, delimiter: str) -> list[Row]:
        try:
            return list(rows(read_text(path), str(path), delimiter))
        except ParseError as error:
            self.faults += error.faults
            return []

    def _row(self, path: Path, name: str, row: Row, width: int, negated: bool) -> None:
        if len(row) != width:
            message = f"expected {width} cells for {name}/{width}, found {len(row)}"
            self.fault(_origin(path, row[0]), message, Code.ARITY)
            return
        places = [_origin(path, cell) for cell in row]
        blank = [p for cell, p in zip(row, places, strict=True) if not (cell.text or cell.quoted)]
        for place in blank:
            hint = 'write "" in a .csv file for the name without letters'
            self.fault(place, "an empty cell", Code.MALFORMED, hint)
        if blank:
            return
        declaration = self.signature.declaration(Predicate(name, width))
        sorts = sorts_of(self.signature, declaration, width)
        args = tuple(term_of(cell, sort) for cell, sort in zip(row, sorts, strict=True))
        self._atom(Atom(name, args, negated), places, places[0])

    def _atom(self, atom: Atom, places: list[Origin], origin: Origin) -> None:
        """Keeps an atom that fits its declaration (an undeclared predicate fits)."""
        declaration = self.signature.declaration(atom.predicate)
        others = self.signature.named(atom.name)
        if declaration is None and others:
            known = ", ".join(str(other.predicate) for other in others)
            message = f"{atom.name} has {len(atom.args)} arguments here, but {known} is declared"
            self.fault(origin, message, Code.ARITY)
            return
        sorts = sorts_of(self.signature, declaration, len(atom.args))
        complaints = [
            (place, complaint)
            for place, term, sort in zip(places, atom.args, sorts, strict=True)
            if (complaint := misfit(term, sort))
        ]
        for place, complaint in complaints:
            self.fault(place, f"{atom.name}: {complaint}", Code.SORT)
        for place, term in zip(places, atom.args, strict=True) if self.words else ():
            if isinstance(term, Num) and not -MAX_WORD <= term.value <= MAX_WORD:
                self.faults.append(too_long(place, show_term(term)))
        if not complaints:
            self.atoms[atom] = None


def too_long(origin: Origin, shown: str) -> Fault:
    """That a number is not between -2^63 and 2^63."""
    hint = "numbers of facts in bulk lie between -2^63 and 2^63"
    return Fault(origin, f"a number past 64 bits: {shown}", Code.MALFORMED, hint=hint)


def misfit(term: Term, sort: Sort | None) -> str:
    """Why a ground term is not of the sort; '' when it is, or when there is no sort."""
    if sort is None:
        return ""
    shown = show_term(term)
    is_number = isinstance(term, Num)
    is_fraction = isinstance(term, Num) and isinstance(term.value, Fraction)
    if is_number is (sort.kind is SortKind.SYMBOL) or (is_fraction and sort.kind is SortKind.INT):
        return f"{shown} is no {sort.kind.value}, as {sort.name} has it"
    if sort.values and term not in sort.values:
        return f"{shown} is none of {', '.join(map(show_term, sort.values))}"
    if isinstance(term, Num) and sort.minimum and term.value < sort.minimum.value:
        return f"{shown} is below the least {sort.name}, {show_term(sort.minimum)}"
    if isinstance(term, Num) and sort.maximum and term.value > sort.maximum.value:
        return f"{shown} is above the greatest {sort.name}, {show_term(sort.maximum)}"
    return ""


def sorts_of(
    signature: Signature, declaration: Declaration | None, width: int
) -> tuple[Sort | None, ...]:
    """The sort of each of `width` arguments, None where it has none."""
    if declaration is None:
        return (None,) * width
    return tuple(map(signature.sort, declaration.sorts))


def _is_header(row: Row, declaration: Declaration | None) -> bool:
    return declaration is not None and tuple(cell.text for cell in row) == declaration.sorts


def term_of(cell: Cell, sort: Sort | None) -> Term:
    """A cell as a term; what is no number in a column of numbers is left for `misfit` to name."""
    is_number = _NUMBER.fullmatch(cell.text) is not None and len(cell.text) <= _MAX_DIGITS
    wanted = not cell.quoted if sort is None else sort.kind is not SortKind.SYMBOL
    if is_number and wanted:
        return Num(Fraction(cell.text.replace("r", "/")))
    return Const(cell.text)


def _origin(path: Path, cell: Cell) -> Origin:
    return Origin(str(path), cell.line, cell.column)
