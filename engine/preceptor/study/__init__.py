"""Studies: one split of a knowledge graph, and what different rules are worth on it."""

from preceptor.study.arms import Arm, Result, Weights
from preceptor.study.study import Plan, Study, files, learn, study
from preceptor.study.taught import Taught, taught

__all__ = [
    "Arm",
    "Plan",
    "Result",
    "Study",
    "Taught",
    "Weights",
    "files",
    "learn",
    "study",
    "taught",
]
