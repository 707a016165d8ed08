"""Distillation: from a teacher's text to a checked rule base and a student, in a run folder."""

from preceptor.distil.direct import STRATEGIES, distil
from preceptor.distil.group_card import publish_group
from preceptor.distil.identities import IdentityRun, distil_identities
from preceptor.distil.progress import Event, Progress
from preceptor.distil.run import Explanation, Run, Statement

__all__ = [
    "STRATEGIES",
    "Event",
    "Explanation",
    "IdentityRun",
    "Progress",
    "Run",
    "Statement",
    "distil",
    "distil_identities",
    "publish_group",
]
