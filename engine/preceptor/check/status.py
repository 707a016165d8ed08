"""Status: what a rule does on the databases that respect the laws (Q3)."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """DEAD: no admissible database fires it. INCOHERENT: only into a violation. OK: otherwise."""

    OK = "ok"
    DEAD = "dead"
    INCOHERENT = "incoherent"
    UNKNOWN = "unknown"
