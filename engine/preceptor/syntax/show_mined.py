"""What the printers of mined rules have in common: a line a rule, read once more; else refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from preceptor.logic import Atom, Compare, Const, InputError, Literal, Not, Num, ParseError, Rule
from preceptor.syntax.mined import Measures
from preceptor.syntax.show import rule_id, show_literal, show_number

_SHOWN = 10  # rules that an error names


class Unwritable(ValueError):
    """What a format has no words for; the message says what it is."""


def show_table(
    pairs: Iterable[tuple[Rule, Measures]], line: Callable[[Rule, Measures], str], name: str
) -> str:
    """A line a rule. Raises InputError that names every rule which the format cannot say."""
    lines: list[str] = []
    refused: list[str] = []
    for rule, measures in pairs:
        try:
            lines.append(line(rule, measures))
        except Unwritable as error:
            refused.append(f"{rule_id(rule)}: {error}")
    if refused:
        more = f"; and {len(refused) - _SHOWN} more" if len(refused) > _SHOWN else ""
        message = f"not to be said in {name}'s format: {'; '.join(refused[:_SHOWN])}{more}"
        raise InputError(message, "it has weighted rules over relations of two arguments")
    return "".join(f"{line}\n" for line in lines)


def binary_atom(literal: Literal | None) -> Atom:
    """The literal as an atom of two arguments that are no numbers. Raises Unwritable."""
    match literal:
        case None:
            raise Unwritable("a denial")
        case Not():
            raise Unwritable(f"negation: {show_literal(literal)}")
        case Compare():
            raise Unwritable(f"a comparison: {show_literal(literal)}")
        case Atom(negated=True):
            raise Unwritable(f"strong negation: {show_literal(literal)}")
        case Atom(args=args) if len(args) != 2:
            raise Unwritable(f"a relation of {len(args)} arguments: {show_literal(literal)}")
        case Atom(args=args) if any(isinstance(arg, Num) for arg in args):
            raise Unwritable(f"a number: {show_literal(literal)}")
        case Atom(args=args) if all(isinstance(arg, Const) for arg in args):
            raise Unwritable(f"an atom without a variable: {show_literal(literal)}")
        case Atom():
            return literal
        case _:
            raise Unwritable(f"what is no atom: {literal}")


def decimal(share: Fraction) -> str:
    """The share as a finite decimal; where there is none, the nearest double."""
    shown = show_number(share)
    return repr(float(share)) if "r" in shown else shown


def read_again(
    read: Callable[[str, int], tuple[Rule, Measures] | None], line: str, head: Atom, body: object
) -> None:
    """Raises Unwritable unless the line is read as that head and body: nothing is quoted in these
    formats, so a name may say too much."""
    try:
        again = read(line, 1)
    except ParseError:
        again = None
    if not again or (again[0].head, again[0].body) != (head, body):
        raise Unwritable(f"a name that would be read otherwise: {line.rpartition(chr(9))[2]}")
