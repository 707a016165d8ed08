"""Identities checked: by Z3 over an abstraction, by sympy, and at exact points."""

from preceptor.check.algebra.judge import judge, judge_all
from preceptor.check.algebra.verdict import (
    SCHEMA,
    Evidence,
    Judgement,
    Verdict,
    counts,
    document,
    show_point,
)
from preceptor.check.algebra.worker import Worker

__all__ = [
    "SCHEMA",
    "Evidence",
    "Judgement",
    "Verdict",
    "Worker",
    "counts",
    "document",
    "judge",
    "judge_all",
    "show_point",
]
