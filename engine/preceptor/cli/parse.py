"""`preceptor parse`: takes a text or recorded replies apart, and accounts for every line."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from preceptor import domain as domains
from preceptor import harvest
from preceptor.cli.console import Console
from preceptor.cli.exits import Exit
from preceptor.cli.parser import one_of
from preceptor.domain import Domain
from preceptor.harvest import Harvest, Statement, Status, Usage, mined
from preceptor.logic import Fault
from preceptor.programs import KINDS, certain_kind, kind_named, logic_program
from preceptor.syntax import guess
from preceptor.syntax.files import decode, read_text
from preceptor.teacher import read_recording

_FORMATS = (
    "auto",
    "rules",
    "json",
    "english",
    "identity",
    *(kind.name for kind in KINDS),
    *mined.TABLES,
)
_RECORDING = ".jsonl"
_SHORT = 12  # predicates that are listed even where nothing is known of them
NO_DOMAIN = Domain("", Path())

_EPILOG = """\
examples:
  preceptor parse reply.txt --domain kinship
  preceptor parse rulesets/kinship/responses.jsonl --domain kinship --json
  preceptor parse program.txt --format logic-program
  preceptor parse premises.txt --format formula
  preceptor parse rules-100.txt --format anyburl
  preceptor parse identities.txt --format identity
  preceptor parse rules.json --format json
  echo "If X is the father of Y, then Y is the child of X." | preceptor parse - --format english

A statement is read, repaired (the operators say how) or rejected with a code; every other line
is blank, comment or prose, and the counts add up. -q shows only what was not simply read.
A table of the predicates used ends it: one that no fact gives and no rule concludes never fires.
Exit code: 0 all read or repaired, 1 some rejected, 2 an error in the input."""

Text = tuple[str, str]  # a text with the name of its source


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
    parser.add_argument(
        "--facts",
        action="append",
        metavar="PATH",
        help="facts that say which predicates can fire; may be given several times",
    )
    parser.epilog = _EPILOG


def run(options: Namespace, console: Console) -> int:
    texts, faults = _texts(options.file)
    for fault in faults:
        console.error(str(fault))
    domain = NO_DOMAIN if options.domain is None else domains.load(options.domain)
    whole = harvest.gather(_read(text, source, options.format, domain) for source, text in texts)
    usages = _vocabulary(whole, domain, options.facts)
    vocabulary = [usage.document() for usage in usages]
    console.document({**whole.document(), "vocabulary": vocabulary})
    for statement in whole.statements:
        if statement.status is not Status.READ or not console.quiet:
            console.lines(_say(statement))
    console.line(str(whole.totals))
    if usages and (domain.signature or options.facts or len(usages) <= _SHORT):
        console.lines(("", *harvest.show_vocabulary(usages)))
    if faults:
        return Exit.INPUT
    return Exit.FINDINGS if whole.totals.rejected else Exit.OK


def _texts(name: str) -> tuple[tuple[Text, ...], tuple[Fault, ...]]:
    """The texts of a file, each with its source, and the faults of what is no record."""
    if name == "-":
        return (("<stdin>", decode(sys.stdin.buffer.read(), "<stdin>")),), ()
    path = Path(name)
    if path.suffix != _RECORDING:
        return ((name, read_text(path)),), ()
    recording = read_recording(path)
    texts = tuple((f"{record.id}#{record.sample}", record.text) for record in recording.records)
    return texts, recording.faults


def _read(text: str, source: str, form: str, domain: Domain) -> Harvest:
    """The text taken apart; a reply to a topic is read as the topic says, unless told otherwise."""
    table = guess(text) if form == "auto" else form
    if table in mined.TABLES:
        return mined.account(text, source, table)
    kind = certain_kind(text) if form == "auto" else kind_named(form)
    if kind is not None:
        return kind.account(text, source)
    if form == "auto" and logic_program.is_logic_program(text):
        return logic_program.account(text, source)
    topic = domain.topic(source.rpartition("#")[0].removeprefix(f"{domain.name}/"))
    reader = topic.reader if form == "auto" and topic is not None else form
    return harvest.read(text, source, reader=reader, signature=domain.signature, words=domain.words)


def _vocabulary(whole: Harvest, domain: Domain, paths: list[str] | None) -> tuple[Usage, ...]:
    """How the text uses each predicate, beside the facts that are given."""
    facts = None if paths is None else domains.load_facts(paths, domain.signature)
    return harvest.vocabulary(whole.rules, domain.signature, facts)


def _say(statement: Statement) -> Iterator[str]:
    place = f"{statement.reply}:{statement.line}:{statement.column}"
    match statement.status:
        case Status.READ:
            yield f"{place}: read: {statement.after}"
            if statement.reason:
                yield f"  does not fit: {statement.reason}"
        case Status.REPAIRED:
            yield f"{place}: repaired by {', '.join(statement.operators)}: {statement.after}"
            yield f"  before: {statement.before}"
        case Status.REJECTED:
            yield f"{place}: rejected {statement.code}: {statement.reason}"
            yield f"  before: {statement.before}"
