"""Replies in JSON form: an object a rule, lists of them or lines, each read whatever the rest."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace

from preceptor.logic import NO_SIGNATURE, Code, Fault, Origin, Rule, Signature
from preceptor.syntax.characters import one_newline
from preceptor.syntax.parse import MAX_FAULTS
from preceptor.teacher.jsonrule import Misformed, read_rule
from preceptor.teacher.placed import (
    Broken,
    Placed,
    after_item,
    read_value,
    skip_sign,
    skip_space,
)
from preceptor.teacher.recording import MAX_REPLY

_LIST = re.compile(r'(?P<rules>\{[ \t\n\r]*"rules"[ \t\n\r]*:[ \t\n\r]*)?\[')
_RESUME = re.compile(r"\n[{\[]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a reply in JSON form: its line and column, those of its end, its text, and
    its rule or its fault."""

    start: tuple[int, int]
    end: tuple[int, int]
    text: str
    rule: Rule | None
    fault: Fault | None


def read_json_form(
    text: str, source: str = "<json>", signature: Signature = NO_SIGNATURE
) -> tuple[tuple[Rule, ...], tuple[Fault, ...]]:
    """The rules of a reply in JSON form that can be read, and a fault for each that cannot.

    The text is an object a rule, one or several, lists of them, or `{"rules": [...]}`. Under a
    signature a predicate that it does not declare is a fault. A text that ends inside its JSON
    keeps the rules before.
    """
    entries = read_entries(text, source, signature)
    return (
        tuple(entry.rule for entry in entries if entry.rule is not None),
        tuple(entry.fault for entry in entries if entry.fault is not None),
    )


def read_entries(
    text: str, source: str = "<json>", signature: Signature = NO_SIGNATURE
) -> tuple[Entry, ...]:
    """The values of a reply in JSON form in order, as `read_json_form` reads them."""
    text = one_newline(text)
    lines = _Lines(source, text)
    if len(text) > MAX_REPLY:
        message = f"a reply of {len(text)} characters; the limit is {MAX_REPLY}"
        return (lines.entry(0, 0, lines.fault(0, message, Code.LIMIT)),)
    entries: list[Entry] = []
    faults = 0
    for found in _statements(text):
        start = found.offset if isinstance(found, Broken) else found.start
        end = found.offset if isinstance(found, Broken) else found.end
        try:
            if isinstance(found, Broken):
                code = Code.LIMIT if found.deep else Code.MALFORMED
                raise Misformed(found.offset, found.message, code)
            entries.append(
                lines.entry(start, end, lines.placed(read_rule(found, signature), found))
            )
        except Misformed as error:
            fault = lines.fault(error.offset, error.message, error.code, error.hint)
            entries.append(lines.entry(start, end, fault))
            faults += 1
        if faults >= MAX_FAULTS:
            message = f"{MAX_FAULTS} faults so far: the rest is not read"
            entries.append(lines.entry(end, end, lines.fault(end, message, Code.LIMIT)))
            break
    return tuple(entries)


def _statements(text: str) -> Iterator[Placed | Broken]:
    """Each value of the text, those of a list one by one; behind a broken one, those that begin
    a later line.
    """
    at = skip_space(text, 0)
    if at == len(text):
        yield Broken(at, "the reply is empty")
    while at < len(text):
        try:
            opened = _LIST.match(text, at)
            if opened is None:
                value = read_value(text, at)
                yield value
                at = value.end
            else:
                at = yield from _items(text, opened.end(), opened["rules"] is not None)
        except Broken as error:
            yield error
            later = _RESUME.search(text, max(at, error.offset - 1))
            at = later.start() if later else len(text)
        at = skip_space(text, at)


def _items(text: str, at: int, enveloped: bool) -> Generator[Placed, None, int]:
    """The items of a list that was just opened; returns where it ends. Raises Broken."""
    end = skip_sign(text, at, "]")
    while end is None:
        item = read_value(text, at)
        yield item
        at, end = after_item(text, item.end, "]")
    if enveloped:
        closed = skip_sign(text, end, "}")
        if closed is None:
            raise Broken(skip_space(text, end), "expected '}' behind the rules")
        end = closed
    return end


class _Lines:
    """The lines of a text: from an offset to its place."""

    def __init__(self, source: str, text: str) -> None:
        self.source = source
        self.text = text
        self.starts = (0, *(found.end() for found in re.finditer("\n", text)))

    def place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def entry(self, start: int, end: int, found: Rule | Fault) -> Entry:
        rule, fault = (found, None) if isinstance(found, Rule) else (None, found)
        return Entry(self.place(start), self.place(end), self.text[start:end], rule, fault)

    def fault(self, offset: int, message: str, code: Code, hint: str = "") -> Fault:
        line, column = self.place(offset)
        shown = self.text[self.starts[line - 1] :].partition("\n")[0]
        return Fault(Origin(self.source, line, column), message, code, shown, (), hint)

    def placed(self, rule: Rule, found: Placed) -> Rule:
        return replace(
            rule, origin=Origin(self.source, *self.place(found.start), *self.place(found.end))
        )
