"""Suites: measurements on recorded data that anybody can repeat on files of their own."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Suite:
    """A suite's name and its one line; a module of that name here runs it."""

    name: str
    line: str


SCHEMA = "preceptor/bench/1"
SUITES = (
    Suite("logic-programs", "recorded logic programs of language models: read, repaired, answered"),
)

__all__ = ["SCHEMA", "SUITES", "Suite"]
