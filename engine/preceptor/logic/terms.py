"""Terms and literals: the words that rules are made of.

Everything here is immutable, hashable and exact. `str()` gives a plain rendering for error
messages; the canonical text that a parser reads back is made by `preceptor.syntax.show`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, StrEnum
from fractions import Fraction
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Var:
    """A logic variable, written with a capital letter or `_`: `X`."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Const:
    """A symbol: `ann`, `'New York'`. The name is the text without quotes."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Num:
    """An exact number. A fraction with denominator 1 is held as an int, so 2 equals 4/2."""

    value: int | Fraction

    def __post_init__(self) -> None:
        if isinstance(self.value, Fraction) and self.value.denominator == 1:
            object.__setattr__(self, "value", self.value.numerator)

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Arith:
    """An arithmetic expression `left op right`; it occurs only inside comparisons."""

    op: str  # one of + - * /
    left: Expr
    right: Expr

    def __str__(self) -> str:
        return f"({self.left} {self.op} {self.right})"


Term = Var | Const | Num
Expr = Term | Arith


class Predicate(NamedTuple):
    """A name with its arity, `parent/2`: an index's key. `-p/1` is a predicate of its own."""

    name: str
    arity: int
    negated: bool = False

    @property
    def opposite(self) -> Predicate:
        """`-p/n` for `p/n` and the other way round."""
        return Predicate(self.name, self.arity, not self.negated)

    def __str__(self) -> str:
        return f"{'-' if self.negated else ''}{self.name}/{self.arity}"


@dataclass(frozen=True, slots=True)
class Atom:
    """`parent(ann, X)`, or with strong negation `-flies(X)`."""

    name: str
    args: tuple[Term, ...] = ()
    negated: bool = False
    _predicate: Predicate = field(init=False, repr=False, compare=False)

    @property
    def predicate(self) -> Predicate:
        """Made when it is first asked for: atoms are looked up by it again and again."""
        try:
            return self._predicate
        except AttributeError:
            made = Predicate(self.name, len(self.args), self.negated)
            object.__setattr__(self, "_predicate", made)
            return made

    def __reduce__(self) -> tuple[type[Atom], tuple[object, ...]]:
        return Atom, (self.name, self.args, self.negated)

    def __str__(self) -> str:
        args = f"({', '.join(map(str, self.args))})" if self.args else ""
        return f"{'-' if self.negated else ''}{self.name}{args}"


class Op(Enum):
    """The comparisons, by their Prolog spelling.

    `=` and `\\=` compare constants and numbers by value, and `X = expression` binds X; the
    others compare numbers.
    """

    LT = "<"
    LE = "=<"
    GT = ">"
    GE = ">="
    EQ = "=:="
    NE = "=\\="
    SAME = "="
    DIFFERENT = "\\="


@dataclass(frozen=True, slots=True)
class Not:
    """`\\+ parent(X, Y)`: the atom has no derivation (stratified negation as failure)."""

    atom: Atom

    def __str__(self) -> str:
        return f"\\+ {self.atom}"


@dataclass(frozen=True, slots=True)
class Compare:
    """`Age >= 18`."""

    op: Op
    left: Expr
    right: Expr

    def __str__(self) -> str:
        return f"{self.left} {self.op.value} {self.right}"


class Fold(StrEnum):
    """What an aggregate makes of the tuples that it finds."""

    COUNT = "count"
    SUM = "sum"
    MIN = "min"
    MAX = "max"


@dataclass(frozen=True, slots=True)
class Aggregate:
    """`Total = sum { Amount, Item : sold(Shop, Item, Amount) }`, over one atom as `\\+` is.

    It folds the set of distinct tuples of `terms` over the true instances of `atom`; sum, min and
    max look at the first term, and a constant there leaves them without a value, as it does
    arithmetic. Variables that a clause has in the braces of aggregates alone are local to each.
    Raises ValueError where it lists nothing, or a variable that the atom lacks.
    """

    result: Term
    fold: Fold
    terms: tuple[Term, ...]
    atom: Atom

    def __post_init__(self) -> None:
        if not self.terms:
            raise ValueError(f"{self.fold} lists no term")
        for term in self.terms:
            if isinstance(term, Var) and term not in self.atom.args:
                raise ValueError(f"{self.fold} lists {term}, which {self.atom} does not have")

    def __str__(self) -> str:
        terms = ", ".join(map(str, self.terms))
        return f"{self.result} = {self.fold} {{ {terms} : {self.atom} }}"


Literal = Atom | Not | Compare | Aggregate
