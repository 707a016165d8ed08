"""The rule base: a theory with its domain and facts, ready to be checked and asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from preceptor import domain as domains
from preceptor import graph, reason
from preceptor.domain import Domain
from preceptor.graph import RuleGraph
from preceptor.logic import (
    Answer,
    Atom,
    InputError,
    Literal,
    ParseError,
    Predicate,
    Result,
    Rule,
    Signature,
    Theory,
    is_ground,
)
from preceptor.reason import Limits, Model, Probability, Violation
from preceptor.rulebase.answers import Answers
from preceptor.rulebase.engines import Engines, known_engine
from preceptor.rulebase.fence import Fence
from preceptor.rulebase.judging import judge
from preceptor.rulebase.questions import Questions
from preceptor.rulebase.sources import Paths, each, read
from preceptor.rulebase.vocabulary import rules_called, unknown, vocabulary
from preceptor.syntax import parse_atom, show_atom
from preceptor.tables import Remark, Table

if TYPE_CHECKING:
    from preceptor.check import Report
    from preceptor.check.repair import Repair
    from preceptor.reason.bulk import Materialisation

_BEFORE = "model before"  # kept like a cached property


@dataclass(frozen=True, repr=False)
class RuleBase:
    """Rules that answer with proofs.

    `constraints` are the domain's denials, written by a person; `facts` are the database D0;
    `tables` are the decision tables that some of the rules were made of.
    The compiled graph and the model are made when first needed and then kept, so a rule base is
    never changed: `with_facts` and `with_rules` make a new one. `engine` is one of `ENGINES`.
    """

    theory: Theory = field(default_factory=Theory)
    domain: Domain | None = None
    constraints: tuple[Rule, ...] = ()
    facts: tuple[Atom, ...] = ()
    limits: Limits = field(default_factory=Limits)
    tables: tuple[Table, ...] = ()
    remarks: tuple[Remark, ...] = ()
    engine: str = "auto"

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
        engine: str = "auto",
    ) -> RuleBase:
        """Loads a domain (`"kinship"`, `"rulesets/kinship"`), a folder with rules.pl, or files.

        A folder or domain brings its own `facts/`, unless `facts` names others (`()` for none).
        Raises ParseError with every syntax error of every file, InputError for a name that leads
        nowhere.
        """
        names = each(source)
        reading = read(names, domain)
        if reading.faults:
            raise ParseError(reading.faults)
        found = reading.own_facts(names) if facts is None else each(facts)
        atoms = domains.load_facts(found, reading.signature) if found else ()
        return RuleBase(
            Theory(reading.rules, reading.signature),
            reading.domain,
            reading.constraints,
            tuple(atoms),
            limits or Limits(),
            reading.tables,
            reading.remarks,
            known_engine(engine),
        )

    @staticmethod
    def over(made: Materialisation) -> RuleBase:
        """What the bulk engine found, ready to be asked: answers by index, proofs by rounds."""
        base = RuleBase(made.graph.theory, engine="bulk")
        engines = Engines.over(made)
        known = base.known | {*engines.in_bulk.predicates}
        base.__dict__.update({"graph": made.graph, "_engines": engines, "known": known})
        return base

    @property
    def signature(self) -> Signature:
        return self.theory.signature

    @cached_property
    def graph(self) -> RuleGraph:
        """The compiled theory with the domain's constraints; raises CompileError with findings."""
        return graph.compile(self.theory.plus(self.constraints))

    @property
    def model(self) -> Model:
        """All that follows from the facts. Where a limit was hit it says `complete` is false.

        It goes on from that of the rule base that this one was made of, if that has one.
        """
        return self._engines.whole

    @cached_property
    def _engines(self) -> Engines:
        before: Model | None = self.__dict__.get(_BEFORE)
        return Engines(self.graph, self.facts, self.limits, self.engine, before)

    @cached_property
    def _questions(self) -> Questions:
        fence = Fence(self.constraints, self.facts)
        return Questions(self._engines, fence, self.signature, self.known)

    def using(self, engine: str) -> RuleBase:
        """This rule base, asked by one of `rulebase.ENGINES`. Raises InputError."""
        return self._changed(engine=known_engine(engine))

    @property
    def cut_short(self) -> bool:
        """Whether a limit kept some of what follows from being found."""
        return self._engines.cut_short

    def check(self, **options: Any) -> Report:
        """Whether the rules are consistent, with a finding for each thing wrong; needs Z3.

        Decision tables are judged as such; the rules made of them only where there are laws or
        other rules that they could clash with.
        """
        goals = () if self.domain is None else self.domain.goals
        made = self.tables, self.remarks
        options |= {"facts": self.facts, "goals": goals}
        return judge(self.theory, *made, self.constraints, **options)

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
        return self._questions.query(goal, why=why, limit=limit)

    def stream(self, goal: str) -> Iterator[Answer]:
        """The answers as they are found, in an order that is the same every time, without proofs
        and not held against the constraints."""
        return self._questions.stream(goal)

    def answers(self, goal: tuple[Literal, ...], result: Result) -> Answers:
        """A result with this base's words, each answer held against the constraints.

        Only the first `questions.FENCED` are: who reads more of them asks for `violations`.
        """
        return self._questions.answers(goal, result)

    def probability(self, goal: str) -> Probability:
        """How likely it is that some instance of the goal has a proof, or bounds.

        Each ground instance of a weighted rule is an independent choice (as in ProbLog). Raises
        ParseError, InputError, and LimitExceeded where too much stands behind the goal.
        """
        return self._questions.probability(goal)

    def with_probabilities(self, answers: Answers) -> Answers:
        """The answers, each with the probability that it has a proof."""
        return self._questions.with_probabilities(answers)

    def why(self, goal: str, *, limit: int | None = None) -> Answers:
        """The answers with their proofs or, where there is none, what was missing for one."""
        return self._questions.why(goal, limit=limit)

    def proofs(self, goal: str, *, most: int = 5, limit: int | None = None) -> Answers:
        """Each answer once for each of its proofs, at most `most`, the surest first.

        The confidence is that of the proof. Raises LimitExceeded where too many must be looked at.
        """
        return self._questions.proofs(goal, most=most, limit=limit)

    def whynot(self, goal: str) -> Answers:
        """The rules that come nearest to deriving each atom of the goal, and what they lack.

        For one ground atom also the fewest given facts that would make it hold.
        """
        return self._questions.whynot(goal)

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
        return self.with_facts(*domains.load_facts(each(paths), self.signature))

    def with_rules(self, rules: Iterable[Rule]) -> RuleBase:
        """This rule base with more rules behind its own."""
        return self._changed(theory=self.theory.plus(rules))

    def _changed(self, **parts: Any) -> RuleBase:
        """Another rule base, whose model begins with this one's where that is whole."""
        made = replace(self, **parts)
        if "_engines" in self.__dict__ and self._engines.has_whole:
            made.__dict__[_BEFORE] = self.model
        return made

    def rule(self, identity: str) -> tuple[Rule, ...]:
        """The rules of an id: one, or the alternatives of a disjunction. Raises InputError."""
        return rules_called(identity, (*self.theory.rules, *self.constraints))

    @cached_property
    def known(self) -> frozenset[Predicate]:
        """Every predicate that is declared, in a rule or in a fact; -p/n under the name of p/n."""
        rules = (*self.theory.rules, *self.constraints)
        return vocabulary(rules, self.facts, self.signature)

    def unknown(self, goal: Iterable[Literal]) -> Predicate | None:
        """The first predicate of a goal that is not `known`."""
        return unknown(goal, self.known)
