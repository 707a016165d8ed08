"""The report on an ontology: findings, the JSON document, and what a person reads."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from preceptor.check.ontology.judge import Contradiction, Core, Judgement
from preceptor.check.report import finding_document
from preceptor.formats.owl import Axiom, Stated, Unread, Wording
from preceptor.formats.owl.axioms import THING
from preceptor.logic import Code, Fault, Finding, Origin, Severity

SCHEMA = "preceptor/ontology/1"

_SHOWN = 3  # justifications of one contradiction in the text
_PLACES = 5  # of one kind of axiom that is not read, in the text


@dataclass(frozen=True, slots=True)
class OntologyReport:
    """A judgement with the faults of the text that it is about."""

    judgement: Judgement
    faults: tuple[Fault, ...]
    cpu_s: float

    @property
    def consistent(self) -> bool | None:
        """Whether there is a model; None where what could not be read may matter."""
        return self._over_all(self.judgement.consistent)

    @property
    def coherent(self) -> bool | None:
        """Whether every class can have a member; None where what could not be read may matter."""
        return self._over_all(self.judgement.coherent)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for finding, _ in self._findings())

    @property
    def has_errors(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def has_warnings(self) -> bool:
        return any(finding.severity is Severity.WARNING for finding in self.findings)

    def document(self) -> dict[str, Any]:
        """The `preceptor/ontology/1` document, ready for `json.dumps`."""
        ontology = self.judgement.ontology
        return {
            "schema": SCHEMA,
            "axioms": len(ontology.axioms),
            "unread": dict(Counter(unread.construct for unread in ontology.unread)),
            "imports": {
                "read": len(ontology.imports) - len(ontology.missing),
                "missing": [wanted.iri for wanted in ontology.missing],
            },
            "declarations": ontology.declarations,
            "annotations": ontology.annotations,
            "consistent": self.consistent,
            "coherent": self.coherent,
            "truncated": self.judgement.truncated,
            "classes": self._classes(),
            "findings": [self._document(*found) for found in self._findings()],
            "cpu_s": round(self.cpu_s, 3),
        }

    def lines(self) -> Iterator[str]:
        """Every finding and a last line that sums them up."""
        for finding, contradiction in self._findings():
            yield str(finding)
            if contradiction is not None:
                yield from self._because(contradiction)
            elif finding.where[1:]:
                yield f"  also: {_places(finding.where[1:])}"
            if finding.hint:
                yield f"  hint: {finding.hint}"
        yield self._summary()

    @property
    def _wording(self) -> Wording:
        return Wording(dict(self.judgement.ontology.labels))

    def _over_all(self, decided: bool | None) -> bool | None:
        return None if decided and self.faults else decided

    def _classes(self) -> dict[str, str]:
        """What is known of each class."""
        empty = {c.iri: c for c in self.judgement.contradictions if not c.is_individual}
        other = "satisfiable" if self.judgement.is_whole and not self.faults else "unknown"
        names = (*self.judgement.ontology.classes, *(iri for iri in empty if iri == THING.iri))
        return {
            iri: other if iri not in empty else _kind(empty[iri]) for iri in dict.fromkeys(names)
        }

    def _findings(self) -> Iterator[tuple[Finding, Contradiction | None]]:
        for fault in self.faults:
            yield _of_fault(fault), None
        for contradiction in self.judgement.contradictions:
            yield self._of_contradiction(contradiction), contradiction
        ontology = self.judgement.ontology
        by_construct: dict[tuple[str, str], list[Unread]] = defaultdict(list)
        for unread in ontology.unread:
            by_construct[unread.keyword, unread.construct].append(unread)
        for (keyword, construct), several in by_construct.items():
            yield _of_unread(keyword, construct, several), None
        for wanted in ontology.missing:
            yield (
                Finding(
                    Code.NOT_CHECKED,
                    Severity.WARNING,
                    f"the import <{wanted.iri}> is none of the files",
                    where=(wanted.origin,),
                    hint="give its file as well:  preceptor check THIS.ofn OTHER.ofn",
                ),
                None,
            )

    def _of_contradiction(self, contradiction: Contradiction) -> Finding:
        smallest = contradiction.cores[0] if contradiction.cores else ()
        is_individual = contradiction.is_individual
        return Finding(
            Code.VIOLATION if is_individual else Code.UNSATISFIABLE,
            Severity.ERROR,
            self._message(contradiction, smallest),
            tuple(axiom_id(stated.axiom) for stated in smallest),
            tuple(stated.origin for stated in smallest),
            decided_by="completion",
        )

    def _message(self, contradiction: Contradiction, smallest: Core) -> str:
        name = self._wording.name(contradiction.iri)
        if contradiction.iri in dict(self.judgement.ontology.labels):
            name += f" (<{contradiction.iri}>)"
        if contradiction.is_individual:
            said = f"the individual {name} contradicts the axioms"
        elif contradiction.subject == THING:
            said = "the axioms contradict each other: nothing at all can exist"
        else:
            said = f"the class {name} can have no member"
        if not contradiction.explained:
            return f"{said} (not explained: too many are like it)"
        others = dict.fromkeys(iri for rest in contradiction.rests_on for iri in rest)
        if not contradiction.is_root and others:
            said += f", because of {', '.join(map(self._wording.name, others))}"
        return f"{said}: {_axioms(len(smallest))} {_are(len(smallest))} enough for that"

    def _because(self, contradiction: Contradiction) -> Iterator[str]:
        total = len(contradiction.cores)
        of = f"{total}{' or more' if contradiction.truncated else ''}"
        for number, core in enumerate(contradiction.cores[:_SHOWN], 1):
            yield f"  reason {number} of {of}, {_axioms(len(core))}:"
            for stated in core:
                yield f"    {self._place(stated)}: {self._wording.axiom(stated.axiom)}"
        if total > _SHOWN:
            yield f"  {total - _SHOWN} more reasons are in the document that --json prints"

    def _place(self, stated: Stated) -> str:
        """The line; the file too where there are several."""
        origin, every = stated.origin, self.judgement.ontology.axioms
        alone = all(other.origin.source == origin.source for other in every)
        return f"line {origin.line}" if alone else f"{origin.source}:{origin.line}"

    def _document(self, finding: Finding, contradiction: Contradiction | None) -> dict[str, Any]:
        document = finding_document(finding)
        if contradiction is None:
            return document
        document |= {
            "core": list(finding.rules),
            "minimal": contradiction.explained,
            "subject": contradiction.iri,
            "label": dict(self.judgement.ontology.labels).get(contradiction.iri),
            "kind": _kind(contradiction),
            "justifications": [
                {"axioms": list(map(self._axiom, core)), "rests_on": list(rests_on)}
                for core, rests_on in zip(contradiction.cores, contradiction.rests_on, strict=True)
            ],
            "truncated": contradiction.truncated,
        }
        return document

    def _axiom(self, stated: Stated) -> dict[str, Any]:
        origin = stated.origin
        return {
            "id": axiom_id(stated.axiom),
            "text": self._wording.axiom(stated.axiom),
            "file": origin.source,
            "line": origin.line,
            "column": origin.column,
        }

    def _summary(self) -> str:
        judgement = self.judgement
        ontology = judgement.ontology
        aside = len(ontology.unread) + len(self.faults)
        left = f", {aside} left aside" if aside else ""
        missing = f", {len(ontology.missing)} imports missing" if ontology.missing else ""
        cut = " (search cut short)" if judgement.truncated else ""
        empty = sum(not c.is_individual for c in judgement.contradictions)
        return (
            f"{_axioms(len(ontology.axioms))} read{left}{missing}; {empty} of "
            f"{len(ontology.classes)} classes can have no member; "
            f"consistent: {_say(self.consistent)}, coherent: {_say(self.coherent)}{cut}"
        )


def axiom_id(axiom: Axiom) -> str:
    """An id that survives moves and edits elsewhere, as rules have one."""
    return f"a{sha256(Wording({}, whole=True).axiom(axiom).encode()).hexdigest()[:10]}"


def _of_fault(fault: Fault) -> Finding:
    expected = f"; expected {', '.join(fault.expected)}" if fault.expected else ""
    return Finding(
        fault.code,
        Severity.ERROR,
        fault.message + expected,
        where=(fault.origin,),
        hint=fault.hint,
        decided_by="grammar",
    )


def _of_unread(keyword: str, construct: str, several: Sequence[Unread]) -> Finding:
    inside = "" if construct.startswith(keyword) else f" in {keyword}"
    return Finding(
        Code.NOT_CHECKED,
        Severity.WARNING,
        f"{construct}{inside} is not among what is checked of OWL 2 EL: "
        f"{_axioms(len(several))} left aside",
        where=tuple(unread.origin for unread in several),
        hint="what is found holds all the same; more may follow from what is left aside",
    )


def _kind(contradiction: Contradiction) -> str:
    if not contradiction.explained:
        return "unsatisfiable"
    return "root" if contradiction.is_root else "derived"


def _axioms(number: int) -> str:
    return f"{number} axiom{'' if number == 1 else 's'}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _places(origins: Sequence[Origin]) -> str:
    shown = ", ".join(map(str, origins[:_PLACES]))
    return f"{shown}, ..." if len(origins) > _PLACES else shown


def _say(decided: bool | None) -> str:
    return "not decided" if decided is None else ("yes" if decided else "no")
