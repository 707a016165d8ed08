"""The printer of rule files for AnyBURL and PyClause; what their format cannot say is an error."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import repeat

from preceptor.logic import (
    Atom,
    Compare,
    Const,
    InputError,
    Literal,
    Not,
    Num,
    ParseError,
    Rule,
    Var,
)
from preceptor.logic.variables import rename, variables
from preceptor.syntax.anyburl import AnyburlLines
from preceptor.syntax.mined import Measures
from preceptor.syntax.show import rule_id, show_literal, show_number

_OTHERS = "ABCDEFGHIJKLMNOPQRSTUVWZ"  # variables that are in the body alone
_SHOWN = 10  # rules that an error names


def show_anyburl(rules: Iterable[Rule], measures: Iterable[Measures] | None = None) -> str:
    """A line a rule: predictions, support, its weight as the confidence, the rule.

    Without measures a weight of p/q is written as p right of q predictions. A weight that no
    finite decimal says is written as the nearest double, as AnyBURL itself does; ids and places
    are not written. Raises InputError that names every rule which the format cannot say:
    denials, negation of either kind, comparisons, numbers, relations of other than two
    arguments, atoms without a variable, names that would be read otherwise.
    """
    pairs = zip(rules, repeat(None)) if measures is None else zip(rules, measures, strict=True)
    reader = AnyburlLines("")
    lines: list[str] = []
    refused: list[str] = []
    for rule, counted in pairs:
        try:
            lines.append(_line(rule, counted or _counted(rule), reader))
        except _Unsayable as error:
            refused.append(f"{rule_id(rule)}: {error}")
    if refused:
        more = f"; and {len(refused) - _SHOWN} more" if len(refused) > _SHOWN else ""
        message = f"not to be said in AnyBURL's format: {'; '.join(refused[:_SHOWN])}{more}"
        raise InputError(message, "it has weighted rules over relations of two arguments")
    return "".join(f"{line}\n" for line in lines)


class _Unsayable(ValueError):
    """What the format has no words for."""


def _counted(rule: Rule) -> Measures:
    return Measures(rule.weight.denominator, rule.weight.numerator, rule.weight)


def _line(rule: Rule, measures: Measures, reader: AnyburlLines) -> str:
    """The line of a rule, read once more: nothing is quoted, so a name may say too much."""
    for literal in (rule.head, *rule.body):
        _check(literal)
    renamed = rename(rule, _letters(rule))
    atoms = [_atom(literal) for literal in (renamed.head, *renamed.body)]
    text = f"{atoms[0]} <= {', '.join(atoms[1:])}"
    line = f"{measures.predictions}\t{measures.support}\t{_confidence(rule.weight)}\t{text}"
    try:
        again = reader(line, 1)
    except ParseError:
        again = None
    if not again or (again[0].head, again[0].body) != (renamed.head, renamed.body):
        raise _Unsayable(f"a name that would be read otherwise: {text}")
    return line


def _check(literal: Literal | None) -> None:
    match literal:
        case None:
            raise _Unsayable("a denial")
        case Not():
            raise _Unsayable(f"negation: {show_literal(literal)}")
        case Compare():
            raise _Unsayable(f"a comparison: {show_literal(literal)}")
        case Atom(negated=True):
            raise _Unsayable(f"strong negation: {show_literal(literal)}")
        case Atom(args=args) if len(args) != 2:
            raise _Unsayable(f"a relation of {len(args)} arguments: {show_literal(literal)}")
        case Atom(args=args) if any(isinstance(arg, Num) for arg in args):
            raise _Unsayable(f"a number: {show_literal(literal)}")
        case Atom(args=args) if all(isinstance(arg, Const) for arg in args):
            raise _Unsayable(f"an atom without a variable: {show_literal(literal)}")


def _letters(rule: Rule) -> dict[str, str]:
    """The letter of each variable: X and Y on the left and right of the head, then A, B, ..."""
    assert rule.head is not None
    letters: dict[str, str] = {}
    for argument, letter in zip(rule.head.args, "XY", strict=True):
        if isinstance(argument, Var):
            letters.setdefault(argument.name, letter)
    others = [name for name in variables(rule) if name not in letters]
    if len(others) > len(_OTHERS):
        raise _Unsayable(f"more than {len(_OTHERS)} variables beside those of the head")
    return letters | dict(zip(others, _OTHERS, strict=False))


def _atom(literal: Literal | None) -> str:
    assert isinstance(literal, Atom)
    left, right = (arg.name for arg in literal.args if not isinstance(arg, Num))
    return f"{literal.name}({left},{right})"


def _confidence(weight: Fraction) -> str:
    shown = show_number(weight)
    return repr(float(weight)) if "r" in shown else shown
