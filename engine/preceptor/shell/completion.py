"""Completion: the words that may stand where the cursor is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from preceptor.shell.commands import COMMANDS
from preceptor.shell.core import ShellCore

# A file name is due behind `[`, `consult(` or `facts(`, with or without its quote.
_FILE = re.compile(r"(?:\[|\b(?:consult|facts)\()\s*'?(?P<path>[^'\]),]*)$")
_WORD = re.compile(r"-?[a-z]\w*$")


def completions(core: ShellCore, before: str) -> Iterator[tuple[str, int]]:
    """Each word with the number of characters before the cursor that it replaces."""
    file = _FILE.search(before)
    if file is not None:
        path = file.group("path")
        for found in _files(path):
            yield found, len(path)
        return
    word = _WORD.search(before)
    if word is not None:
        start = word.group()
        for name in _words(core):
            if name.startswith(start.removeprefix("-")):
                yield name, len(start.removeprefix("-"))


def _words(core: ShellCore) -> list[str]:
    commands = {f"{c.name}{'(' if c.arity else '.'}" for c in COMMANDS}
    known = core.session.base.known
    return sorted({*commands, *(f"{p.name}{'(' if p.arity else ''}" for p in known)})


def _files(path: str) -> Iterator[str]:
    folder, _, start = path.rpartition("/")
    place = Path(folder or ("/" if path.startswith("/") else "."))
    try:
        inside = sorted(place.iterdir())
    except OSError:
        return
    for file in inside:
        if file.name.startswith(start) and (start or not file.name.startswith(".")):
            name = f"{folder}/{file.name}" if "/" in path else file.name
            yield f"{name}/" if file.is_dir() else name
