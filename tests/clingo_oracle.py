"""What a theory can do on any small database, by clingo: an oracle of Q2 and Q3 for tests.

The database is chosen freely over the values of the declared sorts; each question is one query
under assumptions. It shares `logic` with the checker and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

import clingo

from preceptor.check import Status
from preceptor.logic import (
    Arith,
    Atom,
    Compare,
    Const,
    Declaration,
    Expr,
    Literal,
    Not,
    Num,
    Op,
    Predicate,
    Role,
    Rule,
    Signature,
    Term,
    Var,
    variables,
)

_OPS = {
    Op.LT: "<",
    Op.LE: "<=",
    Op.GT: ">",
    Op.GE: ">=",
    Op.EQ: "=",
    Op.NE: "!=",
    Op.SAME: "=",
    Op.DIFFERENT: "!=",
}


class Oracle:
    """Rules and laws over a signature that declares every predicate and lists every sort.

    Implicit laws are added: `-p` against p, and functional declarations.
    """

    def __init__(self, rules: Sequence[Rule], laws: Sequence[Rule], signature: Signature) -> None:
        self.rules = list(rules)
        self.laws = [*laws, *implicit_laws([*rules, *laws], signature)]
        self.signature = signature
        self.derived = {rule.head.predicate for rule in rules if rule.head is not None}
        self.control = clingo.Control(["--warn=none"])
        self.control.add("base", [], "\n".join(self.program()))
        self.control.ground([("base", [])])

    def is_breakable(self, law: Rule) -> bool:
        """Q2: whether hard rules can break the law on an admissible database."""
        return self._some([("broken", self.laws.index(law))])

    def status(self, rule: Rule) -> Status:
        """Q3; of a weighted rule it is only asked whether it can fire."""
        number = self.rules.index(rule)
        if not self._some([("fires", number)], weighted=number):
            return Status.DEAD
        if not rule.is_hard or self._some([("fires", number)], clean=True):
            return Status.OK
        return Status.INCOHERENT

    def _some(
        self, wanted: list[tuple[str, int]], *, weighted: int | None = None, clean: bool = False
    ) -> bool:
        """Whether some admissible database has all this; of weighted rules one may be about."""
        assumed = [(_symbol(*atom), True) for atom in wanted]
        assumed += [
            (_symbol("about", number), number == weighted)
            for number, rule in enumerate(self.rules)
            if not rule.is_hard
        ]
        if clean:
            assumed += [(_symbol("broken", number), False) for number in range(len(self.laws))]
        return bool(self.control.solve(assumptions=assumed).satisfiable)

    def program(self) -> Iterator[str]:
        """`given_p` is what the database holds, `p` what holds in its model."""
        for predicate in self.given():
            for args in self.rows(predicate):
                yield f"{{given_{show(Atom(predicate.name, args, predicate.negated))}}}."
            anything = Atom(
                predicate.name,
                tuple(Var(f"A{n}") for n in range(predicate.arity)),
                predicate.negated,
            )
            yield f"{show(anything)} :- given_{show(anything)}."
        for number, rule in enumerate(self.rules):
            body = body_of(rule)
            about = "" if rule.is_hard else f"about({number})"
            yield f"fires({number}) :- {', '.join(filter(None, (body, about))) or '#true'}."
            assert rule.head is not None
            yield f"{show(rule.head)} :- {', '.join(filter(None, (body, about))) or '#true'}."
            if about:
                yield f"{{{about}}}."
        for number, law in enumerate(self.laws):
            yield f"broken({number}) :- {body_of(law)}."
            if self.speaks_of_databases(law):
                yield f":- {body_of(law, 'given_')}."

    def speaks_of_databases(self, law: Rule) -> bool:
        """Whether it is known of a database alone: nothing that is absent can still be concluded.

        A law that reads, positively, what only rules conclude is kept by every database.
        """
        given = set(self.given())
        atoms = [lit.atom if isinstance(lit, Not) else lit for lit in law.body]
        return all(not isinstance(atom, Atom) or atom.predicate in given for atom in atoms)

    def given(self) -> list[Predicate]:
        """What a database may hold; the strong negation of such only where someone reads it."""
        read = {
            atom.predicate
            for rule in (*self.rules, *self.laws)
            for lit in (*rule.body, *filter(None, (rule.head,)))
            if isinstance(atom := lit.atom if isinstance(lit, Not) else lit, Atom)
        }
        return [
            predicate
            for predicate in sorted(read, key=str)
            if (role := self.declaration(predicate).role) is Role.BOTH
            or (role is Role.INPUT and predicate not in self.derived)
        ]

    def declaration(self, predicate: Predicate) -> Declaration:
        return next(
            d
            for d in self.signature.declarations
            if (d.predicate.name, d.predicate.arity) == (predicate.name, predicate.arity)
        )

    def rows(self, predicate: Predicate) -> Iterator[tuple[Term, ...]]:
        sorts = {sort.name: sort for sort in self.signature.sorts}
        columns: list[Iterable[Term]] = []
        for name in self.declaration(predicate).sorts:
            sort = sorts[name]
            if sort.values:
                columns.append(sort.values)
            else:
                assert sort.minimum is not None
                assert sort.maximum is not None
                low, high = int(sort.minimum.value), int(sort.maximum.value)
                columns.append(tuple(Num(n) for n in range(low, high + 1)))
        yield from product(*columns)


def implicit_laws(rules: Iterable[Rule], signature: Signature) -> Iterator[Rule]:
    """`:- p(X), -p(X).` where both signs occur; `:- p(K, V), p(K, W), V \\= W.` where declared."""
    seen = {
        atom.predicate: atom
        for rule in rules
        for lit in (*rule.body, *filter(None, (rule.head,)))
        if isinstance(atom := lit.atom if isinstance(lit, Not) else lit, Atom)
    }
    for predicate in seen:
        if predicate.negated and Predicate(predicate.name, predicate.arity) in seen:
            args = tuple(Var(f"A{n}") for n in range(predicate.arity))
            yield Rule(None, (Atom(predicate.name, args), Atom(predicate.name, args, True)))
    for declaration in signature.declarations:
        predicate = declaration.predicate
        if not declaration.functional or predicate not in seen:
            continue
        one = tuple(Var(f"A{n}") for n in range(predicate.arity))
        other = tuple(v if n in declaration.functional else Var(f"B{n}") for n, v in enumerate(one))
        for mine, its in zip(one, other, strict=True):
            if mine != its:
                both = Atom(predicate.name, one), Atom(predicate.name, other)
                yield Rule(None, (*both, Compare(Op.DIFFERENT, mine, its)))


def body_of(rule: Rule, prefix: str = "") -> str:
    """The body in ASP; what only a negation names is existential in it, and written `_`."""
    outside = set(variables(Rule(rule.head, tuple(x for x in rule.body if not isinstance(x, Not)))))
    return ", ".join(_literal(literal, outside, prefix) for literal in rule.body)


def _literal(literal: Literal, outside: set[str], prefix: str) -> str:
    match literal:
        case Atom():
            return prefix + show(literal)
        case Not(atom):
            return f"not {prefix}{show(atom, outside)}"
        case Compare(op, left, right):
            return f"{_expression(left)} {_OPS[op]} {_expression(right)}"


def show(atom: Atom, outside: set[str] | None = None) -> str:
    args = (
        "_" if outside is not None and isinstance(arg, Var) and arg.name not in outside
        else _expression(arg)
        for arg in atom.args
    )  # fmt: skip
    return f"{'minus_' if atom.negated else 'plus_'}{atom.name}({', '.join(args)})"


def _expression(expression: Expr) -> str:
    match expression:
        case Var(name):
            return f"V{name}"
        case Const(name):
            return name
        case Num(value):
            assert value.denominator == 1
            return str(value)
        case Arith(op, left, right):
            return f"({_expression(left)} {op} {_expression(right)})"


def _symbol(name: str, number: int) -> clingo.Symbol:
    return clingo.Function(name, [clingo.Number(number)])
