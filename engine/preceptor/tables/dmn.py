"""DMN: the decision tables of an XML file, DMN 1.1 to 1.5 and what modellers add to it.

Tables of decisions, of business knowledge models and of boxed contexts are read. What else decides
(literal expressions, invocations) is remarked on: its value is then given, not computed.
"""

from __future__ import annotations

from collections.abc import Iterator

from preceptor.logic import Code, Fault, Origin, ParseError, did_you_mean
from preceptor.tables.columns import Columns, cell_of, expression
from preceptor.tables.draft import (
    MAX_ROWS,
    Draft,
    DraftInput,
    DraftRow,
)
from preceptor.tables.elements import Element, read_elements
from preceptor.tables.items import Item, Items
from preceptor.tables.names import Names
from preceptor.tables.reader import Reader
from preceptor.tables.table import (
    POLICIES,
    Aggregation,
    HitPolicy,
    Remark,
    Table,
    TableReading,
    policy_of,
)

_DECIDERS = ("decision", "businessKnowledgeModel")
_LOGIC = {
    "literalExpression": "a literal expression",
    "invocation": "an invocation",
    "context": "a boxed context",
    "functionDefinition": "a function definition",
    "relation": "a relation",
    "list": "a boxed list",
    "conditional": "a boxed conditional",
    "filter": "a boxed filter",
    "for": "a boxed iteration",
    "some": "a boxed quantifier",
    "every": "a boxed quantifier",
}


def read_dmn(data: bytes, source: str) -> TableReading:
    """The tables of a DMN file with all that is wrong in it."""
    try:
        root = read_elements(data, source)
    except ParseError as error:
        return TableReading(faults=error.faults)
    if root.name != "definitions" or "/dmn/" not in root.namespace.lower():
        message = f"<{root.name}> is not the <definitions> of a DMN file"
        hint = 'a DMN file begins with  <definitions xmlns="https://www.omg.org/spec/DMN/...">'
        return TableReading(faults=(Fault(root.origin, message, Code.MALFORMED, hint=hint),))
    return _File(root).read()


class _File:
    def __init__(self, root: Element) -> None:
        self._root = root
        self._items = Items(root)
        self._names = Names()
        self._reader = Reader()
        self._variables = dict(self._declared(root))
        self._asked = {
            expression(column)[0]
            for table in root.within("decisionTable")
            for column in table.all("input")
        }

        self._columns = Columns(
            self._items, self._names, self._variables, self._asked, self._reader
        )

    def read(self) -> TableReading:
        tables: list[Table] = []
        for decider in self._root.all(*_DECIDERS):
            found = list(decider.within("decisionTable"))
            for table in found:
                draft = self._draft(table, decider, alone=len(found) == 1)
                if draft is not None:
                    tables.append(self._reader.table(draft))
            if not found:
                self._remark_on(decider)
        if not tables and not self._reader.faults:
            message = "a DMN file without a decision table"
            self._reader.faults.append(Fault(self._root.origin, message, Code.MALFORMED))
        faults, remarks = self._reader.faults, self._reader.remarks
        return TableReading(tuple(tables), tuple(faults), tuple(remarks))

    def _declared(self, root: Element) -> Iterator[tuple[str, Item]]:
        """The type of each variable: of input data and decisions, by name."""
        for element in root.all("inputData", *_DECIDERS):
            variable = element.one("variable") or element
            reference = variable.attributes.get("typeRef", "")
            for name in (element.attributes.get("name"), variable.attributes.get("name")):
                if name:
                    yield name, self._items.of(reference)

    def _remark_on(self, decider: Element) -> None:
        logic = next((e for e in decider.within(*_LOGIC)), None)
        what = "nothing that decides it" if logic is None else _LOGIC[logic.name]
        name = decider.attributes.get("name") or decider.attributes.get("id", "")
        message = f"{name} has {what}, which is not read: its value is taken as given"
        self._reader.remarks.append(Remark(decider.origin, message))

    def _draft(self, table: Element, decider: Element, alone: bool) -> Draft | None:
        title = decider.attributes.get("name") or decider.attributes.get("id", "decision")
        is_function = decider.name == "businessKnowledgeModel"
        if not alone:
            label = table.attributes.get("outputLabel") or table.attributes.get("id", "")
            title = f"{title}.{label or table.origin.line}"
        scope = dict(self._variables)
        for parameter in decider.within("formalParameter"):
            name = parameter.attributes.get("name", "")
            scope[name] = self._items.of(parameter.attributes.get("typeRef", ""))
        prefix = f"{title}." if is_function else ""
        inputs = [self._columns.input(column, scope, prefix) for column in table.all("input")]
        outputs = list(table.all("output"))
        policy = self._policy(table, title)
        if policy is None or not self._is_sound(table, title, inputs):
            return None
        found = [self._columns.output(c, title, decider, len(outputs) == 1) for c in outputs]
        return Draft(
            self._names.of(title) if len(outputs) != 1 else found[0].predicate,
            title,
            *policy,
            tuple(column for column in inputs if column is not None),
            tuple(found),
            tuple(self._rows(table)),
            table.origin,
        )

    def _is_sound(self, table: Element, title: str, inputs: list[DraftInput | None]) -> bool:
        count = sum(1 for _ in table.all("rule"))
        if count > MAX_ROWS:
            message = f"{title} has {count:,} rows; at most {MAX_ROWS:,} are read"
            self._fault(table.origin, message, code=Code.LIMIT)
            return False
        if not any(True for _ in table.all("output")):
            self._fault(table.origin, f"{title} has no output")
            return False
        return None not in inputs

    def _policy(self, table: Element, title: str) -> tuple[HitPolicy, Aggregation | None] | None:
        """The policy as it is spelt out or, with what it aggregates by, abbreviated: `C+`."""
        text = table.attributes.get("hitPolicy", "UNIQUE")
        found = policy_of(text)
        if found is None:
            message = f"{title} has the hit policy {text!r}, which there is not"
            self._fault(table.origin, message, did_you_mean(text.upper(), POLICIES))
            return None
        policy, aggregation = found
        return policy, aggregation or self._aggregation(table, title)

    def _aggregation(self, table: Element, title: str) -> Aggregation | None:
        text = table.attributes.get("aggregation", "").upper()
        if text in ("", "LIST", "COLLECT"):
            return None
        if text not in Aggregation.__members__:
            message = f"{title} aggregates by {text!r}, which there is not"
            self._fault(table.origin, message, did_you_mean(text, Aggregation.__members__))
            return None
        return Aggregation[text]

    def _rows(self, table: Element) -> Iterator[DraftRow]:
        for number, rule in enumerate(table.all("rule"), 1):
            inputs = tuple(map(cell_of, rule.all("inputEntry")))
            outputs = tuple(map(cell_of, rule.all("outputEntry")))
            yield DraftRow(number, inputs, outputs, rule.origin)

    def _fault(
        self, origin: Origin, message: str, hint: str = "", code: Code = Code.MALFORMED
    ) -> None:
        self._reader.faults.append(Fault(origin, message, code, hint=hint))
