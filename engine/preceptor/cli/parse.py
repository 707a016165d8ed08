"""`preceptor parse`: takes a text or recorded replies apart, and accounts for every line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from preceptor import domain as domains
from preceptor import harvest
from preceptor.cli.console import Console
from preceptor.cli.exits import Exit
from preceptor.cli.parser import one_of

_FORMATS = ("auto", "rules", "english")

_EPILOG = """\
examples:
  preceptor parse reply.txt --domain kinship
  preceptor parse rulesets/kinship/responses.jsonl --domain kinship --json
  echo "If X is the father of Y, then Y is the child of X." | preceptor parse - --format english

A statement is read, repaired (the operators say how) or rejected with a code; every other line
is blank, comment or prose, and the counts add up.
Exit code: 0 all read or repaired, 1 some rejected, 2 an error in the input."""


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", help="a text, recorded replies (.jsonl), or - for stdin"
    )
    parser.add_argument(
        "--format",
        type=one_of(*_FORMATS),
        default="auto",
        metavar="|".join(_FORMATS),
        help="what the statements are written in [auto]",
    )
    parser.add_argument("--domain", metavar="NAME", help="the domain whose words may be used")
    parser.epilog = _EPILOG


def run(options: Namespace, console: Console) -> int:
    domain = None if options.domain is None else domains.load(options.domain)
    texts, faults = _texts(options.file)
    for fault in faults:
        console.error(str(fault))
    harvests = [_read(text, source, options.format, domain) for source, text in texts]
    whole = harvest.gather(harvests)
    console.document(whole.document())
    for statement in whole.statements:
        console.lines(_say(statement))
    console.line(_summary(whole))
    if faults:
        return Exit.INPUT
    return Exit.FINDINGS if whole.totals.rejected else Exit.OK
