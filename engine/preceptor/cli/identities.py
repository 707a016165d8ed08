"""Identities on the command line: `preceptor check` and `preceptor distil` where they are meant."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from preceptor import domain as domains
from preceptor.check.algebra import Judgement, Verdict, document, judge_all
from preceptor.cli.console import Console
from preceptor.cli.exits import Exit
from preceptor.cli.progress import Bar
from preceptor.distil import Event, IdentityRun, distil_identities
from preceptor.domain import Domain
from preceptor.logic import Fault, InputError
from preceptor.logic.identity import Identity
from preceptor.syntax.files import decode, read_text
from preceptor.syntax.identity import read_identities

FORMATS = ("auto", "rules", "identity", "ontology")


def are_meant(options: Namespace) -> bool:
    """Whether the files hold identities: so told, or of a domain about them."""
    if options.format != "auto":
        return bool(options.format == "identity")
    places = (options.domain, *options.files) if options.domain else options.files
    return any(_domain_of(place) for place in places)


def check(options: Namespace, console: Console) -> int:
    """`preceptor check` of identities: 1 for a refuted one, with --strict for any not proved."""
    identities: list[Identity] = []
    faults: list[Fault] = []
    for name in options.files:
        read, broken = _read(name)
        identities += read
        faults += broken
    for fault in faults:
        console.error(str(fault))
    bar = Bar(console)
    judged: list[Judgement] = []
    for judgement in judge_all(identities):
        judged.append(judgement)
        bar(Event("check", len(judged), len(identities)))
    bar.close()
    found = document(judged)
    console.document(found)
    for judgement in judged:
        if judgement.verdict is not Verdict.PROVED or not console.quiet:
            console.line(_say(judgement))
    console.line(", ".join(f"{number} {verdict}" for verdict, number in found["counts"].items()))
    if faults:
        return Exit.INPUT
    return Exit.FINDINGS if any(_is_error(j, options.strict) for j in judged) else Exit.OK


def distil(options: Namespace, domain: Domain, console: Console) -> int:
    """`preceptor distil` of a domain of identities."""
    out = options.out or Path("runs") / domain.name
    bar = Bar(console)
    try:
        run = distil_identities(domain, out=out, seed=options.seed, progress=bar)
    except KeyboardInterrupt:
        bar.close()
        console.error(f"interrupted; the same command goes on with {out}")
        return Exit.INTERRUPTED
    bar.close()
    if options.publish:
        run.publish(domain)
        console.note(f"published: {domain.identities}")
    for fault in run.faults:
        console.error(f"{fault['place']}: {fault['code']}: {fault['message']}")
    console.document(run.metrics)
    console.lines(_told(run))
    return Exit.OK


def _told(run: IdentityRun) -> Iterator[str]:
    counts, verdicts = run.metrics["counts"], run.metrics["verdicts"]
    rejected = sum(counts["rejected"].values())
    yield f"{counts['replies']} replies, {counts['statements']} statements, {rejected} rejected"
    yield ", ".join(f"{number} {verdict}" for verdict, number in verdicts.items())
    yield f"{counts['accepted']} identities kept, {counts['quarantined']} in quarantine"
    yield ""
    yield f"{run.path}: identities.txt, quarantine.txt, identities.json, metrics.json, README.md"


def _say(judgement: Judgement) -> str:
    origin = judgement.identity.origin
    return f"{origin}: {judgement}" if origin else str(judgement)


def _is_error(judgement: Judgement, strict: bool) -> bool:
    if strict:
        return judgement.verdict is not Verdict.PROVED
    return judgement.verdict is Verdict.REFUTED


def _domain_of(place: str) -> Domain | None:
    """The domain of identities that a name, a folder, or the folder of a file is."""
    folder = Path(place).parent if Path(place).is_file() else place
    try:
        path = domains.find(folder)
    except InputError:
        return None
    domain = domains.load(path)
    return domain if domain.format == "identity" else None


def _read(name: str) -> tuple[tuple[Identity, ...], tuple[Fault, ...]]:
    if name == "-":
        return read_identities(decode(sys.stdin.buffer.read(), "<stdin>"), "<stdin>")
    path = Path(name)
    if not path.is_file():
        domain = _domain_of(name)
        if domain is None:
            raise InputError(f"no file or domain of identities {name!r}")
        path = domain.identities
        if not path.is_file():
            raise InputError(
                f"{name} has no {path.name} yet", f"make it:  preceptor distil {name} --publish"
            )
    return read_identities(read_text(path), str(path))
