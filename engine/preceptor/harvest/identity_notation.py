"""Repair operators on identities: what mathematicians and models write, in the grammar's words.

Each takes the text of one statement, without its comment, and returns it changed, or unchanged
where it has nothing to do. Their order is the order in which they are tried: signs first, then
names, then what is left out between them, then the conditions.
"""

from __future__ import annotations

import re
from itertools import pairwise

from preceptor.harvest.operators import Operator, with_stop, without_backticks
from preceptor.logic.identity import FUNCTIONS

_SIGNS = {
    "**": "^", "·": "*", "⋅": "*", "×": "*", "∙": "*", "÷": "/", "−": "-", "–": "-", "⁄": "/",
    "≤": "=<", "<=": "=<", "⩽": "=<", "≥": ">=", "⩾": ">=", "≠": "\\=", "!=": "\\=", "<>": "\\=",
    "=\\=": "\\=", "==": "=", "=:=": "=", "≡": "=",
    "π": "pi", "∞": "inf", "½": "(1/2)", "¼": "(1/4)", "ℤ": "Z", "ℝ": "R",
}  # fmt: skip
_SIGN = re.compile("|".join(map(re.escape, sorted(_SIGNS, key=len, reverse=True))))
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻ⁿ", "0123456789-N")
_EXPONENT = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻ⁿ]+")
_ROOT = re.compile(r"√\s*(\(|[A-Za-z]\w*|\d+)")
_COMMAND = re.compile(r"\\(?=[a-z]{2})|\\[,;! ]|\\left|\\right|\$")
_NAMES = {
    "ln": "log", "arcsin": "asin", "arccos": "acos", "arctan": "atan", "arsinh": "asinh",
    "arcosh": "acosh", "artanh": "atanh", "ceil": "ceiling", "sgn": "sign", "fact": "factorial",
    "choose": "binomial", "binom": "binomial", "comb": "binomial", "prod": "product",
    "derivative": "diff", "cosec": "csc", "cdot": "*", "times": "*",
}  # fmt: skip
_WORD = re.compile(r"[A-Za-z]+")
_FUNCTIONS = "|".join(sorted((*FUNCTIONS, "sum", "product", "diff"), key=len, reverse=True))
_POWER_OF_FUNCTION = re.compile(rf"\b({_FUNCTIONS})\s*\^\s*(\d+|\(-?\d+\)|[A-Z])\s*\(")
_BARE_ARGUMENT = re.compile(rf"\b({_FUNCTIONS})[ \t]+(\d*[A-Za-z]|\d+)\b(?![\w(.])")
_FACTORIAL = re.compile(r"(\d+|\b[A-Za-z])!")
_LETTER = re.compile(r"(?<![A-Za-z])([a-z])(?![A-Za-z(])")
_NUMBER_THEN_NAME = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)[ \t]*(?=[A-Za-z(])(?!r\d)")
_SIDE_BY_SIDE = re.compile(
    r"(?:(?<![A-Za-z])([A-Z]|e|pi)|(?<![\w.])(\d+))[ \t]+(?=(?:[A-Z]|e|pi)\b|[a-z]+\()"
)
_COMBINATIONS = re.compile(r"(?<![A-Za-z])C\((?=[^(),]+,)")
_TERMINATOR = re.compile(r"\s*[;,]\s*$")
_LAST_COMMA = re.compile(r",\s+(?=[^|]*(?:[<>]|\\=|\b(?:integer|real)\())")
_QUANTIFIED = re.compile(r"(?:\|\s*|,\s*)((?:[A-Z]\s*,\s*)*[A-Z])\s*\.?\s*$")
_THEN_PARENTHESIS = re.compile(r"(\)|(?<![A-Za-z])[A-Z])[ \t]*(?=\()")
_PARENTHESIS_THEN = re.compile(r"\)[ \t]*(?=[A-Za-z0-9](?!f\b))")
_SQUARE = str.maketrans("[]{}", "()()")
_BARS = re.compile(r"\|([^|\s](?:[^|]*[^|\s])?)\|")
_OPENER = re.compile(
    r"[\s,;]*(?:\||;|\b(?:if|for|where|when|whenever|provided|assuming|given|with)\b)"
    r"(?:\s*that\b)?(?:\s*(?:all|any|every|both|real|integers?)\b)*\s*",
)
_PARENTHESISED = re.compile(r"\s\(([^()]*(?:=<|>=|\\=|[<>]|integer|real)[^()]*)\)\s*(\.?)\s*$")
_AND = re.compile(r"\s*(?:\b(?:and|&)\b|&&?|∧)\s*")
_SORT = re.compile(
    r"\b([A-Za-z])\s*(?:\bis\b|\bin\b|∈)?\s*(?:an?\b)?\s*\b(integer|real|Z|R)\b(?!\s*\()"
    r"(?:\s+number)?"
)
_CHAIN = re.compile(r"([^,|=<>\\]+)(=<|>=|<|>)([^,|=<>\\]+)(=<|>=|<|>)([^,|=<>\\]+)(?=[,.]|$)")
_EMPHASISED = re.compile(r"^(\s*)\*\*(.*)\*\*\s*$")
_DECLARED = re.compile(r"(?:Theorem|Identity|Formula|Rule)\s*\d*\s*:\s*")


def signs(text: str) -> str:
    """`x ** 2`, `2·x`, `a ≠ b`, `n <= 3`, `π`."""
    return _SIGN.sub(lambda found: _SIGNS[found.group()], text)


def superscript(text: str) -> str:
    """`x²`, `2ⁿ`, `x⁻¹`."""

    def raised(found: re.Match[str]) -> str:
        plain = found.group().translate(_RAISED)
        return f"^({plain})" if "-" in plain or len(plain.strip("0123456789")) > 1 else f"^{plain}"

    return _EXPONENT.sub(raised, text)


def root(text: str) -> str:
    """`√2`, `√X`, `√(X + 1)`."""
    return _ROOT.sub(lambda f: "sqrt(" if f[1] == "(" else f"sqrt({f[1]})", text)


def latex(text: str) -> str:
    """`$\\sin(x)$`, `\\left(x\\right)`."""
    return _COMMAND.sub("", text)


def function_name(text: str) -> str:
    """`ln(x)`, `arctan(x)`, `sgn(x)`, `Sin(x)`, `C(n, k)`."""

    def named(found: re.Match[str]) -> str:
        word = found.group()
        lower = word.lower()
        if len(word) > 1 and (lower in FUNCTIONS or lower in _NAMES):
            return _NAMES.get(lower, lower)
        return word

    return _COMBINATIONS.sub("binomial(", _WORD.sub(named, text))


def power_of_function(text: str) -> str:
    """`sin^2(X)` is sin(X)^2, also where its argument holds parentheses."""
    found = _POWER_OF_FUNCTION.search(text)
    while found:
        end = _closing(text, found.end() - 1)
        if end is None:
            return text
        inner = text[found.end() : end]
        text = f"{text[: found.start()]}{found[1]}({inner})^{found[2]}{text[end + 1 :]}"
        found = _POWER_OF_FUNCTION.search(text, found.start() + len(found[1]))
    return text


def bare_argument(text: str) -> str:
    """`sin X`, `log 2X`."""
    return _BARE_ARGUMENT.sub(r"\1(\2)", text)


def factorial_sign(text: str) -> str:
    """`N!`, `(N + 1)!`."""
    text = _FACTORIAL.sub(r"factorial(\1)", text)
    at = text.find(")!")
    while at >= 0:
        start = _opening(text, at)
        if start is None or (start and text[start - 1].isalnum()):
            return text
        text = f"{text[:start]}factorial{text[start : at + 1]}{text[at + 2 :]}"
        at = text.find(")!")
    return text


def bars(text: str) -> str:
    """`|X|` is abs(X); the bar before conditions has blanks around it."""
    return _BARS.sub(r"abs(\1)", text)


def brackets(text: str) -> str:
    """`[X + 1]*{Y}`"""
    return text.translate(_SQUARE)


def capital(text: str) -> str:
    """`x` is X, unless both are used; `e` stays Euler's number, and `i` is the imaginary unit
    only as a capital."""
    letters = set(_LETTER.findall(text)) - {"e"}
    if any(re.search(rf"(?<![A-Za-z]){letter.upper()}(?![A-Za-z(])", text) for letter in letters):
        return text
    return _LETTER.sub(lambda f: f[1].upper() if f[1] in letters else f[1], text)


def product_sign(text: str) -> str:
    """`2X`, `2(X + 1)`, `(A + B)(A - B)`, `X(X + 1)`, `e^X e^Y`."""
    text = _NUMBER_THEN_NAME.sub(r"\1*", text)
    text = _THEN_PARENTHESIS.sub(r"\1*", text)
    sides, bar, conditions = text.partition("|")
    sides = _SIDE_BY_SIDE.sub(lambda f: f"{f[1] or f[2]}*", sides)
    return _PARENTHESIS_THEN.sub(")*", sides) + bar + conditions


def membership(text: str) -> str:
    """`N integer`, `N is an integer`, `N ∈ ℤ`, `X real`."""
    kinds = {"Z": "integer", "R": "real"}
    return _SORT.sub(lambda f: f"{kinds.get(f[2], f[2])}({f[1]})", text)


def condition(text: str) -> str:
    """`, for X > 0`, ` if X > 0`, `; X > 0`, ` (X > 0)`, `X > 0 and Y > 0`."""
    behind = _PARENTHESISED.search(text)
    if behind and "=" in text[: behind.start()] and "|" not in text:
        text = f"{text[: behind.start()]} | {behind[1]}{behind[2]}"
    head, equals, rest = text.partition("=")
    opener = _OPENER.search(rest) or _at_top_level(rest)
    if not equals or not opener or opener.start() == 0:
        return text
    conditions = _AND.sub(", ", rest[opener.end() :])
    conditions = re.sub(r"\s*(?:\||;|\bif\b|\bfor\b)\s*", ", ", conditions)
    return f"{head}={rest[: opener.start()]} | {conditions}"


def _at_top_level(text: str) -> re.Match[str] | None:
    """The comma before conditions that stand behind an equality without a word."""
    for found in _LAST_COMMA.finditer(text):
        before = text[: found.start()]
        if before.count("(") == before.count(")"):
            return found
    return None


def quantified(text: str) -> str:
    """`| X, Y.`, as is left of `for all X, Y`: variables stand for any number as it is."""
    found = _QUANTIFIED.search(text)
    if not found or "|" not in text:
        return text
    stop = "." if text.rstrip().endswith(".") else ""
    return text[: found.start()].rstrip() + stop


def terminator(text: str) -> str:
    """A semicolon or comma where the full stop belongs."""
    return _TERMINATOR.sub(".", text)


def chained_comparison(text: str) -> str:
    """`0 =< K =< N` is `0 =< K, K =< N`."""
    sides, bar, conditions = text.partition("|")
    return sides + bar + _CHAIN.sub(r"\1\2\3,\3\4\5", conditions) if bar else text


def emphasis(text: str) -> str:
    """`**sin(X) = ...**`; elsewhere two stars are a power."""
    return _EMPHASISED.sub(r"\1 \2", text)


def heading(text: str) -> str:
    """`Identity 3: sin(X)^2 = ...`"""
    return _DECLARED.sub("", text, count=1)


NOTATION: tuple[Operator, ...] = (
    Operator("emphasis", emphasis),
    Operator("backticks", without_backticks),
    Operator("terminator", terminator),
    Operator("missing_stop", with_stop),
    Operator("heading", heading),
    Operator("latex", latex),
    Operator("superscript", superscript),
    Operator("root", root),
    Operator("sign", signs),
    Operator("function_name", function_name),
    Operator("membership", membership),
    Operator("condition", condition),
    Operator("bars", bars),
    Operator("bracket", brackets),
    Operator("factorial_sign", factorial_sign),
    Operator("power_of_function", power_of_function),
    Operator("bare_argument", bare_argument),
    Operator("capital", capital),
    Operator("quantified", quantified),
    Operator("product_sign", product_sign),
    Operator("chained_comparison", chained_comparison),
)


def equalities(text: str) -> tuple[str, ...]:
    """`A = B = C | D.` as the texts `A = B | D.` and `B = C | D.`; one text for one equality."""
    sides, bar, conditions = text.partition("|")
    stop = "." if sides.rstrip().endswith(".") else ""
    members = [m.strip() for m in re.split(r"(?<![<>\\])=(?!<)", sides.rstrip().rstrip("."))]
    if len(members) < 3:
        return (text,)
    ending = f" {bar}{conditions}" if bar else stop
    return tuple(f"{a} = {b}{ending}" for a, b in pairwise(members))


def _closing(text: str, start: int) -> int | None:
    """Where the parenthesis closes that opens at `start`."""
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0:
            return at
    return None


def _opening(text: str, end: int) -> int | None:
    """Where the parenthesis opens that closes at `end`."""
    depth = 0
    for at in range(end, -1, -1):
        depth += (text[at] == ")") - (text[at] == "(")
        if depth == 0:
            return at
    return None
