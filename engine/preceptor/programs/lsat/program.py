"""Programs for Z3 as models write them: sorts and functions, constraints, options with a check."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from preceptor.harvest import Harvest
from preceptor.programs.constraints.expressions import Expression
from preceptor.programs.constraints.grammar import Function, Ranged, Sort, parse_line
from preceptor.programs.constraints.naming import read_named
from preceptor.programs.constraints.show import PLAIN, show_expression, show_plain
from preceptor.programs.layout import Line, lines, without_markup
from preceptor.programs.statements import (
    Reading,
    Statement,
    Unread,
    accounted,
    is_sentence,
    read_lines,
)

DECLARATIONS, CONSTRAINTS, OPTIONS, REMARKS = "declarations", "constraints", "options", "remarks"
_HEADINGS = {
    "declaration": DECLARATIONS,
    "constraint": CONSTRAINTS,
    "option": OPTIONS,
    "answer": REMARKS,
    "explanation": REMARKS,
    "note": REMARKS,
}
_LETTER = re.compile(r"(?:(?i:option|choice)\s+)?\(?([A-Z])(?:\)|\.|:|$)")
_LABEL = re.compile(
    r"[\s>*_`•-]*(?:(?i:option|choice)\s+)?(?:\(([A-Z])\)|([A-Z])[).:])[\s*_`]*(?=\w)"
)
_QUESTION = re.compile(r"(?i:question)\s*:*\s*(.*)")
_NAMED_SORT = re.compile(r"(EnumSort\()\s*['\"]?\w+['\"]?\s*,\s*(?=\[)")
_SORT_CALL = re.compile(r"\b(Bool|Int)(?:Sort\(\))?(?!\w)")
_UNLISTED = re.compile(r"Function\(([^\[\]()]*?)\s*(?:->|→)\s*(\w+)\s*\)")
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


def take_apart(text: str, without: Collection[str] = ()) -> Reading[Said]:
    """The lines of a program. Names are the declared ones wherever they nearly stand; `without`
    names repairs that may not be used."""
    every = tuple(lines(text, _HEADINGS))
    declared = read_lines(every, _reader(Names(), without), _is_prose).of(DECLARATIONS)
    return read_lines(every, _reader(_names(declared), without), _is_prose)


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
    return line.block in ("", REMARKS) or is_sentence(line.text, _FORMAL)


def _reader(
    names: Names, without: Collection[str]
) -> Callable[[Line], tuple[Said, tuple[str, ...]]]:
    def read(line: Line) -> tuple[Said, tuple[str, ...]]:
        if line.block not in (DECLARATIONS, CONSTRAINTS, OPTIONS):
            raise Unread("outside of a block")
        if _DECLARES.match(without_markup(line.body)):
            return _declaration(line.body)
        if line.block != OPTIONS:
            return read_named(line.body, names.plain, names.functions, without)
        question = _QUESTION.fullmatch(without_markup(line.body))
        if question:
            return Asked(question[1] or line.comment), ()
        return _option(line, names, without)

    return read


def _option(line: Line, names: Names, without: Collection[str]) -> tuple[Option, tuple[str, ...]]:
    """A check with its letter behind it or before it."""
    behind = _LETTER.match(line.comment)
    before = None if behind else _LABEL.match(line.body)
    start = before.end() if before else 0
    try:
        check, used = read_named(line.body[start:], names.plain, names.functions, without)
    except Unread as error:
        raise Unread(error.message, start + error.offset, error.code) from None
    letter = behind[1] if behind else (before[1] or before[2] if before else "")
    return Option(letter, check), used


def _declaration(body: str) -> tuple[Said, tuple[str, ...]]:
    """A sort or function; repaired: markup, Z3's own words, elements that need quotes."""
    try:
        return parse_line(body, "declaration"), ()
    except Unread as error:
        refusal = error
    bare = without_markup(body)
    own = _NAMED_SORT.sub(r"\1", _SORT_CALL.sub(lambda found: found[1].lower(), bare))
    own = _UNLISTED.sub(r"Function([\1] -> [\2])", own)
    quoted = _ELEMENTS.sub(lambda found: ", ".join(map(_element, found[1].split(","))), own)
    for text, used in ((bare, ("markup",)), (own, ("declaration",)), (quoted, ("name",))):
        try:
            return parse_line(text, "declaration"), used
        except Unread:
            continue
    raise refusal


def _element(text: str) -> str:
    text = " ".join(text.strip().strip("\"'“”").split())
    plain = not text or _NUMBER.fullmatch(text) or PLAIN.fullmatch(text) or "+" in text
    return text if plain else show_plain(text)
