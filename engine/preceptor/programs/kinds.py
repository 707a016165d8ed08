"""Kinds of programs: told apart by what stands in them, each with the reader that answers it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from preceptor.logic import InputError
from preceptor.programs.outcome import Reader


@dataclass(frozen=True, slots=True)
class Kind:
    """A format, the module here whose `read_program` reads it, and a mark of its own that a
    line of such a program shows."""

    name: str
    module: str
    mark: re.Pattern[str]

    def reader(self) -> Reader:
        """Loaded only when asked for: some need a solver. Raises InputError where none is built."""
        try:
            module = import_module(f"preceptor.programs.{self.module}")
        except ModuleNotFoundError:
            raise InputError(f"{self.name} programs can be told but not answered yet") from None
        return cast(Reader, module.read_program)


KINDS: tuple[Kind, ...] = (
    Kind(
        "lsat",
        "lsat",
        re.compile(r"\bEnumSort\(|\bFunction\(|# *(?:Declarations|Options)\b"),
    ),
    Kind(
        "finite-domain",
        "finite",
        re.compile(r"\[IN\]|^\W*(?:Variables|Domain)\W*$", re.M),
    ),
    Kind(
        "logic-program",
        "logic_program",
        re.compile(r">>>|,\s*(?:bool|True|False)\s*\)"),
    ),
    Kind(
        "formula",
        "formula",
        re.compile(r"[∀∃→∧∨⊕↔]|^\W*(?:Premises|Conclusion)\W*$", re.M),
    ),
)


def kind_of(text: str) -> Kind | None:
    """The first kind whose mark the program shows; None for a program without any."""
    return next((kind for kind in KINDS if kind.mark.search(text)), None)


def common_kind(texts: Iterable[str]) -> Kind | None:
    """The kind that most of the programs are of: a broken one among them need show no mark."""
    counts = Counter(kind for kind in map(kind_of, texts) if kind is not None)
    return counts.most_common(1)[0][0] if counts else None
