"""Spark: tables as cached frames, for data past one machine. Small data is a hundred times slower.

Frames only grow, by union; each round is checkpointed, so that the plan of the next one does not
repeat all before, and the parts of a table are put together when they have become many.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from shutil import which
from typing import Any

import numpy as np

from preceptor.logic import Unavailable
from preceptor.reason.bulk.budget import Budget
from preceptor.reason.bulk.facts import Ints
from preceptor.reason.sql.dialect import SPARK
from preceptor.reason.sql.session import Overflow

_PARTITIONS = 4  # of a shuffle, where the session in use does not say
_MOST_PARTS = 8  # of a table before they are put together
_JAVA, _ELSE = "Java 17 or newer on the path, or in JAVA_HOME", "--engine duckdb"


def open_spark(budget: Budget) -> SparkSession:
    """The session in use, or a local one."""
    return SparkSession(budget)


class SparkSession:
    """A Spark session's temporary views. The budget is looked at after each statement."""

    dialect = SPARK
    name = "spark"

    def __init__(self, budget: Budget) -> None:
        """Raises Unavailable."""
        try:
            from pyspark.errors import PySparkException
            from pyspark.sql import SparkSession as Spark
        except ImportError:
            raise Unavailable(
                "Spark", f"pip install 'preceptor[spark]', and {_JAVA}", _ELSE
            ) from None
        if Spark.getActiveSession() is None and not (which("java") or os.environ.get("JAVA_HOME")):
            raise Unavailable("Java", _JAVA, _ELSE)
        self._budget = budget
        self._failure = PySparkException
        building = Spark.builder.appName("preceptor")
        if Spark.getActiveSession() is None:
            building = (
                building.config("spark.ui.enabled", "false")
                .config("spark.ui.showConsoleProgress", "false")
                .config("spark.log.level", "ERROR")
                .config("spark.sql.shuffle.partitions", str(_PARTITIONS))
                .config("spark.sql.ansi.enabled", "true")  # what overflows is an error
            )
        try:
            self._spark = building.getOrCreate()
        except PySparkException as error:
            said = str(error).splitlines()[0]
            raise Unavailable(f"Spark, which says {said}", _JAVA, _ELSE) from None
        self._parts: dict[str, list[Any]] = {}

    def create(self, table: str, columns: Sequence[str], types: Sequence[str]) -> None:
        schema = ", ".join(f"{c} {t}" for c, t in zip(columns, types, strict=True))
        self._parts[table] = [self._spark.createDataFrame([], schema)]
        self._show(table)

    def load(self, table: str, columns: Sequence[Ints]) -> int:
        schema = self._parts[table][0].schema
        rows = list(zip(*(column.tolist() for column in columns), strict=True))
        return self._grow(table, self._spark.createDataFrame(rows, schema).distinct())

    def insert(self, table: str, select: str) -> int:
        return self._grow(table, self._spark.sql(select))

    def fetch(self, select: str) -> list[Ints]:
        frame = self._spark.sql(select)
        rows = [tuple(row) for row in frame.collect()]
        found = np.array(rows, np.int64).reshape(len(rows), len(frame.columns))
        return list(found.T.copy())

    def settle(self) -> None:
        """There is nothing that watches."""

    def _grow(self, table: str, frame: Any) -> int:
        try:
            made = frame.localCheckpoint()
        except self._failure as error:
            if "OVERFLOW" not in (error.getCondition() or ""):
                raise
            raise Overflow from None
        added: int = made.count()
        if added:
            self._parts[table].append(made)
            if len(self._parts[table]) > _MOST_PARTS:
                whole = self._united(table).coalesce(_PARTITIONS).localCheckpoint()
                self._parts[table] = [whole]
            self._show(table)
        self._budget.look()
        return added

    def _united(self, table: str) -> Any:
        first, *others = self._parts[table]
        for other in others:
            first = first.union(other)
        return first

    def _show(self, table: str) -> None:
        self._united(table).createOrReplaceTempView(table.strip(SPARK.quote))
