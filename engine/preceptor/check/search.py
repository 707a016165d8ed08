"""Search: an admissible database on which a goal holds, or the certainty that there is none.

A goal is unfolded through the rules down to what a database may give (as KB-Reducer and the
ATMS do); values that satisfy the guards make that a database; its perfect model is computed. If
an atom that must be absent holds there, or a law is broken, its derivation is turned into a
condition to avoid, and the search goes on (counterexample-guided refinement). Every
database on which the goal holds satisfies one of the branches, so an exhausted search proves
that there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Set
from dataclasses import dataclass

from preceptor.check.blame import Blame, Condition, Unsayable
from preceptor.check.cases import Case, Pending, closed
from preceptor.check.choice import choice
from preceptor.check.clause import Clause
from preceptor.check.comparisons import ground, matched
from preceptor.check.forward import MAX_ATOMS
from preceptor.check.guards import Outcome
from preceptor.check.model import Model
from preceptor.check.numbering import FALSE_KEY
from preceptor.check.program import Program
from preceptor.check.unfolding import Unfolder, Usable
from preceptor.check.waking import Active
from preceptor.check.witness import FALSE, Facts
from preceptor.logic import (
    Atom,
    LimitExceeded,
    Predicate,
    Rule,
    Term,
    Var,
)

MAX_STEPS = 200  # refinements of one unfolding
MAX_MODELS = 5_000  # atoms of all models that these look at: under recursion models outgrow facts


@dataclass(frozen=True, slots=True)
class Found:
    """An admissible database on which the goal holds, and the rules of the goal's proof."""

    facts: Facts
    rules: tuple[Rule, ...]


