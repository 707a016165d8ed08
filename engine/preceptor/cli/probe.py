"""`preceptor probe`: whether a small teacher knows a domain well enough to rank its statements."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from preceptor import domain as domains
from preceptor.cli.console import Console
from preceptor.cli.exits import Exit
from preceptor.cli.progress import Bar
from preceptor.distil import Event
from preceptor.domain import Domain, Probe, show_statement
from preceptor.learn import (
    CHANCE,
    LikelihoodCritic,
    Likely,
    Measured,
    alternatives,
    measure,
    values,
)
from preceptor.logic import Atom, InputError, Rule
from preceptor.syntax import parse_rules
from preceptor.teacher import open_local

SCHEMA = "preceptor/probe/1"

_EPILOG = f"""\
examples:
  preceptor probe animals --teacher gguf:smollm2
  preceptor probe animals --teacher gguf:smollm2 --rank "isa(heron, C)"
  preceptor probe sentiment --teacher hf:models/SmolLM2 --rank "positive(R) :- word(R, gripping)"

The labelled statements of DOMAIN/{domains.PROBE} are put into words, and the
teacher says how likely it finds each. AUC is the probability that one that holds is found likelier
than one that does not. Where the lower end of its 95 % interval is under {CHANCE}, the teacher
may be guessing: it is refused, and ranks nothing.
Exit code: 0 it can rank, 1 it is refused, 2 an error in the input."""


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("domain", metavar="DOMAIN", help="a domain's name or folder")
    parser.add_argument(
        "--teacher",
        required=True,
        metavar="WHO",
        help="gguf:FILE, gguf:FILE#SHA256, gguf:smollm2 (a small model in a package), or hf:DIR",
    )
    parser.add_argument(
        "--rank",
        metavar="STATEMENT",
        help="then rank what could stand in its place: the instances of a fact with variables, "
        "or a rule with each head of the same sorts",
    )
    parser.epilog = _EPILOG


def run(options: Namespace, console: Console) -> int:
    domain = domains.load(options.domain)
    probe = domains.load_probe(domain)
    wanted = None if options.rank is None else _wanted(options.rank, domain, probe)
    teacher = open_local(options.teacher)
    critic = LikelihoodCritic(teacher, probe.phrasing)
    bar = Bar(console)
    try:
        found = measure(
            critic,
            probe.questions,
            seed=options.seed,
            progress=lambda done, total: bar(Event("score", done, total)),
        )
    finally:
        bar.close()
    model = teacher.capabilities.model or options.teacher
    console.lines(_say(found, domain.name, model))
    ranked = critic.rank(wanted) if wanted is not None and not found.at_chance else ()
    console.lines(f"{likely.score:8.2f}  {show_statement(likely.statement)}" for likely in ranked)
    console.document(_document(found, ranked, domain.name, model))
    return Exit.FINDINGS if found.at_chance else Exit.OK


def _wanted(text: str, domain: Domain, probe: Probe) -> Sequence[Rule]:
    """What is to be ranked. Raises InputError."""
    if domain.format == "identity":
        raise InputError("identities have no alternatives to rank")
    written = text.strip()
    read = parse_rules(written if written.endswith(".") else f"{written}.", "--rank")
    if len(read) != 1:
        raise InputError(f"--rank takes one statement, not {len(read)}")
    known = values(domain.signature, _atoms(probe))
    return alternatives(read[0], domain.signature, known)


def _atoms(probe: Probe) -> Iterator[Atom]:
    for question in probe.questions:
        for statement in question.statements:
            if isinstance(statement, Rule):
                parts = (statement.head, *statement.body)
                yield from (part for part in parts if isinstance(part, Atom))


def _say(found: Measured, domain: str, model: str) -> Iterator[str]:
    yield f"{domain}: {found.questions} questions, {found.statements} statements"
    yield f"AUC {found.auc:.3f}, between {found.lower:.3f} and {found.upper:.3f} (95 %)"
    yield f"likeliest statement holds: {found.top:.3f} (by chance {found.random:.3f})"
    if found.at_chance:
        yield f"refused: {model} may be guessing here, {found.lower:.3f} being under {CHANCE}"
    else:
        yield f"{model} can rank statements of {domain}"


def _document(
    found: Measured, ranked: Sequence[Likely], domain: str, model: str
) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "domain": domain,
        "model": model,
        "refused": found.at_chance,
        "least": CHANCE,
        **asdict(found),
        "ranked": [
            {"statement": show_statement(one.statement), "score": one.score} for one in ranked
        ],
    }
