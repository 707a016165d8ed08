"""Bulk reasoning: all consequences of many facts, over columns of machine integers.

columns.py     how each argument is held: scaled integers, or symbols
facts.py       facts as columns
layout.py      rows packed into one machine integer
sets.py jit.py what a set of keys is made of: numpy, or compiled with numba
relation.py    rows in the order in which they are found, with indexes
costs.py       weights as integers that add up
weighted.py    relations whose rows have costs, and which of them a round takes up
rowmap.py      the row of a key
steps.py       a rule as scans, joins, look-ups, tests
arranging.py   those in a good order
store.py       what a run reads from and adds to
arithmetic.py  comparisons and computed values, exact
folds.py       what aggregates come to, exact
pipeline.py    steps run over batches, memory bounded
engine.py      strata, rounds, limits
result.py      what was found
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from preceptor.reason.bulk.budget import peak_bytes
from preceptor.reason.bulk.engine import CHUNK, LIMITS, materialise
from preceptor.reason.bulk.facts import Database
from preceptor.reason.bulk.result import Materialisation
from preceptor.reason.bulk.sets import has_numba
from preceptor.reason.bulk.writing import FORMATS, write_relations

if TYPE_CHECKING:
    from preceptor.reason.bulk.tables import read_tables

__all__ = [
    "CHUNK",
    "FORMATS",
    "LIMITS",
    "Database",
    "Materialisation",
    "has_numba",
    "materialise",
    "peak_bytes",
    "read_tables",
    "write_relations",
]


def __getattr__(name: str) -> Any:
    """What reads files is loaded when it is first reached: a run over columns does without it."""
    if name != "read_tables":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from preceptor.reason.bulk.tables import read_tables

    return read_tables
