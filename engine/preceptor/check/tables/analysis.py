"""Analysis: which rows clash, which never count, and which cases no row decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from preceptor.check.guards import Outcome
from preceptor.check.tables.cover import Cover, Exhausted, Point, lowest
from preceptor.check.tables.guarded import Case, Guarded, is_guarded
from preceptor.tables import Grid, HitPolicy, Row, Table
from preceptor.tables.dimension import bits
from preceptor.tables.grid import Box, meet, within
from preceptor.tables.ranks import is_ranked, is_summed, ranks
from preceptor.tables.table import Aggregation

MAX_GAPS = 10  # told of one table
MAX_PAIRS = 200  # of rows that clash, told of one table
MAX_SPARED = 30  # rows of which it is tried which can be spared


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows, the earlier first, and a point at which both apply.

    Where they compare inputs with each other, `case` are the facts of a case in which they do.
    """

    one: int
    other: int
    point: Point
    case: Case = ()


@dataclass(frozen=True, slots=True)
class Masked:
    """A row that never counts: wherever it applies, so does one of `by`, which comes before it."""

    row: int
    by: tuple[int, ...]
    point: Point


@dataclass(frozen=True, slots=True)
class Gap:
    """A largest box in which no row applies.

    `is_mentioned`: it holds `point`, of whose values the table speaks; otherwise the gap lies
    outside of what the table mentions, and may be no case at all.
    """

    box: Box
    point: Point
    is_mentioned: bool


@dataclass(slots=True)
class Analysis:
    """What is found of a table; rows are indices into its rows.

    `is_cut`: a limit kept some overlaps, masked rows or gaps from being found or told.
    """

    table: Table
    grid: Grid
    empty: list[int] = field(default_factory=list)
    duplicates: list[Pair] = field(default_factory=list)
    overlaps: list[Pair] = field(default_factory=list)
    subsumed: list[Pair] = field(default_factory=list)
    masked: list[Masked] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    is_cut: bool = False


def analyse(table: Table) -> Analysis:
    """All verdicts on a table, exact but where `is_cut` says that a limit was hit."""
    grid = Grid.of(table)
    found = Analysis(table, grid)
    guarded = Guarded(table, grid) if is_guarded(table) else None
    found.empty = list(_empty(found, guarded))
    meetings = grid.meetings()
    _compare(found, meetings, guarded)
    are_disjoint = guarded is None and all(
        near in (0, 1 << index) for index, near in enumerate(meetings)
    )
    cover = Cover(grid, grid.boxes, are_disjoint=are_disjoint)
    try:
        masked = _masked(table, grid, meetings, cover)
        found.masked = [one for one in masked if one.row not in found.empty]
    except Exhausted:
        found.is_cut = True
    if not table.has_default and not table.unread and guarded is None:
        _gaps(found, cover)
    return found


def _empty(found: Analysis, guarded: Guarded | None) -> Iterator[int]:
    """The rows that no case passes."""
    for index, (row, box) in enumerate(zip(found.table.rows, found.grid.boxes, strict=True)):
        is_possible = all(box)
        if is_possible and row.guards and guarded is not None:
            is_possible = guarded.case(box, (row,)) is not Outcome.EMPTY
        if not is_possible:
            yield index


def _compare(found: Analysis, meetings: tuple[int, ...], guarded: Guarded | None) -> None:
    """Overlaps, duplicates and rows within rows, pair by pair of those that share a point."""
    rows, boxes = found.table.rows, found.grid.boxes
    told = 0
    for other, near in enumerate(meetings):
        for one in bits(near & ((1 << other) - 1)):
            kind = _relation(found.table, rows[one], rows[other], boxes[one], boxes[other])
            if kind is None:
                continue
            if told == MAX_PAIRS:
                found.is_cut = True
                return
            shared = meet(boxes[one], boxes[other])
            assert shared is not None  # they are near
            case = () if guarded is None else guarded.case(shared, (rows[one], rows[other]))
            if isinstance(case, Outcome):
                found.is_cut = found.is_cut or case is Outcome.UNDECIDED
                continue
            told += 1
            pair = Pair(one, other, point_in(shared), case)
            {"duplicate": found.duplicates, "overlap": found.overlaps, "subsumed": found.subsumed}[
                kind
            ].append(pair)


def _relation(table: Table, one: Row, other: Row, first: Box, second: Box) -> str | None:
    """What is wrong with two rows that share a point, under the table's hit policy."""
    is_same = one.outputs == other.outputs
    if is_same and first == second and {*one.guards} == {*other.guards}:
        return "duplicate"
    if table.policy is HitPolicy.UNIQUE:
        return "overlap"
    if table.policy is HitPolicy.ANY and not is_same:
        return "overlap"
    one_in_other = (within(first, second) and {*one.guards} >= {*other.guards}) or (
        within(second, first) and {*other.guards} >= {*one.guards}
    )
    is_redundant = is_same and one_in_other and not is_ranked(table) and not is_summed(table)
    return "subsumed" if is_redundant else None


def _masked(table: Table, grid: Grid, meetings: tuple[int, ...], cover: Cover) -> Iterator[Masked]:
    """The rows that those before them cover, each with few of them that do so."""
    order = _order(table)
    if order is None:
        return
    for index, box in enumerate(grid.boxes):
        before = [
            i
            for i in bits(meetings[index])
            if order[i] < order[index] and not table.rows[i].guards  # those cover no cell whole
        ]
        alone = next((i for i in before if within(box, grid.boxes[i])), None)
        if alone is not None:
            yield Masked(index, (alone,), point_in(box))
        elif before and cover.hole(box, _set(before)) is None:
            yield Masked(index, tuple(_fewest(cover, box, before)), point_in(box))


def _fewest(cover: Cover, box: Box, before: list[int]) -> list[int]:
    """Rows that cover a box, without those that can be spared; all of them where they are many."""
    for candidate in before[::-1] if len(before) <= MAX_SPARED else ():
        fewer = [index for index in before if index != candidate]
        if cover.hole(box, _set(fewer)) is None:
            before = fewer
    return before


def _order(table: Table) -> list[Fraction] | None:
    """The key by which rows compete, the least counting; None where they do not."""
    if is_ranked(table):
        return [Fraction(rank) for rank in ranks(table)]
    sign = {Aggregation.MIN: 1, Aggregation.MAX: -1}.get(table.aggregation)  # type: ignore[arg-type]
    values = [row.outputs[0] for row in table.rows]
    if sign is None or not all(isinstance(value, Fraction) for value in values):
        return None
    return [sign * value for value in values if isinstance(value, Fraction)]


def _set(indices: list[int]) -> int:
    found = 0
    for index in indices:
        found |= 1 << index
    return found


def _gaps(found: Analysis, cover: Cover) -> None:
    """The gaps among values that the table mentions, then those outside of them."""
    grid, rows = found.grid, cover.every
    mentioned = tuple(dimension.mentioned for dimension in grid.dimensions)
    regions = [(mentioned, True)]
    if mentioned != grid.whole:
        regions.append((grid.whole, False))
    try:
        for region, is_mentioned in regions:
            while (point := cover.hole(region, cover.every)) is not None:
                if len(found.gaps) == MAX_GAPS:
                    found.is_cut = True
                    return
                box = cover.grown(point, grid.whole, rows)
                if all(gap.box != box for gap in found.gaps):
                    found.gaps.append(Gap(box, point, is_mentioned))
                cover.add(cover.grown(point, box, cover.every))
    except Exhausted:
        found.is_cut = True


def point_in(box: Box) -> Point:
    """A cell of each dimension of a box, null's only where there is no other."""
    return tuple(map(lowest, box))
