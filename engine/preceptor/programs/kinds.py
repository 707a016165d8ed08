"""Kinds of programs: told apart by what stands in them, each with the reader that answers it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import cast

from preceptor.harvest import Harvest
from preceptor.programs.outcome import Reader

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

    def reader(self) -> Reader:
        """Loaded only when asked for: some need a solver."""
        return cast(Reader, self._loaded().read_program)

    def account(self, text: str, source: str) -> Harvest:
        """Every line of a program accounted for, as `preceptor parse` prints it."""
        return cast(Account, self._loaded().account)(text, source)

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


def kind_of(text: str) -> Kind | None:
    """The first kind whose mark the program shows; None for a program without any."""
    return next((kind for kind in KINDS if kind.mark.search(text)), None)


def kind_named(name: str) -> Kind | None:
    return next((kind for kind in KINDS if kind.name == name), None)


def certain_kind(text: str) -> Kind | None:
    """The kind that a text is certainly of, whatever else is read; None where none can be told."""
    return next((kind for kind in KINDS if kind.certain and kind.certain.search(text)), None)


def common_kind(texts: Iterable[str]) -> Kind | None:
    """The kind that most of the programs are of: a broken one among them need show no mark."""
    counts = Counter(kind for kind in map(kind_of, texts) if kind is not None)
    return counts.most_common(1)[0][0] if counts else None
