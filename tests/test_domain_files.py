"""Files: written whole or not at all, read with the place of what is no text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from preceptor.logic import InputError, ParseError
from preceptor.syntax.files import decode, read_text, write_text


def test_a_write_that_fails_leaves_the_old_text_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "deep" / "a.txt"
    write_text(path, "old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match=r"a\.txt: cannot be written: No space left"):
        write_text(path, "new")
    assert [p.read_text() for p in path.parent.iterdir()] == ["old"]


def test_text_is_written_with_plain_line_ends_and_read_without_a_mark(tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", "ä\nb\n")
    assert (tmp_path / "a.txt").read_bytes() == b"\xc3\xa4\nb\n"
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfa\r\nb\r\n")
    assert read_text(tmp_path / "a.txt") == "a\nb\n"


def test_what_cannot_be_read_is_an_input_error(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing"):
        with pytest.raises(InputError, match="cannot be read"):
            read_text(path)
    with pytest.raises(ParseError, match=r"x:2:2: P103: byte 0xc3 is not UTF-8"):
        decode("ä\naä".encode()[:-1], "x")
