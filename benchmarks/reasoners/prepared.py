"""What every reasoner shares: it takes a workload and a folder, and gives what is timed.

A reasoner gets the workload in the form that suits it best (columns in memory, CSV files or
program text, made before its time begins) and must hand back every derived relation in Python.
The import of its library is part of its time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from workloads import Workload

if TYPE_CHECKING:
    from preceptor.graph import RuleGraph

Counts = dict[str, float]  # tuples by relation; what else a workload asks to be the same
WEIGHT = "(confidence)"  # what the confidences of all tuples add up to, where proofs are weighed
Prepared = Callable[[], Counts]  # what is timed


class Unfit(Exception):
    """The workload is nothing for this reasoner."""


def rules_of(work: Workload) -> RuleGraph:
    """The workload's rules compiled by us, which others' programs are written from."""
    from preceptor.graph import compile
    from preceptor.syntax import parse_theory

    return compile(parse_theory(work.rules))
