"""Questions: goals in text, put to the engines of a rule base and answered in its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from math import prod

from preceptor import reason
from preceptor.logic import (
    Answer,
    Atom,
    Literal,
    Predicate,
    Proof,
    Result,
    Rule,
    Signature,
    confidence,
    is_ground,
    map_atom,
    map_literal,
    substituting,
)
from preceptor.reason import Model, Probability
from preceptor.rulebase.answers import Answers
from preceptor.rulebase.engines import Engines
from preceptor.rulebase.fence import Fence
from preceptor.rulebase.vocabulary import unknown, unknown_procedure
from preceptor.syntax import parse_goal, show_rule

FENCED = 1000  # answers of one goal that are held against the constraints

Goal = tuple[Literal, ...]


@dataclass(frozen=True)
class Questions:
    """What one rule base is asked. Goals may have the `known` predicates alone.

    Whatever takes a goal as text raises ParseError for what is none, InputError for a predicate
    that is not known.
    """

    engines: Engines
    fence: Fence
    signature: Signature
    known: frozenset[Predicate]

    def query(self, text: str, *, why: bool = False, limit: int | None = None) -> Answers:
        """The answers, with proofs for `why`."""
        goal = self.goal(text)
        result = self.engines.query(goal, why=why, limit=limit)
        return self.answers(goal, replace(result, goal=_shown(goal)))

    def stream(self, text: str) -> Iterator[Answer]:
        """The answers as they are found."""
        return self.engines.stream(self.goal(text))

    def answers(self, goal: Goal, result: Result) -> Answers:
        """A result with each answer held against the constraints: the first FENCED."""
        atoms = [literal for literal in goal if isinstance(literal, Atom)]
        forbidden = []
        for answer in result.answers[:FENCED]:
            change = substituting(dict(answer.bindings))
            told = (self.fence.forbids(map_atom(atom, change)) for atom in atoms)
            forbidden.append(next((constraint for constraint in told if constraint), None))
        rest = (None,) * (len(result.answers) - len(forbidden))
        return Answers(result, self.signature, (), (*forbidden, *rest))

    def probability(self, text: str) -> Probability:
        """How likely it is that some instance of the goal has a proof."""
        return self._likely(self.goal(text))

    def with_probabilities(self, answers: Answers) -> Answers:
        """The answers, each with the probability that it has a proof."""
        goal = parse_goal(answers.goal)
        likely = tuple(self._likely(_instance(goal, answer)) for answer in answers)
        return replace(answers, probabilities=likely)

    def why(self, text: str, *, limit: int | None = None) -> Answers:
        """The answers with their proofs or, where there is none, what was missing for one."""
        answers = self.query(text, why=True, limit=limit)
        return answers if answers else self.whynot(text)

    def proofs(self, text: str, *, most: int, limit: int | None = None) -> Answers:
        """Each answer once for each of its proofs, at most `most`, the surest first."""
        goal = self.goal(text)
        found = self.query(text, limit=limit)
        told = tuple(
            replace(answer, confidence=prod(map(confidence, proofs)), proof=proofs)
            for answer in found
            for proofs in self._proofs(_instance(goal, answer), most)
        )
        return self.answers(goal, replace(found.result, answers=told))

    def whynot(self, text: str) -> Answers:
        """The rules that come nearest to deriving each atom of the goal, and what they lack."""
        goal = self.goal(text)
        atoms = [literal for literal in goal if isinstance(literal, Atom)]

        def ask(model: Model) -> Answers:
            result = replace(reason.query(model, goal), goal=_shown(goal))
            misses = tuple(miss for atom in atoms for miss in reason.whynot(model, atom))
            return Answers(result, self.signature, misses)

        answers = self.engines.ask(ask)
        if answers or len(atoms) != 1 or not is_ground(atoms[0]):
            return answers
        lacks = self.engines.ask(lambda model: reason.abduce(model, atoms[0]))
        return replace(answers, lacks=lacks)

    def goal(self, text: str) -> Goal:
        """The literals of a goal."""
        literals = parse_goal(text)
        predicate = unknown(literals, self.known)
        if predicate is not None:
            raise unknown_procedure(predicate, self.known)
        return literals

    def _likely(self, goal: Goal) -> Probability:
        return self.engines.ask(lambda model: reason.probability(model, goal))

    def _proofs(self, goal: Goal, most: int) -> tuple[tuple[Proof, ...], ...]:
        return self.engines.ask(lambda model: tuple(islice(reason.alternatives(model, goal), most)))


def _shown(goal: Goal) -> str:
    """The goal as a person writes it, `_` for each variable that the parser numbered."""
    return show_rule(Rule(None, goal)).removeprefix(":- ").removesuffix(".")


def _instance(goal: Goal, answer: Answer) -> Goal:
    """The goal under an answer's bindings."""
    change = substituting(dict(answer.bindings))
    return tuple(map_literal(literal, change) for literal in goal)
