"""Columns of DMN tables: what an input asks for, what an output is called, and their types."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from preceptor.logic import Code, Fault
from preceptor.tables.draft import Cell, DraftInput, DraftOutput
from preceptor.tables.elements import Element
from preceptor.tables.items import Item, Items
from preceptor.tables.names import Names
from preceptor.tables.reader import Reader
from preceptor.tables.table import Remark

_NAME = re.compile(r"[^\W\d][\w' ]*(?:\.[^\W\d][\w' ]*)*")
_KEYWORDS = re.compile(r"\b(?:if|then|else|for|in|return|some|every|and|or|not|between|instance)\b")


class Columns:
    """Reads the columns of a file's tables.

    `variables` are the types of what the file declares, by name; `asked` the expressions of all
    inputs of the file. Faults and remarks go to the reader.
    """

    def __init__(
        self,
        items: Items,
        names: Names,
        variables: Mapping[str, Item],
        asked: Collection[str],
        reader: Reader,
    ) -> None:
        self._items, self._names, self._reader = items, names, reader
        self._variables, self._asked = variables, asked

    def input(self, column: Element, scope: Mapping[str, Item], prefix: str) -> DraftInput | None:
        text, language = expression(column)
        item, is_name = self._named(text, scope)
        if not _written(column):  # then it is called by its label
            text, is_name = text or column.attributes.get("id", "input"), True
        inner = column.one("inputExpression")
        reference = "" if inner is None else inner.attributes.get("typeRef", "")
        stated = self._items.of(reference)
        if item.is_list or stated.is_list:
            message = f"input {text} is a list, and a test of lists is not read here"
            self._reader.faults.append(Fault(column.origin, message, Code.UNSUPPORTED))
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

    def _named(self, text: str, scope: Mapping[str, Item]) -> tuple[Item, bool]:
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

    def output(self, column: Element, title: str, decider: Element, alone: bool) -> DraftOutput:
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
            None if default is None else cell_of(default),
        )


def expression(column: Element) -> tuple[str, str]:
    """An input's expression and its language, empty for FEEL.

    Where there is none, the variable that Camunda gives it, else its label.
    """
    text, inner = _written(column), column.one("inputExpression")
    given = column.attributes.get("inputVariable") or column.attributes.get("label", "")
    return text or given.strip(), "" if inner is None or not text else _language(inner)


def _written(column: Element) -> str:
    inner = column.one("inputExpression")
    return "" if inner is None else " ".join(inner.text_of("text").split())


def cell_of(entry: Element) -> Cell:
    text = entry.one("text")
    return Cell("" if text is None else text.text, (text or entry).origin, _language(entry))


def _language(element: Element) -> str:
    language = element.attributes.get("expressionLanguage", "")
    return "" if "feel" in language.lower() else language
