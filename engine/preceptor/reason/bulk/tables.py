"""Tables of facts read column by column, without an atom a row.

Plain tables only: whatever is quoted, ragged, mixed or amiss is left to `domain.load_facts`,
which reads the file cell by cell and says what is wrong with it and where.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from preceptor.domain import fact_files, load_facts, misfit
from preceptor.domain.facts import MAX_WORD, TRIPLES, sorts_of, too_long
from preceptor.logic import (
    NO_SIGNATURE,
    Const,
    Fault,
    InputError,
    Num,
    Origin,
    ParseError,
    Predicate,
    Signature,
    Sort,
    SortKind,
    Unavailable,
)
from preceptor.reason.bulk.columns import fits
from preceptor.reason.bulk.facts import Database
from preceptor.syntax.files import read_text

_WHOLE = r"-?(?:0|[1-9][0-9]*)"
_NUMBER = rf"{_WHOLE}(?:\.[0-9]+)?|{_WHOLE}r[1-9][0-9]*"
_ALL_WHOLE = re.compile(rf"(?:{_WHOLE}\n)*")
_ALL_NUMBERS = re.compile(rf"(?:(?:{_NUMBER})\n)*")
_A_NUMBER = re.compile(rf"^(?:{_NUMBER})$", re.MULTILINE)
_SURE_DIGITS = 18  # of a number that fits in 64 bits whatever they are
DELIMITERS = {".csv": ",", ".tsv": "\t"}


def read_tables(
    paths: Iterable[str | Path], signature: Signature = NO_SIGNATURE, header: bool = False
) -> Database:
    """The facts of files and folders, as `domain.load_facts` reads them, and of Parquet files.

    Raises ParseError with all that is wrong with any file, a number past 64 bits included;
    InputError and Unavailable for a file that cannot be read at all.
    """
    database = Database()
    read_each(paths, lambda file: _read(file, database, signature, header))
    return database


def read_each(paths: Iterable[str | Path], read: Callable[[Path], None]) -> None:
    """Reads each file of some files and folders. Raises ParseError with the faults of all."""
    faults: list[Fault] = []
    for path in paths:
        for file in fact_files(Path(path)):
            try:
                read(file)
            except ParseError as error:
                faults += error.faults
    if faults:
        raise ParseError(tuple(faults))


def declared(
    file: Path, width: int, signature: Signature
) -> tuple[Predicate, tuple[Sort | None, ...]] | None:
    """The predicate that a file's name says, with the sorts of its arguments; None where only
    others of that name are declared."""
    predicate = Predicate(file.stem.removeprefix("-"), width, file.stem.startswith("-"))
    declaration = signature.declaration(predicate)
    if declaration is None and signature.named(predicate.name):
        return None
    return predicate, sorts_of(signature, declaration, width)


def header_of(predicate: Predicate, signature: Signature) -> tuple[str, ...]:
    """What a first row that is a header says."""
    declaration = signature.declaration(predicate)
    return () if declaration is None else declaration.sorts


def _read(file: Path, database: Database, signature: Signature, header: bool) -> None:
    if file.suffix == ".parquet":
        predicate, columns = _parquet(file, signature)
        database.add(predicate, columns)
        return
    tables = None
    if file.name == TRIPLES:
        tables = _triples(file, signature)
    elif file.suffix in DELIMITERS:
        tables = _plain(file, signature, header)
    if tables is None:
        database.add_atoms(load_facts(file, signature, header, words=True))
        return
    for predicate, columns in tables:
        database.add(predicate, columns)


Table = tuple[Predicate, list[Any]]


def _plain(file: Path, signature: Signature, header: bool) -> list[Table] | None:
    """The table where it is plain, else None."""
    delimiter = DELIMITERS[file.suffix]
    lines, numbers = _lines(file, delimiter)
    if not lines:
        return None
    width = lines[0].count(delimiter) + 1
    known = declared(file, width, signature)
    if known is None:
        return None
    predicate, sorts = known
    if header or tuple(lines[0].split(delimiter)) == header_of(predicate, signature):
        del lines[0], numbers[0]
    cells = delimiter.join(lines).split(delimiter) if lines else []
    columns = []
    for place, sort in enumerate(sorts):
        column = cells[place::width]
        values = _values(column, sort)
        if values is None:
            return None
        if isinstance(values, int):
            origin = Origin(str(file), numbers[values], _column_of(lines[values], delimiter, place))
            raise ParseError((too_long(origin, column[values]),))
        columns.append(values)
    return [(predicate, columns)]


def _triples(file: Path, signature: Signature) -> list[Table] | None:
    """A table for each relation where all are plain, else None."""
    lines, _ = _lines(file, "\t")
    cells = "\t".join(lines).split("\t")
    if not lines or len(cells) != 3 * len(lines) or lines[0].count("\t") != 2:
        return None
    named = {relation: signature.relation(relation) for relation in set(cells[1::3])}
    pairs: dict[str, tuple[list[str], list[str]]] = {name: ([], []) for name in named.values()}
    for head, relation, tail in zip(cells[::3], cells[1::3], cells[2::3], strict=True):
        heads, tails = pairs[named[relation]]
        heads.append(head)
        tails.append(tail)
    tables = []
    for name, columns in pairs.items():
        predicate = Predicate(name, 2)
        declaration = signature.declaration(predicate)
        if not name or (declaration is None and signature.named(name)):
            return None
        sorts = sorts_of(signature, declaration, 2)
        values = list(map(_values, columns, sorts))
        if any(found is None or isinstance(found, int) for found in values):
            return None
        tables.append((predicate, values))
    return tables


def _lines(file: Path, delimiter: str) -> tuple[list[str], list[int]]:
    """The lines that are not empty, with their numbers; none at all where some are not plain."""
    text = read_text(file)
    if "\r" in text or ('"' in text and delimiter == ","):
        return [], []
    lines = text.split("\n")
    numbers = [number for number, line in enumerate(lines, 1) if line]
    lines = [line for line in lines if line]
    width = lines[0].count(delimiter) if lines else 0
    if any(line.count(delimiter) != width or line.isspace() for line in lines):
        return [], []
    return lines, numbers


def _column_of(line: str, delimiter: str, place: int) -> int:
    return len(delimiter.join(line.split(delimiter)[:place])) + (2 if place else 1)


def _values(cells: Sequence[str], sort: Sort | None) -> Any:
    """The values of a column; None where it takes a closer look, and the place of a number that
    is too long."""
    joined = "\n".join(cells)
    if "" in cells or (sort is not None and sort.values):
        return None
    if sort is not None and sort.kind is SortKind.SYMBOL:
        return cells
    if _ALL_WHOLE.fullmatch(joined + "\n"):
        return _whole(cells, sort)
    if sort is not None:
        return None
    if _ALL_NUMBERS.fullmatch(joined + "\n"):
        known = {cell: Fraction(cell.replace("r", "/")) for cell in set(cells)}
        long = next((i for i, cell in enumerate(cells) if not fits(known[cell])), None)
        return [known[cell] for cell in cells] if long is None else long
    return None if _A_NUMBER.search(joined) else cells


def _whole(cells: Sequence[str], sort: Sort | None) -> Any:
    if max(map(len, cells), default=0) > _SURE_DIGITS:
        long = next((i for i, cell in enumerate(cells) if not fits(int(cell))), None)
        if long is not None:
            return long
    values = np.array(list(map(int, cells)), np.int64)
    low = sort.minimum if sort is not None else None
    high = sort.maximum if sort is not None else None
    if len(values) and (
        (low is not None and int(values.min()) < low.value)
        or (high is not None and int(values.max()) > high.value)
    ):
        return None
    return values


def _parquet(file: Path, signature: Signature) -> Table:
    """Columns by place. Integers, texts and booleans, as they stand in the file."""
    try:
        import pyarrow.parquet as parquet
    except ImportError:
        raise Unavailable("a reader of Parquet", "pip install pyarrow") from None
    try:
        table = parquet.read_table(file)
    except (OSError, ValueError) as error:
        raise InputError(f"{file}: cannot be read as Parquet: {error}") from None
    predicate, sorts = declared_columns(file, table.num_columns, signature)
    columns = []
    for name, column, sort in zip(table.column_names, table.columns, sorts, strict=True):
        if column.null_count:
            row = column.is_null().to_numpy().argmax() + 1
            found = f"{file}: column {name}, row {row}: a null, but a fact has all its arguments"
            raise InputError(found)
        array = column.to_numpy()
        if array.dtype.kind not in "iuO":
            hint = "facts are integers or texts; write decimals as texts in a .csv file"
            raise InputError(f"{file}: column {name} holds {column.type}", hint)
        if array.dtype == np.uint64 and array.size and int(array.max()) > MAX_WORD:
            row = int((array > MAX_WORD).argmax())
            found = f"{file}: column {name}, row {row + 1}: {array[row]} does not fit in 64 bits"
            raise InputError(found, "numbers of facts in bulk lie between -2^63 and 2^63")
        for value in [] if sort is None else column.unique().to_pylist():
            complaint = misfit(Const(value) if isinstance(value, str) else Num(value), sort)
            if complaint:
                raise InputError(f"{file}: column {name}: {complaint}")
        columns.append(array)
    return predicate, columns


def declared_columns(
    file: Path, width: int, signature: Signature
) -> tuple[Predicate, tuple[Sort | None, ...]]:
    """The same of a Parquet file. Raises InputError where it has more or fewer columns."""
    known = declared(file, width, signature)
    if known is None:
        name = file.stem.removeprefix("-")
        others = ", ".join(str(other.predicate) for other in signature.named(name))
        raise InputError(f"{file}: {width} columns, but {others} is declared")
    return known
