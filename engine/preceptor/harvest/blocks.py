"""Blocks: the lines of a reply that belong together, for a clause may run over several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from preceptor.harvest.lines import Kind, Line, is_sentence
from preceptor.harvest.notation import COPULA
from preceptor.logic import Signature
from preceptor.syntax.parse import MAX_CLAUSE
from preceptor.syntax.split import QUOTED

_QUOTED_OR_COMMENT = re.compile(rf"{QUOTED}|%[^\n]*|/\*(?:.*?\*/|.*)|'.*")
_CLOSED = re.compile(QUOTED)
_OPEN_END = re.compile(r"(?:[,;(+*/<>=\\&|∧∨←→-]|::|\b(?:and|or))$")
_GOES_ON = re.compile(r"\s*(?:[,;)=<>&|∧∨←→]|\\[+=])")
_INDENTED_NECK = re.compile(r"\s+:-")
_BEGINS = re.compile(r"\s*(?:[\d.]+\s*::|-?(?:\w+|'[^'\n]*')\s*(?:\([^()]*\))?\s*:-|:-)")
_PROPOSITION = re.compile(rf"\s*-?([a-z]\w*|{QUOTED})\.\s*(?:%.*)?$")


@dataclass(frozen=True, slots=True)
class Block:
    """One line, or the lines of a statement, comments inside it included."""

    kind: Kind
    lines: tuple[Line, ...]


def _end(found: re.Match[str]) -> str:
    """Nothing of a quoted name; of a quote that is never closed, the full stop of its line."""
    text = found.group()
    closed = text[0] != "'" or _CLOSED.fullmatch(text)
    return " " if closed or not text.rstrip().endswith(".") else "."


@dataclass(slots=True)
class _Gathering:
    """A statement whose lines are being gathered: how it ends so far decides what may follow."""

    lines: list[Line] = field(default_factory=list)
    code: str = ""  # of the last line that is not a comment
    size: int = 0
    necked: bool = False
    alone: bool = False  # prose around an atom: nothing follows it

    def add(self, line: Line) -> None:
        if not self.lines:
            self.alone = is_sentence(line.bare)
        self.lines.append(line)
        self.size += len(line.text)
        if line.kind is not Kind.COMMENT:
            self.code = _QUOTED_OR_COMMENT.sub(_end, line.bare).strip()
            self.necked |= ":-" in self.code

    def takes(self, line: Line) -> bool:
        """Whether the line goes on with the statement, or is a comment that may stand in it."""
        if not self.lines or self.alone or self.code.endswith(".") or self.size > MAX_CLAUSE:
            return False
        if line.kind is Kind.BLANK or line.bare != line.text:
            return False
        if line.kind is Kind.COMMENT:
            return line.text.lstrip().startswith("%")
        if _INDENTED_NECK.match(line.text):
            return not self.necked
        if _GOES_ON.match(line.text):
            return True
        begins = _BEGINS.match(line.text) or is_sentence(line.text)
        return _OPEN_END.search(self.code) is not None and not begins

    def blocks(self) -> Iterator[Block]:
        """The statement, then the comments that turned out to stand behind it."""
        end = len(self.lines)
        while end and self.lines[end - 1].kind is Kind.COMMENT:
            end -= 1
        if end:
            yield Block(Kind.STATEMENT, tuple(self.lines[:end]))
        yield from (Block(line.kind, (line,)) for line in self.lines[end:])


def blocks(lines: Iterable[Line], signature: Signature) -> Iterator[Block]:
    """The lines of a reply grouped; each line is in exactly one block, in order."""
    held = _Gathering()
    for line in lines:
        if not held.takes(line):
            yield from held.blocks()
            held = _Gathering()
        stated = line.kind is Kind.STATEMENT or _is_proposition(line, signature)
        if held.lines or stated or _is_copula(line, signature):
            held.add(line)
        else:
            yield Block(line.kind, (line,))
    yield from held.blocks()


def _is_proposition(line: Line, signature: Signature) -> bool:
    """Whether a line such as `rainy.` is a fact: in a code fence, or of a declared name."""
    found = _PROPOSITION.match(line.bare) if line.kind is Kind.PROSE else None
    return found is not None and (line.fenced or bool(signature.named(found[1])))


def _is_copula(line: Line, signature: Signature) -> bool:
    """Whether a line such as `Alex is a zumpus.` states a fact of a declared name."""
    found = COPULA.fullmatch(line.bare) if line.kind is Kind.PROSE else None
    return found is not None and any(
        declared.predicate.arity == 1 for declared in signature.named(found[3].lower())
    )
