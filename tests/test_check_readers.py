"""Readers: the clauses that an atom wakes, against each premise tried by plain substitution."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product

from oracle import holds, value
from preceptor.check.clause import Clause
from preceptor.check.numbering import Numbering
from preceptor.check.readers import FEW, Readers
from preceptor.logic import Atom, Compare, Const, Expr, Num, Op, Predicate, Rule, Term, Var

TERMS: tuple[Term, ...] = (Const("a"), Const("b"), *(Num(n) for n in range(5)))
ORDERS = (Op.LT, Op.LE, Op.GT, Op.GE, Op.NE, Op.DIFFERENT)
READ = Predicate("p", 2)


def rules(chance: random.Random) -> Iterator[Rule]:
    """Rules that read p/2 once or twice, with constants, and bounds in either order."""
    for _ in range(FEW + 14):
        atoms = tuple(
            Atom("p", (Var("X"), chance.choice((Var(name), *TERMS))))
            for name in ("N", "M")[: chance.randint(1, 2)]
        )
        bounds = []
        for name in {arg.name for atom in atoms for arg in atom.args if isinstance(arg, Var)}:
            for _ in range(chance.randrange(3)):
                sides: list[Expr] = [Var(name), Num(chance.randrange(5))]
                chance.shuffle(sides)
                bounds.append(Compare(chance.choice(ORDERS), *sides))
        yield Rule(Atom("q", (Var("X"),)), (*atoms, *bounds))


def may_read(rule: Rule, row: tuple[Term, Term]) -> bool:
    """Whether some premise is like the row, and no comparison of its variables alone fails."""
    return any(_admits(rule, atom, row) for atom in rule.body if isinstance(atom, Atom))


def _admits(rule: Rule, atom: Atom, row: tuple[Term, Term]) -> bool:
    bound: dict[str, Term] = {}
    for wanted, term in zip(atom.args, row, strict=True):
        if isinstance(wanted, Var):
            bound[wanted.name] = term
        elif wanted != term:
            return False
    for literal in rule.body:
        if isinstance(literal, Compare) and literal.op in (Op.LT, Op.LE, Op.GT, Op.GE):
            left, right = value(literal.left, bound), value(literal.right, bound)
            if left is not None and right is not None and not holds(literal.op, left, right):
                return False
    return True


def test_an_atom_wakes_the_clauses_that_may_read_it_and_no_others() -> None:
    spared = 0
    for seed in range(20):
        numbering = Numbering()
        clauses = [Clause(rule, numbering, False) for rule in rules(random.Random(seed))]
        readers = Readers(numbering, numbering.number(READ))
        for clause in clauses:
            readers.add(clause)
        for clause in (clauses[0], clauses[-1]):  # whatever was remembered is then looked at anew
            for row in product(TERMS, TERMS):
                key = numbering.key(Atom("p", row))
                wanted = [c for c in clauses if may_read(c.rule, row)]
                assert list(readers.of(key)) == wanted, row
                spared += len(clauses) - len(wanted)
            readers.remove(clause)
            clauses.remove(clause)
    assert spared > 1000


def test_of_few_all_are_woken() -> None:
    numbering = Numbering()
    clause = Clause(
        Rule(Atom("q", (Var("X"),)), (Atom("p", (Var("X"), Num(3))),)), numbering, False
    )
    readers = Readers(numbering, numbering.number(READ))
    readers.add(clause)
    assert [*readers.of(numbering.key(Atom("p", (Const("a"), Num(4)))))] == [clause]
