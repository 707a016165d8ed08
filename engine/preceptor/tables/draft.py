"""Drafts: a table as its file lays it out, no cell of it read yet."""

from __future__ import annotations

from dataclasses import dataclass

from preceptor.logic import Origin
from preceptor.tables.table import Aggregation, HitPolicy
from preceptor.tables.values import Kind

MAX_ROWS = 5_000  # of one table; sets of rows are held for every cell


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text and place; `language` where it is declared to be in another than FEEL."""

    text: str
    origin: Origin
    language: str = ""


@dataclass(frozen=True, slots=True)
class DraftInput:
    """`kinds` are those that declarations give it, the nearest first; they can be wrong."""

    text: str
    predicate: str
    origin: Origin
    kinds: tuple[Kind, ...] = ()
    allowed: Cell | None = None
    computed: bool = False


@dataclass(frozen=True, slots=True)
class DraftOutput:
    text: str
    predicate: str
    origin: Origin
    kinds: tuple[Kind, ...] = ()
    values: Cell | None = None
    default: Cell | None = None


@dataclass(frozen=True, slots=True)
class DraftRow:
    number: int
    inputs: tuple[Cell, ...]
    outputs: tuple[Cell, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Draft:
    name: str
    title: str
    policy: HitPolicy
    aggregation: Aggregation | None
    inputs: tuple[DraftInput, ...]
    outputs: tuple[DraftOutput, ...]
    rows: tuple[DraftRow, ...]
    origin: Origin
