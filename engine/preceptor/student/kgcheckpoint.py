"""A fitting on disk, so that one that was broken off goes on and ends as if it had not been.

One file, replaced in one step: whenever the process ends, the last look at valid is there.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from safetensors import safe_open
from safetensors.torch import save as bytes_of
from torch import Tensor

from preceptor.learn.triples import Split
from preceptor.student import store

if TYPE_CHECKING:
    from preceptor.student.kgfitting import KgTraining, Run

FILE = "fitting.safetensors"
SCHEMA = "preceptor/kg-fitting/1"


def mark(split: Split, training: KgTraining, seed: int) -> str:
    """What a fitting depends on, as a digest: the triples, the settings, the seed, torch."""
    said = [split.entities, split.relations, asdict(training), seed, torch.__version__]
    digest = hashlib.sha256(json.dumps(said).encode())
    for triples in (split.train, split.valid, split.test):
        digest.update(np.ascontiguousarray(triples).tobytes())
        digest.update(b"|")
    return digest.hexdigest()


def keep(run: Run, folder: Path, mark: str) -> None:
    """Writes the run; the one before is there until this one is."""
    folder.mkdir(parents=True, exist_ok=True)
    told = {"schema": SCHEMA, "mark": mark, "epoch": run.epoch, "kept": run.kept, "mrr": run.mrr}
    store.replace(folder / FILE, bytes_of(_tensors(run), {"run": json.dumps(told)}))


def resume(run: Run, folder: Path, mark: str) -> None:
    """Brings a fresh run to where the folder's was; leaves it fresh where there is none.

    Raises InputError for a file that is no such run, or one of other triples or settings.
    """
    file = folder / FILE
    if not file.exists() and not file.is_symlink():
        return
    raw = store.read(file)
    told = _told(file)
    if told.get("mark") != mark:
        raise store.refused(
            file,
            "a fitting of other triples, other settings or another seed",
            hint="remove it to begin anew, or name another folder",
        )
    found = store.finite(file, raw, _tensors(run))
    try:
        epoch, kept, mrr = int(told["epoch"]), int(told["kept"]), float(told["mrr"])
        run.chance.set_state(found["chance"])
    except (KeyError, TypeError, ValueError, RuntimeError) as error:
        raise store.refused(file, f"not as a {SCHEMA} is written: {error!r}") from error
    run.epoch, run.kept, run.mrr = epoch, kept, mrr
    run.net.load_state_dict(_part(found, "net."))
    run.best = _part(found, "best.")
    for name, weight in run.net.named_parameters():
        state = run.optimizer.state[weight]
        state["sum"].copy_(found[f"sum.{name}"])
        state["step"].copy_(found["step"])


def _told(file: Path) -> dict[str, Any]:
    """What stands beside the tensors."""
    try:
        with safe_open(file, "pt") as opened:
            told = json.loads((opened.metadata() or {})["run"])
    except Exception as error:  # safetensors raises its own, of no common kind
        raise store.refused(file, f"no fitting that can be read: {error}") from error
    if not isinstance(told, dict) or told.get("schema") != SCHEMA:
        raise store.refused(file, f"not a {SCHEMA}")
    return told


def _tensors(run: Run) -> dict[str, Tensor]:
    """All that the next epoch depends on, and the best weights so far."""
    found = {f"net.{name}": weight for name, weight in run.net.state_dict().items()}
    found |= {f"best.{name}": weight for name, weight in run.best.items()}
    for name, weight in run.net.named_parameters():
        found[f"sum.{name}"] = run.optimizer.state[weight]["sum"]
        found["step"] = run.optimizer.state[weight]["step"]
    found["chance"] = run.chance.get_state()
    return {name: tensor.contiguous() for name, tensor in found.items()}


def _part(found: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    chosen = {name: tensor for name, tensor in found.items() if name.startswith(prefix)}
    return {name.removeprefix(prefix): tensor for name, tensor in chosen.items()}
