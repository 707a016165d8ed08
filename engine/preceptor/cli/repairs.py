"""`preceptor check --repair OUT`: the rules changed so that no constraint can be broken."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path
from typing import Any

from preceptor.check import Report
from preceptor.check.repair import FINDINGS, Repair, repair, replaced
from preceptor.cli.expectations import Shift
from preceptor.cli.parser import at_least
from preceptor.logic import InputError, Rule
from preceptor.rulebase import Reading, RuleBase
from preceptor.rulebase.reporting import say_repair, say_summary
from preceptor.rulebase.rewriting import before_and_after
from preceptor.syntax.files import write_text

CONTEXT = 1  # lines around a change that the diff shows


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--repair",
        metavar="OUT",
        help="write the rules to a new file, as few of them changed as end every conflict",
    )
    parser.add_argument("--force", action="store_true", help="let --repair replace OUT")
    parser.add_argument(
        "--protect",
        action="append",
        default=[],
        metavar="ID",
        help="a rule that no repair changes; may be given several times",
    )
    parser.add_argument(
        "--suggest",
        type=at_least(0),
        default=FINDINGS,
        metavar="N",
        help=f"work out repairs for the first N conflicts [{FINDINGS}]",
    )


def refuse(options: Namespace, reading: Reading) -> None:
    """Raises InputError where --repair may not write, before anything is worked out."""
    if options.repair is None:
        return
    out = Path(options.repair)
    if any(file.resolve() == out.resolve() for file in reading.files):
        raise InputError(
            f"{out} is what would be repaired: a file is never changed in place",
            "name another file for --repair",
        )
    if out.is_dir():
        raise InputError(f"{out} is a folder", "name a file for --repair")
    if out.exists() and not options.force:
        raise InputError(f"{out} exists already", "name another file, or say --force")
    if reading.faults:
        raise InputError(
            "rules that cannot be read cannot be repaired",
            f"correct them first:  preceptor check {options.files[0]}",
        )


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repair that was written: the change of the text, what a check says of the result, and
    what the change did to what is expected, where anything is."""

    repair: Repair
    out: Path
    diff: tuple[str, ...]
    report: Report
    expected: Shift | None

    def lines(self) -> Iterator[str]:
        """The reasons, the diff, the expectations, and the status of the changed rules."""
        yield from say_repair(self.repair)
        if self.diff:
            yield ""
            yield from self.diff
            yield ""
        if self.expected is not None:
            yield from self.expected.lines(self.out)
        yield f"{self.out}: {say_summary(self.report)}"

    def document(self) -> dict[str, Any]:
        told = {} if self.expected is None else {"expectations": self.expected.document()}
        return {
            **self.repair.document(),
            "out": str(self.out),
            "consistent": self.report.consistent,
            "safe": self.report.safe,
            **told,
        }


def repaired(
    options: Namespace,
    reading: Reading,
    base: RuleBase,
    report: Report,
    expected: Sequence[Rule] = (),
) -> Repaired:
    """Repairs the rules, writes them to OUT, and checks them again, `expected` facts too."""
    found = repair(
        base.theory,
        constraints=base.constraints,
        facts=base.facts,
        protected=options.protect,
        report=report,
    )
    before, after = before_and_after(reading.files, tuple(replaced(base.theory, found.change)))
    out = Path(options.repair)
    write_text(out, after)
    names = ", ".join(map(str, reading.files))
    diff = unified_diff(
        before.splitlines(), after.splitlines(), names, str(out), n=CONTEXT, lineterm=""
    )
    again = replace(base, theory=found.theory).check(expectations=expected)
    shift = Shift.of(len(expected), report, again) if expected else None
    return Repaired(found, out, tuple(diff), again, shift)
