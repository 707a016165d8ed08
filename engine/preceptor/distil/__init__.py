"""Distillation: from a teacher's text to a checked rule base and a student, in a run folder."""

from preceptor.distil.asking import origin
from preceptor.distil.direct import STRATEGIES, distil
from preceptor.distil.elicitation import Elicitation
from preceptor.distil.folder import JOURNAL
from preceptor.distil.further import Further
from preceptor.distil.group_card import publish_group
from preceptor.distil.identities import IdentityRun, distil_identities
from preceptor.distil.inquiry import asking
from preceptor.distil.ledger import live_ledger
from preceptor.distil.plan import Plan, plan, unknown
from preceptor.distil.progress import Event, Progress
from preceptor.distil.run import Explanation, Run, Statement

__all__ = [
    "JOURNAL",
    "STRATEGIES",
    "Elicitation",
    "Event",
    "Explanation",
    "Further",
    "IdentityRun",
    "Plan",
    "Progress",
    "Run",
    "Statement",
    "asking",
    "distil",
    "distil_identities",
    "live_ledger",
    "origin",
    "plan",
    "publish_group",
    "unknown",
]
