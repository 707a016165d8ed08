"""`preceptor bench`: measures on recorded data, file by file."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from math import sqrt
from pathlib import Path

from preceptor.bench import SCHEMA, SUITES
from preceptor.bench.logic_programs import SUITE, FileReport, document
from preceptor.bench.logic_programs import run as measure
from preceptor.cli.console import Console
from preceptor.cli.exits import Exit
from preceptor.cli.parser import Usage, one_of
from preceptor.cli.progress import Bar
from preceptor.distil import Event
from preceptor.logic import TITLES, Code
from preceptor.programs import operators
from preceptor.syntax.files import write_text
from preceptor.syntax.jsonl import dump_lines

WIDE = 0.03  # halves that lie further apart are told apart

_EPILOG = """\
examples:
  preceptor bench
  preceptor bench logic-programs --dir recorded/ --failures wrong.jsonl
  preceptor bench logic-programs --dir ProofWriter_dev_gpt-3.5-turbo.json --json
  preceptor bench logic-programs --dir recorded/ --without query_polarity

Without a suite its names are listed. A program that cannot be read counts as wrong. Halves are
by position: whoever designs repairs on the first half learns from the second what they are worth.
Exit code: 0 measured, 2 a file or record could not be used (the others are measured)."""


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "suite",
        nargs="?",
        type=one_of(*(suite.name for suite in SUITES)),
        metavar="NAME",
        help="the suite to run [list them]",
    )
    parser.add_argument(
        "--dir", type=Path, metavar="DIR", help="a folder of recorded .json files, or one of them"
    )
    parser.add_argument(
        "--failures", type=Path, metavar="FILE", help="write what was not answered right (.jsonl)"
    )
    parser.add_argument(
        "--without",
        action="append",
        type=_repair,
        default=[],
        metavar="REPAIR",
        help="do without a repair, wherever a format has it; may be given several times",
    )
    parser.epilog = _EPILOG


def _repair(name: str) -> str:
    """The name of a repair; they are listed by the readers, which are loaded only here."""
    return one_of(*operators())(name)


def run(options: Namespace, console: Console) -> int:
    if options.suite is None:
        suites = [{"name": suite.name, "line": suite.line} for suite in SUITES]
        console.document({"schema": SCHEMA, "suites": suites})
        console.lines(f"{suite.name:<16}{suite.line}" for suite in SUITES)
        return Exit.OK
    if options.dir is None:
        raise Usage(f"preceptor bench {SUITE}: --dir is missing", "the folder of recorded .json")
    reports = _measured(options, console)
    for report in reports:
        for fault in report.faults:
            console.error(fault)
    if options.failures is not None:
        write_text(options.failures, dump_lines(f for report in reports for f in report.failures()))
    console.document(document(reports))
    for report in reports:
        console.lines(_say(report))
    return Exit.INPUT if any(report.faults for report in reports) else Exit.OK


def _measured(options: Namespace, console: Console) -> tuple[FileReport, ...]:
    bar = Bar(console)

    def progress(file: str, done: int, total: int) -> None:
        bar(Event(file, done, total))

    try:
        return measure(options.dir, without=options.without, progress=progress)
    finally:
        bar.close()


def _say(report: FileReport) -> Iterator[str]:
    """A file in a few lines: what was read, by which repairs, what was right, both halves."""
    figures = report.document()
    if not report.results:
        yield f"{report.file}: nothing measured"
        return
    yield f"{report.file}: {figures['programs']} programs ({figures['kind']})"
    yield (
        f"  read as written {figures['as_written']}, after repair {figures['after_repair']}, "
        f"rejected {sum(report.rejected.values())}; contradictory {figures['contradictory']}"
    )
    if report.operators:
        yield f"  repaired by {', '.join(f'{name} {n}' for name, n in report.operators.items())}"
    for code, number in report.rejected.items():
        yield f"  {code} {number}  {TITLES[Code(code)]}"
    if report.unsupported:
        named = ", ".join(f"{construct} {n}" for construct, n in report.unsupported.items())
        yield f"  not supported: {named}"
    yield (
        f"  right {_share(figures['accuracy_all'])} of all, "
        f"{_share(figures['accuracy_read'])} of those read, "
        f"{_share(figures['accuracy_answered'])} of the {figures['answered']} answered; "
        f"{_halves(report)}; {report.cpu_s:.1f} CPU s"
    )


def _halves(report: FileReport) -> str:
    """Both halves, and whether they lie so far apart that repairs may be fitted to the first."""
    first, second = report.halves
    shown = f"halves {_share(first)} and {_share(second)}"
    if first is None or second is None or abs(first - second) <= WIDE:
        return shown
    size = len(report.results) / 2
    error = sqrt((first * (1 - first) + second * (1 - second)) / size)
    repaired = report.document()["repaired"]
    cause = "repairs may be fitted to one" if repaired else "no program is repaired"
    return f"{shown}, {abs(first - second):.3f} apart (standard error {error:.3f}; {cause})"


def _share(accuracy: float | None) -> str:
    return "-" if accuracy is None else f"{accuracy:.3f}"
