"""Programs for Z3 as models write them: sorts and functions, constraints, options with a check."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from preceptor.harvest import Harvest
from preceptor.programs.constraints.expressions import Expression
from preceptor.programs.constraints.grammar import Function, Ranged, Sort, parse_line
from preceptor.programs.constraints.naming import with_known_names
from preceptor.programs.constraints.repairs import read_expression
from preceptor.programs.constraints.show import PLAIN, show_expression, show_plain
from preceptor.programs.layout import Line, lines, without_markup
from preceptor.programs.statements import Reading, Statement, Unread, accounted, read_lines

DECLARATIONS, CONSTRAINTS, OPTIONS, REMARKS = "declarations", "constraints", "options", "remarks"
_HEADINGS = {
    "declaration": DECLARATIONS,
    "constraint": CONSTRAINTS,
    "option": OPTIONS,
    "answer": REMARKS,
    "explanation": REMARKS,
    "note": REMARKS,
}
_LETTER = re.compile(r"\(?([A-Z])(?:\)|\.|$)")
_DECLARES = re.compile(r"\s*[^\W\d]\w*\s*=\s*(?:EnumSort|Function)\b")
_ELEMENTS = re.compile(r"(?<=\[)([^\[\]]*)(?=\])")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_FORMAL = re.compile(r"[=<>(\[]|:::")  # what prose does not hold


@dataclass(frozen=True, slots=True)
class Asked:
    """`Question ::: Which one of the following could be true?`"""

    question: str


@dataclass(frozen=True, slots=True)
class Option:
    """`is_sat(on(Ann) == 1) ::: (A)`; the letter is "" where the line gives none."""

    letter: str
    check: Expression


Said = Sort | Function | Ranged | Asked | Option | Expression


@dataclass(frozen=True, slots=True)
class Names:
    """What the declarations name: elements and sorts, and functions."""

    plain: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()


def take_apart(text: str) -> Reading[Said]:
    """The lines of a program. Names are the declared ones wherever they nearly stand."""
    every = tuple(lines(text, _HEADINGS))
    declared = read_lines(every, _reader(Names()), _is_prose).of(DECLARATIONS)
    return read_lines(every, _reader(_names(declared)), _is_prose)


def account(text: str, source: str) -> Harvest:
    """Every line of a program accounted for, as `preceptor parse` prints it."""
    return accounted(take_apart(text), _show, source)


def _names(declared: Iterable[Statement[Said]]) -> Names:
    said = tuple(statement.said for statement in declared)
    sorts = [one for one in said if isinstance(one, Sort)]
    functions = [one.name for one in said if isinstance(one, Function)]
    plain = (*(element for sort in sorts for element in sort.elements), *(s.name for s in sorts))
    return Names(tuple(dict.fromkeys(plain)), tuple(functions))


def _show(said: Said) -> str:
    match said:
        case Sort(name, elements):
            shown = (e if _NUMBER.fullmatch(e) else show_plain(e) for e in elements)
            return f"{name} = EnumSort([{', '.join(shown)}])"
        case Function(name, places, result):
            taken = ", ".join(" + ".join(place) for place in places)
            return f"{name} = Function([{taken}] -> [{' + '.join(result)}])"
        case Ranged(name, values):
            return f"{show_plain(name)} [IN] [{', '.join(map(str, values))}]"
        case Asked(question):
            return f"Question ::: {question}"
        case Option(letter, check):
            return f"{show_expression(check)} ::: ({letter})" if letter else show_expression(check)
        case _:
            return show_expression(said)


def _is_prose(line: Line) -> bool:
    return line.block in ("", REMARKS) or not _FORMAL.search(line.text)


def _reader(names: Names) -> Callable[[Line], tuple[Said, tuple[str, ...]]]:
    def read(line: Line) -> tuple[Said, tuple[str, ...]]:
        if line.block not in (DECLARATIONS, CONSTRAINTS, OPTIONS):
            raise Unread("outside of a block")
        if _DECLARES.match(without_markup(line.body)):
            return _declaration(line.body)
        if line.block != OPTIONS:
            return _constraint(line.body, names)
        if line.body.strip(" :").lower() == "question":
            return Asked(line.comment), ()
        found = _LETTER.match(line.comment)
        check, used = _constraint(line.body, names)
        return Option(found[1] if found else "", check), used

    return read


def _declaration(body: str) -> tuple[Said, tuple[str, ...]]:
    """A sort or function; repaired: markup, elements that need quotes."""
    try:
        return parse_line(body, "declaration"), ()
    except Unread as error:
        refusal = error
    bare = without_markup(body)
    quoted = _ELEMENTS.sub(lambda found: ", ".join(map(_element, found[1].split(","))), bare)
    for text, used in ((bare, ("markup",)), (quoted, ("name",))):
        try:
            return parse_line(text, "declaration"), used
        except Unread:
            continue
    raise refusal


def _element(text: str) -> str:
    text = " ".join(text.strip().strip("\"'“”").split())
    plain = not text or _NUMBER.fullmatch(text) or PLAIN.fullmatch(text) or "+" in text
    return text if plain else show_plain(text)


def _constraint(body: str, names: Names) -> tuple[Expression, tuple[str, ...]]:
    said, used = read_expression(body, names.plain)
    named, renamed = with_known_names(said, names.plain, names.functions)
    return named, (*used, *renamed)
