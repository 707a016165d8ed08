"""The printer of rule files for AnyBURL and PyClause; what their format cannot say is an error."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import repeat

from preceptor.logic import Atom, Num, Rule, Var
from preceptor.logic.variables import rename, variables
from preceptor.syntax.anyburl import AnyburlLines
from preceptor.syntax.mined import Measures
from preceptor.syntax.show_mined import Unwritable, binary_atom, decimal, read_again, show_table

_OTHERS = "ABCDEFGHIJKLMNOPQRSTUVWZ"  # variables that are in the body alone


def show_anyburl(rules: Iterable[Rule], measures: Iterable[Measures] | None = None) -> str:
    """A line a rule: predictions, support, its weight as the confidence, the rule.

    Without measures a weight of p/q is written as p right of q predictions. A weight that no
    finite decimal says is written as the nearest double, as AnyBURL itself does; ids and places
    are not written. Raises InputError that names every rule which the format cannot say:
    denials, negation of either kind, comparisons, numbers, relations of other than two
    arguments, atoms without a variable, names that would be read otherwise.
    """
    pairs = zip(rules, repeat(None)) if measures is None else zip(rules, measures, strict=True)
    counted = ((rule, given or _counted(rule)) for rule, given in pairs)
    return show_table(counted, partial(_line, AnyburlLines("")), "AnyBURL")


def _counted(rule: Rule) -> Measures:
    return Measures(rule.weight.denominator, rule.weight.numerator, rule.weight)


def _line(reader: AnyburlLines, rule: Rule, measures: Measures) -> str:
    for literal in (rule.head, *rule.body):
        binary_atom(literal)
    renamed = rename(rule, _letters(rule))
    head, *body = map(binary_atom, (renamed.head, *renamed.body))
    text = f"{_atom(head)} <= {', '.join(map(_atom, body))}"
    line = f"{measures.predictions}\t{measures.support}\t{decimal(rule.weight)}\t{text}"
    read_again(reader, line, head, tuple(body))
    return line


def _letters(rule: Rule) -> dict[str, str]:
    """The letter of each variable: X and Y on the left and right of the head, then A, B, ..."""
    assert rule.head is not None
    letters: dict[str, str] = {}
    for argument, letter in zip(rule.head.args, "XY", strict=True):
        if isinstance(argument, Var):
            letters.setdefault(argument.name, letter)
    others = [name for name in variables(rule) if name not in letters]
    if len(others) > len(_OTHERS):
        raise Unwritable(f"more than {len(_OTHERS)} variables beside those of the head")
    return letters | dict(zip(others, _OTHERS, strict=False))


def _atom(atom: Atom) -> str:
    left, right = (arg.name for arg in atom.args if not isinstance(arg, Num))
    return f"{atom.name}({left},{right})"
