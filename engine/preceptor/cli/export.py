"""`preceptor export`: rules for Prolog, or their graph as a drawing or a document."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from preceptor import prolog
from preceptor.cli.console import Console
from preceptor.cli.exits import Exit
from preceptor.cli.options import add_rules, load
from preceptor.cli.parser import one_of
from preceptor.rulebase import RuleBase
from preceptor.syntax.files import write_text

SCHEMA = "preceptor/export/1"

_FORMATS: dict[str, Callable[[RuleBase], str]] = {
    "prolog": lambda base: prolog.program(base.graph, base.facts),
    "json": lambda base: base.graph.to_json(),
    "dot": lambda base: base.graph.to_dot(),
    "mermaid": lambda base: base.graph.to_mermaid(),
    "graphml": lambda base: base.graph.to_graphml(),
}

_EPILOG = """\
examples:
  preceptor export rules.pl --to prolog --facts facts/ --out program.pl
  preceptor export kinship --to dot | dot -Tsvg > rules.svg
  preceptor export rules.pl --to mermaid

prolog: a program for SWI-Prolog; its predicates are called 'p:NAME', those of -NAME 'n:NAME',
and weights are left out. json is read back by preceptor.graph. dot, mermaid, graphml: a node per
predicate, an edge from each one read to the one concluded."""


def configure(parser: ArgumentParser) -> None:
    add_rules(parser)
    parser.add_argument(
        "--to", required=True, type=one_of(*_FORMATS), metavar="|".join(_FORMATS), help="the format"
    )
    parser.add_argument("--out", type=Path, metavar="F", help="write to F instead of stdout")
    parser.epilog = _EPILOG


def run(options: Namespace, console: Console) -> int:
    text = _FORMATS[options.to](load(options))
    if options.out is not None:
        write_text(options.out, text)
        console.note(f"written to {options.out}")
    else:
        console.line(text.rstrip("\n"))
    console.document({"schema": SCHEMA, "format": options.to, "text": text})
    return Exit.OK
