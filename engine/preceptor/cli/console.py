"""The console: results on stdout, messages on stderr, and nothing that could drive a terminal."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from preceptor.logic import visible


class Console:
    """Where a command writes. `json` keeps stdout for one document; `quiet` hides the notes."""

    def __init__(self, *, as_json: bool = False, quiet: bool = False, verbose: bool = False):
        self.as_json = as_json
        self.quiet = quiet
        self.verbose = verbose

    def line(self, text: str = "") -> None:
        """A line of the result; where a document is wanted it is left out."""
        if not self.as_json:
            _write(sys.stdout, text)

    def lines(self, texts: Iterable[str]) -> None:
        for text in texts:
            self.line(text)

    def document(self, document: Mapping[str, Any]) -> None:
        """The one document of `--json`; without `--json`, nothing."""
        if self.as_json:
            _write(sys.stdout, json.dumps(document, ensure_ascii=False, indent=2))

    def note(self, text: str) -> None:
        """A message that -q silences."""
        if not self.quiet:
            _write(sys.stderr, text)

    def detail(self, text: str) -> None:
        """A message for -v."""
        if self.verbose:
            _write(sys.stderr, text)

    def error(self, text: str) -> None:
        _write(sys.stderr, text)


def speak_utf8() -> None:
    """Makes both streams UTF-8, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _write(stream: TextIO, text: str) -> None:
    stream.write(f"{visible(text)}\n")
