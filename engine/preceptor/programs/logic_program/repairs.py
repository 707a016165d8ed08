"""Repairs of a line: small, named changes that bring what models write into the strict form.

Each takes the text of one line without its comment and returns it changed, or unchanged where it
has nothing to do. All are tried, in the order of the table, on a line that the grammar refuses;
then the grammar reads the line or does not. None knows an answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from preceptor.harvest.operators import unmarked
from preceptor.programs.logic_program.sections import Section
from preceptor.programs.logic_program.sentences import say_as_atom

_MAX_NESTED = 4  # negations inside each other
_MAX_CASES = 16  # rules that one disjunction may become

_ATOM = r"\w[\w'’-]*\s*\([^()]*\)"
_ARGUMENTS = re.compile(r"(?<=\w)\s*\(([^()]*)\)")
_TRUTH = re.compile(r"true|false", re.IGNORECASE)
_LABEL = re.compile(r"(?:rule|fact|query)\s*\d+\s*[:.)]\s*", re.IGNORECASE)
_NEGATED_GROUP = re.compile(
    rf"(?:[!¬~]|\bnot\b)\s*\(\s*({_ATOM})\s*(?:,\s*(true|false)\s*)?\)", re.IGNORECASE
)
_NEGATED_ATOM = re.compile(rf"(?:[!¬~]|\bnot\b|(?<![\w)-])-)\s*({_ATOM})", re.IGNORECASE)
_NEGATED_ARGUMENT = re.compile(r"not\s+(?=\w)", re.IGNORECASE)
_ARROW = re.compile(r"\s*(?:→|⇒|⟹|⊃|[-=]{1,3}>+|(?<!>)>>(?!>)|>{4,}|\bimplies\b)\s*")
_BACKWARD = re.compile(r"\s*(?:←|⇐|<<<|<[-=]{1,2}|:-)\s*")
_AND = re.compile(r"(?<=\))\s*(?:&|∧|/\\|\band\b|\bAND\b|,|;)\s*(?=[\w!¬~$])")
_OR = re.compile(r"\s*(?:\|\||∨|\\/|\bor\b|\bOR\b)\s*")
_VARIABLE = re.compile(r"(?:[?$]([a-z]\w*)|([u-z]\d?)|some(?:one|thing))", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"(?i:bool|boolean|unknown|uncertain)|\?|_+|\??[A-Z]|\$\w+")
_STATED = re.compile(
    r"(?:={1,2}|=>|>>>|->|:)\s*(true|false|unknown|uncertain|\?)\s*$", re.IGNORECASE
)

Arguments = list[str]


@dataclass(frozen=True, slots=True)
class Repair:
    """A repair with its name; `sections` are the blocks where it applies."""

    name: str
    change: Callable[[str], str]
    sections: frozenset[Section] = frozenset(Section)


def repaired(
    text: str, section: Section, table: tuple[Repair, ...], without: Collection[str] = ()
) -> tuple[str, tuple[str, ...]]:
    """The text after all repairs of a table but those `without`, and the names of those used."""
    used: list[str] = []
    for repair in table:
        if section in repair.sections and repair.name not in without:
            changed = repair.change(text)
            if changed != text:
                text, used = changed, [*used, repair.name]
    return text, tuple(used)


def _per_atom(change: Callable[[Arguments], Arguments]) -> Callable[[str], str]:
    """A repair of the arguments of each atom, which it gets and gives without blanks around."""

    def changed(found: re.Match[str]) -> str:
        before = [argument.strip() for argument in found[1].split(",")]
        after = change(before)
        return found.group() if after == before else f"({', '.join(after)})"

    return lambda text: _ARGUMENTS.sub(changed, text)


def without_markup(text: str) -> str:
    """`- P(a, True)`, `2. P(a, True)`, `Rule 1: ...`, backticks, bold, a stop at the end."""
    bare, _ = unmarked(text)
    return _LABEL.sub("", bare.strip(), count=1).replace("`", "").replace("**", "").strip(" .;")


def without_stated_answer(text: str) -> str:
    """A query `P(a) = False` states its truth value; `P(a, True) >>> Unknown` answers itself."""
    stated = _STATED.search(text)
    atom = text[: stated.start()].rstrip() if stated else text
    arguments = _ARGUMENTS.search(atom)
    if stated is None or arguments is None:
        return text
    has_value = _TRUTH.fullmatch(arguments[1].rpartition(",")[2].strip())
    if has_value or not _TRUTH.fullmatch(stated[1]):
        return atom
    return f"{atom.removesuffix(')')}, {stated[1].capitalize()})"


def with_value_asked(arguments: Arguments) -> Arguments:
    """A query `P(a, X)`, `P(a, ?)`, `P(a, bool)` asks for the value: whether it is True."""
    if len(arguments) > 1 and _PLACEHOLDER.fullmatch(arguments[-1]):
        return [*arguments[:-1], "True"]
    return arguments


def with_arrow(text: str) -> str:
    """`->`, `=>`, `→`, `implies`."""
    return _ARROW.sub(" >>> ", text)


def with_forward_arrow(text: str) -> str:
    """`head <<< body`, `head :- body`."""
    head, *body = _BACKWARD.split(text)
    return f"{body[0]} >>> {head}" if len(body) == 1 and head else text


def from_sentences(text: str) -> str:
    """`Alex is a zumpus`, `Bob is red && Bob is not big >>> Kind(Bob, True)`."""
    parts = re.split(r"(\s*(?:&&|>>>|\band\b)\s*)", text)
    return "".join(part if "(" in part else say_as_atom(part) or part for part in parts)


def without_negation(text: str) -> str:
    """`!P(a, True)`, `¬P(a)`, `not P(a)`, `Not(P(a, True))`, `Not(P(a), True)`, `P(not a)`:
    `P(a, False)`."""
    for _ in range(_MAX_NESTED):
        changed = _NEGATED_ATOM.sub(lambda found: _flipped(found[1]), text)
        changed = _NEGATED_GROUP.sub(lambda found: _flipped(found[1], found[2]), changed)
        if changed == text:
            break
        text = changed
    return _per_atom(_without_negated_argument)(text)


def _flipped(atom: str, truth: str | None = None) -> str:
    """The atom with the opposite value, where `truth` is not False: `Not(P(a), False)`."""
    name, _, rest = atom.partition("(")
    arguments = [argument.strip() for argument in rest.rstrip(") ").split(",")]
    if truth is None or truth.lower() == "true":
        arguments = _opposed(arguments)
    return f"{name.rstrip()}({', '.join(arguments)})"


def _opposed(arguments: Arguments) -> Arguments:
    if not _TRUTH.fullmatch(arguments[-1]):
        return [*arguments, "False"]
    return [*arguments[:-1], "False" if arguments[-1].lower() == "true" else "True"]


def _without_negated_argument(arguments: Arguments) -> Arguments:
    bare = [_NEGATED_ARGUMENT.sub("", argument, count=1) for argument in arguments]
    return arguments if bare == arguments else _opposed(bare)


def with_ampersands(text: str) -> str:
    """`P(a, True), Q(a, True)`, `and`, `∧`, `&`."""
    return _AND.sub(" && ", text)


def without_disjunction(text: str) -> str:
    """`P || Q >>> R` is two rules, `P >>> R` and `Q >>> R`; each gets a line."""
    body, arrow, head = text.partition(">>>")
    cases = _OR.split(body.strip())
    if not arrow or not 1 < len(cases) <= _MAX_CASES:
        return text
    return "\n".join(f"{case} >>> {head.strip()}" for case in cases)


def with_truth_word(arguments: Arguments) -> Arguments:
    """`true`, `FALSE`, and `bool` where a value belongs."""
    *others, last = arguments
    if last.lower() in ("bool", "boolean") and others:
        return [*others, "True"]
    return [*others, last.capitalize()] if _TRUTH.fullmatch(last) else arguments


def with_truth_last(arguments: Arguments) -> Arguments:
    """`P(True, a)`, `P(a, True, b)`: the one value goes to the end."""
    at = [place for place, argument in enumerate(arguments) if argument in ("True", "False")]
    if len(at) != 1 or at[0] == len(arguments) - 1:
        return arguments
    return [*arguments[: at[0]], *arguments[at[0] + 1 :], arguments[at[0]]]


def with_truth_value(arguments: Arguments) -> Arguments:
    """`P(a)`, `P(a, b)`: what is stated is stated to be true."""
    return arguments if arguments[-1] in ("True", "False") else [*arguments, "True"]


def with_dollars(arguments: Arguments) -> Arguments:
    """`x`, `?x`, `$X`, `something`: variables."""
    return [_variable(argument) for argument in arguments]


def _variable(argument: str) -> str:
    found = _VARIABLE.fullmatch(argument)
    return argument if found is None else f"${(found[1] or found[2] or 'x').lower()}"


def with_one_word(arguments: Arguments) -> Arguments:
    """`bald eagle`, `'Wren'`: a constant is one word without quotes."""
    return [argument if argument[:1] == "$" else _word(argument) for argument in arguments]


def _word(argument: str) -> str:
    return re.sub(r"\W+", "_", argument).strip("_")


def as_declared(arguments: Arguments) -> Arguments:
    """A declaration `P(x)`, `P($x, $y)`, `P(Bob, boolean)`: variables, and `bool` at the end."""
    last = arguments[-1].lower()
    valued = last in ("bool", "boolean", "true", "false") and len(arguments) > 1
    places = arguments[:-1] if valued else arguments
    return [*(f"$x{number}" for number, _ in enumerate(places, 1)), "bool"]


_QUERY = frozenset({Section.QUERY})
_MARKUP = Repair("markup", without_markup)

REPAIRS: tuple[Repair, ...] = (
    _MARKUP,
    Repair("stated_answer", without_stated_answer, _QUERY),
    Repair("value_asked", _per_atom(with_value_asked), _QUERY),
    Repair("arrow", with_arrow),
    Repair("backward_arrow", with_forward_arrow),
    Repair("sentence", from_sentences),
    Repair("negation", without_negation),
    Repair("conjunction", with_ampersands),
    Repair("disjunction", without_disjunction),
    Repair("truth_word", _per_atom(with_truth_word)),
    Repair("truth_position", _per_atom(with_truth_last)),
    Repair("missing_truth", _per_atom(with_truth_value)),
    Repair("variable", _per_atom(with_dollars)),
    Repair("constant", _per_atom(with_one_word)),
)

DECLARATION_REPAIRS: tuple[Repair, ...] = (
    _MARKUP,
    Repair("declaration", _per_atom(as_declared)),
)
