"""Distilling identities: ask, read, judge each by Z3, sympy and exact points, keep what holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from preceptor import __version__, harvest
from preceptor import domain as domains
from preceptor.check.algebra import Judgement, document, judge_all
from preceptor.distil.asking import RECORDING, Asker, ask, settle
from preceptor.distil.candidates import CANDIDATES, HARVEST, reply
from preceptor.distil.card import CARD
from preceptor.distil.folder import Files, Folder, digest_path, read_document
from preceptor.distil.folder import document as written
from preceptor.distil.identity_card import identity_card
from preceptor.distil.identity_file import IDENTITIES, QUARANTINE, identity_file, quarantine_file
from preceptor.distil.inquiry import Inquiry, replaying
from preceptor.distil.metrics import METRICS, SCHEMA
from preceptor.distil.progress import Event, Progress, silent
from preceptor.distil.replyfile import REPLIES, read_replies
from preceptor.distil.run import publish
from preceptor.domain import Domain
from preceptor.harvest import Totals
from preceptor.logic import Code, InputError, Origin
from preceptor.logic.identity import Identity
from preceptor.syntax.files import read_text
from preceptor.syntax.identity import parse_identity
from preceptor.syntax.identity_show import show_identity
from preceptor.syntax.jsonl import dump_lines, read_lines

JUDGEMENTS = "identities.json"
_JUDGES = ("mpmath", "sympy", "z3-solver")  # whose versions decide what they decide

Row = Mapping[str, Any]


class IdentityRun:
    """A finished run over identities."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def metrics(self) -> Mapping[str, Any]:
        """The document `preceptor/run/1`."""
        return read_document(self.path / METRICS)

    @cached_property
    def judgements(self) -> Mapping[str, Any]:
        """The document `preceptor/identities/1`: each candidate in the order of the replies."""
        return read_document(self.path / JUDGEMENTS)

    @cached_property
    def faults(self) -> tuple[Mapping[str, str], ...]:
        """What of the recording could not be read: place, code and message."""
        return tuple(read_document(self.path / RECORDING)["faults"])

    def publish(self, domain: Domain) -> None:
        """Writes the identities, the quarantine and the card into the folder of the domain.

        Raises InputError, before it writes, where a file there was not made by a run.
        """
        names = (IDENTITIES, QUARANTINE, CARD)
        publish(domain, {name: read_text(self.path / name) for name in names})


def distil_identities(
    domain: Domain | str | Path,
    *,
    out: str | Path | None = None,
    seed: int = 0,
    progress: Progress = silent,
) -> IdentityRun:
    """Distils a domain of identities into a run folder (runs/NAME when `out` is None), from its
    recorded replies, or resumes one there. Raises InputError for a domain of rules."""
    loaded = domain if isinstance(domain, Domain) else domains.load(domain)
    if loaded.format != "identity":
        raise InputError(f"{loaded.name} is about rules, not identities", "use distil()")
    config = {
        "schema": "preceptor/config/1",
        "domain": loaded.name,
        "strategy": "direct",
        "teacher": "replay",
        "seed": seed,
        "version": __version__,
    }
    path = Path("runs") / loaded.name if out is None else Path(out)
    folder = Folder.open(path, config, progress)
    _fill(folder, loaded, replaying(loaded), seed)
    return IdentityRun(path)


def _fill(folder: Folder, domain: Domain, inquiry: Inquiry, seed: int) -> None:
    """The stages in order; each reads what it needs from the files of those before it."""
    path, tell = folder.path, folder.progress

    def inputs(*names: str) -> tuple[str, ...]:
        files = (digest_path(path / name) for name in names)
        return (__version__, read_text(domain.settings), *files)

    folder.stage("ask", inquiry.inputs, lambda: ask(Asker(inquiry, path, tell)))
    settle(path)
    folder.stage("harvest", inputs(REPLIES), lambda: _harvest(path / REPLIES, tell))
    folder.stage(
        "check",
        (*inputs(CANDIDATES), *map(version, _JUDGES)),
        lambda: _judge(domain, path / CANDIDATES, tell),
    )
    folder.stage(
        "card",
        inputs(RECORDING, REPLIES, CANDIDATES, HARVEST, JUDGEMENTS),
        lambda: _card(domain, path, seed),
    )


