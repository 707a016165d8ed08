"""Rules of the usual shapes to paths, a hundred thousand in a second; others by `path_of`."""

from __future__ import annotations

from collections.abc import Sequence

from preceptor.learn.paths import Path, Step, path_of
from preceptor.learn.triples import Split
from preceptor.logic import Atom, Const, Literal, Rule, Var


class Reader:
    """Reads rules over one split, its names looked up once.

    A chain written in order is read here, and so is a head with a constant over a body of one
    atom with another; `path_of` reads whatever a rule may look like, and says the same of these.
    """

    def __init__(self, split: Split) -> None:
        self.split = split
        self._relations = {name: number for number, name in enumerate(split.relations)}
        self._entities = {name: number for number, name in enumerate(split.entities)}

    def path(self, rule: Rule) -> Path | None:
        """The path that a rule is, as `path_of` has it."""
        return self._quick(rule) or path_of(rule, self.split)

    def _quick(self, rule: Rule) -> Path | None:
        match rule.head:
            case Atom(name, (Var() as x, Var() as y), False):
                steps = self._chain(x, y, rule.body)
                relation = self._relations.get(name)
                return None if steps is None or relation is None else Path(relation, steps)
            case Atom(name, (Var() as start, Const(fixed)), False):
                is_right = True
            case Atom(name, (Const(fixed), Var() as start), False):
                is_right = False
            case _:
                return None
        relation, constant = self._relations.get(name), self._entities.get(fixed)
        onward = self._to_constant(start, rule.body)
        if relation is None or constant is None or onward is None:
            return None
        step, end = onward
        left, right = (None, constant) if is_right else (constant, None)
        return Path(relation, (step,), left, right, end)

    def _chain(self, here: Var, goal: Var, body: Sequence[Literal]) -> tuple[Step, ...] | None:
        """The steps from one variable to another, where each atom leads on from the last."""
        seen: list[Var] = [here]
        steps: list[Step] = []
        for atom in body:
            if not isinstance(atom, Atom) or atom.negated or len(atom.args) != 2:
                return None
            one, other = atom.args
            inverse = one != here
            there = one if inverse else other
            relation = self._relations.get(atom.name)
            if (other if inverse else one) != here or relation is None:
                return None
            if not isinstance(there, Var) or there in seen:
                return None
            seen.append(there)
            steps.append(Step(relation, inverse))
            here = there
        return tuple(steps) if here == goal and goal not in seen[:-1] else None

    def _to_constant(self, start: Var, body: Sequence[Literal]) -> tuple[Step, int] | None:
        """The step from a variable to a constant, where that is all there is."""
        match body:
            case (Atom(name, (Var() as one, Const(end)), False),) if one == start:
                is_inverse = False
            case (Atom(name, (Const(end), Var() as one), False),) if one == start:
                is_inverse = True
            case _:
                return None
        relation, entity = self._relations.get(name), self._entities.get(end)
        return None if relation is None or entity is None else (Step(relation, is_inverse), entity)
