"""Finite-domain programs: variables with their values, constraints, and options to choose from."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from preceptor.harvest import Harvest
from preceptor.programs.constraints.expressions import Expression
from preceptor.programs.constraints.grammar import Ranged, parse_line
from preceptor.programs.constraints.naming import with_known_names
from preceptor.programs.constraints.repairs import read_expression
from preceptor.programs.constraints.show import show_expression, show_plain
from preceptor.programs.layout import Line, lines, without_markup
from preceptor.programs.statements import Reading, Unread, accounted, read_lines

DOMAIN, VARIABLES, CONSTRAINTS, QUERY, REMARKS = (
    "domain",
    "variables",
    "constraints",
    "query",
    "remarks",
)
_HEADINGS = {
    "domain": DOMAIN,
    "variable": VARIABLES,
    "constraint": CONSTRAINTS,
    "rule": CONSTRAINTS,
    "query": QUERY,
    "querie": QUERY,
    "option": QUERY,
    "question": REMARKS,
    "answer": REMARKS,
    "explanation": REMARKS,
    "solution": REMARKS,
    "note": REMARKS,
}
_LABEL = re.compile(r"\s*\(?([A-Za-z])[).:]\s*")
_VALUE = re.compile(r"\s*(-?\d+)\s*[:=.)]\s*(\S.*)")
_VARIABLE = re.compile(
    r"([^\[\]{}()∈:=]*?)\s*(?:\[?\bin\b\]?|∈|:|=)\s*[\[{(]([^\[\]{}()]*)[\]})]", re.IGNORECASE
)
_SPAN = re.compile(r"\s*(\d+)\s*(?:\.\.\.?|-|–|to)\s*(\d+)\s*")
_NAME = re.compile(r"\w[^\n]{0,99}")
_FORMAL = re.compile(r"==|!=|[<>=(\[{]|:::")  # what prose does not hold

MAX_VALUES = 1000


@dataclass(frozen=True, slots=True)
class Labelled:
    """`1: leftmost`"""

    value: int
    label: str


@dataclass(frozen=True, slots=True)
class Choice:
    """`A) tom == 1`"""

    letter: str
    condition: Expression


Said = Labelled | Ranged | Choice | Expression


def take_apart(text: str) -> Reading[Said]:
    """The lines of a program. Names are those of the variables wherever they stand."""
    every = tuple(lines(text, _HEADINGS))
    declared = read_lines(every, _reader(()), _is_prose).of(VARIABLES)
    names = tuple(s.said.name for s in declared if isinstance(s.said, Ranged))
    return read_lines(every, _reader(names), _is_prose)


def account(text: str, source: str) -> Harvest:
    """Every line of a program accounted for, as `preceptor parse` prints it."""
    return accounted(take_apart(text), _show, source)


def _show(said: Said) -> str:
    match said:
        case Labelled(value, label):
            return f"{value}: {label}"
        case Ranged(name, values):
            return f"{show_plain(name)} [IN] [{', '.join(map(str, values))}]"
        case Choice(letter, condition):
            return f"{letter}) {show_expression(condition)}"
        case _:
            return show_expression(said)


def _is_prose(line: Line) -> bool:
    return line.block not in (VARIABLES, CONSTRAINTS, QUERY) or not _FORMAL.search(line.body)


def _reader(names: tuple[str, ...]) -> Callable[[Line], tuple[Said, tuple[str, ...]]]:
    def read(line: Line) -> tuple[Said, tuple[str, ...]]:
        match line.block:
            case "domain":
                return _labelled(line.body), ()
            case "variables":
                return _ranged(line.body)
            case "query":
                return _choice(line.body, names)
            case "constraints":
                return _constraint(line.body, names)
            case _:
                raise Unread("outside of a block")

    return read


def _labelled(body: str) -> Labelled:
    found = _VALUE.fullmatch(without_markup(body))
    if found is None or len(found[1]) > 9:
        raise Unread("expected  1: label")
    return Labelled(int(found[1]), found[2].strip())


def _ranged(body: str) -> tuple[Ranged, tuple[str, ...]]:
    """`tom [IN] [1, 2]`; repaired: another word for `[IN]`, other brackets, `1..5`, a name that
    needs quotes."""
    try:
        said = parse_line(body, "variable")
        assert isinstance(said, Ranged)
        return said, ()
    except Unread as error:
        refusal = error
    found = _VARIABLE.fullmatch(without_markup(body))
    if found is None:
        raise refusal
    name = " ".join(found[1].strip(" '\"[]").split())
    span = _SPAN.fullmatch(found[2])
    values = found[2].split(",")
    if span is not None:
        values = [str(n) for n in range(int(span[1][:9]), int(span[2][:9]) + 1)[:MAX_VALUES]]
    if not _NAME.fullmatch(name) or not all(value.strip().isdigit() for value in values):
        raise refusal
    return Ranged(name, tuple(int(value[:9]) for value in values)), ("declaration",)


def _constraint(body: str, names: tuple[str, ...]) -> tuple[Expression, tuple[str, ...]]:
    said, used = read_expression(body, names)
    named, renamed = with_known_names(said, names, ())
    return named, (*used, *renamed)


def _choice(body: str, names: tuple[str, ...]) -> tuple[Choice, tuple[str, ...]]:
    found = _LABEL.match(body)
    if found is None:
        raise Unread("an option begins with its letter: A) ...")
    try:
        condition, used = _constraint(body[found.end() :], names)
    except Unread as error:
        raise Unread(error.message, found.end() + error.offset, error.code) from None
    return Choice(found[1].upper(), condition), used
