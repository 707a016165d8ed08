"""The printer of rule files for AMIE: a header, then a rule and its measures on each line."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from string import ascii_lowercase

from preceptor.logic import Atom, Num, Rule, Term, Var
from preceptor.logic.variables import rename, variables
from preceptor.syntax.amie import AmieLines
from preceptor.syntax.mined import Measures
from preceptor.syntax.show_mined import Unwritable, binary_atom, decimal, read_again, show_table

# As AMIE 3 writes it, without the columns that nobody reads.
HEADER = "Rule\tHead Coverage\tStd Confidence\tPCA Confidence\tPositive Examples\tBody size\n"


def show_amie(rules: Iterable[Rule], measures: Iterable[Measures]) -> str:
    """The header, and a line a rule; its weight is the standard confidence.

    `h(X, Y)` becomes `?a  h  ?b`. Raises InputError that names every rule which the format cannot
    say; ValueError for measures without head coverage or PCA confidence.
    """
    reader = AmieLines("")
    reader(HEADER.rstrip("\n"), 1)
    return HEADER + show_table(zip(rules, measures, strict=True), partial(_line, reader), "AMIE")


def _line(reader: AmieLines, rule: Rule, measures: Measures) -> str:
    if measures.head_coverage is None or measures.pca_confidence is None:
        raise ValueError("AMIE states head coverage and PCA confidence")
    if not rule.body:
        raise Unwritable("a rule without a body")
    for literal in (rule.head, *rule.body):
        binary_atom(literal)
    letters = _letters(rule)
    renamed = rename(rule, {name: letter.upper() for name, letter in letters.items()})
    head, *body = map(binary_atom, (renamed.head, *renamed.body))
    text = f"{'  '.join(map(_atom, body))}   => {_atom(head)}"
    shares = (measures.head_coverage, rule.weight, measures.pca_confidence)
    counts = (measures.support, measures.predictions)
    line = "\t".join((text, *map(decimal, shares), *map(str, counts)))
    read_again(reader, line, head, tuple(body))
    return line


def _letters(rule: Rule) -> dict[str, str]:
    """The letter of each variable: ?a and ?b in the head, then ?c, ..."""
    assert rule.head is not None
    ordered = dict.fromkeys(arg.name for arg in rule.head.args if isinstance(arg, Var))
    names = tuple(ordered | dict.fromkeys(variables(rule)))
    if len(names) > len(ascii_lowercase):
        raise Unwritable(f"more than {len(ascii_lowercase)} variables")
    return dict(zip(names, ascii_lowercase, strict=False))


def _atom(atom: Atom) -> str:
    left, right = map(_term, atom.args)
    return f"{left}  {atom.name}  {right}"


def _term(term: Term) -> str:
    assert not isinstance(term, Num)
    return f"?{term.name.lower()}" if isinstance(term, Var) else term.name
