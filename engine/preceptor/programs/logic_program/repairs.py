"""Repairs of a line: small, named changes that bring what models write into the strict form.

Each takes the text of one line without its comment and returns it changed, or unchanged where it
has nothing to do. All are tried, in the order of the table, on a line that the grammar refuses;
then the grammar reads the line or does not. None knows an answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from preceptor.programs.latex import without_latex
from preceptor.programs.layout import without_label, without_markup
from preceptor.programs.logic_program.conditionals import say_as_rule
from preceptor.programs.logic_program.sections import Section
from preceptor.programs.logic_program.sentences import say_as_atom
from preceptor.programs.prefix import infix

_MAX_NESTED = 4  # negations inside each other
_MAX_CASES = 16  # rules that one disjunction may become

_ATOM = r"\w[\w'’-]*\s*\([^()]*\)"
_ARGUMENTS = re.compile(r"(?<=\w)\s*\(([^()]*)\)")
_TRUTH = re.compile(r"true|false", re.IGNORECASE)
_TRUTHS = {"t": "True", "yes": "True", "1": "True", "f": "False", "no": "False", "0": "False"}
_NEGATED_GROUP = re.compile(
    rf"(?:[!¬~]|\\\+|\bnot\b)\s*\(\s*({_ATOM})\s*(?:,\s*(true|false)\s*)?\)", re.IGNORECASE
)
_NEGATED_ATOM = re.compile(rf"(?:[!¬~]|\\\+|\bnot\b|(?<![\w)-])-)\s*({_ATOM})", re.IGNORECASE)
_NEGATED_ARGUMENT = re.compile(r"not\s+(?=\w)", re.IGNORECASE)
_ARROW = re.compile(
    r"\s*(?:→|⇒|⟹|⟶|⊃|[-=]{1,3}>+|(?<!>)>>(?!>)|>{4,}|(?<=\))\s*>(?=\s*[\w!¬~(])|\bimplies\b|\bthen\b)\s*",
    re.IGNORECASE,
)
_BACKWARD = re.compile(r"\s*(?:←|⇐|<<<|<[-=]{1,2}|:-|(?<=\))\s+if\b)\s*", re.IGNORECASE)
_AND = re.compile(r"(?<=\))\s*(?:&|∧|\^|/\\|\band\b|,|;)\s*(?=[\w!¬~$(\\-])", re.IGNORECASE)
_OR = re.compile(r"\s*(?:\|\||∨|\\/|\bor\b|\bOR\b)\s*")
_VARIABLE = re.compile(
    r"(?:(?:[?$_]|\$?\{)([a-z]\w*)\}?|([u-z]\d?)|some(?:one|thing))", re.IGNORECASE
)
_SQUARE = re.compile(r"(?<=\w)\s*\[([^\[\]]*)\]")
_GROUP = re.compile(
    rf"(?<![\w!¬~-])(?<!not)(?<!\+)(?<!not\s)\(\s*({_ATOM}(?:\s*(?:&&|∧|&|,|\band\b)\s*[!¬~]?\s*{_ATOM})*)\s*\)"
)
_CONDITION = re.compile(r"^\s*if\s+(.*?)\s*,?\s+then\s+", re.IGNORECASE)
_BOUND = r"[$?]?[a-z]\w{0,15}(?![\w(])"
_QUANTIFIED = re.compile(
    rf"\(\s*(?:∀|for\s*all\b)\s*(?P<inside>{_BOUND}(?:\s*,\s*{_BOUND})*)\s*\)\s*[:.,]?\s*"
    rf"|(?:∀|for\s*all\b|for\s+(?:any|every|each)\b|all\b)\s*\(?\s*"
    rf"(?P<names>{_BOUND}(?:\s*,\s*{_BOUND}|\s+[a-z]\d?(?![\w(]))*)\s*\)?\s*[:.,]?\s*",
    re.IGNORECASE,
)
_NAME = re.compile(r"\w+")
_CONNECTIVE = re.compile("[∧∨→↔⊕∀∃]")
_EQUATED = re.compile(
    rf"({_ATOM})\s*={{1,2}}\s*(true|false|yes|no|[tf10])\b(?!\s*\()", re.IGNORECASE
)
_ASKED = re.compile(r"(?<=\))\s*(?:is\s+)?(?:true\s*)?\?*\s*$", re.IGNORECASE)
_ASKS = re.compile(
    r"^\s*(?:\?-|(?:(?:is|does|prove|check|determine|verify|evaluate|whether|if|that|it|true)\b\s*)+"
    r"(?=[!¬~\w$-]+\s*\())\s*",
    re.IGNORECASE,
)
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


def without_list_markup(text: str) -> str:
    """`- P(a, True)`, `2. P(a, True)`, `Rule 1: ...`, backticks, bold, a stop at the end."""
    return without_label(without_markup(text))


def without_question(text: str) -> str:
    """`?- P(a)`, `Is P(a) true`, `Prove that P(a)`"""
    return _ASKS.sub("", _ASKED.sub("", text), count=1)


def with_round_brackets(text: str) -> str:
    """`P[a, True]`"""
    return _SQUARE.sub(r"(\1)", text)


def with_infix(text: str) -> str:
    """`Implies(And(P($x), Q($x)), R($x))`; of a negation alone there is a repair of its own."""
    changed = infix(text)
    return changed if _CONNECTIVE.search(changed) else text


def without_condition(text: str) -> str:
    """`if P($x, True) then Q($x, True)`"""
    return _CONDITION.sub(r"\1 >>> ", text)


def without_quantifiers(text: str) -> str:
    """`∀p (P(p) → Q(p))`, `forall p. P(p) -> Q(p)`: the names that are bound are variables."""
    bound: list[str] = []
    while found := _QUANTIFIED.match(text := _without_outer(text)):
        bound += _NAME.findall(found["names"] or found["inside"])
        text = text[found.end() :]
    if not bound:
        return text
    places = re.compile(rf"(?<=[(,])(\s*)[$?]?({'|'.join(map(re.escape, bound))})(?=\s*[,)])")
    return places.sub(r"\1$\2", text)


def _without_outer(text: str) -> str:
    """The text without the parentheses around all of it."""
    text = text.strip()
    while text[:1] == "(" and _closing(text) == len(text) - 1:
        text = text[1:-1].strip()
    return text


def _closing(text: str) -> int:
    level = 0
    for at, character in enumerate(text):
        level += (character == "(") - (character == ")")
        if level == 0:
            return at
    return -1


def without_groups(text: str) -> str:
    """`(P($x, True) && Q($x, True)) >>> R($x, True)`; a group of alternatives stays."""
    for _ in range(_MAX_NESTED):
        changed = _GROUP.sub(r"\1", text)
        if changed == text:
            break
        text = changed
    return _without_outer(text)


def with_values_inside(text: str) -> str:
    """`P($x) == True >>> Q($x) == False`: the value among the arguments."""
    return _EQUATED.sub(_valued, text)


def _valued(found: re.Match[str]) -> str:
    truth = found[2].lower()
    truth = _TRUTHS.get(truth, truth.capitalize())
    return (
        found[1] if truth == "True" and _has_truth(found[1]) else _flipped(found[1], _other(truth))
    )


def _has_truth(atom: str) -> bool:
    return _TRUTH.fullmatch(atom.rstrip(") ").rpartition(",")[2].strip()) is not None


def _other(truth: str) -> str:
    return "False" if truth == "True" else "True"


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


def from_rule_sentence(text: str) -> str:
    """`If someone is red then they are big`, `All red things are big`"""
    return text if "(" in text else say_as_rule(text) or text


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
    """`true`, `FALSE`, `T`, `0`, `yes`, and `bool` where a value belongs."""
    *others, last = arguments
    if last.lower() in ("bool", "boolean") and others:
        return [*others, "True"]
    if others and last.lower() in _TRUTHS:
        return [*others, _TRUTHS[last.lower()]]
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
_MARKUP = Repair("markup", without_list_markup)
_BRACKET = Repair("bracket", with_round_brackets)

REPAIRS: tuple[Repair, ...] = (
    _MARKUP,
    Repair("latex", without_latex),
    _BRACKET,
    Repair("question", without_question, _QUERY),
    Repair("stated_answer", without_stated_answer, _QUERY),
    Repair("value_asked", _per_atom(with_value_asked), _QUERY),
    Repair("rule_sentence", from_rule_sentence),
    Repair("prefix_notation", with_infix),
    Repair("conditional", without_condition),
    Repair("quantifier", without_quantifiers),
    Repair("arrow", with_arrow),
    Repair("backward_arrow", with_forward_arrow),
    Repair("sentence", from_sentences),
    Repair("equation", with_values_inside),
    Repair("negation", without_negation),
    Repair("parenthesis", without_groups),
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
    _BRACKET,
    Repair("declaration", _per_atom(as_declared)),
)
