"""Recorded logic programs of language models: read, repaired, answered."""

from preceptor.programs.outcome import Outcome, Reader, rejected

__all__ = ["Outcome", "Reader", "rejected"]
