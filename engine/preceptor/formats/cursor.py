"""Cursors: JSON values with their path, so that whatever is wrong in one is said with its place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from preceptor.logic import InputError, did_you_mean

_SHOWN = 60  # characters of a text that a message quotes


def read_json(text: str) -> Cursor:
    """The cursor of a document. Raises InputError for text that is no JSON."""
    try:
        return Cursor(json.loads(text, object_pairs_hook=_object, parse_constant=_no_number))
    except ValueError as error:
        raise InputError(f"not a JSON document: {error}") from None


@dataclass(frozen=True, slots=True)
class Cursor:
    """A value and where it stands: `$.rules[3].head`. Every method raises InputError."""

    value: Any
    path: str = "$"

    def fail(self, message: str, hint: str = "") -> NoReturn:
        raise InputError(f"{self.path}: {message}", hint)

    def fields(self, what: str, required: str, optional: str = "") -> dict[str, Cursor]:
        """The members of an object by key: those required (in words), perhaps the optional ones,
        and no others."""
        wanted, known = required.split(), (*required.split(), *optional.split())
        if not isinstance(self.value, dict):
            self.fail(f"expected {what}, an object with {', '.join(wanted)}")
        for key in self.value:
            if key not in known:
                self.fail(f"{what} has no {key[:_SHOWN]!r}", did_you_mean(key[:_SHOWN], known))
        for key in wanted:
            if key not in self.value:
                self.fail(f"{what} without {key!r}")
        return {key: Cursor(value, f"{self.path}.{key}") for key, value in self.value.items()}

    def has(self, key: str) -> bool:
        return isinstance(self.value, dict) and key in self.value

    def items(self) -> Iterator[Cursor]:
        if not isinstance(self.value, list):
            self.fail("expected a list")
        return (Cursor(item, f"{self.path}[{at}]") for at, item in enumerate(self.value))

    def text(self) -> str:
        if not isinstance(self.value, str):
            self.fail("expected a text")
        return self.value

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            self.fail("expected true or false")
        return self.value

    def count(self) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            self.fail("expected a whole number")
        return self.value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("an object has a key twice")
    return found


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")
