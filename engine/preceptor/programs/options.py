"""Options: the choices of a question and their letters."""

from __future__ import annotations

import re
from collections.abc import Sequence

_OPTION = re.compile(r"\s*\(?([A-Za-z])[).:]\s*(.*)", re.DOTALL)


def lettered(options: Sequence[str]) -> dict[str, str]:
    """The text of each option by its letter: `A) True` is A and True. Others are left out."""
    found = (_OPTION.match(option) for option in options)
    return {option[1].upper(): option[2].strip() for option in found if option}
