"""The nearest known word: what a mistyped name most likely meant."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, or the first that goes on from it; None if there is none."""
    from difflib import get_close_matches  # loaded only when something was mistyped

    folded = {name.casefold(): name for name in sorted(set(known), reverse=True)}
    close = get_close_matches(word.casefold(), sorted(folded), n=1, cutoff=0.6)
    longer = (name for name in sorted(folded) if len(word) > 2 and name.startswith(word.casefold()))
    best = close[0] if close else next(longer, None)
    return None if best is None else folded[best]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, else the first few there are; '' for none."""
    names = sorted(set(known))
    close = nearest(word, names)
    if close is not None:
        return f"did you mean {close!r}?"
    shown = ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")
    return f"there is: {shown}" if names else ""


def is_slip(word: str, other: str) -> bool:
    """Whether one letter more, less, other, or two in the wrong order make the one the other.

    Short words and digits do not count: `p1` and `p2`, `son` and `sun` are names of their own.
    """
    if word == other or min(len(word), len(other)) < 4:
        return False
    start = 0
    while word[start : start + 1] == other[start : start + 1] != "":
        start += 1
    end = 0
    while end < min(len(word), len(other)) - start and word[-1 - end] == other[-1 - end]:
        end += 1
    left, right = word[start : len(word) - end], other[start : len(other) - end]
    if any(character.isdigit() for character in left + right):
        return False
    return max(len(left), len(right)) == 1 or (len(left) == 2 and left == right[::-1])
