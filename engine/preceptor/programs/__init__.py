"""Recorded logic programs of language models: read, repaired, answered.

Each format has a package or module of its own, which `kinds` names and loads when it is needed.
"""

from preceptor.programs.kinds import KINDS, Kind, common_kind, kind_of
from preceptor.programs.outcome import Outcome, Reader, rejected

__all__ = ["KINDS", "Kind", "Outcome", "Reader", "common_kind", "kind_of", "rejected"]
