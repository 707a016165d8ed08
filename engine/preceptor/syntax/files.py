"""Files in and out: text read with places for its faults, and written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from preceptor.logic import Code, Fault, InputError, Origin, ParseError


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises InputError where there is none that can be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from None


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, without its byte order mark; raises InputError, ParseError."""
    return decode(read_bytes(path), str(path))


def decode(data: bytes, source: str) -> str:
    """The text of UTF-8 bytes. Raises ParseError with the place of the first that is not."""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        good = error.object[: error.start].decode("utf-8")
        place = good.count("\n") + 1, len(good) - good.rfind("\n")
        message = f"byte 0x{error.object[error.start]:02x} is not UTF-8"
        fault = Fault(Origin(source, *place), message, Code.CHARACTER, hint="save it as UTF-8")
        raise ParseError((fault,)) from None


def write_text(path: Path, text: str) -> None:
    """Writes UTF-8 with LF; a reader, or a crash, sees the old file or the new, never half."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> None:
    """Writes to a neighbour, syncs it, and moves it into place; raises InputError if it cannot."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from None
