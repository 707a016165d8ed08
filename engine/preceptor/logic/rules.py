"""Rules and the theories that they make up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import NamedTuple

from preceptor.logic.signature import NO_SIGNATURE, Signature
from preceptor.logic.terms import Atom, Literal, Predicate


class Origin(NamedTuple):  # made for every statement, three times as fast as a dataclass
    """Where a statement was written, and what was repaired on the way; 1-based, end exclusive.

    `source` is a file name or a teacher's reply (`kinship/father#2`); `before` is the unrepaired
    text where `operators` is not empty.
    """

    source: str
    line: int
    column: int
    end_line: int = 0
    end_column: int = 0
    operators: tuple[str, ...] = ()
    before: str = ""

    def __str__(self) -> str:
        return f"{self.source}:{self.line}:{self.column}"


_SURE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Rule:
    """`head :- body.`; without a body a fact, without a head a denial (integrity constraint).

    `weight` in (0, 1] is P(head | body) as its author states it; 1 makes the rule hard.
    `name` is what an `% @id NAME` line gave it. `clause` is the id shared by the alternatives
    of one disjunction. Two rules are equal when they say the same, wherever they were written.
    Raises ValueError for a weight outside (0, 1] or a weighted denial.
    """

    head: Atom | None
    body: tuple[Literal, ...] = ()
    weight: Fraction = _SURE
    name: str | None = None
    clause: str | None = field(default=None, compare=False)
    origin: Origin | None = field(default=None, compare=False)
    _hash: int = field(init=False, repr=False, compare=False)  # set when it is first asked for

    def __post_init__(self) -> None:
        weight = self.weight
        if not 0 < weight.numerator <= weight.denominator:  # an order of Fractions costs far more
            raise ValueError(f"a weight lies in (0, 1], not {weight}")
        if self.head is None and weight != 1:
            raise ValueError("a denial carries no weight")

    def __hash__(self) -> int:
        """Computed once: rules are looked up far more often than they are made."""
        try:
            return self._hash
        except AttributeError:
            found = hash((self.head, self.body, self.weight, self.name))
            object.__setattr__(self, "_hash", found)
            return found

    def __reduce__(self) -> tuple[type[Rule], tuple[object, ...]]:
        """Without its hash: that of a text is another one in another process."""
        said = (self.head, self.body, self.weight, self.name, self.clause, self.origin)
        return Rule, said

    @property
    def is_fact(self) -> bool:
        return self.head is not None and not self.body

    @property
    def is_denial(self) -> bool:
        return self.head is None

    @property
    def is_hard(self) -> bool:
        return self.weight is _SURE or self.weight == 1

    def __str__(self) -> str:
        weight = "" if self.is_hard else f"{float(self.weight)} :: "
        head = "" if self.head is None else str(self.head)
        body = f" :- {', '.join(map(str, self.body))}" if self.body else ""
        return f"{weight}{head}{body}.".replace("  ", " ").lstrip()


@dataclass(frozen=True, slots=True)
class Theory:
    """Rules in their written order, with the signature they are read under."""

    rules: tuple[Rule, ...] = ()
    signature: Signature = NO_SIGNATURE

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)

    @property
    def denials(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if rule.is_denial)

    @property
    def definite(self) -> tuple[Rule, ...]:
        """The rules and facts: all that is not a denial."""
        return tuple(rule for rule in self.rules if not rule.is_denial)

    def defining(self, predicate: Predicate) -> tuple[Rule, ...]:
        return tuple(r for r in self.rules if r.head is not None and r.head.predicate == predicate)

    def plus(self, rules: Iterable[Rule]) -> Theory:
        """This theory with more rules behind its own."""
        return replace(self, rules=(*self.rules, *rules))
