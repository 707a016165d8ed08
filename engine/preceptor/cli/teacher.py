"""`preceptor teacher diff`: what two teachers, or one at two dates, say otherwise."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from preceptor import domain as domains
from preceptor.cli.console import Console
from preceptor.cli.exits import Exit
from preceptor.cli.parser import one_of
from preceptor.distil.answers import Answers, of_domain, read_answers
from preceptor.distil.drift import Drift, Judged, drift
from preceptor.domain import Domain
from preceptor.logic import InputError

_NAMES = 6  # of prompts that only one answered, shown

_EPILOG = """\
examples:
  preceptor teacher diff runs/may runs/june
  preceptor teacher diff runs/kinship live.sqlite3 --domain kinship
  preceptor teacher diff all.sqlite3#small all.sqlite3#large --domain kinship --json

A and B are run folders, journals (F#MODEL for the replies of one model in it), exports of journals
or recordings such as a domain's responses.jsonl. Only prompts that both answered are compared,
sample by sample. The rules of each side are judged together, in the words of --domain, which is
that of the run where it is a shipped one.
Exit code: 0 both say the same, 1 they do not, 2 an error in the input."""


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("action", type=one_of("diff"), metavar="diff")
    parser.add_argument("before", metavar="A", help="a run folder or a file of replies")
    parser.add_argument("after", metavar="B", help="another, to the same prompts")
    parser.add_argument("--domain", metavar="D", help="a domain's name or folder")
    parser.epilog = _EPILOG


def run(options: Namespace, console: Console) -> int:
    sides = read_answers(options.before), read_answers(options.after)
    for side in sides:
        for fault in side.faults:
            console.error(str(fault))
    found = drift(*sides, _domain(options.domain, sides))
    console.document(found.document())
    console.lines(_say(found))
    return Exit.OK if found.is_none else Exit.FINDINGS


def _domain(named: str | None, sides: tuple[Answers, Answers]) -> Domain | None:
    """The domain that is named, else that of a run."""
    if named is not None:
        domain = domains.load(named)
    else:
        domain = next(filter(None, map(of_domain, sides)), None)  # type: ignore[assignment]
    if domain is not None and domain.format != "rules":
        raise InputError(f"{domain.name} is about identities", "teachers of rules are compared")
    return domain


def _say(found: Drift) -> Iterator[str]:
    for name, side in zip("AB", found.sides, strict=True):
        about = ", ".join((*side.models, *(side.dates[:1] + side.dates[-1:])[-2:]))
        yield f"{name}  {side.source}{f' ({about})' if about else ''}: {len(side.said)} replies"
    if not found.domain:
        yield "no domain is known: nothing is declared (--domain D)"
    yield f"prompts answered by both  {found.common:>5}  {found.alike} in the same words"
    for name, alone in zip("AB", found.alone, strict=True):
        if alone:
            named = ", ".join((*alone[:_NAMES], *(("...",) if len(alone) > _NAMES else ())))
            yield f"by {name} alone                {len(alone):>5}  {named}"
    yield f"rules stated by both      {found.same:>5}"
    yield from _rules("lost", "-", found.lost)
    yield from _rules("gained", "+", found.gained)
    if found.weights:
        yield f"weights changed           {len(found.weights):>5}"
    for before, after in found.weights:
        yield f"  {before.weight} to {after.weight}  {after.text}"
    if found.verdicts:
        yield f"verdicts changed          {len(found.verdicts):>5}"
    for before, after in found.verdicts:
        yield f"  {before.verdict} to {after.verdict}  {after.text}"
        if because := after.because or before.because:
            yield f"    {because}"
    if found.is_none:
        yield "the same"


def _rules(what: str, sign: str, rules: tuple[Judged, ...]) -> Iterator[str]:
    if rules:
        yield f"rules {what:<6}              {len(rules):>5}"
    for one in rules:
        yield f"  {sign} {one.verdict:<11} {one.text}"
