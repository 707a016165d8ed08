"""Saying: atoms in the words that a domain declares for them."""

from __future__ import annotations

import re

from preceptor.logic import Atom, Const, Signature
from preceptor.syntax.show import show_atom, show_term

_SLOT = re.compile(r"\{(\d+)\}")


def say_atom(atom: Atom, signature: Signature) -> str:
    """The atom in the words of its declaration, else in the rule language."""
    declared = signature.declaration(atom.predicate)
    if declared is None or not declared.text:
        return show_atom(atom)
    words = _SLOT.sub(lambda slot: _argument(atom, int(slot.group(1))), declared.text)
    return f"it is not so that {words}" if atom.negated else words


def _argument(atom: Atom, position: int) -> str:
    if position >= len(atom.args):
        return f"{{{position}}}"
    term = atom.args[position]
    return term.name if isinstance(term, Const) else show_term(term)
