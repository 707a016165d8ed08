"""Dialects: all that differs between the SQL of the engines that we emit for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dialect:
    """How an engine writes what the emitter says. `anti_join` keeps the rows of its left side that
    agree with no row of its right side."""

    name: str
    quote: str
    anti_join: str
    is_recursive: bool  # has a WITH RECURSIVE whose UNION keeps each row once

    def table(self, name: str) -> str:
        return f"{self.quote}{name}{self.quote}"


DUCKDB = Dialect("duckdb", '"', "ANTI JOIN", is_recursive=True)
SPARK = Dialect("spark", "`", "LEFT ANTI JOIN", is_recursive=False)
