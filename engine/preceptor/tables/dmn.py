"""DMN: the decision tables of an XML file, DMN 1.1 to 1.5 and what modellers add to it.

Tables of decisions, of business knowledge models and of boxed contexts are read. What else decides
(literal expressions, invocations) is remarked on: its value is then given, not computed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from preceptor.logic import Code, Fault, Origin, ParseError, did_you_mean
from preceptor.tables.draft import (
    MAX_ROWS,
    Cell,
    Draft,
    DraftInput,
    DraftOutput,
    DraftRow,
    Reader,
)
from preceptor.tables.elements import Element, read_elements
from preceptor.tables.items import Item, Items
from preceptor.tables.names import Names
from preceptor.tables.table import Aggregation, HitPolicy, Remark, Table, TableReading

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
_POLICIES = {policy.title: policy for policy in HitPolicy}
_NAME = re.compile(r"[^\W\d][\w' ]*(?:\.[^\W\d][\w' ]*)*")
_KEYWORDS = re.compile(r"\b(?:if|then|else|for|in|return|some|every|and|or|not|between|instance)\b")


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
            _expression(column)[0]
            for table in root.within("decisionTable")
            for column in table.all("input")
        }

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
        inputs = [self._input(column, scope, prefix) for column in table.all("input")]
        outputs = list(table.all("output"))
        policy = self._policy(table, title)
        if policy is None or not self._is_sound(table, title, inputs):
            return None
        found = [self._output(c, title, decider, len(outputs) == 1) for c in outputs]
        return Draft(
            self._names.of(title) if len(outputs) != 1 else found[0].predicate,
            title,
            policy,
            self._aggregation(table, title),
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

    def _policy(self, table: Element, title: str) -> HitPolicy | None:
        text = table.attributes.get("hitPolicy", "UNIQUE").upper()
        policy = _POLICIES.get(text.replace("_", " "))
        if policy is None:
            message = f"{title} has the hit policy {text!r}, which there is not"
            self._fault(table.origin, message, did_you_mean(text, _POLICIES))
        return policy

    def _aggregation(self, table: Element, title: str) -> Aggregation | None:
        text = table.attributes.get("aggregation", "").upper()
        if text in ("", "LIST", "COLLECT"):
            return None
        if text not in Aggregation.__members__:
            message = f"{title} aggregates by {text!r}, which there is not"
            self._fault(table.origin, message, did_you_mean(text, Aggregation.__members__))
            return None
        return Aggregation[text]

    def _input(self, column: Element, scope: dict[str, Item], prefix: str) -> DraftInput | None:
        text, language = _expression(column)
        item, is_name = self._named(text, scope)
        if not _written(column):  # then it is called by its label
            text, is_name = text or column.attributes.get("id", "input"), True
        expression = column.one("inputExpression")
        reference = "" if expression is None else expression.attributes.get("typeRef", "")
        stated = self._items.of(reference)
        if item.is_list or stated.is_list:
            message = f"input {text} is a list, and a test of lists is not read here"
            self._fault(column.origin, message, code=Code.UNSUPPORTED)
            return None
        if not is_name or language:
            how = f"is written in {language}" if language else "is an expression"
            message = f"input {text} {how}, which is not computed: its value is taken as given"
            self._reader.remarks.append(Remark(column.origin, message))
        values = column.one("inputValues")
        cell = None
        if values is not None and values.text_of("text"):
            cell = Cell(values.text_of("text"), values.origin)
        kinds = tuple(dict.fromkeys(k for k in (stated.kind, item.kind) if k is not None))
        return DraftInput(
            text,
            self._names.of(prefix + text),
            column.origin,
            kinds,
            cell or stated.allowed or item.allowed,
            not is_name or bool(language),
        )

    def _named(self, text: str, scope: dict[str, Item]) -> tuple[Item, bool]:
        """The type of a name or path, and whether the text is one."""
        path: list[str] = []
        rest = text
        while rest:
            if rest in scope:
                return self._items.at(scope[rest], path[::-1]), True
            rest, _, last = rest.rpartition(".")
            path.append(last.strip())
            rest = rest.strip()
        is_name = _NAME.fullmatch(text) is not None and _KEYWORDS.search(text) is None
        return Item(), is_name and text not in ("true", "false", "null")

    def _output(self, column: Element, title: str, decider: Element, alone: bool) -> DraftOutput:
        own = column.attributes.get("name") or column.attributes.get("label", "")
        variable = decider.one("variable")
        item = Item()
        if alone:
            # DMN hands a result on under its variable's name, Camunda under its output's.
            text = title
            if variable is not None and decider.name == "decision":
                text = variable.attributes.get("name") or title
                item = self._items.of(variable.attributes.get("typeRef", ""))
            if own in self._asked and text not in self._asked:
                text = own
        else:
            own = own or column.attributes.get("id", "output")
            text = f"{title}.{own}"
            whole = self._variables.get(title, Item())
            item = self._items.at(whole, [own])
        stated = self._items.of(column.attributes.get("typeRef", ""))
        values = column.one("outputValues")
        cell = None
        if values is not None and values.text_of("text"):
            cell = Cell(values.text_of("text"), values.origin)
        default = column.one("defaultOutputEntry")
        kinds = tuple(dict.fromkeys(k for k in (stated.kind, item.kind) if k is not None))
        return DraftOutput(
            own if not alone else text,
            self._names.of(text),
            column.origin,
            kinds,
            cell or stated.allowed or item.allowed,
            None if default is None else _cell(default),
        )

    def _rows(self, table: Element) -> Iterator[DraftRow]:
        for number, rule in enumerate(table.all("rule"), 1):
            inputs = tuple(map(_cell, rule.all("inputEntry")))
            outputs = tuple(map(_cell, rule.all("outputEntry")))
            yield DraftRow(number, inputs, outputs, rule.origin)

    def _fault(
        self, origin: Origin, message: str, hint: str = "", code: Code = Code.MALFORMED
    ) -> None:
        self._reader.faults.append(Fault(origin, message, code, hint=hint))


def _expression(column: Element) -> tuple[str, str]:
    """An input's expression and its language, empty for FEEL.

    Where there is none, the variable that Camunda gives it, else its label.
    """
    text, inner = _written(column), column.one("inputExpression")
    given = column.attributes.get("inputVariable") or column.attributes.get("label", "")
    return text or given.strip(), "" if inner is None or not text else _language(inner)


def _written(column: Element) -> str:
    inner = column.one("inputExpression")
    return "" if inner is None else " ".join(inner.text_of("text").split())


def _cell(entry: Element) -> Cell:
    text = entry.one("text")
    return Cell("" if text is None else text.text, (text or entry).origin, _language(entry))


def _language(element: Element) -> str:
    language = element.attributes.get("expressionLanguage", "")
    return "" if "feel" in language.lower() else language
