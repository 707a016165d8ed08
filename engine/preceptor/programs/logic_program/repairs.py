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
from preceptor.programs.logic_program.arguments import (
    ARGUMENTS,
    TRUTH,
    TRUTHS,
    as_declared,
    per_atom,
    with_dollars,
    with_one_word,
    with_truth_last,
    with_truth_value,
    with_truth_word,
    with_value_asked,
)
from preceptor.programs.logic_program.conditionals import say_as_rule
from preceptor.programs.logic_program.connectives import (
    ATOM,
    flipped,
    with_ampersands,
    with_arrow,
    with_forward_arrow,
    with_infix,
    without_condition,
    without_disjunction,
    without_groups,
    without_negation,
    without_quantifiers,
)
from preceptor.programs.logic_program.sections import Section
from preceptor.programs.logic_program.sentences import say_as_atom

_SQUARE = re.compile(r"(?<=\w)\s*\[([^\[\]]*)\]")
_EQUATED = re.compile(
    rf"({ATOM})\s*={{1,2}}\s*(true|false|yes|no|[tf10])\b(?!\s*\()", re.IGNORECASE
)
_ASKED = re.compile(r"(?<=\))\s*(?:is\s+)?(?:true\s*)?\?*\s*$", re.IGNORECASE)
_ASKS = re.compile(
    r"^\s*(?:\?-|(?:(?:is|does|prove|check|determine|verify|evaluate|whether|if|that|it|true)\b\s*)+"
    r"(?=[!¬~\w$-]+\s*\())\s*",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"(?:={1,2}|=>|>>>|->|:)\s*(true|false|unknown|uncertain|\?)\s*$", re.IGNORECASE
)


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


def without_list_markup(text: str) -> str:
    """`- P(a, True)`, `2. P(a, True)`, `Rule 1: ...`, backticks, bold, a stop at the end."""
    return without_label(without_markup(text))


def without_question(text: str) -> str:
    """`?- P(a)`, `Is P(a) true`, `Prove that P(a)`"""
    return _ASKS.sub("", _ASKED.sub("", text), count=1)


def with_round_brackets(text: str) -> str:
    """`P[a, True]`"""
    return _SQUARE.sub(r"(\1)", text)


def with_values_inside(text: str) -> str:
    """`P($x) == True >>> Q($x) == False`: the value among the arguments."""
    return _EQUATED.sub(_valued, text)


def _valued(found: re.Match[str]) -> str:
    truth = found[2].lower()
    truth = TRUTHS.get(truth, truth.capitalize())
    return (
        found[1] if truth == "True" and _has_truth(found[1]) else flipped(found[1], _other(truth))
    )


def _has_truth(atom: str) -> bool:
    return TRUTH.fullmatch(atom.rstrip(") ").rpartition(",")[2].strip()) is not None


def _other(truth: str) -> str:
    return "False" if truth == "True" else "True"


def without_stated_answer(text: str) -> str:
    """A query `P(a) = False` states its truth value; `P(a, True) >>> Unknown` answers itself."""
    stated = _STATED.search(text)
    atom = text[: stated.start()].rstrip() if stated else text
    arguments = ARGUMENTS.search(atom)
    if stated is None or arguments is None:
        return text
    has_value = TRUTH.fullmatch(arguments[1].rpartition(",")[2].strip())
    if has_value or not TRUTH.fullmatch(stated[1]):
        return atom
    return f"{atom.removesuffix(')')}, {stated[1].capitalize()})"


def from_rule_sentence(text: str) -> str:
    """`If someone is red then they are big`, `All red things are big`"""
    return text if "(" in text else say_as_rule(text) or text


def from_sentences(text: str) -> str:
    """`Alex is a zumpus`, `Bob is red && Bob is not big >>> Kind(Bob, True)`."""
    parts = re.split(r"(\s*(?:&&|>>>|\band\b)\s*)", text)
    return "".join(part if "(" in part else say_as_atom(part) or part for part in parts)


_QUERY = frozenset({Section.QUERY})
_MARKUP = Repair("markup", without_list_markup)
_BRACKET = Repair("bracket", with_round_brackets)
REPAIRS: tuple[Repair, ...] = (
    _MARKUP,
    Repair("latex", without_latex),
    _BRACKET,
    Repair("question", without_question, _QUERY),
    Repair("stated_answer", without_stated_answer, _QUERY),
    Repair("value_asked", per_atom(with_value_asked), _QUERY),
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
    Repair("truth_word", per_atom(with_truth_word)),
    Repair("truth_position", per_atom(with_truth_last)),
    Repair("missing_truth", per_atom(with_truth_value)),
    Repair("variable", per_atom(with_dollars)),
    Repair("constant", per_atom(with_one_word)),
)
DECLARATION_REPAIRS: tuple[Repair, ...] = (
    _MARKUP,
    _BRACKET,
    Repair("declaration", per_atom(as_declared)),
)
