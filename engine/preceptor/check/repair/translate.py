"""Translation: what one step of a proof says of the case, told with another rule's variables.

Both rules fired on one witness, where different variables have different values as far as that
can be; so a value tells which variables of the two rules stand for the same thing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from preceptor.check.repair.clash import Step
from preceptor.logic import (
    Arith,
    Atom,
    Compare,
    Expr,
    Op,
    Predicate,
    Signature,
    Term,
    Var,
    variables,
)


class Untranslatable(Exception):
    """The other rule has no words for it."""


@dataclass(slots=True)
class Translation:
    """From a step's rule into the variables of `target`; `added` are atoms that it must read too.

    Only functional predicates that a database gives are added: they have one value to speak of.
    """

    source: Step
    target: Step
    signature: Signature
    is_given: Callable[[Predicate], bool]
    added: list[Atom] = field(default_factory=list)

    def compare(self, guard: Compare) -> Compare:
        """A guard of the source. Raises Untranslatable."""
        return Compare(guard.op, self._expr(guard.left), self._expr(guard.right))

    def atom(self, atom: Atom) -> Atom:
        """An atom of the source's body or head, `_` for what the target cannot speak of.

        Raises Untranslatable where that would be every argument.
        """
        args: list[Term] = []
        for place, term in enumerate(atom.args):
            same = term if not isinstance(term, Var) else self._same(term.name)
            args.append(same or Var(f"_{place + 1}"))
        spoken = [arg for arg in args if not (isinstance(arg, Var) and arg.name.startswith("_"))]
        if atom.args and not any(isinstance(arg, Var) for arg in spoken):
            raise Untranslatable
        return Atom(atom.name, tuple(args), atom.negated)

    def _expr(self, expr: Expr) -> Expr:
        match expr:
            case Arith(op, left, right):
                return Arith(op, self._expr(left), self._expr(right))
            case Var(name):
                return self._variable(name)
            case _:
                return expr

    def _variable(self, name: str) -> Expr:
        """The target's term for a variable of the source, read from the same atom of the case."""
        for literal, premise in self.source.read():
            for place, term in enumerate(literal.args):
                if term == Var(name):
                    found = self._in_target(premise, place) or self._by_adding(literal, place)
                    if found is not None:
                        return found
        defined = self._definition(name)
        if defined is None:
            raise Untranslatable
        return self._expr(defined)

    def _in_target(self, premise: Atom, place: int) -> Term | None:
        """The term by which the target reads or concludes that argument of the atom."""
        for literal, read in self.target.read():
            if read == premise:
                return literal.args[place]
        head = self.target.rule.head
        if head is not None and self.target.conclusion == premise:
            return head.args[place]
        return next((a.args[place] for a in self.added if self._says(a, premise)), None)

    def _says(self, added: Atom, premise: Atom) -> bool:
        declared = self.signature.declaration(premise.predicate)
        key = declared.functional if declared else ()
        return added.predicate == premise.predicate and all(
            self._ground(added.args[place]) == premise.args[place] for place in key
        )

    def _by_adding(self, literal: Atom, place: int) -> Term | None:
        """The value of a functional attribute, which the target must then read as well."""
        declared = self.signature.declaration(literal.predicate)
        if declared is None or not declared.functional or not self.is_given(literal.predicate):
            return None
        args: list[Term] = []
        for position, term in enumerate(literal.args):
            if position in declared.functional:
                same = term if not isinstance(term, Var) else self._same(term.name)
                if same is None:
                    return None
                args.append(same)
            else:
                args.append(Var(self._unused(term.name if isinstance(term, Var) else "V", args)))
        self.added.append(Atom(literal.name, tuple(args), literal.negated))
        return args[place]

    def _same(self, name: str) -> Term | None:
        """The one variable of the target that has the same value; None for none or several."""
        wanted = self.source.values.get(name)
        found = [Var(n) for n, value in self.target.values.items() if value == wanted]
        found = [variable for variable in found if not variable.name.startswith("_")]
        return found[0] if wanted is not None and len(found) == 1 else None

    def _ground(self, term: Term) -> Term | None:
        return self.target.values.get(term.name) if isinstance(term, Var) else term

    def _unused(self, name: str, args: list[Term]) -> str:
        """A variable's name that the target does not have, as near to the given one as can be."""
        atoms = (*self.added, Atom("", tuple(args)))
        taken = {*variables(self.target.rule), *(n for atom in atoms for n in variables(atom))}
        name = name.lstrip("_") or "V"
        candidates = (name, *(f"{name}{n}" for n in range(2, len(taken) + 3)))
        return next(candidate for candidate in candidates if candidate not in taken)

    def _definition(self, name: str) -> Expr | None:
        """What `=` gives the variable in the source's body."""
        for literal in self.source.rule.body:
            if isinstance(literal, Compare) and literal.op is Op.SAME:
                for side, other in ((literal.left, literal.right), (literal.right, literal.left)):
                    if side == Var(name) and name not in variables(other):
                        return other
        return None
