"""`preceptor prompts`: what a teacher would be asked."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from preceptor import domain as domains
from preceptor.cli.console import Console
from preceptor.cli.exits import Exit
from preceptor.domain import Prompt, prompt_document
from preceptor.syntax.files import write_text
from preceptor.syntax.jsonl import dump_lines

SCHEMA = "preceptor/prompts/1"

_EPILOG = """\
examples:
  preceptor prompts kinship                      read them, paste one into any model
  preceptor prompts kinship --out prompts.jsonl  a request a line: id, domain, topic, messages

Bring the replies back with  preceptor import."""


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("domain", metavar="DOMAIN", help="a domain's name or folder")
    parser.add_argument("--out", type=Path, metavar="F", help="write them to F as JSON lines")
    parser.epilog = _EPILOG


def run(options: Namespace, console: Console) -> int:
    prompts = domains.prompts(domains.load(options.domain))
    documents = [prompt_document(prompt) for prompt in prompts]
    console.document({"schema": SCHEMA, "domain": options.domain, "prompts": documents})
    if options.out is not None:
        write_text(options.out, dump_lines(documents))
        console.note(f"{len(prompts)} prompts written to {options.out}")
    else:
        for prompt in prompts:
            _show(prompt, console)
    return Exit.OK


def _show(prompt: Prompt, console: Console) -> None:
    console.line(f"=== {prompt.id}")
    for message in prompt.messages:
        console.line(f"--- {message.role}")
        console.line(message.content)
    console.line()
