"""`preceptor export`: rules in the formats of other reasoners, as a document or as a drawing."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from preceptor.cli.console import Console
from preceptor.cli.exits import Exit
from preceptor.cli.options import add_rules, load
from preceptor.cli.parser import one_of
from preceptor.formats import FORMATS, export
from preceptor.syntax.files import write_text

SCHEMA = "preceptor/export/1"

_EPILOG = """\
examples:
  preceptor export rules.pl --to asp --drop-weights --out rules.lp && clingo rules.lp
  preceptor export rules.pl --to problog --facts facts/ | problog -
  preceptor export kinship --to dot | dot -Tsvg > rules.svg
  preceptor export - --to anyburl < rules.pl    without the constraints and facts beside it

  prolog      SWI-Prolog; predicates are called 'p:NAME', those of -NAME 'n:NAME'
  problog     ProbLog; weights become probabilities
  souffle     Soufflé, with the types of its columns worked out
  nemo        Nemo
  asp         clingo; denials become constraints
  anyburl     a table of weighted rules over relations of two arguments
  json        the syntax tree, all of it; preceptor.formats.from_json reads it back
  graph-json  the compiled graph, with plans and strata; preceptor.graph reads it back
  dot, mermaid, graphml
              drawings: a node per predicate, an edge from each one read to the one concluded

A program begins with a comment that says how its names are read back. What a format cannot say
is an error that names the rule and the formats that can; nothing is left out in silence. The
last four are of the rules alone, without facts, and a drawing shows no weights."""


def configure(parser: ArgumentParser) -> None:
    add_rules(parser)
    parser.add_argument(
        "--to", required=True, type=one_of(*FORMATS), metavar="|".join(FORMATS), help="the format"
    )
    parser.add_argument("--out", type=Path, metavar="F", help="write to F instead of stdout")
    parser.add_argument(
        "--drop-weights", action="store_true", help="leave the weights out, and say so in a comment"
    )
    parser.epilog = _EPILOG


def run(options: Namespace, console: Console) -> int:
    base = load(options)
    theory = base.theory.plus(base.constraints)
    text = export(theory, base.facts, options.to, drop_weights=options.drop_weights)
    if options.out is not None:
        write_text(options.out, text)
        console.note(f"written to {options.out}")
    else:
        console.line(text.rstrip("\n"))
    console.document({"schema": SCHEMA, "format": options.to, "text": text})
    return Exit.OK
