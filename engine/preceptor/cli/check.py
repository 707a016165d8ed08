"""`preceptor check`: what is wrong with rules, with the facts that show it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from preceptor.check import Report
from preceptor.check.repair import Prices, with_repairs
from preceptor.cli import expectations, groups, identities, ontologies, repairs
from preceptor.cli.console import Console
from preceptor.cli.exits import Exit
from preceptor.cli.options import add_rules
from preceptor.cli.parser import one_of
from preceptor.logic import Severity, Theory
from preceptor.rulebase import Reading, RuleBase, read
from preceptor.rulebase.reporting import Telling, say_summary, with_faults

_EPILOG = """\
examples:
  preceptor check rules.pl
  preceptor check kinship --facts facts/ --strict
  preceptor check rules.pl --facts facts/ --expect examples.pl
  preceptor check - --domain kinship --json < rules.pl
  preceptor check identities.txt --format identity
  preceptor check anatomy.ofn
  preceptor check policy
  preceptor check rules.pl --repair mended.pl --protect r1a2b3c4d5e

A group of domains, such as policy, gives a line for each of them.
All syntax errors of all files are among the findings, and the rest is checked all the same.
-q hides findings that are mere notes. Identities (left = right | X > 0.) are proved, hold where
conditions that were not stated do, are refuted at a point, or not proved; -q hides the proved.
Ontologies (OWL 2 EL in the functional-style syntax, .ofn) are searched for classes that can have no
member; what is outside of that profile is named and left aside.
Repairs are verified: the conflict is gone, nothing worse comes, no rule loses its use. --repair
touches the least number of rules, narrows them where that verifies and drops the others; it
prints each change with its reason and what a check says of OUT, which then decides the exit code;
with --expect also which expectations are met no longer, and which only now.
Exit code: 0 no errors, 1 findings of severity error (with --strict also warnings), 2 a clause
that cannot be read, or another error in the input, 3 no errors, but a solver or a limit left
something open (P402, a warning)."""


def configure(parser: ArgumentParser) -> None:
    add_rules(parser)
    parser.add_argument("--strict", action="store_true", help="let warnings count as errors")
    parser.add_argument(
        "--format",
        type=one_of(*identities.FORMATS),
        default="auto",
        metavar="|".join(identities.FORMATS),
        help="what the files hold; auto takes it from the domain [auto]",
    )
    expectations.configure(parser)
    repairs.configure(parser)
    parser.epilog = _EPILOG


def run(options: Namespace, console: Console) -> int:
    if groups.is_meant(options.files):
        return groups.check(options, console)
    if identities.are_meant(options):
        return identities.check(options, console)
    if ontologies.are_meant(options):
        return ontologies.check(options, console)
    expected = expectations.read_expectations(options.expect or ())
    reading = read(options.files, options.domain)
    repairs.refuse(options, reading)
    theory = Theory(reading.rules, reading.signature)
    base = RuleBase(
        theory,
        reading.domain,
        reading.constraints,
        tables=reading.tables,
        remarks=reading.remarks,
    )
    base = base.reading_facts(options.facts or reading.own_facts(options.files))
    report = with_faults(base.check(expectations=expected), reading.faults)
    if console.as_json or options.repair is None:
        prices = Prices(protected=frozenset(options.protect))
        report = with_repairs(report, findings=options.suggest, prices=prices)
    if options.repair is not None:
        repaired = repairs.repaired(options, reading, base, report, expected)
        console.document({**report.document(), "repair": repaired.document()})
        console.line(say_summary(report))
        console.lines(repaired.lines())
        return _exit(reading, repaired.report, options.strict)
    console.document(report.document())
    telling = Telling(reading.signature)
    for finding in report.findings:
        if finding.severity is not Severity.NOTE or not console.quiet:
            console.lines(telling.say(finding))
            if finding.ask:
                console.detail(f"  ask: {finding.ask}")
    console.lines(_unmended(report))
    console.line(say_summary(report))
    return _exit(reading, report, options.strict)


def _unmended(report: Report) -> Iterator[str]:
    """How many conflicts were told without a look for repairs, and how to have one."""
    broken = [finding for finding in report.findings if finding.ask]
    more = sum(not finding.repairs for finding in broken)
    if more:
        yield (
            f"repairs were looked for in {len(broken) - more} of {len(broken)} conflicts; "
            f"--suggest {len(broken)} looks for more"
        )


def _exit(reading: Reading, report: Report, strict: bool) -> int:
    if reading.faults:
        return Exit.INPUT
    if report.errors:
        return Exit.FINDINGS
    if report.undecided:
        return Exit.LIMIT
    return Exit.FINDINGS if strict and report.warnings else Exit.OK
