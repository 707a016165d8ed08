"""The rule base: a theory with its domain and facts, ready to be checked and asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from preceptor import domain as domains
from preceptor import graph, reason
from preceptor.domain import Domain
from preceptor.graph import RuleGraph, body_atom, predicates
from preceptor.logic import (
    Answer,
    Atom,
    InputError,
    LimitExceeded,
    Literal,
    ParseError,
    Predicate,
    Proof,
    Result,
    Rule,
    Signature,
    Theory,
    confidence,
    did_you_mean,
    is_ground,
    map_atom,
    map_literal,
    substituting,
)
from preceptor.reason import Limits, Model, Probability, Violation
from preceptor.rulebase.answers import Answers
from preceptor.rulebase.fence import Fence
from preceptor.rulebase.sources import read
from preceptor.syntax import parse_atom, parse_goal, rule_id, show_atom, show_rule
from preceptor.tables import Remark, Table, rules_of

if TYPE_CHECKING:
    from preceptor.check import Report
    from preceptor.check.repair import Repair

PATIENCE = 10  # steps on demand, for each fact and rule; past it the whole model is made
FENCED = 1000  # answers of one goal that are held against the constraints

T = TypeVar("T")
_BEFORE = "model before"  # kept like a cached property
Paths = str | Path | Sequence[str | Path]


@dataclass(frozen=True, repr=False)
class RuleBase:
    """Rules that answer with proofs.

    `constraints` are the domain's denials, written by a person; `facts` are the database D0;
    `tables` are the decision tables that some of the rules were made of.
    The compiled graph and the model are made when first needed and then kept, so a rule base is
    never changed: `with_facts` and `with_rules` make a new one.
    """

    theory: Theory = field(default_factory=Theory)
    domain: Domain | None = None
    constraints: tuple[Rule, ...] = ()
    facts: tuple[Atom, ...] = ()
    limits: Limits = field(default_factory=Limits)
    tables: tuple[Table, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def __repr__(self) -> str:
        name = f" {self.domain.name}" if self.domain is not None else ""
        return (
            f"<RuleBase{name}: {len(self.theory)} clauses, {len(self.constraints)} constraints, "
            f"{len(self.facts)} facts>"
        )

    @staticmethod
    def load(
        source: Paths,
        facts: Paths | None = None,
        *,
        domain: str | Path | None = None,
        limits: Limits | None = None,
    ) -> RuleBase:
        """Loads a domain (`"kinship"`, `"rulesets/kinship"`), a folder with rules.pl, or files.

        A folder or domain brings its own `facts/`, unless `facts` names others (`()` for none).
        Raises ParseError with every syntax error of every file, InputError for a name that leads
        nowhere.
        """
        names = _names(source)
        reading = read(names, domain)
        if reading.faults:
            raise ParseError(reading.faults)
        found = reading.own_facts(names) if facts is None else _names(facts)
        atoms = domains.load_facts(found, reading.signature) if found else ()
        return RuleBase(
            Theory(reading.rules, reading.signature),
            reading.domain,
            reading.constraints,
            tuple(atoms),
            limits or Limits(),
            reading.tables,
            reading.remarks,
        )

    @property
    def signature(self) -> Signature:
        return self.theory.signature

    @cached_property
    def graph(self) -> RuleGraph:
        """The compiled theory with the domain's constraints; raises CompileError with findings."""
        return graph.compile(self.theory.plus(self.constraints))

    @cached_property
    def model(self) -> Model:
        """All that follows from the facts. Where a limit was hit it says `complete` is false.

        It goes on from that of the rule base that this one was made of, if that has one.
        """
        before: Model | None = self.__dict__.get(_BEFORE)
        try:
            if before is not None:
                return reason.become(before, self.graph, self.facts, self.limits)
            return reason.materialise(self.graph, self.facts, self.limits)
        except LimitExceeded as limit:
            if not isinstance(limit.partial, Model):
                raise
            return limit.partial

    @cached_property
    def on_demand(self) -> Model:
        """The model as far as goals ask for it; they raise LimitExceeded past PATIENCE."""
        patience = PATIENCE * (len(self.facts) + len(self.theory))
        return reason.demand(self.graph, self.facts, self.limits, patience)

    @property
    def cut_short(self) -> bool:
        """Whether a limit kept some of what follows from being found."""
        return "model" in self.__dict__ and not self.model.complete

    def _asking(self, ask: Callable[[Model], T]) -> T:
        """What a model says: the whole one once it is there, else one on demand.

        Where a question hits a limit it is put to what the whole model has by its own limit.
        """
        if "model" not in self.__dict__:
            with suppress(LimitExceeded):
                return ask(self.on_demand)
        return ask(self.model)

    def check(self, **options: Any) -> Report:
        """Whether the rules are consistent, with a finding for each thing wrong; needs Z3.

        Decision tables are judged as such; the rules made of them only where there are laws or
        other rules that they could clash with.
        """
        from preceptor import check

        goals = () if self.domain is None else self.domain.goals
        theory, unjudged = self.theory, self.theory.rules[:0]
        if self._is_tables_alone:
            theory, unjudged = Theory((), self.signature), self.theory.rules
        report = check.check(
            theory, constraints=self.constraints, facts=self.facts, goals=goals, **options
        )
        if not self.tables:
            return report
        return check.with_tables(report, self.tables, self.remarks, unjudged)

    @property
    def _is_tables_alone(self) -> bool:
        """Whether there is nothing but decision tables, and nothing that they must keep to."""
        made = {rule for table in self.tables for rule in rules_of(table)}
        return bool(made) and not self.constraints and all(rule in made for rule in self.theory)

    def repair(self, **options: Any) -> Repair:
        """The least costly change of rules after which no constraint can be broken; needs Z3.

        `repair.theory` is the changed theory.
        """
        from preceptor.check.repair import repair

        return repair(self.theory, constraints=self.constraints, facts=self.facts, **options)

    def violations(self) -> tuple[Violation, ...]:
        """The constraints that the facts at hand violate, each with its bindings and proofs."""
        return reason.violations(self.model)

    def query(self, goal: str, *, why: bool = False, limit: int | None = None) -> Answers:
        """The answers of a goal such as `grandfather(X, bob), male(X)`, with proofs for `why`.

        The world is open: a goal without answers is unknown, unless its opposite is derived.
        Raises ParseError for what is no goal, InputError for an unknown predicate.
        """
        literals = parse_goal(goal)
        self._know(literals)
        result = self._asking(lambda model: reason.query(model, literals, why=why, limit=limit))
        return self.answers(literals, replace(result, goal=_shown(literals)))

    def answers(self, goal: tuple[Literal, ...], result: Result) -> Answers:
        """A result with this base's words, each answer held against the constraints.

        Only the first FENCED are: who reads more of them asks for `violations`.
        """
        atoms = [literal for literal in goal if isinstance(literal, Atom)]
        forbidden = []
        for answer in result.answers[:FENCED]:
            change = substituting(dict(answer.bindings))
            told = (self.fence.forbids(map_atom(atom, change)) for atom in atoms)
            forbidden.append(next((constraint for constraint in told if constraint), None))
        rest = (None,) * (len(result.answers) - len(forbidden))
        return Answers(result, self.signature, (), (*forbidden, *rest))

    @cached_property
    def fence(self) -> Fence:
        """The constraints over the facts, to hold answers against."""
        return Fence(self.constraints, self.facts)

    def probability(self, goal: str) -> Probability:
        """How likely it is that some instance of the goal has a proof, or bounds.

        Each ground instance of a weighted rule is an independent choice (as in ProbLog). Raises
        ParseError, InputError, and LimitExceeded where too much stands behind the goal.
        """
        literals = parse_goal(goal)
        self._know(literals)
        return self._likely(literals)

    def with_probabilities(self, answers: Answers) -> Answers:
        """The answers, each with the probability that it has a proof."""
        goal = parse_goal(answers.goal)
        return replace(
            answers, probabilities=tuple(self._likely(_instance(goal, a)) for a in answers)
        )

    def _likely(self, goal: tuple[Literal, ...]) -> Probability:
        return self._asking(lambda model: reason.probability(model, goal))

    def why(self, goal: str, *, limit: int | None = None) -> Answers:
        """The answers with their proofs or, where there is none, what was missing for one."""
        answers = self.query(goal, why=True, limit=limit)
        return answers if answers else self.whynot(goal)

    def proofs(self, goal: str, *, most: int = 5, limit: int | None = None) -> Answers:
        """Each answer once for each of its proofs, at most `most`, the surest first.

        The confidence is that of the proof. Raises LimitExceeded where too many must be looked at.
        """
        literals = parse_goal(goal)
        found = self.query(goal, limit=limit)
        told = tuple(
            replace(answer, confidence=prod(map(confidence, proofs)), proof=proofs)
            for answer in found
            for proofs in self._proofs(_instance(literals, answer), most)
        )
        return self.answers(literals, replace(found.result, answers=told))

    def _proofs(self, goal: tuple[Literal, ...], most: int) -> tuple[tuple[Proof, ...], ...]:
        return self._asking(lambda model: tuple(islice(reason.alternatives(model, goal), most)))

    def whynot(self, goal: str) -> Answers:
        """The rules that come nearest to deriving each atom of the goal, and what they lack.

        For one ground atom also the fewest given facts that would make it hold.
        """
        literals = parse_goal(goal)
        self._know(literals)
        atoms = [literal for literal in literals if isinstance(literal, Atom)]

        def ask(model: Model) -> Answers:
            result = replace(reason.query(model, literals), goal=_shown(literals))
            misses = tuple(miss for atom in atoms for miss in reason.whynot(model, atom))
            return Answers(result, self.signature, misses)

        answers = self._asking(ask)
        if answers or len(atoms) != 1 or not is_ground(atoms[0]):
            return answers
        return replace(answers, lacks=reason.abduce(self.model, atoms[0]))

    def with_facts(self, *facts: Atom | str) -> RuleBase:
        """This rule base with more facts: `kb.with_facts("father(carl, ann)")`."""
        atoms = [parse_atom(fact) if isinstance(fact, str) else fact for fact in facts]
        for atom in atoms:
            if not is_ground(atom):
                raise InputError(f"a fact has no variables: {show_atom(atom)}")
        return self._changed(facts=tuple(dict.fromkeys((*self.facts, *atoms))))

    def without_facts(self, *facts: Atom | str) -> RuleBase:
        """This rule base without facts. Raises InputError for one that it does not have."""
        gone = {parse_atom(fact) if isinstance(fact, str) else fact for fact in facts}
        for atom in sorted(gone - set(self.facts), key=show_atom):
            raise InputError(f"not among the facts: {show_atom(atom)}")
        return self._changed(facts=tuple(fact for fact in self.facts if fact not in gone))

    def reading_facts(self, paths: Paths) -> RuleBase:
        """This rule base with the facts of more files. Raises ParseError, InputError."""
        return self.with_facts(*domains.load_facts(_names(paths), self.signature))

    def with_rules(self, rules: Iterable[Rule]) -> RuleBase:
        """This rule base with more rules behind its own."""
        return self._changed(theory=self.theory.plus(rules))

    def _changed(self, **parts: Any) -> RuleBase:
        """Another rule base, whose model begins with this one's where that is whole."""
        made = replace(self, **parts)
        if "model" in self.__dict__ and self.model.complete:
            made.__dict__[_BEFORE] = self.model
        return made

    def rule(self, identity: str) -> tuple[Rule, ...]:
        """The rules of an id: one, or the alternatives of a disjunction. Raises InputError."""
        rules = (*self.theory.rules, *self.constraints)
        found = tuple(rule for rule in rules if rule_id(rule) == identity)
        if not found:
            raise InputError(
                f"no rule has the id {identity!r}", did_you_mean(identity, map(rule_id, rules))
            )
        return found

    @cached_property
    def known(self) -> frozenset[Predicate]:
        """Every predicate that is declared, in a rule or in a fact; -p/n under the name of p/n."""
        rules = (*self.theory.rules, *self.constraints)
        used = [predicate for rule in rules for predicate in predicates(rule)]
        given = {fact.predicate for fact in self.facts}
        declared = [declaration.predicate for declaration in self.signature.declarations]
        return frozenset(_positive(p) for p in (*used, *given, *declared))

    def unknown(self, goal: Iterable[Literal]) -> Predicate | None:
        """The first predicate of a goal that is not `known`."""
        atoms = filter(None, map(body_atom, goal))
        plain = (_positive(atom.predicate) for atom in atoms)
        return next((predicate for predicate in plain if predicate not in self.known), None)

    def _know(self, goal: Iterable[Literal]) -> None:
        predicate = self.unknown(goal)
        if predicate is not None:
            raise unknown_procedure(predicate, self.known)


