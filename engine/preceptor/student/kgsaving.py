"""Saving and loading a student of a knowledge graph."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from preceptor.student import store
from preceptor.student.complex import ComplEx
from preceptor.student.kgstudent import KgStudent
from preceptor.student.store import CONFIG, Document

SCHEMA = "preceptor/kg-student/1"
KEYS = {"schema", "model", "entities", "relations", "rank", "temperature", "threshold", "sha256"}


def save_pretrained(student: KgStudent, folder: str | PathLike[str]) -> None:
    """Writes model.safetensors and config.json into the folder, whole or not at all."""
    document: Document = {
        "schema": SCHEMA,
        "model": "ComplEx with reciprocal relations",
        "entities": student.entities,
        "relations": student.relations,
        "rank": student.net.rank,
        "temperature": student.temperature,
        "threshold": student.threshold,
    }
    store.save(folder, student.net, document)


def from_pretrained(folder: str | PathLike[str]) -> KgStudent:
    """The student in the folder. Raises InputError naming the file and what is wrong with it."""
    config = store.config(folder, SCHEMA)
    try:
        if unknown := sorted(config.keys() - KEYS):
            raise ValueError(f"unknown keys {', '.join(unknown)}")
        entities, relations = _distinct(config["entities"]), _distinct(config["relations"])
        rank = store.count(config["rank"])
        temperature = store.positive(config["temperature"])
        threshold = store.positive(config["threshold"], least=0.0)
        digest = str(config["sha256"])
    except (KeyError, TypeError, ValueError) as error:
        message = f"not as a {SCHEMA} is written: {error!r}"
        raise store.refused(Path(folder) / CONFIG, message) from error
    if (len(entities) + 2 * len(relations)) * 2 * rank * 4 > store.MAX_BYTES:
        raise store.refused(Path(folder) / CONFIG, f"weights of more than {store.MAX_BYTES} bytes")
    net = ComplEx(len(entities), len(relations), rank)
    store.load_weights(net, folder, digest)
    return KgStudent(entities, relations, net.eval(), temperature, threshold)


def _distinct(value: object) -> tuple[str, ...]:
    found = store.names(value)
    if not found or len(set(found)) != len(found):
        raise ValueError("entities and relations must be different names, at least one of each")
    return found
