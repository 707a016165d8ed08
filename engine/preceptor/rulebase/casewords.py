"""Case words: the facts of a witness as a reader would tell them, `the applicant earns 12000`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from preceptor.logic import Atom, Const, Finding, Signature, SortKind, Term, map_atom
from preceptor.syntax import parse_atom, say_atom


class CaseWords:
    """Words for the atoms of one case. Where it has one member of a sort, the sort is its name."""

    def __init__(self, witness: Iterable[Atom], signature: Signature) -> None:
        self._signature = signature
        members: dict[str, set[Const]] = {}
        for atom in witness:
            for sort, term in _members(atom, signature):
                members.setdefault(sort, set()).add(term)
        self._names = {
            term: Const(f"the {sort.replace('_', ' ')}")
            for sort, terms in members.items()
            for term in terms
            if len(terms) == 1
        }

    def say(self, atom: Atom) -> str:
        return say_atom(map_atom(atom, self._named), self._signature)

    def concluded(self, finding: Finding) -> tuple[tuple[str, str], ...]:
        """What each rule concluded in the case, in words, with the rule's id."""
        steps = (step.rpartition(" by ") for step in finding.derives)
        return tuple((self.say(parse_atom(atom)), rule) for atom, _, rule in steps)

    def _named(self, term: Term) -> Term:
        return self._names.get(term, term) if isinstance(term, Const) else term


def _members(atom: Atom, signature: Signature) -> Iterator[tuple[str, Const]]:
    """The constants of an atom that stand for members of a sort whose values are not listed."""
    declaration = signature.declaration(atom.predicate)
    for name, term in zip(declaration.sorts if declaration else (), atom.args, strict=False):
        sort = signature.sort(name)
        is_open = sort is not None and sort.kind is SortKind.SYMBOL and not sort.values
        if is_open and isinstance(term, Const):
            yield name, term
