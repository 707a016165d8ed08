"""Programs of formulas: what is declared, the premises, the conclusion."""

from __future__ import annotations

import re
from functools import lru_cache

from preceptor.harvest import Harvest
from preceptor.programs.formula.closing import closed
from preceptor.programs.formula.formulas import Formula
from preceptor.programs.formula.grammar import parse_formula
from preceptor.programs.formula.repairs import REPAIRS
from preceptor.programs.formula.show import show_formula
from preceptor.programs.layout import OUTSIDE, Line, lines
from preceptor.programs.statements import Reading, Unread, accounted, read_lines

PREDICATES, PREMISES, CONCLUSION, REMARKS = "predicates", "premises", "conclusion", "remarks"

_HEADINGS = {
    "predicate": PREDICATES,
    "premise": PREMISES,
    "fact": PREMISES,
    "rule": PREMISES,
    "axiom": PREMISES,
    "conclusion": CONCLUSION,
    "query": CONCLUSION,
    "goal": CONCLUSION,
    "hypothesis": CONCLUSION,
    "question": REMARKS,
    "answer": REMARKS,
    "explanation": REMARKS,
    "note": REMARKS,
}
_FORMAL = re.compile(r"[∀∃¬∧∨⊕→↔(]|->|<->|=>|:::")  # what prose does not hold


def take_apart(text: str) -> Reading[Formula]:
    """The lines of a program; a declaration is read as the atom that it is."""
    return read_lines(lines(text, _HEADINGS), _read, _is_prose)


def account(text: str, source: str) -> Harvest:
    """Every line of a program accounted for, as `preceptor parse` prints it."""
    return accounted(take_apart(text), show_formula, source)


def _is_prose(line: Line) -> bool:
    return not _FORMAL.search(line.text) or line.block in (OUTSIDE, REMARKS)


def _read(line: Line) -> tuple[Formula, tuple[str, ...]]:
    return _read_body(line.body, line.block)


@lru_cache(maxsize=1 << 14)  # models repeat themselves: most lines of a file were seen before
def _read_body(body: str, block: str) -> tuple[Formula, tuple[str, ...]]:
    """The formula of a line and its repairs; those of the text only where it needs them."""
    try:
        formula = parse_formula(body)
        used: tuple[str, ...] = ()
    except Unread as refusal:
        formula, used = _repaired(body, refusal)
    if block == PREDICATES:
        return formula, used
    formula, bound = closed(formula)
    return formula, (*used, *bound)


def _repaired(text: str, refusal: Unread) -> tuple[Formula, tuple[str, ...]]:
    """What the repairs make of a text, tried after each; raises the refusal if it is nothing."""
    used: list[str] = []
    for name, change in REPAIRS:
        changed = change(text)
        if changed == text:
            continue
        text = changed
        used.append(name)
        try:
            return parse_formula(text), tuple(used)
        except Unread:
            continue
    raise refusal
