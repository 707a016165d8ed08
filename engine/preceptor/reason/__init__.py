"""Reasoning: materialise a rule graph over facts, query it, prove and certify what it says."""

from preceptor.reason.materialise import Limits, materialise
from preceptor.reason.model import Model
from preceptor.reason.support import Support, support

__all__ = [
    "Limits",
    "Model",
    "Support",
    "materialise",
    "support",
]
