"""AnyBURL: a table of weighted rules over relations of two arguments, as rule miners write it."""

from __future__ import annotations

from collections.abc import Iterable

from preceptor.formats.constructs import refuse_lacks
from preceptor.logic import Atom, Theory
from preceptor.syntax import show_anyburl


def anyburl(theory: Theory, facts: Iterable[Atom] = ()) -> str:
    """A line a rule, its weight as the confidence; names stand as they are.

    Rules need not be safe: miners write `h(X,c) <= ` without a body. Raises Unsayable for all but
    weights, and for each fact; InputError for a name that would be read otherwise, as nothing is
    quoted.
    """
    refuse_lacks(theory, facts, "anyburl")
    return show_anyburl(theory)
