"""`preceptor init`: the skeleton of a new domain."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from preceptor import domain as domains
from preceptor.cli.console import Console
from preceptor.cli.exits import Exit

SCHEMA = "preceptor/init/1"

_EPILOG = """\
examples:
  preceptor init animals              makes ./animals with a domain.toml to fill in
  preceptor init animals rulesets/zoo"""


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("domain", metavar="DOMAIN", help="the new domain's name")
    parser.add_argument("folder", nargs="?", type=Path, help="where to make it [./DOMAIN]")
    parser.epilog = _EPILOG


def run(options: Namespace, console: Console) -> int:
    folder = options.folder or Path(options.domain)
    domains.init(options.domain, folder)
    files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    console.document(
        {"schema": SCHEMA, "domain": options.domain, "folder": str(folder), "files": files}
    )
    console.line(f"{folder}: {', '.join(files)}")
    console.note(f"next: edit {folder / 'domain.toml'}, then  preceptor prompts {folder}")
    return Exit.OK
