"""The printer of rule files for ChatRule: chains of relations from X to Y with their measures."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from preceptor.logic import Atom, Const, Rule, Term, Var
from preceptor.logic.variables import rename
from preceptor.syntax.chatrule import ARROW, BETWEEN, INVERSE, ChatruleLines
from preceptor.syntax.mined import Measures
from preceptor.syntax.show_mined import Unwritable, binary_atom, decimal, read_again, show_table


def show_chatrule(rules: Iterable[Rule], measures: Iterable[Measures]) -> str:
    """A line a rule: support, head coverage, its weight as the confidence, PCA confidence, chain.

    Raises InputError that names every rule which is no chain of distinct variables from its head's
    first argument to the second, and all else that the format cannot say; ValueError for measures
    without head coverage or PCA confidence.
    """
    pairs = zip(rules, measures, strict=True)
    return show_table(pairs, partial(_line, ChatruleLines("")), "ChatRule")


def _line(reader: ChatruleLines, rule: Rule, measures: Measures) -> str:
    if measures.head_coverage is None or measures.pca_confidence is None:
        raise ValueError("ChatRule states head coverage and PCA confidence")
    head, *body = map(binary_atom, (rule.head, *rule.body))
    met, ordered = _chain(head, body)
    if len(ordered) > len(BETWEEN) + 1:
        raise Unwritable(f"a chain of {len(ordered)} relations")
    words = [
        atom.name if _variable(atom.args[0]) == here else f"{INVERSE}{atom.name}"
        for atom, here in zip(ordered, met, strict=False)
    ]
    shares = (measures.head_coverage, rule.weight, measures.pca_confidence)
    chain = f"{head.name}{ARROW}{', '.join(words)}"
    line = "\t".join((str(measures.support), *map(decimal, shares), chain))
    letters = dict(zip(met, ("X", *BETWEEN[: len(ordered) - 1], "Y"), strict=True))
    renamed = rename(Rule(head, tuple(ordered)), letters)
    assert renamed.head is not None
    read_again(reader, line, renamed.head, renamed.body)
    return line


def _chain(head: Atom, body: list[Atom]) -> tuple[list[str], list[Atom]]:
    """The variables on the way from the head's first argument to its second, and the atoms in
    their order. Raises Unwritable."""
    met, ordered, left = [_variable(head.args[0])], [], list(body)
    while left:
        here = met[-1]
        found = next((atom for atom in left if Var(here) in atom.args), None)
        if found is None:
            raise Unwritable(f"no chain: {left[0]} does not lead on from {here}")
        left.remove(found)
        ordered.append(found)
        first, second = map(_variable, found.args)
        met.append(second if first == here else first)
    if not body or met[-1] != _variable(head.args[1]) or len(set(met)) != len(met):
        raise Unwritable(f"no chain from {head.args[0]} to {head.args[1]}")
    return met, ordered


def _variable(term: Term) -> str:
    if not isinstance(term, Var):
        kind = "constant" if isinstance(term, Const) else "number"
        raise Unwritable(f"a {kind}: {term}")
    return term.name
