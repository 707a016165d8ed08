"""The judgement on an ontology: what can have no member, by which axioms, and because of what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from preceptor.check.ontology.completion import Completion
from preceptor.check.ontology.horn import Derivations
from preceptor.check.ontology.justify import MAX_JUSTIFICATIONS, justifications
from preceptor.check.ontology.profile import ranges_beyond
from preceptor.check.ontology.rules import Rules
from preceptor.formats.owl import Axiom, Ontology, Stated, Unread
from preceptor.formats.owl.axioms import (
    NOTHING,
    THING,
    And,
    Concept,
    Disjoint,
    Domain,
    Equivalent,
    Member,
    Named,
    Range,
    Related,
    Some,
    SubClass,
)

MAX_EXPLAINED = 200  # classes and individuals; those after them are named without their axioms

Core = tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A class that can have no member, or an individual that cannot be.

    `cores` are its justifications, the smallest first; `rests_on` for each of them the other
    subjects of contradictions that a part of it makes empty already. `explained` is False past
    the limit on how many are.
    """

    subject: Concept | str
    cores: tuple[Core, ...] = ()
    rests_on: tuple[tuple[str, ...], ...] = ()
    truncated: bool = False
    explained: bool = True

    @property
    def iri(self) -> str:
        return _iri(self.subject)

    @property
    def is_individual(self) -> bool:
        return isinstance(self.subject, str)

    @property
    def is_root(self) -> bool:
        """Whether some justification owes nothing to another contradiction."""
        return any(not others for others in self.rests_on)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What follows from the axioms that are read; `ontology` is what was left of it to judge.

    `contradictions` are sound whatever was left aside, as more axioms take no conclusion away.
    """

    ontology: Ontology
    contradictions: tuple[Contradiction, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every axiom, of imports too, was read."""
        return not self.ontology.unread and not self.ontology.missing

    @property
    def consistent(self) -> bool | None:
        """Whether the ontology has a model; None where what was left aside may matter."""
        if any(c.is_individual or c.subject == THING for c in self.contradictions):
            return False
        return True if self.is_whole else None

    @property
    def coherent(self) -> bool | None:
        """Whether every class can have a member; None where what was left aside may matter."""
        if self.contradictions:
            return False
        return True if self.is_whole else None

    @property
    def truncated(self) -> bool:
        return any(c.truncated or not c.explained for c in self.contradictions)


def judge(ontology: Ontology, limit: int = MAX_JUSTIFICATIONS) -> Judgement:
    """Finds every contradiction, with at most `limit` justifications for each."""
    ontology = _within_profile(ontology)
    axioms = [stated.axiom for stated in ontology.axioms]
    rules = Rules.of(axioms)
    empty = _empty(rules, ontology)
    found = [_explain(rules, ontology.axioms, s, empty, limit) for s in empty[:MAX_EXPLAINED]]
    found += [Contradiction(subject, explained=False) for subject in empty[MAX_EXPLAINED:]]
    return Judgement(ontology, tuple(sorted(found, key=_rank)))


def _within_profile(ontology: Ontology) -> Ontology:
    """The ontology with each axiom once, and without ranges that OWL 2 EL does not allow."""
    once: dict[Axiom, Stated] = {}
    for stated in ontology.axioms:
        once.setdefault(stated.axiom, stated)
    beyond = ranges_beyond(tuple(once))
    kept = tuple(s for place, s in enumerate(once.values()) if place not in beyond)
    aside = tuple(
        Unread("ObjectPropertyRange", "ObjectPropertyRange beside ObjectPropertyChain", s.origin)
        for place, s in enumerate(once.values())
        if place in beyond
    )
    return replace(ontology, axioms=kept, unread=(*ontology.unread, *aside))


def _empty(rules: Rules, ontology: Ontology) -> list[Concept | str]:
    subjects: list[Concept | str] = [THING, *map(Named, ontology.classes), *ontology.individuals]
    completion = Completion(rules)
    completion.close(map(Named, ontology.classes), ontology.individuals)
    completion.close([THING])
    unique = dict.fromkeys(subject for subject in subjects if subject != NOTHING)
    return [subject for subject in unique if completion.is_empty(subject)]


def _explain(
    rules: Rules,
    axioms: Sequence[Stated],
    subject: Concept | str,
    empty: Sequence[Concept | str],
    limit: int,
) -> Contradiction:
    traced = Completion(rules, recorded=True)
    traced.close(*_asked([subject]))
    found = justifications(Derivations(traced.inferences, traced.emptiness(subject)), limit)
    cores = tuple(tuple(axioms[place] for place in sorted(core)) for core in found.sets)
    rests_on = tuple(tuple(_rests_on(core, subject, empty)) for core in cores)
    return Contradiction(subject, cores, rests_on, found.truncated)


def _rests_on(core: Core, subject: Concept | str, empty: Sequence[Concept | str]) -> Iterator[str]:
    """The other subjects that all but one axiom of a justification make empty."""
    named = frozenset(name for stated in core for name in _names(stated.axiom))
    others = [s for s in empty if s != subject and _iri(s) in named]
    found: set[Concept | str] = set()
    for left_out in range(len(core)):
        part = Rules.of([s.axiom for place, s in enumerate(core) if place != left_out])
        completion = Completion(part)
        completion.close(*_asked(others))
        found.update(other for other in others if completion.is_empty(other))
    return (_iri(other) for other in others if other in found)


def _asked(subjects: Iterable[Concept | str]) -> tuple[list[Concept], list[str]]:
    concepts: list[Concept] = []
    individuals: list[str] = []
    for subject in subjects:
        if isinstance(subject, str):
            individuals.append(subject)
        else:
            concepts.append(subject)
    return concepts, individuals


def _iri(subject: Concept | str) -> str:
    if isinstance(subject, str):
        return subject
    assert isinstance(subject, Named)  # nothing else is asked of
    return subject.iri


def _names(axiom: Axiom) -> Iterator[str]:
    """The classes and individuals of an axiom."""
    match axiom:
        case SubClass(sub, sup):
            yield from _classes(sub)
            yield from _classes(sup)
        case Equivalent(concepts) | Disjoint(concepts):
            for concept in concepts:
                yield from _classes(concept)
        case Domain(_, concept) | Range(_, concept):
            yield from _classes(concept)
        case Member(individual, concept):
            yield individual
            yield from _classes(concept)
        case Related(_, subject, other):
            yield from (subject, other)


def _classes(concept: Concept) -> Iterator[str]:
    match concept:
        case Named(iri):
            yield iri
        case And(parts):
            for part in parts:
                yield from _classes(part)
        case Some(_, filler):
            yield from _classes(filler)


def _rank(contradiction: Contradiction) -> tuple[bool, int]:
    """Roots first, and of them those with the smallest cause."""
    size = len(contradiction.cores[0]) if contradiction.cores else 0
    return not contradiction.is_root, size
