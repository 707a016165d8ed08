"""`preceptor grammar`: what holds a decoder to the rule language and to a domain's words."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from preceptor import domain as domains
from preceptor.cli.console import Console
from preceptor.cli.exits import Exit
from preceptor.cli.parser import one_of
from preceptor.logic import NO_SIGNATURE
from preceptor.syntax.files import write_text
from preceptor.teacher import Grammar, lock

SCHEMA = "preceptor/grammar/1"

_FORMATS: dict[str, Callable[[Grammar], str]] = {
    "lark": lambda grammar: grammar.lark,
    "gbnf": lambda grammar: grammar.gbnf,
    "json-schema": lambda grammar: f"{json.dumps(grammar.json_schema, ensure_ascii=False)}\n",
}

_EPILOG = """\
examples:
  preceptor grammar kinship                              for llguidance, xgrammar, vLLM
  preceptor grammar kinship --to gbnf --out kinship.gbnf for llama.cpp
  preceptor grammar kinship --to json-schema             for servers that know only schemas

Under a domain's grammar a teacher can say no predicate that the domain does not declare, none
with the wrong number of arguments, and no constant but those of a sort that lists its values.
Without DOMAIN the grammar is open: any plain names."""


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("domain", nargs="?", metavar="DOMAIN", help="a domain's name or folder")
    parser.add_argument(
        "--to",
        default="lark",
        type=one_of(*_FORMATS),
        metavar="|".join(_FORMATS),
        help="the notation [lark]",
    )
    parser.add_argument("--out", type=Path, metavar="F", help="write to F instead of stdout")
    parser.epilog = _EPILOG


def run(options: Namespace, console: Console) -> int:
    named = options.domain is not None
    grammar = lock(domains.load(options.domain).signature if named else NO_SIGNATURE)
    text = _FORMATS[options.to](grammar)
    if options.out is not None:
        write_text(options.out, text)
        console.note(f"written to {options.out}")
    else:
        console.line(text.rstrip("\n"))
    console.document(
        {"schema": SCHEMA, "domain": options.domain, "format": options.to, "text": text}
    )
    return Exit.OK
