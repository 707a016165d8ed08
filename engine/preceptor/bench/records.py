"""Records: files of recorded programs, as Logic-LM publishes them.

A file is a JSON list of objects with id, context, question, answer (an option's letter), options
and raw_logic_programs, a list or one text; context and options may be missing. Whatever is wrong
with one of them is said, and the others are read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from preceptor.logic import InputError, PreceptorError
from preceptor.syntax.files import read_text

_TEXTS = ("id", "context", "question", "answer")
_LISTS = ("options", "raw_logic_programs")
_OPTIONAL = ("context", "options")


@dataclass(frozen=True, slots=True)
class Record:
    """One question put to a teacher; `program` is its first reply, "" where none was recorded."""

    id: str
    context: str
    question: str
    answer: str
    options: tuple[str, ...]
    program: str

    @property
    def asked(self) -> str:
        """All that the teacher was asked, the question last."""
        return f"{self.context}\n{self.question}"


def files_of(folder: Path) -> tuple[Path, ...]:
    """The .json files of a folder by name, or the one file. Raises InputError for none."""
    if folder.is_file():
        return (folder,)
    if not folder.is_dir():
        raise InputError(f"{folder}: there is no such folder")
    found = tuple(sorted(path for path in folder.glob("*.json") if path.is_file()))
    if not found:
        raise InputError(f"{folder}: holds no .json file", "recorded programs are .json lists")
    return found


def read_records(path: Path) -> tuple[tuple[Record, ...], tuple[str, ...]]:
    """The records of a file that can be used, and what is wrong with the file or the others."""
    try:
        values = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        return (), (f"{path}:{error.lineno}:{error.colno}: not JSON: {error.msg}",)
    except RecursionError:
        return (), (f"{path}: nested too deeply",)
    except ValueError as error:  # a number of more digits than Python converts
        return (), (f"{path}: {error}",)
    except PreceptorError as error:
        return (), (str(error),)
    if not isinstance(values, list):
        return (), (f"{path}: found {_named(values)}, expected a list of records",)
    if not values:
        return (), (f"{path}: the list is empty, there is nothing to measure",)
    records: list[Record] = []
    faults: list[str] = []
    for number, value in enumerate(values, 1):
        wrong = _wrong(value)
        if wrong:
            faults.append(f"{path}: record {number}{_id(value)}: {wrong}")
        else:
            records.append(_record(value))
    return tuple(records), tuple(faults)


def _wrong(value: object) -> str:
    """What keeps a value from being a record; "" for nothing."""
    if not isinstance(value, dict):
        return f"found {_named(value)}, expected an object"
    for name in (*_TEXTS, *_LISTS):
        if name not in value and name not in _OPTIONAL:
            return f"the field {name!r} is missing"
    for name in _TEXTS:
        if not isinstance(value.get(name, ""), str):
            return f"{name!r} is {_named(value[name])}, expected a text"
    for name in _LISTS:
        items = _listed(value.get(name, []))
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            return f"{name!r} is {_named(items)}, expected a list of texts"
    if not value["answer"].strip():
        return "'answer' is empty, expected the letter of an option"
    return "" if value.get("options", True) else "'options' is empty, expected `A) ...`, `B) ...`"


def _record(value: Mapping[str, Any]) -> Record:
    name, context, question, answer = (value.get(field, "") for field in _TEXTS)
    program = next(iter(_listed(value["raw_logic_programs"])), "")
    return Record(name, context, question, answer, tuple(value.get("options", ())), program)


def _listed(value: Any) -> Any:
    """One program alone is a list of it, and none at all is a list without one."""
    return [value] if isinstance(value, str) else [] if value is None else value


def _id(value: object) -> str:
    name = value.get("id") if isinstance(value, dict) else None
    return f" ({name[:80]})" if isinstance(name, str) and name else ""


def _named(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "a truth value"}
    return "null" if value is None else names.get(type(value), "a number")
