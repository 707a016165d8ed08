"""A student's folder: weights as safetensors, everything else as JSON. No pickles."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from os import PathLike
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load as tensors_of
from safetensors.torch import save as bytes_of
from torch import Tensor, nn

from preceptor.logic import InputError

WEIGHTS = "model.safetensors"
CONFIG = "config.json"
MAX_BYTES = 64 * 1024 * 1024  # of either file
PICKLES = ("*.bin", "*.pt", "*.pth", "*.ckpt", "*.pkl", "*.pickle")

Document = dict[str, Any]


def save(folder: str | PathLike[str], net: nn.Module, document: Document) -> None:
    """Writes both files; equal students make equal bytes.

    Each file is replaced in one step, the config last: it names the digest of its weights, so
    that a pair out of two savings is noticed.
    """
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    weights = bytes_of({name: w.contiguous() for name, w in net.state_dict().items()})
    whole = {**document, "sha256": hashlib.sha256(weights).hexdigest()}
    config = json.dumps(whole, indent=1, ensure_ascii=False, sort_keys=True)
    replace(place / WEIGHTS, weights)
    replace(place / CONFIG, (config + "\n").encode())


def config(folder: str | PathLike[str], schema: str) -> Document:
    """The folder's config. Raises InputError where it is none of that schema."""
    file = Path(folder) / CONFIG
    try:
        found = json.loads(read(file))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise refused(file, f"not JSON: {error}") from error
    named = found.get("schema") if isinstance(found, dict) else None
    if named != schema:
        raise refused(file, f"its schema is {named!r}, not {schema!r}")
    assert isinstance(found, dict)
    return found


def load_weights(net: nn.Module, folder: str | PathLike[str], digest: str) -> None:
    """Puts the folder's weights into the net; they must be the ones that the config speaks of."""
    file = Path(folder) / WEIGHTS
    raw = read(file)
    if hashlib.sha256(raw).hexdigest() != digest:
        raise refused(file, f"not the weights that {CONFIG} was saved with")
    net.load_state_dict(finite(file, raw, net.state_dict()))


def finite(file: Path, raw: bytes, like: dict[str, Tensor]) -> dict[str, Tensor]:
    """The tensors of a file, of the names, shapes and types expected. Raises InputError."""
    try:
        found: dict[str, Tensor] = tensors_of(raw)
    except (SafetensorError, RuntimeError, ValueError) as error:
        raise refused(file, f"not the weights of this net: {error}") from error
    for name in sorted({*found, *like}):
        mine, theirs = _shape(like.get(name)), _shape(found.get(name))
        if mine != theirs:
            raise refused(file, f"not the weights of this net: {name} is {theirs}, not {mine}")
    if not all(bool(torch.isfinite(weight).all()) for weight in found.values()):
        raise refused(file, "a weight is not a finite number")
    return found


def _shape(weight: Tensor | None) -> str:
    return "absent" if weight is None else f"{weight.dtype} {tuple(weight.shape)}"


def names(value: object) -> tuple[str, ...]:
    """A list of names, out of JSON."""
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise TypeError(f"a list of names was expected, not {value!r}")
    return tuple(value)


def count(value: object, most: int = 4096) -> int:
    """A whole number from 1, out of JSON."""
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise ValueError(f"a whole number from 1 to {most} was expected, not {value!r}")
    return value


def positive(value: object, least: float = 1e-9) -> float:
    """A finite number of at least so much, out of JSON."""
    number = float(value) if isinstance(value, int | float) else float("nan")
    if not least <= number < float("inf"):
        raise ValueError(f"a number of at least {least:g} was expected, not {value!r}")
    return number


def read(file: Path) -> bytes:
    """The bytes of a regular file that lies in its folder, not behind a link that leaves it."""
    if not file.is_file():
        raise refused(file, "no such file", hint=_missing_hint(file.parent))
    if file.resolve().parent != file.parent.resolve():
        raise refused(file, "a link that leaves the folder is not followed")
    if file.stat().st_size > MAX_BYTES:
        raise refused(file, f"larger than {MAX_BYTES} bytes")
    try:
        return file.read_bytes()
    except OSError as error:
        raise refused(file, error.strerror or "cannot be read") from error


def _missing_hint(folder: Path) -> str:
    pickled = sorted(p.name for pattern in PICKLES for p in folder.glob(pattern))
    if pickled:
        return f"{pickled[0]} may run code when it is read, so pickles are never loaded"
    return "a student is a folder with model.safetensors and config.json"


def refused(file: Path, message: str, hint: str = "") -> InputError:
    """What is wrong with a file."""
    return InputError(f"{file}: {message}", hint)


def replace(file: Path, content: bytes) -> None:
    """Writes the file whole or not at all."""
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        os.chmod(name, 0o644)  # mkstemp keeps others out; the rest of a run folder may be read
        os.replace(name, file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
