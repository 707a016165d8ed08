"""Candidates: the rules that the replies state, each with the place where it was said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from preceptor import harvest
from preceptor.distil.folder import Files, document
from preceptor.distil.progress import Event, Progress
from preceptor.distil.replyfile import read_replies
from preceptor.domain import Domain
from preceptor.harvest import Statement, Totals
from preceptor.logic import Origin, Rule
from preceptor.syntax import parse_rules, rule_id, show_rule
from preceptor.syntax.jsonl import dump_lines, read_lines
from preceptor.teacher import Record, is_derived

CANDIDATES = "candidates.jsonl"
HARVEST = "harvest.json"


def harvest_replies(domain: Domain, replies: Path, progress: Progress) -> Files:
    """The texts of candidates.jsonl, a line for each statement, and harvest.json, the totals."""
    records = read_replies(replies)
    rows: list[str] = []
    totals = Totals()
    for number, record in enumerate(records, 1):
        taken = harvest.read(
            record.text,
            reply(record),
            reader=reader(domain, record.id),
            signature=domain.signature,
            words=domain.words,
        )
        rows.append(dump_lines(map(_row, taken.statements)))
        totals += taken.totals
        progress(Event("harvest", number, len(records)))
    return {CANDIDATES: "".join(rows), HARVEST: document(totals.document())}


def read_candidates(path: Path) -> tuple[Rule, ...]:
    """The rules of candidates.jsonl in order, each under an id and a place of its own."""
    rows = [line.value for line in read_lines(path)[0]]
    stated = [(row, rule["text"]) for row in rows for rule in row["rules"]]
    rules = parse_rules("\n".join(text for _, text in stated), str(path))
    return tuple(
        replace(rule, origin=_origin(row)) for rule, (row, _) in zip(rules, stated, strict=True)
    )


def reply(record: Record) -> str:
    """The name of a reply in places and reports: `kinship/father#2`."""
    return f"{record.id}#{record.sample}"


def sample(rule: Rule) -> str:
    """The number of the sample that a candidate was stated in."""
    return "" if rule.origin is None else rule.origin.source.rpartition("#")[2]


def reader(domain: Domain, prompt_id: str) -> str:
    """What the replies to a prompt are written in, as `harvest.read` names it."""
    name = prompt_id.rpartition("/")[0] if is_derived(prompt_id) else prompt_id
    topic = domain.topic(name.rpartition("/")[2])
    return "auto" if topic is None else topic.reader


def _row(statement: Statement) -> dict[str, Any]:
    rules = [{"id": rule_id(r), "text": show_rule(r)} for r in separate(statement.rules)]
    return {**statement.document(), "rules": rules}


def separate(rules: Sequence[Rule]) -> Iterator[Rule]:
    """The alternatives of a disjunction as rules of their own: each is judged for itself.

    Ids that a teacher gave are let go, for another reply may have given the same.
    """
    return (replace(rule, name=None, clause=None) for rule in rules)


def _origin(row: Mapping[str, Any]) -> Origin:
    before = row["before"] if row["operators"] else ""
    operators = tuple(row["operators"])
    return Origin(row["reply"], row["line"], row["column"], operators=operators, before=before)


def rejected(path: Path) -> tuple[Mapping[str, Any], ...]:
    """The statements of candidates.jsonl that gave no rule."""
    rows = (line.value for line in read_lines(path)[0])
    return tuple(row for row in rows if row["status"] == "rejected")
