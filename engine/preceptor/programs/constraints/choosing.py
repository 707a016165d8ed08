"""Choosing: the one option that stands to the solutions as a question asks."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from preceptor.programs.constraints.judging import Standing


class Modality(Enum):
    """How the right option stands to the solutions."""

    POSSIBLE = (Standing.ALWAYS, Standing.SOMETIMES)
    NECESSARY = (Standing.ALWAYS,)
    IMPOSSIBLE = (Standing.NEVER,)
    AVOIDABLE = (Standing.NEVER, Standing.SOMETIMES)

    @property
    def opposite(self) -> Modality:
        return _OPPOSITES[self]

    @property
    def is_monotone(self) -> bool:
        """Whether what has it still has it under further constraints."""
        return self in (Modality.NECESSARY, Modality.IMPOSSIBLE)

    def fits(self, standing: Standing) -> bool:
        return standing in self.value


_OPPOSITES = {
    Modality.POSSIBLE: Modality.IMPOSSIBLE,
    Modality.IMPOSSIBLE: Modality.POSSIBLE,
    Modality.NECESSARY: Modality.AVOIDABLE,
    Modality.AVOIDABLE: Modality.NECESSARY,
}

Standings = Sequence[tuple[str, Standing]]  # each option's letter and how it stands


def fitting(standings: Standings, modality: Modality) -> str | None:
    """The letter of the only option that fits."""
    letters = [letter for letter, standing in standings if modality.fits(standing)]
    return letters[0] if len(letters) == 1 else None


def remaining(standings: Standings, modality: Modality) -> str | None:
    """Where an option must hold and none does in every solution: the letter of the only one that
    holds in any, for the others are ruled out."""
    if modality is not Modality.NECESSARY or any(modality.fits(s) for _, s in standings):
        return None
    possible = [letter for letter, standing in standings if standing is not Standing.NEVER]
    return possible[0] if len(possible) == 1 and len(standings) > 1 else None


def why_none(standings: Standings, modality: Modality) -> str:
    """Why no option is the answer."""
    asked = modality.name.lower()
    letters = ", ".join(letter for letter, standing in standings if modality.fits(standing))
    return f"options {letters} are {asked}" if letters else f"no option is {asked}"
