"""The card of a domain of identities: who wrote them, what was read, and each topic's verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from preceptor.check.algebra import Verdict
from preceptor.distil.card import teacher_section
from preceptor.distil.cell import code_cell
from preceptor.distil.identity_file import topic
from preceptor.domain import Domain
from preceptor.logic import TITLES, Code

Row = Mapping[str, Any]

_VERDICTS = """\
- **proved**: Z3 finds that inside the conditions both sides have values and cannot differ, sympy
  brings the difference to zero, and the sides agree at random exact points
- **holds where**: as proved, under conditions that were not stated and are added
- **refuted**: an exact point inside the conditions at which the sides surely differ
- **not proved**: the rest. What sympy or Z3 alone shows and the points confirm is kept and marked;
  what neither shows is in quarantine.txt"""


def identity_card(
    domain: Domain, metrics: Mapping[str, Any], statements: Sequence[Row], judged: Sequence[Row]
) -> str:
    """The page, in Markdown, from the metrics, the statements and the judgements."""
    parts = [
        f"# {domain.name}\n\n{domain.description}",
        teacher_section(domain),
        _counts(metrics),
        _topics(statements, judged),
        _cases(judged),
        _rejections(statements),
        f"Made by `preceptor distil {domain.name}`, strategy {metrics['strategy']}, "
        f"seed {metrics['seed']}.",
    ]
    return "\n\n".join(parts) + "\n"


def _counts(metrics: Mapping[str, Any]) -> str:
    counts, totals = metrics["counts"], metrics["harvest"]
    rows = (
        ("replies", counts["replies"], "recorded answers to the prompts"),
        ("replies that could not be read", counts["unreadable"], "lines of the recording"),
        ("lines", totals["lines"], _kinds(totals)),
        ("statements", counts["statements"], "what the replies state"),
        ("read", totals["read"], "as they stand"),
        ("repaired", totals["repaired"], "read after named repairs"),
        ("rejected", totals["rejected"], "with a reason below"),
        ("candidates", counts["candidates"], "identities; a chain of equalities gives several"),
        ("accepted", counts["accepted"], "in identities.txt"),
        ("quarantined", counts["quarantined"], "in quarantine.txt"),
        ("dropped", sum(counts["dropped"].values()), "stated before"),
    )
    return f"## Counts\n\n{_table(('', 'number', ''), rows)}"


def _kinds(totals: Mapping[str, int]) -> str:
    return (
        f"{totals['statement_lines']} of statements, {totals['comment']} comment, "
        f"{totals['prose']} prose, {totals['blank']} blank"
    )


def _topics(statements: Sequence[Row], judged: Sequence[Row]) -> str:
    """A row a topic: statements, those read, and the verdicts."""
    names = list(dict.fromkeys(topic(row["reply"]) for row in statements))
    rows = [_row(name, statements, judged) for name in names]
    total = tuple(map(sum, zip(*(row[1:] for row in rows), strict=True)))
    head = ("topic", "statements", "read", *(verdict.value for verdict in Verdict))
    return f"## Verdicts\n\n{_table(head, [*rows, ('all', *total)])}\n\n{_VERDICTS}"


def _row(name: str, statements: Sequence[Row], judged: Sequence[Row]) -> tuple[Any, ...]:
    own = [row for row in statements if topic(row["reply"]) == name]
    found = Counter(row["verdict"] for row in judged if topic(row["source"]) == name)
    read = sum(row["status"] != "rejected" for row in own)
    return (name, len(own), read, *(found[verdict.value] for verdict in Verdict))


def _cases(judged: Sequence[Row]) -> str:
    """Every identity that is not simply proved."""
    rows = [
        (code_cell(row["identity"]), row["told"], "kept" if row["kept"] else "quarantined")
        for row in judged
        if row["verdict"] != Verdict.PROVED
    ]
    head = "## Not simply proved"
    return (
        f"{head}\n\n{_table(('identity', 'verdict', 'fate'), rows)}" if rows else f"{head}\n\nNone."
    )


def _rejections(statements: Iterable[Row]) -> str:
    rows = [
        (code_cell(row["before"]), f"{row['code']}: {TITLES[Code(row['code'])]}", row["reason"])
        for row in statements
        if row["status"] == "rejected"
    ]
    head = "## Rejected"
    return (
        f"{head}\n\n{_table(('statement', 'code', 'reason'), rows)}" if rows else f"{head}\n\nNone."
    )


def _listed(title: str, head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    return f"## {title}\n\n{_table(head, rows) if rows else 'None.'}"


def _table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'|'.join('---' for _ in head)}|"]
    return "\n".join((*lines, *_lines(rows)))


def _lines(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    for row in rows:
        yield f"| {' | '.join(str(cell).replace('|', '&#124;') for cell in row)} |"
