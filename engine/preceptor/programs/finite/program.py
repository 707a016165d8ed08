"""Finite-domain programs: variables with their values, constraints, and options to choose from."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from preceptor.harvest import Harvest
from preceptor.programs.constraints.expressions import Expression
from preceptor.programs.constraints.grammar import Ranged, parse_line
from preceptor.programs.constraints.naming import read_named
from preceptor.programs.constraints.show import show_expression, show_plain
from preceptor.programs.latex import without_latex
from preceptor.programs.layout import Line, lines, without_markup
from preceptor.programs.statements import Reading, Unread, accounted, is_sentence, read_lines

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
    "choice": QUERY,
    "question": REMARKS,
    "answer": REMARKS,
    "explanation": REMARKS,
    "solution": REMARKS,
    "note": REMARKS,
}
_LABEL = re.compile(
    r"[\s>*_`#$+•‣◦▪–-]*(?:\(?\d{1,3}[.)]\s+|[A-Z]\d{1,3}[.:]\s+)?[*_`]*"
    r"(?:(?i:option|choice|answer)\s+)?"
    r"\(?([A-Za-z])(?:\s*[*_`]*[).:]+=?|(?<=[A-Z])\s+[-–](?=\s))[\s*_`]*"
)
_VALUE = re.compile(r"\s*(-?\d+)\s*[:=.)]\s*(\S.*)")
_VARIABLE = re.compile(
    r"([^\[\]{}()∈:=]*?)\s*(?:\[?\bin\b\]?|∈|:|=)\s*[\[{(]([^\[\]{}()]*)[\]})]", re.IGNORECASE
)
_TO = r"\s*(?:\.\.\.?|-|–|to|,\s*(?:\.\.\.?|…)\s*,)\s*"
_SPAN = re.compile(rf"\s*(\d+){_TO}(\d+)\s*")
_RANGE = re.compile(r"\brange\(\s*(\d{1,9})\s*,\s*(\d{1,9})\s*\)")
_BARE_SPAN = re.compile(rf"((?:\bin\b\]?|∈|:|=)\s*)(\d{{1,9}}{_TO}\d{{1,9}})\s*$", re.IGNORECASE)
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


def take_apart(text: str, without: Collection[str] = ()) -> Reading[Said]:
    """The lines of a program. Names are those of the variables wherever they stand; `without`
    names repairs that may not be used."""
    every = tuple(lines(text, _HEADINGS))
    declared = read_lines(every, _reader((), without), _is_prose).of(VARIABLES)
    names = tuple(s.said.name for s in declared if isinstance(s.said, Ranged))
    return read_lines(every, _reader(names, without), _is_prose)


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
    return line.block not in (VARIABLES, CONSTRAINTS, QUERY) or is_sentence(line.body, _FORMAL)


def _reader(
    names: tuple[str, ...], without: Collection[str]
) -> Callable[[Line], tuple[Said, tuple[str, ...]]]:
    def read(line: Line) -> tuple[Said, tuple[str, ...]]:
        match line.block:
            case "domain":
                return _labelled(line.body), ()
            case "variables":
                return _ranged(line.body)
            case "query":
                return _choice(line.body, names, without)
            case "constraints":
                return read_named(line.body, names, (), without)
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
    bare = _RANGE.sub(lambda r: f"[{r[1]}..{int(r[2]) - 1}]", without_latex(without_markup(body)))
    found = _VARIABLE.fullmatch(_BARE_SPAN.sub(r"\1[\2]", bare))
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


def _choice(
    body: str, names: tuple[str, ...], without: Collection[str]
) -> tuple[Choice, tuple[str, ...]]:
    found = _LABEL.match(body)
    if found is None:
        raise Unread("an option begins with its letter: A) ...")
    try:
        condition, used = read_named(body[found.end() :], names, (), without)
    except Unread as error:
        raise Unread(error.message, found.end() + error.offset, error.code) from None
    return Choice(found[1].upper(), condition), used