class Search(Unfolder):
    """What searches in one program have in common."""

    def __init__(self, program: Program, bound: int, cross_check: bool = False) -> None:
        super().__init__(program, bound)
        self.signature = program.signature
        self.laws = frozenset(program.laws)
        self.cross_check = cross_check
        self._modelled = 0  # atoms of the models of one unfolding
        self._kept: Set[Rule] | None = None  # the laws that a clean database keeps; None for all
        self.tried: dict[Predicate, None] = {}  # what the databases were of; a caller may clear it

    @property
    def conditions(self) -> tuple[Rule, ...]:
        """The laws that say which databases are admissible."""
        return tuple(self.program.conditions)

    def is_condition(self, law: Rule) -> bool:
        return law in self.program.conditions

    def before(self, facts: Facts) -> Model:
        """The model of the laws alone: it is broken where the database is not admissible."""
        return self.program.before.model(facts, lambda _: True)

    def database(
        self, unfolding: Case, usable: Usable, *, clean: bool, laws: Set[Rule] | None = None
    ) -> Found | Outcome:
        """A database for an unfolding; EMPTY is proved.

        `clean`: no law may be broken either or, where `laws` are given, none of them.
        """
        self._kept = laws
        waiting = [unfolding]
        undecided = False
        self._modelled = 0
        for _ in range(MAX_STEPS):
            if not waiting:
                return Outcome.UNDECIDED if undecided else Outcome.EMPTY
            if self._modelled > MAX_MODELS:
                break
            case = self.opened(waiting.pop())
            if case is None:
                continue
            if case.pending:
                cut, self.truncated = self.truncated, False
                waiting += reversed(tuple(self.expanded(case, usable)))
                undecided = undecided or self.truncated
                self.truncated = self.truncated or cut
                continue
            result = self._tried(case, usable, clean)
            if isinstance(result, Found):
                return result
            if isinstance(result, Outcome):
                undecided = undecided or result is Outcome.UNDECIDED
            else:
                waiting += reversed(result)
        self.truncated = True
        return Outcome.UNDECIDED

    def _tried(self, case: Case, usable: Usable, clean: bool) -> Found | Outcome | tuple[Case, ...]:
        """The database of a case, or what the search goes on with."""
        shut = closed(case, self.signature)
        if shut is None or shut.is_contradictory:
            return Outcome.EMPTY
        chosen = choice(shut, self.signature, self.cross_check)
        if isinstance(chosen, Outcome):
            return chosen
        images = {ground(atom, chosen): atom for atom in reversed(shut.given)}
        self.tried.update((atom.predicate, None) for atom in shut.given)
        try:
            return self._judged(shut, tuple(reversed(images)), images, chosen, usable, clean)
        except LimitExceeded:
            self._modelled += MAX_ATOMS
            return Outcome.UNDECIDED
        except Unsayable:
            return Outcome.UNDECIDED

    def _judged(
        self,
        case: Case,
        facts: Facts,
        images: Mapping[Atom, Atom],
        chosen: Mapping[str, Term],
        usable: Usable,
        clean: bool,
    ) -> Found | Outcome | tuple[Case, ...]:
        keys = dict.fromkeys(map(self.program.numbering.key, facts))
        before = self.program.admitting.model_of(keys, lambda _: True)
        if before.is_broken:
            condition = Blame(before, images, self._fresh).condition(FALSE)
            return self._avoiding(case, condition, chosen)
        found = Found(facts, tuple(dict.fromkeys(case.rules)))
        amiss = {self.program.numbering.predicate(atom) for atom in case.absent}
        if clean:
            amiss.add(FALSE_KEY[0])
        active = self._relevant(
            usable, self.program.leading(case.absent), self._kept, denials=clean
        )
        if not amiss or not self.program.forward.may_lead(keys, active, amiss):
            return found
        model = self.program.forward.model_of(keys, active, all_hard=True, hasty=True)
        self._modelled += model.size
        blame = Blame(model, images, self._fresh)
        if model.is_broken:
            return self._avoiding(case, blame.condition(FALSE), chosen)
        for pattern in case.absent:
            holding = _instance(pattern, model, chosen)
            if holding is not None:
                condition = blame.condition_of(pattern, holding, chosen)
                return self._avoiding(case, condition, chosen)
        return found

    def _active(self, usable: Usable, *, denials: bool) -> Active:
        """The clauses that are about: definitions of laws, usable rules, and denials if asked."""

        def active(clause: Clause) -> bool:
            return denials if clause.is_denial else clause.is_law or usable(clause.rule)

        return active

    def _relevant(
        self, usable: Usable, leading: Set[int], kept: Set[Rule] | None, *, denials: bool
    ) -> Active:
        """Of those only what may matter on a database that keeps what is declared of it.

        That are denials, but for some declarations, and clauses for predicates that lead somewhere.
        """
        is_kept = self.program.is_kept

        def active(clause: Clause) -> bool:
            if clause.is_denial:
                is_asked = kept is None or clause.rule in kept
                return denials and is_asked and not is_kept(clause)
            return clause.head in leading and (clause.is_law or usable(clause.rule))

        return active

    def keeps_laws(self, facts: Facts, usable: Usable) -> bool:
        """Whether the rules, every hard one among them, break no law on the facts."""
        active = self._relevant(usable, self.program.leading(), None, denials=True)
        return not self.program.forward.model(facts, active, all_hard=True, hasty=True).is_broken

    def whole(self, facts: Facts, usable: Usable) -> Model:
        """The model of the rules, every hard one among them, whatever it breaks."""
        return self.program.forward.model(facts, self._active(usable, denials=False), all_hard=True)

    def model(
        self,
        facts: Facts,
        usable: Usable,
        law: Rule | None = None,
        absence: Model | None = None,
        spared: Container[Rule] = (),
    ) -> Model:
        """The model of the usable rules; it is broken where the law (or without one, any) is.

        Laws that are `spared` are not asked. With `absence`, what `\\+` asks is whether an atom is
        in that model instead.
        """
        rules = self._active(usable, denials=False)
        asked = None if law is None else self.program.clause(law)

        def active(clause: Clause) -> bool:
            if clause.is_denial:
                return clause.rule not in spared and (asked is None or clause is asked)
            return rules(clause)

        return self.program.forward.model(facts, active, absence)

    def _avoiding(
        self, case: Case, condition: Condition, chosen: Mapping[str, Term]
    ) -> tuple[Case, ...]:
        """The cases in which the condition fails: a comparison does, or an absent atom holds.

        None of those that the case wants absent can hold.
        """
        cases: list[Case] = []
        nogood = condition.nogood()
        if nogood and nogood not in case.nogoods:
            cases.append(case.without(nogood))
        elif nogood:
            raise Unsayable  # the values break a nogood that they were chosen to keep
        for atom in condition.absent:
            if not any(_is_instance(atom, pattern, chosen) for pattern in case.absent):
                cases.append(case.opened((Pending(atom, counts=False),), ()))
        return tuple(cases)


def _instance(pattern: Atom, model: Model, chosen: Mapping[str, Term]) -> Atom | None:
    """An atom of the model that the pattern speaks of."""
    known = {
        t.name: chosen[t.name] for t in pattern.args if isinstance(t, Var) and t.name in chosen
    }
    return next((a for a in model.of(pattern) if matched(pattern, a, known) is not None), None)


def _is_instance(atom: Atom, pattern: Atom, chosen: Mapping[str, Term]) -> bool:
    """Whether an atom of the case is one that the pattern speaks of, whatever their values."""
    if atom.predicate != pattern.predicate:
        return False
    own: dict[str, Term] = {
        t.name: t for t in pattern.args if isinstance(t, Var) and t.name in chosen
    }
    return matched(pattern, atom, own) is not None


def smallest(
    facts: Facts, model: Model | None, shown: Callable[[Facts], Model | None]
) -> tuple[Facts, Model | None]:
    """The facts without those that are not needed, tried from the last to the first.

    A fact is not needed where `shown` has a model of the others; the last one is given beside.
    """
    for fact in reversed(facts):
        fewer = tuple(other for other in facts if other != fact)
        smaller = shown(fewer)
        if smaller is not None:
            facts, model = fewer, smaller
    return facts, model
