"""Elicitation: what a run asks its teacher beyond the prompts of a domain, and how it asks."""

from preceptor.distil.elicitation.account import elicitation_sections, elicited
from preceptor.distil.elicitation.refinement import refined
from preceptor.distil.elicitation.settings import PLAINLY, Elicitation
from preceptor.distil.elicitation.stages import (
    AGREEMENT,
    REFINEMENT,
    TURNS,
    agreement_of,
    ask_guided,
    open_requests,
    probe_rules,
    read_rows,
    refine_candidates,
)

__all__ = [
    "AGREEMENT",
    "PLAINLY",
    "REFINEMENT",
    "TURNS",
    "Elicitation",
    "agreement_of",
    "ask_guided",
    "elicitation_sections",
    "elicited",
    "open_requests",
    "probe_rules",
    "read_rows",
    "refine_candidates",
    "refined",
]
