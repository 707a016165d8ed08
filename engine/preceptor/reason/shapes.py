"""Shapes: joins up to the names of their predicates, constants and weights, as Python functions.

Rules of one shape share one generated function: a thousand kinship rules have some thirty
shapes. The generated text is made of register numbers alone, never of anything that was read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, assert_never

from preceptor.reason.symbols import Row

# A slot says where a symbol comes from: n >= 0 is variable n, n < 0 is constant -n - 1.
Slots = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Scan:
    """Go through the facts that agree with what is known of the pattern; the rest becomes known."""

    pattern: Slots


@dataclass(frozen=True, slots=True)
class Guard:
    """Go on if the resource, a predicate of these slots, says so."""

    slots: Slots


@dataclass(frozen=True, slots=True)
class Bind:
    """Make the variable known by the resource, a function of these slots; stop if it has none."""

    variable: int
    slots: Slots


Step = Scan | Guard | Bind


@dataclass(frozen=True, slots=True)
class Shape:
    """A row of the trigger's pattern starts the steps; each way through them yields `output`."""

    trigger: Slots
    steps: tuple[Step, ...]
    output: Slots


# run(row, cost, height) yields (output row, label): what starts it has that cost and height.
Run = Callable[[Row, int, int], Iterator[tuple[Row, int]]]
# make(base, constants, resources, tick): `base` is added to every label, a resource per step.
Make = Callable[[int, Sequence[int], Sequence[Any], Callable[[], None]], Run]


@cache
def compiled(shape: Shape) -> Make:
    """The function that makes the shape's joins."""
    scope: dict[str, Any] = {}
    exec(source(shape), scope)
    make: Make = scope["make"]
    return make


def source(shape: Shape) -> str:
    """The text of `make` for a shape.

    `v` are variables, `k` constants, `r` resources; `c` and `h` are the cost and the height so
    far. `tick` is called where a loop encloses another, so that no join outruns its limits.
    """
    writer = _Writer()
    writer.trigger(shape.trigger)
    rest = sum(isinstance(step, Scan) for step in shape.steps)
    for number, step in enumerate(shape.steps):
        match step:
            case Scan(pattern):
                rest -= 1
                writer.scan(number, pattern, outer=rest > 0)
            case Guard(slots):
                writer.guard(number, slots)
            case Bind(variable, slots):
                writer.bind(number, variable, slots)
            case _:
                assert_never(step)
    writer.line(f"yield {_row(shape.output)}, base + {writer.cost} + {writer.height}")
    constants = sorted(_slot(-n - 1) for n in range(_constants(shape)))
    return "\n".join(
        [
            "def make(base, k, r, tick):",
            *(f" {name} = k[{name[1:]}]" for name in constants),
            *(f" r{n} = r[{n}]" for n in range(len(shape.steps))),
            " def run(row, c, h):",
            *writer.lines,
            " return run\n",
        ]
    )


@dataclass(slots=True)
class _Writer:
    """The body of `run` so far, and what is known where it ends."""

    lines: list[str] = field(default_factory=list)
    known: set[int] = field(default_factory=set)
    indent: str = "  "
    stop: str = "return"  # how to give up this way through the steps
    cost: str = "c"
    height: str = "h"

    def line(self, text: str) -> None:
        self.lines.append(self.indent + text)

    def trigger(self, pattern: Slots) -> None:
        self.line(f"{self._row_of(pattern)} = row")
        for position, slot in enumerate(pattern):
            if slot < 0:
                self.line(f"if row[{position}] != {_slot(slot)}: return")
        self._learn(pattern)

    def scan(self, number: int, pattern: Slots, *, outer: bool) -> None:
        """A look-up of one fact when all of it is known, else a loop over an index."""
        held = tuple(slot for slot in pattern if slot < 0 or slot in self.known)
        if len(held) == len(pattern):
            self.line(f"found = r{number}({_row(pattern)})")
            self.line(f"if found is None: {self.stop}")
            self.line(f"c{number}, h{number} = found")
        else:
            key = _slot(held[0]) if len(held) == 1 else _row(held)
            target = self._row_of(pattern)
            self.line(f"for {target}, c{number}, h{number} in r{number}({key}, ()):")
            self.indent += " "
            self.stop = "continue"
            if outer:
                self.line("tick()")
            self._learn(pattern)
        self.line(f"c{number} += {self.cost}")
        self.line(f"if h{number} < {self.height}: h{number} = {self.height}")
        self.cost, self.height = f"c{number}", f"h{number}"

    def guard(self, number: int, slots: Slots) -> None:
        self.line(f"if not r{number}({', '.join(map(_slot, slots))}): {self.stop}")

    def bind(self, number: int, variable: int, slots: Slots) -> None:
        self.line(f"v{variable} = r{number}({', '.join(map(_slot, slots))})")
        self.line(f"if v{variable} is None: {self.stop}")
        self.known.add(variable)

    def _row_of(self, pattern: Slots) -> str:
        """The pattern as a target: a name for each first occurrence of a new variable."""
        names = [
            f"w{i}" if slot in pattern[:i] else f"v{slot}" if self._is_new(slot) else "_"
            for i, slot in enumerate(pattern)
        ]
        return _tuple(names)

    def _learn(self, pattern: Slots) -> None:
        """Compare the later occurrences of new variables with the first; then all is known."""
        for i, slot in enumerate(pattern):
            if self._is_new(slot) and slot in pattern[:i]:
                self.line(f"if w{i} != v{slot}: {self.stop}")
        self.known.update(slot for slot in pattern if slot >= 0)

    def _is_new(self, slot: int) -> bool:
        return slot >= 0 and slot not in self.known


def _constants(shape: Shape) -> int:
    """How many constants the shape takes."""
    used = [*shape.trigger, *shape.output]
    for step in shape.steps:
        used += step.pattern if isinstance(step, Scan) else step.slots
    return -min((0, *used))


def _slot(slot: int) -> str:
    return f"v{slot}" if slot >= 0 else f"k{-slot - 1}"


def _row(slots: Slots) -> str:
    return _tuple(list(map(_slot, slots)))


def _tuple(names: Sequence[str]) -> str:
    return f"({', '.join(names)}{',' if len(names) == 1 else ''})"
