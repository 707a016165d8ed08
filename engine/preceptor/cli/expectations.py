"""`--expect FILE`: facts that must follow from the rules, and facts that must not."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from preceptor.check import Report, misstated
from preceptor.check.report import finding_document
from preceptor.logic import Code, Finding, Origin, ParseError, Rule
from preceptor.rulebase.reporting import Telling
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


@dataclass(frozen=True, slots=True)
class Shift:
    """What a change of rules does to expectations: those met no longer, only now, and never."""

    number: int
    lost: tuple[Finding, ...]
    gained: tuple[Finding, ...]
    missed: tuple[Finding, ...]

    @classmethod
    def of(cls, number: int, before: Report, after: Report) -> Shift:
        """The shift between two reports on so many expectations."""
        was, now = _unmet(before), _unmet(after)
        return cls(
            number,
            tuple(finding for place, finding in now.items() if place not in was),
            tuple(finding for place, finding in was.items() if place not in now),
            tuple(finding for place, finding in now.items() if place in was),
        )

    def lines(self, out: Path) -> Iterator[str]:
        """How many are met by the rules of OUT, and each whose fate has changed."""
        met = self.number - len(self.lost) - len(self.missed)
        yield (
            f"{out}: {met} of {self.number} expectations are met; "
            f"no longer: {len(self.lost)}, only now: {len(self.gained)}"
        )
        telling = Telling()
        for finding in self.lost:
            yield from telling.say(finding)
        for finding in self.gained:
            yield f"{finding.where[0]}: met now; before:  {finding.message}"

    def document(self) -> dict[str, Any]:
        parts = {"lost": self.lost, "gained": self.gained, "missed": self.missed}
        return {
            "number": self.number,
            **{name: [*map(finding_document, found)] for name, found in parts.items()},
        }


def _unmet(report: Report) -> dict[Origin, Finding]:
    """The unmet expectations by their places."""
    return {f.where[0]: f for f in report.findings if f.code is Code.UNMET}
