"""Hybrid: the student where it is sure, else the rules, else nobody; and who it was."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from preceptor.logic import (
    Answer,
    Atom,
    Const,
    Literal,
    Predicate,
    Result,
    Source,
    Term,
    Truth,
    Var,
)
from preceptor.reason import Model, query
from preceptor.student.paths import FactMap, connected, fact_map, trails
from preceptor.student.pathstudent import PathStudent
from preceptor.student.survey import LIKELY
from preceptor.syntax import show_goal, show_term


class DecidedBy(StrEnum):
    """Whose answer it is; none when neither knows."""

    STUDENT = "student"
    RULES = "rules"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Decision:
    """A goal's result, who decided it, and why it was, or was not, the student."""

    result: Result
    decided_by: DecidedBy
    reason: str


NEGLIGIBLE = 0.02  # who is less likely than this to stand in the relation asked for does not

# The student's answers and its reason; no answers: it leaves the goal to the rules, and why.
Attempt = tuple[tuple[Answer, ...], str]


@dataclass(frozen=True, slots=True)
class Hybrid:
    """A student with the rules behind it.

    The student decides a goal when everyone whom it may be about either reaches `threshold` (the
    student's own, unless given) or is out of the question. It names at most one relation of two
    entities, and never decides that something is false.
    """

    student: PathStudent
    threshold: float | None = None

    @property
    def least(self) -> float:
        """The confidence from which the student answers."""
        return self.student.threshold if self.threshold is None else self.threshold

    def ask(self, goal: tuple[Literal, ...], model: Model) -> Decision:
        """The student's answers where it is sure of them, else those of the model's rules."""
        answers, reason = self._student(goal, model)
        if answers:
            result = Result(show_goal(goal), Truth.TRUE, answers, model.complete)
            return Decision(result, DecidedBy.STUDENT, reason)
        result = query(model, goal)
        if result.truth is Truth.UNKNOWN:
            nothing = f"{reason}; the rules conclude nothing either"
            return Decision(result, DecidedBy.NONE, nothing)
        return Decision(result, DecidedBy.RULES, reason)

    def why(self, goal: tuple[Literal, ...], model: Model) -> Result:
        """The goal's answers with their proofs: always the rules', a student proves nothing."""
        return query(model, goal, why=True)

    def _student(self, goal: tuple[Literal, ...], model: Model) -> Attempt:
        match goal:
            case (Atom(name, (first, second), negated=False),):
                pass
            case _:
                return (), "the student answers single relations only"
        if name not in self.student.relations:
            return (), f"the student never learned {name}/2"
        match first, second:
            case Const(), Const():
                return self._ground(name, first, second, model)
            case Const(), Var():
                return self._open(name, first, second, model, forward=True)
            case Var(), Const():
                return self._open(name, second, first, model, forward=False)
            case _:
                return (), "the student needs one of the two by name"

    def _ground(self, name: str, start: Const, end: Const, model: Model) -> Attempt:
        between = trails(self._map(model), start).get(end, ())
        if not between:
            ends = f"{show_term(start)} to {show_term(end)}"
            return (), f"no path of known relations leads from {ends}"
        (said,) = self.student.relate([between])
        if said.confidence < self.least:
            return (), self._unsure(said.confidence)
        if said.relation != name:
            return (), f"the student says {said.relation or 'that no rule speaks of them'}"
        answer = Answer((), said.expected(name), source=Source.STUDENT)
        return (answer,), self._sure(said.confidence)

    def _open(self, name: str, known: Const, sought: Var, model: Model, forward: bool) -> Attempt:
        """Who stands in the relation to the known one: everyone connected to it is weighed."""
        where = self._map(model)
        found = trails(where, known)
        if not found:
            return (), f"no fact of a known relation speaks of {show_term(known)}"
        if connected(where, known) - found.keys():
            return (), f"not everyone connected to {show_term(known)} is near enough"
        entities = sorted(found, key=str)
        answers, least = [], 1.0
        groups = [found[e] if forward else [path.turned for path in found[e]] for e in entities]
        for entity, said in zip(entities, self.student.relate(groups), strict=True):
            probability = said.probability(name)
            if said.relation == name and probability >= self.least:
                bindings = ((sought.name, entity),)
                answers.append(Answer(bindings, said.expected(name), source=Source.STUDENT))
                least = min(least, probability)
            elif probability > NEGLIGIBLE:
                return (), f"{self._unsure(probability)} about {show_term(entity)}"
        if not answers:
            return (), f"the student finds nobody for {name}"
        ordered = tuple(sorted(answers, key=lambda answer: -answer.confidence))
        return ordered, self._sure(least)

    def _map(self, model: Model) -> FactMap:
        """All that is given, to walk on, with the traits that the rules know of everyone."""
        stated = [r.head for r in model.graph.theory if r.is_fact and r.is_hard and r.head]
        edges = [fact for fact in (*model.facts, *stated) if len(fact.args) == 2]
        return fact_map((*edges, *self._traits(model)), self.student.relations)

    def _traits(self, model: Model) -> tuple[Atom, ...]:
        """Everyone's likely traits, given or derived; where they exclude one another the surest."""
        vocabulary = self.student.vocabulary
        ranked = [found for t in vocabulary.traits for found in model.atoms(Predicate(t, 1))]
        kinds: dict[Term, set[str]] = {}
        likely = [found for found in ranked if found[1] >= LIKELY]
        for atom, _ in sorted(likely, key=lambda found: -found[1]):
            kind = kinds.setdefault(atom.args[0], set())
            if any(kind | {atom.name} <= set(allowed) for allowed in vocabulary.kinds):
                kind.add(atom.name)
        return tuple(Atom(name, (who,)) for who, kind in kinds.items() for name in sorted(kind))

    def _unsure(self, confidence: float) -> str:
        return f"the student is not sure enough ({confidence:.2f} < {self.least:.2f})"

    def _sure(self, least: float) -> str:
        return f"the student is sure ({least:.2f} >= {self.least:.2f})"
