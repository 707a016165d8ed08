"""Schooling: the student's part of a run. A run without one says why, and is whole all the same."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from preceptor.distil.folder import document, read_document
from preceptor.distil.progress import Event, Progress
from preceptor.domain import Domain
from preceptor.graph import RuleGraph
from preceptor.logic import InputError
from preceptor.syntax.files import write_text

STUDENT = "student"
REPORT = "metrics.json"  # inside the student's folder
NEEDS = ("torch", "safetensors")


def missing() -> tuple[str, ...]:
    """The libraries without which no student is trained."""
    return tuple(name for name in NEEDS if find_spec(name) is None)


def school(
    graph: RuleGraph, domain: Domain, seed: int, wanted: bool, path: Path, progress: Progress
) -> None:
    """Trains a student on what the rules conclude and writes it and its metrics into a folder.

    Where there can be none, the metrics hold the reason: `{"skipped": "..."}`.
    """
    if not wanted:
        report: dict[str, Any] = {"skipped": "not asked for"}
    elif domain.no_student:
        report = {"skipped": domain.no_student}
    elif missing():
        report = {"skipped": f"{' and '.join(missing())} not installed: preceptor[student]"}
    elif not domain.goals:
        report = {"skipped": "the domain names no goals"}
    else:
        report = _train(graph, domain, seed, path, progress)
    write_text(path / REPORT, document(report))


def report(path: Path) -> dict[str, Any]:
    """The student's metrics of a run folder."""
    return read_document(path / STUDENT / REPORT)


def _train(
    graph: RuleGraph, domain: Domain, seed: int, path: Path, progress: Progress
) -> dict[str, Any]:
    from preceptor.student import train

    def tell(stage: str, done: int, total: int) -> None:
        progress(Event(f"{STUDENT}: {stage}", done, total))

    try:
        trained = train(graph, goals=domain.goals, seed=seed, progress=tell)
    except InputError as error:  # rules over which there is nothing to learn
        return {"skipped": error.message}
    trained.student.save_pretrained(path)
    return dict(trained.metrics)
