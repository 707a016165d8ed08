"""Kinds of programs: told apart by what stands in them, each with the reader that answers it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import cast

from preceptor.harvest import Harvest
from preceptor.programs.layout import without_thoughts
from preceptor.programs.outcome import Outcome, Reader
from preceptor.programs.wrapping import UNWRAPPING, unwrapped

Account = Callable[[str, str], Harvest]  # a text and the name of its source


@dataclass(frozen=True, slots=True)
class Kind:
    """A format, the module here whose `read_program` and `account` read it, a mark of its own that
    a line of such a program shows, and what no text of another format holds, where one line
    can tell."""

    name: str
    module: str
    mark: re.Pattern[str]
    certain: re.Pattern[str] | None = None

    def reader(self, without: Collection[str] = ()) -> Reader:
        """The reader of whole replies, without the repairs of these names. Its module is loaded
        only when it is asked for: some need a solver."""
        read = cast(Reader, self._loaded().read_program)

        def read_reply(
            text: str,
            question: str | None = None,
            options: Sequence[str] | None = None,
            *,
            without: Collection[str] = without,
        ) -> Outcome:
            plain, used = unwrapped(text, without)
            return read(plain, question, options, without=without).after(*used)

        return read_reply

    def account(self, text: str, source: str) -> Harvest:
        """Every line of a program accounted for, as `preceptor parse` prints it."""
        plain, used = unwrapped(text)
        return cast(Account, self._loaded().account)(plain, source).after(*used)

    def operators(self) -> tuple[str, ...]:
        """The names of the repairs that its reader can do without."""
        wraps = (name for name, _ in UNWRAPPING)
        return (*wraps, *cast(tuple[str, ...], self._loaded().OPERATORS))

    def _loaded(self) -> ModuleType:
        return import_module(f"preceptor.programs.{self.module}")


KINDS: tuple[Kind, ...] = (
    Kind(
        "lsat",
        "lsat",
        re.compile(r"\bEnumSort\(|\bFunction\(|# *(?:Declarations|Options)\b"),
        re.compile(r"^[^\w\n]*\w+ *= *EnumSort\(", re.M),
    ),
    Kind(
        "finite-domain",
        "finite",
        re.compile(r"\[IN\]|^[^\w\n]*(?:Variables|Domain)[^\w\n]*$", re.M),
        re.compile(r"\w *\[IN\] *\["),
    ),
    Kind(
        "logic-program",
        "logic_program",
        re.compile(r">>>|,\s*(?:bool|True|False)\s*\)"),
    ),
    Kind(
        "formula",
        "formula",
        re.compile(r"[∀∃→∧∨⊕↔]|^[^\w\n]*(?:Premises|Conclusion)[^\w\n]*$", re.M),
        re.compile(r"^[^\w\n]*Conclusion:[^\w\n]*$", re.M),
    ),
)


def operators() -> tuple[str, ...]:
    """The names of the repairs of all kinds that can be done without."""
    return tuple(dict.fromkeys(name for kind in KINDS for name in kind.operators()))


def kind_of(text: str) -> Kind | None:
    """The first kind whose mark the program shows; None for a program without any."""
    plain = _program(text)
    return next((kind for kind in KINDS if kind.mark.search(plain)), None)


def _program(text: str) -> str:
    return without_thoughts(unwrapped(text)[0])


def kind_named(name: str) -> Kind | None:
    return next((kind for kind in KINDS if kind.name == name), None)


def certain_kind(text: str) -> Kind | None:
    """The kind that a text is certainly of, whatever else is read; None where none can be told."""
    plain = _program(text)
    return next((kind for kind in KINDS if kind.certain and kind.certain.search(plain)), None)


def common_kind(texts: Iterable[str]) -> Kind | None:
    """The kind that most of the programs are of: a broken one among them need show no mark."""
    counts = Counter(kind for kind in map(kind_of, texts) if kind is not None)
    return counts.most_common(1)[0][0] if counts else None
