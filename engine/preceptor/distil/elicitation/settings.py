"""Settings: what a run asks beyond a domain's own prompts. Nothing, unless it is asked to."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from preceptor.distil.elicitation.refinement import ROUNDS
from preceptor.logic import InputError


@dataclass(frozen=True, slots=True)
class Elicitation:
    """`guided`: constraints first, then topics in order of need with `exemplars` accepted rules.

    `probes`: how many kept rules are asked about again, in other words and negated; `refine`: how
    many rounds conflicts go back to the teacher. Raises InputError for what cannot be.
    """

    guided: bool = False
    exemplars: int = 3
    probes: int = 0
    refine: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.refine <= ROUNDS:
            raise InputError(f"refine in {self.refine} rounds", f"0 to {ROUNDS}")
        if self.probes < 0 or self.exemplars < 0:
            raise InputError("the number of probes and of exemplars is 0 or more")

    @property
    def is_plain(self) -> bool:
        """Whether the domain's prompts are all that is asked."""
        return not (self.guided or self.probes or self.refine)

    def document(self) -> dict[str, Any]:
        return asdict(self)


PLAINLY = Elicitation()
