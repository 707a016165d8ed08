"""`preceptor import`: replies of a model or a person, joined to the prompts that they answer."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from preceptor import domain as domains
from preceptor.cli.console import Console
from preceptor.cli.exits import Exit
from preceptor.domain import Domain
from preceptor.logic import ParseError
from preceptor.syntax.files import write_text
from preceptor.teacher import (
    Import,
    Record,
    Recording,
    is_derived,
    merge,
    read_recording,
    show_recording,
)

SCHEMA = "preceptor/import/1"
_STDIN = Path("/dev/stdin")

_EPILOG = """\
examples:
  preceptor import animals replies.jsonl
  preceptor import animals - < replies.jsonl

A line is {"id": "animals/flies", "sample": 0, "response": "..."}; the ids are those that
preceptor prompts shows, or those of RUN/requests.jsonl: add a response to its lines and bring the
file in. Lines that cannot be used are named, the others are brought in.
Exit code: 0 all lines were brought in, 2 some were not."""


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("domain", metavar="DOMAIN", help="a domain's name or folder")
    parser.add_argument("replies", metavar="REPLIES", help="a .jsonl file, or - for stdin")
    parser.add_argument(
        "--overwrite", action="store_true", help="let a new reply take the place of a recorded one"
    )
    parser.epilog = _EPILOG


def run(options: Namespace, console: Console) -> int:
    domain = domains.load(options.domain)
    known = _known(domain)
    new = read_recording(_STDIN if options.replies == "-" else Path(options.replies))
    prompts = {prompt.id: prompt.messages for prompt in domains.prompts(domain)}
    imported = merge(known, new, prompts, overwrite=options.overwrite)
    for fault in imported.faults:
        console.error(str(fault))
    if imported.added or imported.replaced:
        write_text(domain.responses, show_recording(imported.records))
    console.document(_document(domain, imported))
    console.line(
        f"{domain.responses}: {imported.added} added, {imported.replaced} replaced, "
        f"{imported.same} the same, {len(imported.faults)} refused"
    )
    same = ", with the options of the run that asked" if any(map(_is_derived, new.records)) else ""
    console.note(f"next:  preceptor distil {options.domain}{same}")
    return Exit.INPUT if imported.faults else Exit.OK


def _is_derived(record: Record) -> bool:
    return is_derived(record.id)


def _known(domain: Domain) -> Recording:
    """The replies that the domain has. Raises ParseError rather than lose a line by rewriting."""
    if not domain.responses.exists():
        return Recording(str(domain.responses), (), ())
    known = read_recording(domain.responses)
    if known.faults:
        raise ParseError(known.faults)
    return known


def _document(domain: Domain, imported: Import) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "domain": domain.name,
        "file": str(domain.responses),
        "records": len(imported.records),
        "added": imported.added,
        "replaced": imported.replaced,
        "same": imported.same,
        "refused": [str(fault) for fault in imported.faults],
    }
