"""Solutions: every way in which a conjunction holds in a model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from preceptor.graph import body_order
from preceptor.logic import Literal, Rule, Term, Var
from preceptor.reason.joins import join
from preceptor.reason.model import Model
from preceptor.reason.program import solved
from preceptor.reason.symbols import by_terms


@dataclass(frozen=True, slots=True)
class Solution:
    """The terms of the conjunction's variables, with the label of its best proof."""

    terms: tuple[Term, ...]
    label: int

    @property
    def rank(self) -> tuple[int, object]:
        """A sorting key: the best proof first, then by terms."""
        return self.label, by_terms(self.terms)


def solutions(
    model: Model, goal: tuple[Literal, ...]
) -> tuple[tuple[str, ...], tuple[Solution, ...]]:
    """The variables that a safe conjunction binds, and its solutions in no promised order."""
    names, found = solving(model, goal)
    return names, tuple(found)


def solving(model: Model, goal: tuple[Literal, ...]) -> tuple[tuple[str, ...], Iterator[Solution]]:
    """The same, each solution as it is found; a model that is the same finds them in one order."""
    rule = Rule(None, goal)
    names = solved(rule)
    body = [goal[position] for position in body_order(rule)]
    run = join(body, (), tuple(map(Var, names))).over(model.store)
    args = model.store.symbols.args
    return names, (Solution(args(row), label) for row, label in run((), 0, 0))
