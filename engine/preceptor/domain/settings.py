"""TOML settings read with their places: each wrong key, type or value is named, none is skipped."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from preceptor.logic import Code, Fault, Origin, ParseError, did_you_mean

Path = tuple[str | int, ...]  # ("topics", 0, "prompt"): the way to a value, table by table

_NAME = r"""[\w-]+|"[^"]*"|'[^']*'"""
_HEADER = re.compile(rf"\s*(\[\[?)\s*((?:{_NAME})(?:\s*\.\s*(?:{_NAME}))*)\s*\]")
_KEY = re.compile(rf"\s*({_NAME})\s*=")


@dataclass(slots=True)
class Settings:
    """One TOML text and the faults found in it so far; `settled` raises them together."""

    source: str
    text: str
    faults: list[Fault] = field(default_factory=list)

    def read(self) -> Table:
        """The outermost table. Raises ParseError where the text is not TOML."""
        try:
            values = tomllib.loads(self.text, parse_float=_exact)
        except tomllib.TOMLDecodeError as error:
            self._refuse(str(error))
        return Table(self, (), values)

    def fault(self, path: Path, message: str, hint: str = "") -> None:
        line, column = place(self.text, path)
        shown = self.text.split("\n")[line - 1]
        origin = Origin(self.source, line, column)
        self.faults.append(Fault(origin, message, Code.MALFORMED, shown, (), hint))

    def settled(self) -> None:
        """Raises ParseError with all faults, in order of place, when there are any."""
        if self.faults:
            by_place = sorted(self.faults, key=lambda f: (f.origin.line, f.origin.column))
            raise ParseError(tuple(by_place))

    def _refuse(self, message: str) -> None:
        said = re.match(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", message)
        words = said[1] if said else message
        last = self.text.count("\n") + 1
        line, column = (int(said[2]), int(said[3])) if said and said[2] else (last, 1)
        shown = self.text.split("\n")[line - 1]
        origin = Origin(self.source, line, column)
        raise ParseError((Fault(origin, f"not TOML: {words}", Code.MALFORMED, shown),))


@dataclass(slots=True)
class Table:
    """A TOML table. What is taken from it is checked; `close` faults every key that was not."""

    settings: Settings
    path: Path
    values: dict[str, Any]
    known: list[str] = field(default_factory=list)

    def fault(self, key: str, message: str, hint: str = "") -> None:
        """Notes what is wrong with the value of `key` (of the table itself when empty)."""
        path = (*self.path, key) if key else self.path
        self.settings.fault(path, f"{named(path)}: {message}", hint)

    def string(self, key: str, default: str = "") -> str:
        return str(self._take(key, default, "a text", _is_text))

    def flag(self, key: str, default: bool) -> bool:
        return bool(self._take(key, default, "true or false", _is_flag))

    def number(self, key: str) -> int | Fraction | None:
        value: int | Fraction | None = self._take(key, None, "a number", _is_number)
        return value

    def strings(self, key: str) -> tuple[str, ...]:
        return tuple(self._take(key, (), "a list of texts", _all(_is_text)))

    def integers(self, key: str) -> tuple[int, ...]:
        return tuple(self._take(key, (), "a list of whole numbers", _all(_is_whole)))

    def scalars(self, key: str) -> tuple[str | int | Fraction, ...]:
        what = "a list of texts or numbers"
        return tuple(self._take(key, (), what, _all(lambda v: _is_text(v) or _is_number(v))))

    def groups(self, key: str) -> tuple[tuple[str, ...], ...]:
        """`key = [["approve", "decline"], ...]`"""
        return tuple(
            map(tuple, self._take(key, (), "a list of lists of texts", _all(_all(_is_text))))
        )

    def choice(self, key: str, among: Sequence[str], default: str) -> str:
        value = self.string(key, default)
        if value in among:
            return value
        hint = did_you_mean(value, among)
        self.fault(key, f"expected {', '.join(among)}, found {value!r}", hint)
        return default

    def tables(self, key: str) -> tuple[Table, ...]:
        """The tables of `[[key]]`."""
        found = self._take(key, (), f"tables [[{key}]]", _all(_is_table))
        return tuple(Table(self.settings, (*self.path, key, n), t) for n, t in enumerate(found))

    def children(self, key: str) -> tuple[tuple[str, Table], ...]:
        """The tables `[key.NAME]` by name, as written."""
        if not self._take(key, {}, f"tables [{key}.NAME]", _is_table):
            return ()
        group = Table(self.settings, (*self.path, key), self.values[key])
        for name, value in group.values.items():
            if not _is_table(value):
                group.fault(name, f"expected a table, found {worded(value)}")
        return tuple(
            (name, Table(self.settings, (*group.path, name), value))
            for name, value in group.values.items()
            if _is_table(value)
        )

    def table(self, key: str) -> Table:
        """The table `[key]`; an empty one where there is none."""
        return Table(self.settings, (*self.path, key), self._take(key, {}, "a table", _is_table))

    def close(self) -> None:
        """Notes every key that nobody asked for."""
        for key in self.values:
            if key not in self.known:
                where = f"[{named(self.path)}]" if self.path else "the domain"
                message = f"unknown key {key!r} in {where}"
                hint = did_you_mean(key, self.known)
                self.settings.fault((*self.path, key), message, hint)

    def _take(self, key: str, default: Any, what: str, fits: Callable[[Any], bool]) -> Any:
        self.known.append(key)
        value = self.values.get(key, default)
        if key in self.values and not fits(value):
            self.fault(key, f"expected {what}, found {worded(value)}")
            return default
        return value


def place(text: str, path: Path) -> tuple[int, int]:
    """Line and column of what a path names: its key, else its nearest table's header, else 1:1."""
    found, matched = (1, 1), 0
    table: Path = ()
    seen: dict[Path, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            table = tuple(map(_unquoted, re.findall(_NAME, header[2])))
            if header[1] == "[[":
                seen[table] = seen.get(table, -1) + 1
                table = (*table, seen[table])
            here, column = table, header.start(1) + 1
        elif key := _KEY.match(line):
            here, column = (*table, _unquoted(key[1])), key.start(1) + 1
        else:
            continue
        if path[: len(here)] == here and len(here) > matched:
            found, matched = (number, column), len(here)
    return found


def named(path: Path) -> str:
    """The path as a reader says it: `topics[2].prompt`, counted from 1."""
    parts = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).lstrip(".")


def worded(value: object) -> str:
    """A wrong value, with its kind."""
    kinds = {bool: "the truth value", str: "the text", int: "the number", list: "a list"}
    if isinstance(value, Fraction | float):
        return f"the number {float(value)}"
    if isinstance(value, dict):
        return "a table"
    shown = str(value).lower() if isinstance(value, bool) else repr(value)
    return f"{kinds.get(type(value), 'the value')} {shown}"


def _exact(text: str) -> Fraction | float:
    """Decimals as the exact numbers they spell; `inf`, `nan`, `1e9999` stay floats, fit nowhere."""
    if re.search(r"[a-df-z]|e[+-]?[0-9]{4}", text.lower()):
        return float(text)
    return Fraction(text)


def _unquoted(name: str) -> str:
    return name[1:-1] if name[0] in "\"'" else name


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    return _is_whole(value) or isinstance(value, Fraction)


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


def _all(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(map(fits, value))
