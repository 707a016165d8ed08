"""What a run did not ask for: its card names it, so that silence is not read as a result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_PARTS = (
    ("likelihood", "no small model was asked how likely it finds the rules", "--critic"),
    ("paraphrase", "no rule was asked about again, in other words or negated", "--probe-rules"),
    ("refinement", "no conflict was put back to the teacher", "--refine"),
)


def undone_sections(elicitation: Mapping[str, Any], has_critic: bool) -> list[str]:
    """The card's section; none where all of it was asked for."""
    done = {
        "likelihood": has_critic,
        "paraphrase": "probes" in elicitation,
        "refinement": "refinement" in elicitation,
    }
    lines = [f"- {name}: {what} (`{flag}`)" for name, what, flag in _PARTS if not done[name]]
    return ["## Not done\n\n" + "\n".join(lines)] if lines else []
