"""Reasoners that benchmarks/reason.py compares, each by name. What prepares one is imported when
it is asked for, so that none has another's library loaded before its time begins."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from workloads import Workload

from reasoners.prepared import Prepared, Unfit

__all__ = ["REASONERS", "Unfit", "prepared"]

_Options = dict[str, Any] | None  # of what makes a reasoner, where something does

REASONERS: dict[str, tuple[str, str, _Options]] = {  # name: module, function, options
    "ours": ("own", "ours", {}),
    "ours-numba": ("own", "ours", {"using": "numba"}),
    "ours-numpy": ("own", "ours", {"using": "numpy"}),
    "ours-weights": ("own", "ours", {"weights": True}),
    "ours-duckdb": ("own", "ours_duckdb", None),
    "duckdb-cte": ("statements", "duckdb", {"recursive": True}),
    "duckdb-delta": ("statements", "duckdb", {"recursive": False}),
    "duckdb-key": ("weighing", "duckdb_key", None),
    "polars": ("frames", "polars", None),
    "nemo": ("programs", "nemo", None),
    "clingo": ("programs", "clingo", None),
    "swi": ("programs", "swi", None),
    "swi-max": ("weighing", "swi_max", None),
}


def prepared(name: str, work: Workload, folder: Path) -> Prepared:
    """What is timed. Raises Unfit where the workload is nothing for the reasoner."""
    module, function, options = REASONERS[name]
    made = getattr(import_module(f"reasoners.{module}"), function)
    prepare: Callable[[Workload, Path], Prepared] = made if options is None else made(**options)
    return prepare(work, folder)
