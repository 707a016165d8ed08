"""Relations as files: one a relation, in an order that does not depend on how they were found."""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray

from preceptor.logic import Atom, Const, InputError, Num, Predicate, Unavailable
from preceptor.reason.bulk.arithmetic import decode
from preceptor.reason.bulk.columns import Column
from preceptor.reason.bulk.facts import Ints
from preceptor.reason.bulk.result import Materialisation
from preceptor.reason.costs import DIGITS
from preceptor.reason.symbols import Symbols, Value
from preceptor.syntax import show_atom, show_term

Floats = NDArray[np.float64]
FORMATS = ("auto", "csv", "parquet")
_BLOCK = 1 << 16  # rows that are made text at a time
_PLAIN = re.compile(r"[^\W\d][\w ]*")  # a name that a cell holds as it stands


Put = Callable[[Predicate, Path, bool], Path]


def write_relations(
    made: Materialisation, folder: Path, form: str = "auto", put: Put | None = None
) -> tuple[Path, ...]:
    """Writes every relation, as Parquet where pyarrow is installed (`auto`), else as CSV.

    A relation without arguments is a .pl file that states it, and is no file where it does not
    hold; one with a column neither of integers nor of names is always CSV. The files are written
    beside the folder and moved into it at the end. Where weights were asked for, the last column of
    every file is the confidence. `put` writes the rows of one relation, as Parquet or not, in its
    own way, where it is given. Raises InputError where files cannot be written, Unavailable.
    """
    as_parquet = find_spec("pyarrow") is not None if form == "auto" else form == "parquet"
    if put is None and as_parquet and find_spec("pyarrow") is None:
        raise Unavailable("a writer of Parquet", "pip install pyarrow", "--format csv")
    write = partial(_put, made) if put is None else put
    stage = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    try:
        stage.mkdir(parents=True)
        names = [_write(made, p, stage / n, as_parquet, write) for p, n in _names(made.predicates)]
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(_moved(stage / name, folder / name) for name in names if name)
    except OSError as error:
        where = error.filename or folder
        raise InputError(f"{where}: cannot be written: {error.strerror or error}") from None
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _moved(part: Path, target: Path) -> Path:
    os.replace(part, target)
    return target


def _names(predicates: tuple[Predicate, ...]) -> Iterator[tuple[Predicate, str]]:
    """A file name without its ending for each predicate, odd characters as %XX; predicates of one
    name are told apart by their arity."""
    same = Counter((p.name, p.negated) for p in predicates)
    for predicate in predicates:
        name = ("-" if predicate.negated else "") + quote(predicate.name, safe=" ,=+@'()[]")
        if name.startswith("."):
            name = f"%2E{name[1:]}"
        if same[predicate.name, predicate.negated] > 1:
            name += f"-{predicate.arity}"
        yield predicate, name


def _write(
    made: Materialisation, predicate: Predicate, path: Path, as_parquet: bool, put: Put
) -> str:
    """Writes one relation; gives the file's name, empty where there is no file."""
    relation = made.relations[predicate]
    if not predicate.arity and not made.weighted:
        if relation.size:
            path = path.with_name(f"{path.name}.pl")
            text = show_atom(Atom(predicate.name, (), predicate.negated))
            path.write_text(f"{text}.\n", encoding="utf-8")
        return path.name if relation.size else ""
    return put(predicate, path, as_parquet).name


def _put(made: Materialisation, predicate: Predicate, path: Path, as_parquet: bool) -> Path:
    """Writes the rows of one relation, and the confidence of each where weights were asked for."""
    columns, sure = _ordered(made, predicate)
    kinds = list(zip(columns, made.relations[predicate].columns, strict=True))
    if as_parquet and all(_fits_parquet(values, c, made.symbols) for values, c in kinds):
        path = path.with_name(f"{path.name}.parquet")
        table = {f"c{i}": _arrow(v, c, made.symbols) for i, (v, c) in enumerate(kinds)}
        _write_parquet(path, table if sure is None else {**table, "confidence": _decimals(sure)})
    else:
        path = path.with_name(f"{path.name}.csv")
        cells = [_texts(values, c, made.symbols) for values, c in kinds]
        if sure is not None:
            cells.append(_decimals(sure).astype("U24").astype(object))
        _write_csv(path, cells)
    return path


def _ordered(made: Materialisation, predicate: Predicate) -> tuple[list[Ints], Floats | None]:
    """The columns with the rows sorted, and each row's confidence where weights were asked for."""
    relation = made.relations[predicate]
    if not made.weighted:
        return relation.ordered(), None
    columns = [relation.column(position) for position in range(predicate.arity)]
    order = np.lexsort(columns[::-1]) if columns else np.arange(relation.size)
    return [column[order] for column in columns], made.confidences(predicate)[order]


def _decimals(values: Floats) -> Floats:
    """Confidences without the digits that are rounding only."""
    distinct, inverse = np.unique(values, return_inverse=True)
    rounded = [float(f"{value:.{DIGITS}g}") for value in distinct.tolist()]
    return np.array(rounded, np.float64)[inverse]


def _distinct(values: Ints, column: Column, symbols: Symbols) -> tuple[list[Value], Ints]:
    distinct, inverse = np.unique(values, return_inverse=True)
    return decode(distinct, column, symbols), inverse


def _fits_parquet(values: Ints, column: Column, symbols: Symbols) -> bool:
    """Whether all are integers or all are names."""
    if column.scale in (None, 1):
        return True
    distinct, _ = _distinct(values, column, symbols)
    return all(isinstance(value, Const) for value in distinct)


def _texts(values: Ints, column: Column, symbols: Symbols) -> NDArray[Any]:
    """The cells of a column of a CSV file."""
    distinct, inverse = _distinct(values, column, symbols)
    cells = np.empty(len(distinct), object)
    cells[:] = list(map(cell_of, distinct))
    return cells[inverse]


def cell_of(value: Value) -> str:
    """A value as a cell of a CSV file."""
    if not isinstance(value, Const):
        return show_term(Num(value))
    name = value.name
    return name if _PLAIN.fullmatch(name) else '"' + name.replace('"', '""') + '"'


def _write_csv(path: Path, columns: list[NDArray[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for first in range(0, len(columns[0]), _BLOCK):
            block = [column[first : first + _BLOCK].tolist() for column in columns]
            file.writelines(f"{','.join(row)}\n" for row in zip(*block, strict=True))


def _arrow(values: Ints, column: Column, symbols: Symbols) -> Any:
    """Integers as int64, names as texts."""
    import pyarrow

    if column.scale in (None, 1):
        return pyarrow.array(values)
    distinct, inverse = _distinct(values, column, symbols)
    names = [value.name for value in distinct if isinstance(value, Const)]
    return pyarrow.DictionaryArray.from_arrays(inverse.astype(np.int32), names)


def _write_parquet(path: Path, columns: dict[str, Any]) -> None:
    import pyarrow
    from pyarrow import parquet

    parquet.write_table(pyarrow.table(columns), path)
