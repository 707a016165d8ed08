"""Signatures: which predicates there are, over which sorts, and who gives their facts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from preceptor.logic.terms import Num, Predicate, Term


class SortKind(StrEnum):
    """What the values of a sort are: symbols, integers or exact decimals."""

    SYMBOL = "symbol"
    INT = "int"
    DECIMAL = "decimal"


@dataclass(frozen=True, slots=True)
class Sort:
    """A named set of values. `domain` names the predicate that lists a symbol sort's members."""

    name: str
    kind: SortKind = SortKind.SYMBOL
    minimum: Num | None = None
    maximum: Num | None = None
    values: tuple[Term, ...] = ()
    domain: str | None = None


class Role(StrEnum):
    """Who gives a predicate's facts: the database, the rules, or both."""

    INPUT = "input"
    DERIVED = "derived"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Declaration:
    """A declared predicate: a sort per argument; `functional` positions determine the others.

    `text` words an atom for a reader, `{0} is the father of {1}`; empty when none was given.
    `relation` is what triples call it, `Co-occurs_with`; empty where they use its own name.
    Of two members an `asymmetric` predicate holds one way at most, an `irreflexive` one of no
    member with itself.
    """

    predicate: Predicate
    sorts: tuple[str, ...]
    role: Role = Role.BOTH
    functional: tuple[int, ...] = ()
    text: str = ""
    relation: str = ""
    asymmetric: bool = False
    irreflexive: bool = False


Group = tuple[Predicate, ...]


@dataclass(frozen=True)
class Signature:
    """Sorts and declared predicates. An empty signature declares nothing and forbids nothing.

    Of each `total` group one predicate holds of every member of its first argument's sort; no two
    of an `exclusive` group of conclusions, or of a `disjoint` group, hold of the same arguments.
    """

    sorts: tuple[Sort, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    total: tuple[Group, ...] = ()
    exclusive: tuple[Group, ...] = ()
    disjoint: tuple[Group, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.declarations)

    def declaration(self, predicate: Predicate) -> Declaration | None:
        """The declaration of p/n, also when asked for -p/n; None where there is none."""
        return self._declared.get((predicate.name, predicate.arity))

    def sort(self, name: str) -> Sort | None:
        return self._sorts.get(name)

    def named(self, name: str) -> tuple[Declaration, ...]:
        """All declarations of that name, whatever their arity."""
        return tuple(d for d in self.declarations if d.predicate.name == name)

    def relation(self, name: str) -> str:
        """The name of the predicate that a relation of triples stands for; its own if none."""
        return self._relations.get(name, name)

    @cached_property
    def _relations(self) -> dict[str, str]:
        return {d.relation: d.predicate.name for d in self.declarations if d.relation}

    @cached_property
    def _declared(self) -> dict[tuple[str, int], Declaration]:
        found: dict[tuple[str, int], Declaration] = {}
        for declaration in self.declarations:
            predicate = declaration.predicate
            found.setdefault((predicate.name, predicate.arity), declaration)
        return found

    @cached_property
    def _sorts(self) -> dict[str, Sort]:
        return {sort.name: sort for sort in reversed(self.sorts)}


NO_SIGNATURE = Signature()
