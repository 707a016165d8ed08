"""Facts at hand: which laws the rules break on them, asked of a few laws at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from preceptor.check.facts import broken
from preceptor.check.program import Program
from preceptor.graph import body_atom, compile
from preceptor.logic import Atom, Code, Finding, LimitExceeded, Predicate, Rule, Severity, Theory
from preceptor.reason import Limits, materialise
from preceptor.syntax import rule_id

SECONDS = 10.0  # for the rules behind the laws to come to an end


class AtHand:
    """The facts of a session, by predicate."""

    def __init__(self, facts: Iterable[Atom]) -> None:
        self.facts = tuple(dict.fromkeys(facts))
        self._by_predicate: dict[Predicate, list[Atom]] = {}
        for fact in self.facts:
            self._by_predicate.setdefault(fact.predicate, []).append(fact)

    @property
    def predicates(self) -> tuple[Predicate, ...]:
        return tuple(self._by_predicate)

    def broken(self, law: Rule, program: Program) -> tuple[Finding, ...]:
        """P305 or P306 if the rules break the law on the facts; P402 where they have no end."""
        below = program.ranks.below(_read(law))
        facts = [fact for predicate in below for fact in self._by_predicate.get(predicate, ())]
        if not facts and not any(map(program.definitions.has_unprompted, below)):
            return ()
        rules = [clause.rule for p in below for clause in program.definitions.of(p)]
        theory = Theory((*rules, law))
        try:
            return broken(theory, materialise(compile(theory), facts, Limits(seconds=SECONDS)))
        except LimitExceeded as error:
            message = f"the rules did not come to an end on the facts: {error}"
            return (
                Finding(
                    Code.UNDECIDED,
                    Severity.WARNING,
                    message,
                    constraint=rule_id(law),
                    decided_by="reason",
                ),
            )


def _read(law: Rule) -> Iterator[Predicate]:
    for literal in law.body:
        atom = body_atom(literal)
        if atom is not None:
            yield atom.predicate
