"""Covers: is every point of a box in one of the rows, and if not, which point is in none?

A branching search as for tautologies (Brayton et al. 1984, Espresso): split by the input that most
of the rows at hand constrain; of two cells whose rows include one another only the one with fewer
rows need be looked at, since what covers it covers the other. Where no two rows share a point, it
is enough to count points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import prod

from preceptor.tables.dimension import around, bits
from preceptor.tables.grid import Box, Grid

MAX_STEPS = 3_000_000  # cells looked at for one table
_COMPARED = 64

Point = tuple[int, ...]


class Exhausted(Exception):
    """The search has used up its steps: nothing is known of what it had left."""


class Cover:
    """Boxes over the dimensions of a grid, ready to be asked what they leave out.

    Sets of boxes are ints, one bit a box. `steps` are those that are left; `are_disjoint` says that
    no two of the boxes share a point.
    """

    def __init__(
        self, grid: Grid, boxes: Iterable[Box], *, are_disjoint: bool, steps: int = MAX_STEPS
    ) -> None:
        self._grid = grid
        self._are_disjoint = are_disjoint
        self.boxes: list[Box] = []
        self.steps = steps
        # of each axis, for each of its cells: the boxes that hold it
        self._holding = [[0] * dimension.whole.bit_length() for dimension in grid.dimensions]
        for box in boxes:
            self.add(box)

    def add(self, box: Box) -> None:
        member = 1 << len(self.boxes)
        self.boxes.append(box)
        if all(box):
            for holding, mask in zip(self._holding, box, strict=True):
                for bit in bits(mask):
                    holding[bit] |= member

    @property
    def every(self) -> int:
        return (1 << len(self.boxes)) - 1

    def hole(self, region: Box, members: int) -> Point | None:
        """A point of the region, the bit of a cell in each dimension, that is in no member.

        None if there is none. Raises Exhausted.
        """
        if not all(region):
            return None
        if self._are_disjoint:
            return self._counted_hole(region, members)
        return _Search(self, region, members).hole()

    def _counted_hole(self, region: Box, members: int) -> Point | None:
        """As `hole`: disjoint boxes that hold fewer points than there are leave some out.

        Cell by cell one is taken where they do.
        """
        volumes = {index: _volume(self.boxes[index], region) for index in bits(members)}
        whole = prod(mask.bit_count() for mask in region)
        if sum(volumes.values()) == whole:
            return None
        point: list[int] = []
        for axis, mask in enumerate(region):
            whole //= mask.bit_count()
            volumes = {
                index: volume // (self.boxes[index][axis] & mask).bit_count()
                for index, volume in volumes.items()
                if volume
            }
            held = sum(1 << index for index in volumes)
            for found, bit in self.classes(axis, mask, held).items():
                self.spend(found.bit_count())
                if sum(volumes[index] for index in bits(found)) < whole:
                    point.append(bit)
                    volumes = {index: volumes[index] for index in bits(found)}
                    break
        return tuple(point)

    def spend(self, steps: int) -> None:
        self.steps -= steps
        if self.steps < 0:
            raise Exhausted

    def classes(self, axis: int, mask: int, members: int) -> dict[int, int]:
        """Some of the members, by which cells of the mask they hold: each with one such cell.

        Of few members each splits the mask; for many every cell is looked at.
        """
        first: dict[int, int] = {}
        count = members.bit_count()
        if count * count < mask.bit_count():
            self.spend(count * count + 1)
            for part, held in self._split(axis, mask, members):
                first.setdefault(held, lowest(part))
        else:
            self.spend(mask.bit_count())
            for bit in (*bits(mask & ~1), *bits(mask & 1)):  # null last, as the oddest witness
                first.setdefault(self._holding[axis][bit] & members, bit)
        return first

    def _split(self, axis: int, mask: int, members: int) -> list[tuple[int, int]]:
        parts = [(mask, 0)]
        for index in bits(members):
            box = self.boxes[index][axis]
            split = [(part & box, held | 1 << index) for part, held in parts]
            split += [(part & ~box, held) for part, held in parts]
            parts = [(part, held) for part, held in split if part]
        return parts

    def grown(self, point: Point, region: Box, members: int) -> Box:
        """A largest box around a point, within a region, that meets none of the members.

        Inputs that can be left free altogether are; of ordered ones what is next to the point.
        """
        box = [1 << bit for bit in point]
        for axis, cells in enumerate(region):
            if self._free(box, axis, region, members) == cells:
                box[axis] = cells
        for axis, cells in enumerate(region):
            if box[axis] != cells:
                free = self._free(box, axis, region, members)
                keeps_near = self._grid.dimensions[axis].kind.is_ordered and point[axis] > 0
                box[axis] = around(free, point[axis]) if keeps_near else free
        return tuple(box)

    def _free(self, box: Sequence[int], axis: int, region: Box, members: int) -> int:
        """The cells of an axis through which the box may grow and still meet no member."""
        near = members
        for other, mask in enumerate(box):
            if other != axis:
                found = 0
                for bit in bits(mask):
                    found |= self._holding[other][bit]
                near &= found
        free = 0
        for bit in bits(region[axis]):
            if not self._holding[axis][bit] & near:
                free |= 1 << bit
        return free


class _Search:
    """One search; what is found to be covered is remembered by the boxes and axes at hand."""

    def __init__(self, cover: Cover, region: Box, members: int) -> None:
        self._cover = cover
        self._region = region
        self._members = members
        self._cells = [cover.classes(axis, mask, members) for axis, mask in enumerate(region)]
        self._whole: list[int] = []  # of each axis: the members that hold all of its cells
        for classes in self._cells:
            whole = members
            for held in classes:
                whole &= held
            self._whole.append(whole)
        self._covered: set[tuple[frozenset[int], int]] = set()

    def hole(self) -> Point | None:
        found = self._hole(frozenset(range(len(self._region))), self._members)
        if found is None:
            return None
        return tuple(found.get(axis, lowest(mask)) for axis, mask in enumerate(self._region))

    def _hole(self, axes: frozenset[int], members: int) -> dict[int, int] | None:
        if not members:
            return {}
        free = members
        for axis in axes:
            free &= self._whole[axis]
        if free or (axes, members) in self._covered:
            return None
        axis = min(axes, key=lambda a: ((members & self._whole[a]).bit_count(), a))
        for inner, bit in self._least(axis, members):
            found = self._hole(axes - {axis}, inner)
            if found is not None:
                return {axis: bit, **found}
        self._covered.add((axes, members))
        return None

    def _least(self, axis: int, members: int) -> list[tuple[int, int]]:
        """The sets of members that cells of an axis have, those left out that include another.

        What covers a set covers each that includes it. Compared is with the smallest alone.
        """
        classes = self._cells[axis]
        self._cover.spend(len(classes))
        held: dict[int, int] = {}
        for found, bit in classes.items():
            held.setdefault(found & members, bit)
        least: list[tuple[int, int]] = []
        for found, bit in sorted(held.items(), key=lambda item: item[0].bit_count()):
            if not any(smaller & ~found == 0 for smaller, _ in least[:_COMPARED]):
                least.append((found, bit))
        return least


def _volume(box: Box, region: Box) -> int:
    """How many points of the region, counted in cells, the box holds."""
    return prod((mask & part).bit_count() for mask, part in zip(box, region, strict=True))


def lowest(mask: int) -> int:
    """The first cell of a set, null only where there is no other."""
    return next(bits(mask & ~1), 0)
