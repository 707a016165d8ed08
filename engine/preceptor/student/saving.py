"""Saving and loading a student of relation paths."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from os import PathLike
from pathlib import Path
from typing import Any

from preceptor.student import store
from preceptor.student.calibration import Calibration
from preceptor.student.model import CompositionNet
from preceptor.student.pathstudent import PathStudent
from preceptor.student.store import CONFIG, Document
from preceptor.student.vocabulary import Vocabulary

SCHEMA = "preceptor/student/1"


def save_pretrained(student: PathStudent, folder: str | PathLike[str]) -> None:
    """Writes model.safetensors and config.json into the folder, whole or not at all."""
    store.save(folder, student.net, _document(student))


def from_pretrained(folder: str | PathLike[str]) -> PathStudent:
    """The student in the folder. Raises InputError naming the file and what is wrong with it."""
    config = store.config(folder, SCHEMA)
    try:
        vocabulary = _vocabulary(config["vocabulary"])
        shape = {name: store.count(config["net"][name]) for name in ("width", "hidden", "beam")}
        calibration = Calibration(
            *(store.positive(config["calibration"][f.name]) for f in fields(Calibration))
        )
        threshold = store.positive(config["threshold"], least=0.0)
        digest = str(config["sha256"])
    except (KeyError, TypeError, ValueError) as error:
        message = f"not as a {SCHEMA} is written: {error!r}"
        raise store.refused(Path(folder) / CONFIG, message) from error
    net = CompositionNet(2 * len(vocabulary.relations), len(vocabulary.kinds), **shape)
    store.load_weights(net, folder, digest)
    return PathStudent(vocabulary, net.eval(), calibration, threshold)


def _document(student: PathStudent) -> Document:
    vocabulary, net = student.vocabulary, student.net
    return {
        "schema": SCHEMA,
        "model": "composition network over relation paths",
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


def _vocabulary(entry: Mapping[str, Any]) -> Vocabulary:
    relations, traits = store.names(entry["relations"]), store.names(entry["traits"])
    kinds = tuple(map(store.names, entry["kinds"]))
    implied = tuple((store.names(first), store.names(second)) for first, second in entry["implied"])
    if not relations or len(set(relations)) != len(relations):
        raise ValueError("relations must be different names")
    if () not in kinds or len(implied) not in (0, len(relations)):
        raise ValueError("kinds must hold the empty one, implied a pair for each relation")
    if not {name for kind in kinds for name in kind} <= set(traits):
        raise ValueError("a kind is made of traits")
    return Vocabulary(relations, traits, kinds, implied)
