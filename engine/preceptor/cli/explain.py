"""`preceptor explain`: where a run's rule came from, and what was decided on it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from preceptor.cli.console import Console
from preceptor.cli.exits import Exit
from preceptor.distil import Explanation, Run
from preceptor.distil.elicitation import agreement_of
from preceptor.distil.likelihoods import told_likelihood
from preceptor.teacher import Record

SCHEMA = "preceptor/explain/1"
_AROUND = 2  # lines of a reply shown before and after the rule

_EPILOG = """\
examples:
  preceptor explain runs/kinship r1a2b3c4d5e
  preceptor explain runs/kinship r1a2        the beginning of an id will do

Rules are named by the ids that proofs and findings show."""


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("run_folder", metavar="RUN", help="a run folder")
    parser.add_argument("rule", metavar="RULE", help="a rule's id, or its beginning")
    parser.epilog = _EPILOG


def run(options: Namespace, console: Console) -> int:
    finished = Run(options.run_folder)
    told = finished.explain(options.rule)
    replies = {f"{record.id}#{record.sample}": record for record in finished.replies}
    likely = told_likelihood(finished.path, told.rule)
    more = {} if likely is None else {"likelihood": likely}
    probed = agreement_of(finished.path, told.rule)
    more |= {} if probed is None else {"agreement": probed}
    console.document({"schema": SCHEMA, "run": str(finished.path), **asdict(told), **more})
    console.lines(_say(told, replies, likely, probed))
    return Exit.OK


def _say(
    told: Explanation,
    replies: dict[str, Record],
    likely: Mapping[str, Any] | None,
    probed: Mapping[str, Any] | None,
) -> Iterator[str]:
    yield told.text
    yield f"  id: {told.rule}"
    yield f"  verdict: {told.verdict}"
    yield f"  score: {told.score:g}, the share of samples that state it"
    if likely is not None:
        yield f"  likelihood: {likely['score']:.2f}, place {likely['place']} of {likely['of']}"
    if probed is not None:
        yield f"  asked again: {probed['agreed']} of {probed['clear']} clear answers agree"
    for finding in told.findings:
        yield f"  {finding['severity']} {finding['code']}: {finding['message']}"
        if finding["hint"]:
            yield f"    hint: {finding['hint']}"
    for statement in told.statements:
        yield ""
        yield f"{statement.reply}:{statement.line}:{statement.column}: {statement.verdict}"
        if statement.operators:
            yield f"  repaired by {', '.join(statement.operators)} from: {statement.text}"
        if statement.reply in replies:
            yield from _excerpt(replies[statement.reply].text, statement.line)


def _excerpt(text: str, line: int) -> Iterator[str]:
    lines = text.split("\n")
    for number in range(max(1, line - _AROUND), min(len(lines), line + _AROUND) + 1):
        mark = ">" if number == line else " "
        yield f"  {mark}{number:>4}  {lines[number - 1]}"
