"""Catalogues: the clauses like an atom, against every head and premise compared with it."""

from __future__ import annotations

import random

from preceptor.check.catalogue import FEW, Catalogue
from preceptor.check.clause import Clause
from preceptor.check.numbering import Numbering
from preceptor.logic import Atom, Const, Num, Rule, Term, Var

TERMS: tuple[Term, ...] = (Const("a"), Const("b"), Num(1), Num(2), Num(3))


def atoms(clause: Clause) -> list[Atom]:
    return [literal for literal in clause.rule.body if isinstance(literal, Atom)]


def clauses(chance: random.Random) -> list[Clause]:
    numbering = Numbering()
    found = []
    for number in range(FEW + 20):
        body = tuple(
            Atom("p", tuple(chance.choice((Var("X"), Var("Y"), *TERMS, *TERMS)) for _ in range(2)))
            for _ in range(chance.randint(1, 2))
        )
        found.append(Clause(Rule(Atom("q", (Num(number),)), body), numbering, False))
    return found


def is_like(atom: Atom, args: tuple[Term, ...]) -> bool:
    pairs = zip(atom.args, args, strict=True)
    return all(
        one == other or isinstance(one, Var) or isinstance(other, Var) for one, other in pairs
    )


def test_nothing_that_is_like_an_atom_is_missed_and_the_order_is_kept() -> None:
    for seed in range(30):
        chance = random.Random(seed)
        kept = clauses(chance)
        late = [kept.pop(chance.randrange(len(kept))) for _ in range(6)]
        catalogue = Catalogue(atoms)
        for clause in kept:
            catalogue.add(clause)
        for step in range(60):
            args = tuple(chance.choice((Var("Z"), *TERMS)) for _ in range(2))
            found = list(catalogue.like(args))
            wanted = [c for c in kept if any(is_like(atom, args) for atom in atoms(c))]
            assert [clause for clause in kept if clause in found] == found, "in order, once each"
            assert set(wanted) <= set(found)
            if len({*args}) == 1 and not isinstance(args[0], Var):
                first = [c for c in kept if any(is_like(a, (args[0], Var("Z"))) for a in atoms(c))]
                assert len(found) <= len(first), "one argument's constants are looked at"
            if step % 10 == 9 and late:
                gone = kept.pop(chance.randrange(len(kept)))
                catalogue.remove(gone)
                kept.append(late.pop())
                catalogue.add(kept[-1])
        assert list(catalogue) == kept
        assert len(catalogue) == len(kept)
