"""Reasoning: materialise a rule graph over facts, query it, prove and certify what it says."""

from preceptor.reason.abduce import Lack, abduce
from preceptor.reason.alternatives import alternatives
from preceptor.reason.certify import certify
from preceptor.reason.demand import demand
from preceptor.reason.materialise import Limits, materialise
from preceptor.reason.model import Model
from preceptor.reason.probability import Probability, probability
from preceptor.reason.prove import prove
from preceptor.reason.query import query, stream
from preceptor.reason.support import Support, support
from preceptor.reason.update import become, update
from preceptor.reason.violations import Violation, violations
from preceptor.reason.whynot import Miss, whynot

__all__ = [
    "Lack",
    "Limits",
    "Miss",
    "Model",
    "Probability",
    "Support",
    "Violation",
    "abduce",
    "alternatives",
    "become",
    "certify",
    "demand",
    "materialise",
    "probability",
    "prove",
    "query",
    "stream",
    "support",
    "update",
    "violations",
    "whynot",
]
