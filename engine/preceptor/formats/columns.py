"""Columns: whether each column of each relation holds symbols or numbers, as typed targets ask."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field

from preceptor.formats.constructs import Construct, Refusal, in_fact, in_rule, refuse
from preceptor.formats.datalog import Program
from preceptor.formats.names import read_relation
from preceptor.logic import (
    Arith,
    Atom,
    Compare,
    Const,
    Expr,
    Not,
    Op,
    Rule,
    Signature,
    SortKind,
    Var,
)

SYMBOL, NUMBER = "symbol", "number"

Node = Hashable  # a column (relation, place), a variable (rule, name), or a type itself


def column_types(program: Program, signature: Signature, target: str) -> dict[str, tuple[str, ...]]:
    """The types of each relation's columns; `symbol` where nothing says more.

    Raises Unsayable with each rule or fact that makes a column hold both.
    """
    types = _Types()
    for name in program.relations:
        for place, kind in enumerate(_declared(name, signature)):
            types.unite((name, place), kind)
    refusals = [
        _refusal(rule)
        for number, rule in enumerate(program.rules)
        if [pair for pair in _agreements(rule, number) if not types.unite(*pair)]
    ]
    refuse(target, refusals)
    return {
        name: tuple(types.of((name, place)) or SYMBOL for place in range(arity))
        for name, arity in program.relations.items()
    }


def _declared(name: str, signature: Signature) -> Iterator[str]:
    """What the signature says of a relation's columns."""
    predicate = read_relation(name)
    declaration = None if predicate is None else signature.declaration(predicate)
    for name_of_sort in () if declaration is None else declaration.sorts:
        sort = signature.sort(name_of_sort)
        yield SYMBOL if sort is None or sort.kind is SortKind.SYMBOL else NUMBER


def _refusal(rule: Rule) -> Refusal:
    """The rule by its id; a fact of the database, which has none, as it stands."""
    if rule.name is not None or rule.head is None:
        return in_rule(Construct.MIXED, rule, rule.name or "")
    predicate = read_relation(rule.head.name)
    assert predicate is not None
    return in_fact(Construct.MIXED, Atom(predicate.name, rule.head.args, predicate.negated))


@dataclass(slots=True)
class _Types:
    """A union-find forest of what must have one type; `types` has those of some roots."""

    parents: dict[Node, Node] = field(default_factory=dict)
    types: dict[Node, str] = field(default_factory=lambda: {SYMBOL: SYMBOL, NUMBER: NUMBER})

    def of(self, node: Node) -> str | None:
        return self.types.get(self._root(node))

    def unite(self, one: Node, other: Node) -> bool:
        """Gives two nodes one type; whether that can be."""
        first, second = self._root(one), self._root(other)
        known = {t for root in (first, second) if (t := self.types.get(root)) is not None}
        if len(known) > 1:
            return False
        self.parents[first] = second
        if known:
            self.types[second] = known.pop()
        return True

    def _root(self, node: Node) -> Node:
        parent = self.parents.setdefault(node, node)
        while parent != node:
            self.parents[node] = self.parents[parent]  # halves the path
            node, parent = parent, self.parents[parent]
        return node


def _agreements(rule: Rule, number: int) -> Iterator[tuple[Node, Node]]:
    """Pairs of columns, variables of the rule and types that must agree."""

    def node(expr: Expr) -> Node:
        match expr:
            case Var(name):
                return number, name
            case Const():
                return SYMBOL
            case _:
                return NUMBER

    atoms = [rule.head, *(lit.atom if isinstance(lit, Not) else lit for lit in rule.body)]
    for atom in atoms:
        if isinstance(atom, Atom):
            yield from (((atom.name, place), node(term)) for place, term in enumerate(atom.args))
    for test in rule.body:
        if isinstance(test, Compare):
            if test.op in (Op.SAME, Op.DIFFERENT):
                yield node(test.left), node(test.right)
            else:
                yield node(test.left), NUMBER
                yield node(test.right), NUMBER
            yield from ((node(term), NUMBER) for term in _operands(test))


def _operands(test: Compare) -> Iterator[Expr]:
    """What stands in a sum, product or the like on either side."""
    waiting = [side for side in (test.left, test.right) if isinstance(side, Arith)]
    while waiting:
        expr = waiting.pop()
        for side in (expr.left, expr.right):
            yield side
            if isinstance(side, Arith):
                waiting.append(side)
