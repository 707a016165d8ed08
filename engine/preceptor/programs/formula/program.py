"""Programs of formulas: what is declared, the premises, the conclusion."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from preceptor.harvest import Harvest
from preceptor.programs.formula.closing import closed
from preceptor.programs.formula.formulas import Formula
from preceptor.programs.formula.grammar import parse_formula
from preceptor.programs.formula.repairs import PREFIX, REPAIRS, with_infix
from preceptor.programs.formula.show import show_formula
from preceptor.programs.layout import OUTSIDE, Line, lines
from preceptor.programs.statements import (
    Reading,
    Unread,
    accounted,
    is_sentence,
    read_lines,
    without_captions,
)

PREDICATES, PREMISES, CONCLUSION, REMARKS = "predicates", "premises", "conclusion", "remarks"

_HEADINGS = {
    "predicate": PREDICATES,
    "premise": PREMISES,
    "fact": PREMISES,
    "rule": PREMISES,
    "axiom": PREMISES,
    "declaration": PREDICATES,
    "conclusion": CONCLUSION,
    "query": CONCLUSION,
    "goal": CONCLUSION,
    "hypothesis": CONCLUSION,
    "prove": CONCLUSION,
    "evaluate": CONCLUSION,
    "question": REMARKS,
    "answer": REMARKS,
    "explanation": REMARKS,
    "note": REMARKS,
    "reasoning": REMARKS,
    "proof": REMARKS,
}
_FORMAL = re.compile(r"[∀∃¬∧∨⊕→↔(]|->|<->|=>|:::")  # what prose does not hold


def take_apart(text: str, without: Collection[str] = ()) -> Reading[Formula]:
    """The lines of a program; a declaration is read as the atom that it is. `without` names
    repairs that may not be used."""
    barred = frozenset(without)

    def read(line: Line) -> tuple[Formula, tuple[str, ...]]:
        return _read(line.body, line.block, barred)

    return without_captions(read_lines(lines(text, _HEADINGS), read, _is_prose), PREMISES)


def account(text: str, source: str) -> Harvest:
    """Every line of a program accounted for, as `preceptor parse` prints it."""
    return accounted(take_apart(text), show_formula, source)


def _is_prose(line: Line) -> bool:
    return line.block in (OUTSIDE, REMARKS) or is_sentence(line.body, _FORMAL)


@lru_cache(maxsize=1 << 14)  # models repeat themselves: most lines of a file were seen before
def _read(body: str, block: str, without: frozenset[str]) -> tuple[Formula, tuple[str, ...]]:
    """The formula of a line and its repairs; those of the text only where it needs them."""
    text = body if PREFIX in without else with_infix(body)
    prefix = () if text == body else (PREFIX,)
    try:
        formula = parse_formula(text)
        used = prefix
    except Unread as refusal:
        formula, repaired = _repaired(text, refusal, without)
        used = (*prefix, *repaired)
    if block == PREDICATES:
        return formula, used
    formula, bound = closed(formula)
    return formula, (*used, *bound)


def _repaired(
    text: str, refusal: Unread, without: Collection[str]
) -> tuple[Formula, tuple[str, ...]]:
    """What the repairs make of a text, tried after each; raises the refusal if it is nothing."""
    used: list[str] = []
    for name, change in REPAIRS:
        changed = text if name in without else change(text)
        if changed == text:
            continue
        text = changed
        used.append(name)
        try:
            return parse_formula(text), tuple(used)
        except Unread:
            continue
    raise refusal
