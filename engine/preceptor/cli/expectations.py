"""`--expect FILE`: facts that must follow from the rules, and facts that must not."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path

from preceptor.check import misstated
from preceptor.logic import ParseError, Rule
from preceptor.syntax import read_rules
from preceptor.syntax.files import read_text


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--expect",
        action="append",
        metavar="FILE",
        help="clauses  fact.  for what must follow from rules and facts and  :- fact.  for what "
        "must not; may be given several times",
    )


def read_expectations(names: Iterable[str]) -> tuple[Rule, ...]:
    """The expectations of some files. Raises ParseError with every fault, InputError."""
    rules: list[Rule] = []
    for name in names:
        found, faults = read_rules(read_text(Path(name)), name)
        faults = (*faults, *misstated(found))
        if faults:
            raise ParseError(faults)
        rules += found
    return tuple(rules)
