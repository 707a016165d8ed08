"""Saving and loading a student: weights as safetensors, everything else as JSON. No pickles."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, fields
from os import PathLike
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load as tensors_of
from safetensors.torch import save as bytes_of

from preceptor.logic import InputError
from preceptor.student.calibration import Calibration
from preceptor.student.model import CompositionNet
from preceptor.student.pathstudent import PathStudent
from preceptor.student.vocabulary import Vocabulary

SCHEMA = "preceptor/student/1"
WEIGHTS = "model.safetensors"
CONFIG = "config.json"
MAX_BYTES = 64 * 1024 * 1024  # of either file
PICKLES = ("*.bin", "*.pt", "*.pth", "*.ckpt", "*.pkl", "*.pickle")


def save_pretrained(student: PathStudent, folder: str | PathLike[str]) -> None:
    """Writes both files; equal students make equal bytes.

    Each file is replaced in one step, the config last: it names the digest of its weights, so
    that a pair out of two savings is noticed.
    """
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    weights = bytes_of({name: w.contiguous() for name, w in student.net.state_dict().items()})
    config = json.dumps(_document(student, weights), indent=1, ensure_ascii=False, sort_keys=True)
    _replace(place / WEIGHTS, weights)
    _replace(place / CONFIG, (config + "\n").encode())


def from_pretrained(folder: str | PathLike[str]) -> PathStudent:
    """The student in the folder. Raises InputError naming the file and what is wrong with it."""
    place = Path(folder)
    config = _config(place)
    try:
        vocabulary = _vocabulary(config["vocabulary"])
        shape = {name: _count(config["net"][name]) for name in ("width", "hidden", "beam")}
        calibration = Calibration(
            *(_positive(config["calibration"][f.name]) for f in fields(Calibration))
        )
        threshold = _positive(config["threshold"], least=0.0)
        digest = str(config["sha256"])
    except (KeyError, TypeError, ValueError) as error:
        raise _refused(place / CONFIG, f"not as a {SCHEMA} is written: {error!r}") from error
    net = CompositionNet(2 * len(vocabulary.relations), len(vocabulary.kinds), **shape)
    _load_weights(net, place, digest)
    return PathStudent(vocabulary, net.eval(), calibration, threshold)


def _document(student: PathStudent, weights: bytes) -> dict[str, Any]:
    vocabulary, net = student.vocabulary, student.net
    return {
        "schema": SCHEMA,
        "model": "composition network over relation paths",
        "sha256": hashlib.sha256(weights).hexdigest(),
        "vocabulary": {
            "relations": vocabulary.relations,
            "traits": vocabulary.traits,
            "kinds": vocabulary.kinds,
            "implied": vocabulary.implied,
        },
        "net": {
            "width": net.left.embedding_dim,
            "hidden": net.score.in_features,
            "beam": net.beam,
        },
        "calibration": asdict(student.calibration),
        "threshold": student.threshold,
    }


def _config(place: Path) -> dict[str, Any]:
    file = place / CONFIG
    try:
        config = json.loads(_read(file))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise _refused(file, f"not JSON: {error}") from error
    schema = config.get("schema") if isinstance(config, dict) else None
    if schema != SCHEMA:
        raise _refused(file, f"its schema is {schema!r}, not {SCHEMA!r}")
    assert isinstance(config, dict)
    return config


def _load_weights(net: CompositionNet, place: Path, digest: str) -> None:
    """Puts the file's weights into the net; they must be the ones that the config speaks of."""
    file = place / WEIGHTS
    raw = _read(file)
    if hashlib.sha256(raw).hexdigest() != digest:
        raise _refused(file, f"not the weights that {CONFIG} was saved with")
    try:
        weights = tensors_of(raw)
        net.load_state_dict(weights)
    except (SafetensorError, RuntimeError, ValueError) as error:
        raise _refused(file, f"not the weights of this net: {error}") from error
    if not all(bool(torch.isfinite(weight).all()) for weight in weights.values()):
        raise _refused(file, "a weight is not a finite number")


def _vocabulary(entry: Mapping[str, Any]) -> Vocabulary:
    relations, traits = _names(entry["relations"]), _names(entry["traits"])
    kinds = tuple(map(_names, entry["kinds"]))
    implied = tuple((_names(first), _names(second)) for first, second in entry["implied"])
    if not relations or len(set(relations)) != len(relations):
        raise ValueError("relations must be different names")
    if () not in kinds or len(implied) not in (0, len(relations)):
        raise ValueError("kinds must hold the empty one, implied a pair for each relation")
    if not {name for kind in kinds for name in kind} <= set(traits):
        raise ValueError("a kind is made of traits")
    return Vocabulary(relations, traits, kinds, implied)


def _names(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise TypeError(f"a list of names was expected, not {value!r}")
    return tuple(value)


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 4096:
        raise ValueError(f"a whole number from 1 to 4096 was expected, not {value!r}")
    return value


def _positive(value: object, least: float = 1e-9) -> float:
    number = float(value) if isinstance(value, int | float) else float("nan")
    if not least <= number < float("inf"):
        raise ValueError(f"a number of at least {least:g} was expected, not {value!r}")
    return number


def _read(file: Path) -> bytes:
    """The bytes of a regular file that lies in its folder, not behind a link that leaves it."""
    if not file.is_file():
        raise _refused(file, "no such file", hint=_missing_hint(file.parent))
    if file.resolve().parent != file.parent.resolve():
        raise _refused(file, "a link that leaves the folder is not followed")
    if file.stat().st_size > MAX_BYTES:
        raise _refused(file, f"larger than {MAX_BYTES} bytes")
    try:
        return file.read_bytes()
    except OSError as error:
        raise _refused(file, error.strerror or "cannot be read") from error


def _missing_hint(folder: Path) -> str:
    pickled = sorted(p.name for pattern in PICKLES for p in folder.glob(pattern))
    if pickled:
        return f"{pickled[0]} may run code when it is read, so pickles are never loaded"
    return "a student is a folder with model.safetensors and config.json"


def _refused(file: Path, message: str, hint: str = "") -> InputError:
    return InputError(f"{file}: {message}", hint)


def _replace(file: Path, content: bytes) -> None:
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
