"""Decision tables: columns, rows and the policy that says which row's outputs count."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from preceptor.logic import Fault, Origin
from preceptor.tables.unary import Test
from preceptor.tables.values import Kind, Value


class HitPolicy(Enum):
    """What happens where several rows apply; DMN 1.5, section 8.2.8."""

    UNIQUE = "U"  # never two
    ANY = "A"  # then they agree
    PRIORITY = "P"  # the output that comes first among the output's values
    FIRST = "F"  # the row that stands first
    COLLECT = "C"  # all, or what the aggregation makes of them
    RULE_ORDER = "R"  # all, in the order of rows
    OUTPUT_ORDER = "O"  # all, in the order of the output's values

    @property
    def is_single(self) -> bool:
        """Whether one row's outputs are the result."""
        return self in (HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.PRIORITY, HitPolicy.FIRST)

    @property
    def title(self) -> str:
        return self.name.replace("_", " ")


class Aggregation(Enum):
    """What COLLECT makes of the outputs of all rows that apply."""

    SUM = "+"
    MIN = "<"
    MAX = ">"
    COUNT = "#"


POLICIES = {name: policy for policy in HitPolicy for name in (policy.title, policy.value)}


def policy_of(text: str) -> tuple[HitPolicy, Aggregation | None] | None:
    """The policy of a name or letter, `C` with what it aggregates by; None for what is none."""
    plain = text.strip().upper().replace("_", " ")
    if plain in POLICIES:
        return POLICIES[plain], None
    known = {f"C{aggregation.value}": aggregation for aggregation in Aggregation}
    return (HitPolicy.COLLECT, known[plain]) if plain in known else None


@dataclass(frozen=True, slots=True)
class Unread:
    """An output that is not read; two are equal when they are written alike."""

    text: str


Output = Value | Unread | None


@dataclass(frozen=True, slots=True)
class InputColumn:
    """An input: its expression as written, the predicate that gives its value, the values allowed.

    Two columns of one predicate are two conditions on one value. `computed` marks an expression
    that is no plain name: the value is to be given, nothing computes it.
    """

    text: str
    predicate: str
    kind: Kind
    allowed: Test | None = None
    computed: bool = False


@dataclass(frozen=True, slots=True)
class OutputColumn:
    """An output; `values` are in order of priority where the table states them, `default` is what
    holds where no row applies.
    """

    text: str
    predicate: str
    kind: Kind
    values: tuple[Value, ...] = ()
    default: Output = None


@dataclass(frozen=True, slots=True)
class Guard:
    """Two inputs compared, by their columns: what must hold beside the tests of a row."""

    column: int
    sign: str  # as FEEL writes it
    other: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row: a test for each input (None lets all pass), a value for each output, as written."""

    number: int
    tests: tuple[Test | None, ...]
    outputs: tuple[Output, ...]
    cells: tuple[str, ...]
    origin: Origin
    guards: tuple[Guard, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A decision table. `name` is the predicate of its decision, `title` what its author calls it.

    `unread` are the numbers of rows with an input that is not read: what is said of the others
    then leaves them out.
    """

    name: str
    title: str
    policy: HitPolicy
    inputs: tuple[InputColumn, ...]
    outputs: tuple[OutputColumn, ...]
    rows: tuple[Row, ...]
    origin: Origin
    aggregation: Aggregation | None = None
    unread: tuple[int, ...] = ()

    @property
    def is_readable(self) -> bool:
        """Whether all of it is read, so that rules say what it says."""
        outputs = [value for row in self.rows for value in row.outputs]
        outputs += [column.default for column in self.outputs]
        return not self.unread and not any(isinstance(value, Unread) for value in outputs)

    @property
    def has_default(self) -> bool:
        return any(column.default is not None for column in self.outputs)

    def auxiliary(self, purpose: str) -> str:
        """A predicate that the rules of this table add to those of its columns.

        `case` (some input is given), `hit` (a row applies), `beaten` (so does a better one), `part`
        (what a row adds to a sum or count).
        """
        return f"{self.name}_{purpose}"

    def row_id(self, row: Row) -> str:
        """The id of the rule that a row becomes: `discount:3`."""
        return f"{identifier(self.name)}:{row.number}"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that is no error and that a reader of the tables should know."""

    origin: Origin
    message: str


@dataclass(frozen=True, slots=True)
class TableReading:
    """The tables of a file, what could not be read in it, and what is not asked of it."""

    tables: tuple[Table, ...] = ()
    faults: tuple[Fault, ...] = ()
    remarks: tuple[Remark, ...] = ()


def identifier(name: str) -> str:
    """A name as an `@id` may hold it: letters, digits and _ alone."""
    return "".join(c if c.isascii() and (c.isalnum() or c == "_") else "_" for c in name)
