"""Posing: the lines of a program put together into a question with its options."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from preceptor.programs.constraints.choosing import Modality
from preceptor.programs.constraints.expressions import Expression
from preceptor.programs.constraints.grammar import Function, Ranged, Sort
from preceptor.programs.constraints.world import Unsupported
from preceptor.programs.lsat.checks import Check, check_of, modality_of
from preceptor.programs.lsat.closing import SortOf, binders, sorting
from preceptor.programs.lsat.program import (
    CONSTRAINTS,
    DECLARATIONS,
    OPTIONS,
    Asked,
    Option,
    Said,
)
from preceptor.programs.statements import Reading

_LAST_LINE = re.compile(r"[^\n]*\Z")


@dataclass(frozen=True, slots=True)
class Posed:
    """A program's declarations, its constraints with the numbers of their lines, its checks by
    letter and what the right option must be; what could not be used, and the repairs."""

    declared: tuple[Sort | Function | Ranged, ...]
    constraints: tuple[tuple[int, Expression], ...]
    checks: tuple[tuple[str, Check], ...]
    modality: Modality | None
    operators: tuple[str, ...]
    unread: tuple[str, ...]
    unsupported: tuple[Unsupported, ...]

    def sort_of(self) -> SortOf:
        """The sorts of the variables that nothing binds."""
        functions = {line.name: line for line in self.declared if isinstance(line, Function)}
        sorts = [line for line in self.declared if isinstance(line, Sort)]
        known = (*functions, *(s.name for s in sorts), *(e for s in sorts for e in s.elements))
        conditions = (check.condition for _, check in self.checks)
        elsewhere = binders((*(constraint for _, constraint in self.constraints), *conditions))
        return sorting(frozenset(known), functions, elsewhere)


def posed(reading: Reading[Said], question: str) -> Posed:
    """What a program asks. Whether an option could, must or cannot be true is what the question
    says, in the program or else in the last line of `question`; only where it does not say, what
    the program checks, if that is the same for all options."""
    statements = reading.of(DECLARATIONS, CONSTRAINTS, OPTIONS)
    said = [s.said for s in statements]
    checks, unsupported = _checks(
        list(dict.fromkeys(one for one in said if isinstance(one, Option)))
    )
    asked = next((one.question for one in said if isinstance(one, Asked)), "")
    last_line = _LAST_LINE.search(question.rstrip())
    modality = modality_of(asked) or modality_of(last_line.group() if last_line else "")
    stated = {check.modality for _, check in checks}
    operators = [name for s in statements for name in s.operators]
    if modality is None and len(stated) == 1:
        (modality,) = stated
    elif modality is not None and stated - {modality}:
        operators.append("modality")
    return Posed(
        tuple(one for one in said if isinstance(one, Sort | Function | Ranged)),
        tuple(
            (s.line.number, s.said)
            for s in statements
            if not isinstance(s.said, Sort | Function | Ranged | Asked | Option | None)
        ),
        checks,
        modality,
        tuple(dict.fromkeys(operators)),
        tuple(str(s.fault) for s in statements if s.fault is not None),
        unsupported,
    )


def _checks(
    options: Sequence[Option],
) -> tuple[tuple[tuple[str, Check], ...], tuple[Unsupported, ...]]:
    """The check of each option by its letter, and what is no check that can be made."""
    letters = [option.letter for option in options]
    if "" in letters or len(set(letters)) < len(letters):
        letters = list(ascii_uppercase)
    checks: list[tuple[str, Check]] = []
    unsupported: list[Unsupported] = []
    for letter, option in zip(letters, options, strict=False):
        try:
            checks.append((letter, check_of(option.check)))
        except Unsupported as error:
            unsupported.append(error)
    return tuple(checks), tuple(unsupported)
