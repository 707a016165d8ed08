"""A clash: one way to break a law, with what each rule of the core did on the witness."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from preceptor.check.model import Model
from preceptor.check.witness import FALSE, Facts
from preceptor.logic import Atom, Compare, Op, Rule, Term, Var, value


@dataclass(frozen=True, slots=True)
class Step:
    """A rule, or the law itself, as it fired: its positive premises in order, its variables."""

    rule: Rule
    conclusion: Atom
    premises: tuple[Atom, ...]
    values: Mapping[str, Term]

    def read(self) -> Iterator[tuple[Atom, Atom]]:
        """Each positive literal of the body with the atom that it was."""
        atoms = (literal for literal in self.rule.body if isinstance(literal, Atom))
        return zip(atoms, self.premises, strict=True)


@dataclass(frozen=True, slots=True)
class Clash:
    """A law broken by a core on a witness. `steps` are the proof, the law's own step first.

    Without steps it is only known which rules take part. `at_hand`: the facts are not made up to
    show it, they are the database that was checked.
    """

    law: Rule
    core: tuple[Rule, ...]
    facts: Facts
    steps: tuple[Step, ...] = ()
    at_hand: bool = False

    @property
    def own(self) -> tuple[Step, ...]:
        """The steps of the core's rules, premises first."""
        core = frozenset(self.core)
        return tuple(step for step in reversed(self.steps) if step.rule in core)

    def beneath(self, step: Step) -> frozenset[Atom]:
        """What the step's conclusion rests on, itself among it."""
        concluded = {other.conclusion: other for other in self.steps}
        found: set[Atom] = set()
        waiting = [step.conclusion]
        while waiting:
            atom = waiting.pop()
            if atom not in found:
                found.add(atom)
                waiting += concluded[atom].premises if atom in concluded else ()
        return frozenset(found)


def clash(law: Rule, facts: Facts, model: Model, is_law: Callable[[Rule], bool]) -> Clash:
    """The clash that a model shows in which the law is broken."""
    steps: dict[Atom, Step] = {}

    def visit(atom: Atom) -> None:
        derivation = model[atom]
        if derivation is not None and atom not in steps:
            for premise in derivation.premises:
                visit(premise)
            steps[atom] = _step(derivation.rule, atom, derivation.premises)

    visit(FALSE)
    proof = tuple(reversed(steps.values()))
    core = dict.fromkeys(step.rule for step in reversed(proof) if not is_law(step.rule))
    return Clash(law, tuple(core), facts, proof)


def _step(rule: Rule, conclusion: Atom, premises: tuple[Atom, ...]) -> Step:
    values: dict[str, Term] = {}
    atoms = (literal for literal in rule.body if isinstance(literal, Atom))
    for atom, premise in zip(atoms, premises, strict=True):
        for wanted, term in zip(atom.args, premise.args, strict=True):
            if isinstance(wanted, Var):
                values[wanted.name] = term
    for _ in rule.body:  # a definition may wait for another
        for literal in rule.body:
            if isinstance(literal, Compare) and literal.op is Op.SAME:
                _define(literal, values)
    return Step(rule, conclusion, premises, values)


def _define(equality: Compare, values: dict[str, Term]) -> None:
    """Gives a variable of an equality its value, where the other side has one."""
    for side, other in ((equality.left, equality.right), (equality.right, equality.left)):
        if isinstance(side, Var) and side.name not in values:
            found = value(other, values)
            if found is not None:
                values[side.name] = found
