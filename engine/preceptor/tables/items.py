"""Types of DMN: what a type reference or a name says about values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from preceptor.tables.draft import Cell
from preceptor.tables.elements import Element
from preceptor.tables.values import Kind

_BASE = {
    "number": Kind.NUMBER,
    "double": Kind.NUMBER,
    "decimal": Kind.NUMBER,
    "float": Kind.NUMBER,
    "integer": Kind.INTEGER,
    "int": Kind.INTEGER,
    "long": Kind.INTEGER,
    "short": Kind.INTEGER,
    "string": Kind.TEXT,
    "boolean": Kind.BOOLEAN,
    "date": Kind.DATE,
    "time": Kind.TIME,
    "datetime": Kind.DATE_TIME,
    "date and time": Kind.DATE_TIME,
    "daytimeduration": Kind.DURATION,
    "days and time duration": Kind.DURATION,
    "yearmonthduration": Kind.MONTHS,
    "years and months duration": Kind.MONTHS,
}
MAX_STEPS = 20  # from one type to the type it is made of


@dataclass(frozen=True, slots=True)
class Item:
    """A type: its kind, where it has one; the values allowed; its components; is it a list?"""

    kind: Kind | None = None
    allowed: Cell | None = None
    components: Mapping[str, Element] = field(default_factory=dict)
    is_list: bool = False


class Items:
    """The item definitions of a file, and the variables that its elements declare."""

    def __init__(self, root: Element) -> None:
        self._definitions = {
            element.attributes.get("name", ""): element for element in root.all("itemDefinition")
        }

    def of(self, reference: str) -> Item:
        """What a type reference means; a prefix (`feel:`, `tns:`) says nothing more."""
        return self._resolve(reference, MAX_STEPS)

    def _resolve(self, reference: str, steps: int) -> Item:
        plain = reference.strip()
        for name in (plain, plain.rpartition(":")[2], plain.rpartition("}")[2]):
            if name in self._definitions:
                return self._defined(self._definitions[name], steps)
        return Item(_BASE.get(plain.rpartition(":")[2].rpartition("}")[2].lower()))

    def _defined(self, element: Element, steps: int) -> Item:
        reference = element.text_of("typeRef") or element.attributes.get("typeRef", "")
        below = self._resolve(reference, steps - 1) if reference and steps else Item()
        own = {c.attributes.get("name", ""): c for c in element.all("itemComponent")}
        is_list = element.attributes.get("isCollection", "false") == "true" or below.is_list
        return Item(below.kind, allowed(element) or below.allowed, own or below.components, is_list)

    def at(self, item: Item, path: list[str]) -> Item:
        """The type of a component, `age` of an applicant; no kind where there is none."""
        for name in path:
            component = item.components.get(name)
            if component is None:
                return Item()
            item = self._defined(component, MAX_STEPS)
        return item


def allowed(element: Element) -> Cell | None:
    """The values that a definition allows, as text."""
    for name in ("typeConstraint", "allowedValues"):
        child = element.one(name)
        if child is not None and child.text_of("text"):
            return Cell(child.text_of("text"), child.origin)
    return None
