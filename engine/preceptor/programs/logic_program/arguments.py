"""Repairs of the arguments of an atom, where its truth value is the last: `P(a, True)`."""

from __future__ import annotations

import re
from collections.abc import Callable

Arguments = list[str]

ARGUMENTS = re.compile(r"(?<=\w)\s*\(([^()]*)\)")
TRUTH = re.compile(r"true|false", re.IGNORECASE)
TRUTHS = {"t": "True", "yes": "True", "1": "True", "f": "False", "no": "False", "0": "False"}
_NEGATED_ARGUMENT = re.compile(r"not\s+(?=\w)", re.IGNORECASE)
_VARIABLE = re.compile(
    r"(?:(?:[?$_]|\$?\{)([a-z]\w*)\}?|([u-z]\d?)|some(?:one|thing))", re.IGNORECASE
)
_PLACEHOLDER = re.compile(r"(?i:bool|boolean|unknown|uncertain)|\?|_+|\??[A-Z]|\$\w+")


def per_atom(change: Callable[[Arguments], Arguments]) -> Callable[[str], str]:
    """A repair of the arguments of each atom, which it gets and gives without blanks around."""

    def changed(found: re.Match[str]) -> str:
        before = [argument.strip() for argument in found[1].split(",")]
        after = change(before)
        return found.group() if after == before else f"({', '.join(after)})"

    return lambda text: ARGUMENTS.sub(changed, text)


def with_value_asked(arguments: Arguments) -> Arguments:
    """A query `P(a, X)`, `P(a, ?)`, `P(a, bool)` asks for the value: whether it is True."""
    if len(arguments) > 1 and _PLACEHOLDER.fullmatch(arguments[-1]):
        return [*arguments[:-1], "True"]
    return arguments


def opposed(arguments: Arguments) -> Arguments:
    """The arguments with the other truth value; without one, what was stated is now denied."""
    if not TRUTH.fullmatch(arguments[-1]):
        return [*arguments, "False"]
    return [*arguments[:-1], "False" if arguments[-1].lower() == "true" else "True"]


def without_negated_argument(arguments: Arguments) -> Arguments:
    """`P(not a)`: the negation is the truth value."""
    bare = [_NEGATED_ARGUMENT.sub("", argument, count=1) for argument in arguments]
    return arguments if bare == arguments else opposed(bare)


def with_truth_word(arguments: Arguments) -> Arguments:
    """`true`, `FALSE`, `T`, `0`, `yes`, and `bool` where a value belongs."""
    *others, last = arguments
    if last.lower() in ("bool", "boolean") and others:
        return [*others, "True"]
    if others and last.lower() in TRUTHS:
        return [*others, TRUTHS[last.lower()]]
    return [*others, last.capitalize()] if TRUTH.fullmatch(last) else arguments


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
