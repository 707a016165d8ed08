"""Recorded logic programs of language models: read, repaired, answered.

Each format has a package or module of its own, which `kinds` names and loads when it is needed.
"""

from preceptor.programs.kinds import (
    KINDS,
    Kind,
    certain_kind,
    common_kind,
    kind_named,
    kind_of,
    operators,
)
from preceptor.programs.outcome import Outcome, Reader, rejected

__all__ = [
    "KINDS",
    "Kind",
    "Outcome",
    "Reader",
    "certain_kind",
    "common_kind",
    "kind_named",
    "kind_of",
    "operators",
    "rejected",
]
