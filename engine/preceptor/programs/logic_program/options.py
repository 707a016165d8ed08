"""Options: the letter of the choice that says what a query's truth is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from preceptor.logic import Truth

THREE = ("A) True", "B) False", "C) Unknown")

_OPTION = re.compile(r"\s*\(?([A-Za-z])[).:]\s*(\w+)")
_WORDS = {
    "true": Truth.TRUE,
    "yes": Truth.TRUE,
    "false": Truth.FALSE,
    "no": Truth.FALSE,
    "unknown": Truth.UNKNOWN,
    "uncertain": Truth.UNKNOWN,
    "undetermined": Truth.UNKNOWN,
}


def letters(options: Sequence[str] | None) -> dict[Truth, str]:
    """The letter of each truth that the options name; three options where none are given."""
    found = map(_OPTION.match, options or THREE)
    return {_WORDS[o[2].lower()]: o[1].upper() for o in found if o and o[2].lower() in _WORDS}


def choose(truth: Truth, options: Sequence[str] | None, *, denied: bool) -> str | None:
    """The letter for a truth; None where no option says it.

    What is both true and false is not settled, so it counts as unknown. Where the options do not
    have unknown, the world is closed: what is not derived is false, hence a query that only
    denies (`denied`) is true.
    """
    letter_of = letters(options)
    if truth is Truth.BOTH:
        return letter_of.get(Truth.UNKNOWN)
    if truth is Truth.UNKNOWN and Truth.UNKNOWN not in letter_of:
        truth = Truth.TRUE if denied else Truth.FALSE
    return letter_of.get(truth)