def _harvest(replies: Path, progress: Progress) -> Files:
    """The texts of candidates.jsonl, a line for each statement, and harvest.json, the totals."""
    rows: list[str] = []
    totals = Totals()
    records = read_replies(replies)
    for number, record in enumerate(records, 1):
        taken = harvest.read(record.text, reply(record), reader="identity")
        rows.append(
            dump_lines(
                {**s.document(), "identities": list(map(show_identity, s.identities))}
                for s in taken.statements
            )
        )
        totals += taken.totals
        progress(Event("harvest", number, len(records)))
    return {CANDIDATES: "".join(rows), HARVEST: written(totals.document())}


def _judge(domain: Domain, candidates: Path, progress: Progress) -> Files:
    """The texts of identities.json, and the files of what was kept and what was not."""
    stated = tuple(_stated(candidates))
    judged: list[Judgement] = []
    for judgement in judge_all(stated):
        judged.append(judgement)
        progress(Event("check", len(judged), len(stated)))
    return {
        JUDGEMENTS: written(document(judged)),
        IDENTITIES: identity_file(domain, judged),
        QUARANTINE: quarantine_file(domain, judged),
    }


def _stated(candidates: Path) -> Iterator[Identity]:
    """The identities of candidates.jsonl in order, each at its place in the replies."""
    for line in read_lines(candidates)[0]:
        row = line.value
        operators = tuple(row["operators"])
        before = row["before"] if operators else ""
        origin = Origin(
            row["reply"], row["line"], row["column"], operators=operators, before=before
        )
        for text in row["identities"]:
            read = parse_identity(text)
            yield Identity(read.left, read.right, read.conditions, origin)


def _card(domain: Domain, path: Path, seed: int) -> Files:
    statements = [line.value for line in read_lines(path / CANDIDATES)[0]]
    judged = read_document(path / JUDGEMENTS)
    found = _metrics(domain, path, statements, judged["identities"], judged["counts"], seed)
    return {
        CARD: identity_card(domain, found, statements, judged["identities"]),
        METRICS: written(found),
    }


def _metrics(
    domain: Domain,
    path: Path,
    statements: list[Row],
    judged: list[Row],
    verdicts: Mapping[str, int],
    seed: int,
) -> dict[str, Any]:
    """candidates = accepted + quarantined + dropped; repaired are among the accepted."""
    kept = [row for row in judged if row["kept"]]
    fresh = {row["guarded"]: row for row in reversed(kept)}
    codes = sorted(row["code"] for row in statements if row["status"] == "rejected")
    return {
        "schema": SCHEMA,
        "domain": domain.name,
        "strategy": "direct",
        "seed": seed,
        "counts": {
            "replies": len(read_lines(path / REPLIES)[0]),
            "unreadable": len(read_document(path / RECORDING)["faults"]),
            "statements": len(statements),
            "rejected": {code: codes.count(code) for code in dict.fromkeys(codes)},
            "candidates": len(judged),
            "accepted": len(fresh),
            "repaired": sum(bool(row["operators"] or row["where"]) for row in fresh.values()),
            "quarantined": len(judged) - len(kept),
            "dropped": {Code.DUPLICATE.value: len(kept) - len(fresh)}
            if len(kept) > len(fresh)
            else {},
            "undecided": 0,
        },
        "harvest": read_document(path / HARVEST),
        "verdicts": dict(verdicts),
        "consistent": None,
        "safe": None,
        "student": {"skipped": "identities have no student"},
    }
