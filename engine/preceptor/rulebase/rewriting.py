"""Rewriting: a rule file with some of its clauses changed, and all else as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from preceptor.logic import Origin, Rule
from preceptor.rulebase.sources import STDIN
from preceptor.syntax import show_theory
from preceptor.syntax.characters import one_newline
from preceptor.syntax.files import read_text
from preceptor.tables import is_table

Replaced = Sequence[tuple[Rule, Rule | None]]  # each rule, and what stands in its place

# What goes with a clause that is dropped: the mark on the line before it, and its line's end.
_MARK = re.compile(r"(?:^|(?<=\n))[ \t]*%[ \t]*@id\b[^\n]*\n[ \t]*\Z")
_LINE_END = re.compile(r"[ \t]*(?:\n|\Z)")


def before_and_after(files: Iterable[Path], replaced: Replaced) -> tuple[str, str]:
    """The text of all files, one behind the other, as it is and with the changed rules.

    Rules of the standard input and of tables are printed: they have no text to keep.
    """
    texts = [_texts(file, replaced) for file in files]
    return "\n".join(old for old, _ in texts), "\n".join(new for _, new in texts)


def _texts(file: Path, replaced: Replaced) -> tuple[str, str]:
    if file == STDIN or is_table(file):
        source = "<stdin>" if file == STDIN else str(file)
        pairs = [pair for pair in replaced if pair[0].origin and pair[0].origin.source == source]
        return show_theory(old for old, _ in pairs), show_theory(new for _, new in pairs if new)
    text = one_newline(read_text(file))
    return text, rewritten(text, str(file), replaced)


def rewritten(text: str, source: str, replaced: Iterable[tuple[Rule, Rule | None]]) -> str:
    """The text of a source with each changed rule printed in the place of the old one.

    Clauses that do not change keep their layout and comments. Where all that a clause says is
    dropped, it goes with its `% @id` mark. Alternatives of one clause are printed together.
    """
    clauses: dict[Origin, list[tuple[Rule, Rule | None]]] = {}
    for old, new in replaced:
        if old.origin is not None and old.origin.source == source:
            clauses.setdefault(old.origin, []).append((old, new))
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    for origin in sorted(clauses, key=lambda o: (o.line, o.column), reverse=True):
        pairs = clauses[origin]
        if any(new is not old for old, new in pairs):
            start = starts[origin.line - 1] + origin.column - 1
            end = starts[origin.end_line - 1] + origin.end_column - 1
            text = _put(text, start, end, [new for _, new in pairs if new is not None])
    return text


def _put(text: str, start: int, end: int, rules: list[Rule]) -> str:
    if rules:
        clause = show_theory(replace(rule, name=None) for rule in rules).rstrip("\n")
        return text[:start] + clause + text[end:]
    before, after = _MARK.sub("", text[:start]), text[end:]
    end_of_line = _LINE_END.match(after)
    if end_of_line is None:
        return before + after.lstrip(" \t")
    if not before or before.endswith("\n"):
        return before + after[end_of_line.end() :]
    return before.rstrip(" \t") + after