def unknown_procedure(
    predicate: Predicate, known: Iterable[Predicate], others: Iterable[str] = ()
) -> InputError:
    """The error for a goal that nothing defines: it names the right arity, or the nearest of the
    known predicates and of `others`.
    """
    plain = _positive(predicate)
    arities = sorted(str(p) for p in known if p.name == plain.name)
    if arities:
        hint = f"there is {' and '.join(arities)}"
    else:
        hint = did_you_mean(plain.name, (*(p.name for p in known), *others))
    return InputError(f"unknown procedure {plain}", hint)


def _shown(goal: tuple[Literal, ...]) -> str:
    """The goal as a person writes it, `_` for each variable that the parser numbered."""
    return show_rule(Rule(None, goal)).removeprefix(":- ").removesuffix(".")


def _instance(goal: tuple[Literal, ...], answer: Answer) -> tuple[Literal, ...]:
    """The goal under an answer's bindings."""
    change = substituting(dict(answer.bindings))
    return tuple(map_literal(literal, change) for literal in goal)


def _positive(predicate: Predicate) -> Predicate:
    return predicate.opposite if predicate.negated else predicate


def _names(paths: Paths) -> tuple[str | Path, ...]:
    return (paths,) if isinstance(paths, str | Path) else tuple(paths)
