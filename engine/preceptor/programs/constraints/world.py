"""Worlds: the sorts, elements and functions that constraints speak of, each element with its code.

Elements that are whole numbers are their own codes, and they can be reckoned with. Other elements
are coded by their place in their sort, so that the order of a declaration is the order of `<`.
Sorts that share an element are of one family; elements of different families are never compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from preceptor.logic import Code
from preceptor.programs.constraints.grammar import Function, Ranged, Sort

BOOL, INT = "bool", "int"
Kind = str  # BOOL, INT or a family, called like its first sort


_CODES = {
    "unknown name": Code.UNDECLARED,
    "unknown sort": Code.UNDECLARED,
    "undeclared function": Code.UNDECLARED,
    "wrong number of arguments": Code.ARITY,
    "mixed kinds": Code.SORT,
    "a number or name as a condition": Code.SORT,
}


class Unsupported(Exception):
    """A construct that is read and cannot be answered; `construct` names it for a histogram."""

    def __init__(self, construct: str, detail: str = "") -> None:
        super().__init__(f"{construct}: {detail}" if detail else construct)
        self.construct = construct
        self.code = _CODES.get(construct, Code.NOT_CHECKED)


@dataclass(frozen=True, slots=True)
class Domain:
    """Codes of one kind, in order; None is every whole number, or both truth values."""

    kind: Kind
    codes: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Symbol:
    """A function as it is declared: its places and its result. A constant has no places."""

    name: str
    places: tuple[Domain, ...]
    result: Domain


class World:
    """What the names of a program mean. Raises Unsupported for what no finite world has."""

    def __init__(self, declared: Iterable[Sort | Function | Ranged]) -> None:
        lines = tuple(declared)
        self._sorts = {line.name: line.elements for line in lines if isinstance(line, Sort)}
        self._elements = dict(_coded(self._sorts))
        self.symbols: dict[str, Symbol] = {}
        for line in lines:
            match line:
                case Function(name, places, result):
                    taken = tuple(self._place(place) for place in places)
                    self.symbols[name] = Symbol(name, taken, self._result(result))
                case Ranged(name, values):
                    self.symbols[name] = Symbol(name, (), Domain(INT, values))
                case Sort():
                    pass

    def element(self, name: str) -> tuple[Kind, int] | None:
        """The kind and code of an element."""
        return self._elements.get(name)

    def code_in(self, kind: Kind, name: str) -> int | None:
        """The code of an element of this family, if it has one of that name."""
        found = self._elements.get(name)
        return found[1] if found is not None and found[0] == kind else None

    def sort(self, *names: str) -> Domain:
        """The elements of these sorts, one after the other."""
        found = []
        for name in names:
            if name not in self._sorts:
                raise Unsupported(f"sort {name}" if name == INT else "unknown sort", name)
            found += [self._elements[element] for element in self._sorts[name]]
        kinds = {kind for kind, _ in found}
        if len(kinds) != 1:
            raise Unsupported("a union of numbers and names", " + ".join(names))
        return Domain(kinds.pop(), tuple(dict.fromkeys(code for _, code in found)))

    def is_sort(self, name: str) -> bool:
        return name in self._sorts

    def _place(self, names: tuple[str, ...]) -> Domain:
        if names in ((INT,), (BOOL,)):
            raise Unsupported(f"a function of {names[0]}")
        return self.sort(*names)

    def _result(self, names: tuple[str, ...]) -> Domain:
        return Domain(names[0], None) if names in ((INT,), (BOOL,)) else self.sort(*names)


def _coded(sorts: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, tuple[Kind, int]]]:
    """Every element with its kind and code."""
    for family in _families(sorts):
        elements = tuple(dict.fromkeys(e for name in family for e in sorts[name]))
        if all(element.isdigit() for element in elements):
            yield from ((element, (INT, int(element))) for element in elements)
        else:
            yield from ((e, (f"sort {family[0]}", n)) for n, e in enumerate(elements, 1))


def _families(sorts: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Sorts that share elements, directly or by others, the largest of each first."""
    waiting = sorted(sorts, key=lambda name: -len(sorts[name]))
    while waiting:
        family, elements = [waiting.pop(0)], set[str]()
        for name in family:  # grows while it is gone through
            elements |= set(sorts[name])
            near = [other for other in waiting if elements & set(sorts[other])]
            family += near
            waiting = [other for other in waiting if other not in near]
        yield tuple(family)
