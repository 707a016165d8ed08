"""The one restriction of OWL 2 EL on an ontology as a whole: ranges against chains of roles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from preceptor.formats.owl.axioms import Axiom, EquivalentRoles, Range, SubRole


def ranges_beyond(axioms: Sequence[Axiom]) -> frozenset[int]:
    """The ranges, by place, that OWL 2 EL does not allow beside the chains.

    Where a chain leads into a role with a range, its last role must have that range as well
    (OWL 2 Profiles, section 2.2.6).
    """
    supers = _supers(axioms)
    chains = [a for a in axioms if isinstance(a, SubRole) and len(a.chain) > 1]
    allowed = {place: axiom for place, axiom in enumerate(axioms) if isinstance(axiom, Range)}
    beyond: set[int] = set()
    while True:
        stated = {(a.role, a.concept) for place, a in allowed.items() if place not in beyond}
        new = {
            place
            for place, axiom in allowed.items()
            for chain in chains
            if axiom.role in supers[chain.sup]
            and not any((role, axiom.concept) in stated for role in supers[chain.chain[-1]])
        } - beyond
        if not new:
            return frozenset(beyond)
        beyond |= new


def _supers(axioms: Sequence[Axiom]) -> Mapping[str, frozenset[str]]:
    """For each role, itself and all roles that include it."""
    direct: dict[str, set[str]] = defaultdict(set)
    for axiom in axioms:
        match axiom:
            case SubRole((role,), sup):
                direct[role].add(sup)
            case EquivalentRoles(roles):
                for one, other in pairwise((*roles, roles[0])):
                    direct[one].add(other)
    return _Above(direct)


class _Above(dict[str, frozenset[str]]):
    """Everything that can be reached from a role, found when it is asked for."""

    def __init__(self, direct: Mapping[str, set[str]]) -> None:
        super().__init__()
        self._direct = direct

    def __missing__(self, role: str) -> frozenset[str]:
        found, agenda = {role}, [role]
        while agenda:
            new = self._direct.get(agenda.pop(), set()) - found
            found |= new
            agenda += new
        self[role] = frozenset(found)
        return self[role]
