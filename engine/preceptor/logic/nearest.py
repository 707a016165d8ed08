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
