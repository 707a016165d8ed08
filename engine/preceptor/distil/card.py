"""The card: a page that says who taught a rule base, what was kept and dropped, and how it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from preceptor.distil.author_card import author_sections
from preceptor.distil.cell import code_cell
from preceptor.distil.elicitation import elicitation_sections
from preceptor.distil.ledger import ledger_sections
from preceptor.distil.verdicts import Row, reason
from preceptor.domain import Domain
from preceptor.logic import TITLES, Code

CARD = "README.md"


def card(
    domain: Domain,
    metrics: Mapping[str, Any],
    rows: Sequence[Row],
    rejected: Sequence[Row],
    repaired: str = "",
    ledger: Mapping[str, Any] | None = None,
    more: Sequence[str] = (),
) -> str:
    """The page, in Markdown, from the metrics, the verdicts and the statements without a rule.

    With `student` among the metrics it tells of the student too, with `authors` of what they say
    alone and together, and of the text of repair.diff if there is one. The ledger is that of a live
    teacher, who is told of in the place of the recording's; `more` are further sections.
    """
    parts = [
        f"# {domain.name}\n\n{domain.description}",
        *([teacher_section(domain)] if ledger is None else ledger_sections(ledger)),
        *elicitation_sections(metrics.get("elicitation", {})),
        _counts(metrics["counts"], metrics["harvest"]),
        _reasons(metrics["counts"], _examples(rows, rejected)),
        _checks(metrics),
    ]
    if "authors" in metrics:
        parts += author_sections(metrics["authors"], repaired)
    if "student" in metrics:
        parts.append(_student(metrics["student"]))
    parts += more
    parts.append(
        f"Made by `preceptor distil {domain.name}`, strategy {metrics['strategy']}, "
        f"seed {metrics['seed']}."
    )
    return "\n\n".join(parts) + "\n"


def teacher_section(domain: Domain) -> str:
    """Who wrote the replies, when, and what is to be known of them."""
    about = domain.provenance
    lines = [
        f"- {label}: {value}"
        for label, value in (
            ("teacher", about.teacher),
            ("date", about.date),
            ("licence", about.licence),
        )
        if value
    ]
    return "\n\n".join(filter(None, ["## Teacher", "\n".join(lines), about.note.strip()]))


def _counts(counts: Mapping[str, Any], harvest: Mapping[str, int]) -> str:
    """What went in and came out at every gate: lines, statements, rules."""
    rows = (
        ("replies", counts["replies"], "recorded answers to the prompts"),
        ("replies that could not be read", counts["unreadable"], "lines of the recording"),
        ("lines", harvest["lines"], "of the replies, each of one of the four kinds that follow"),
        ("blank lines", harvest["blank"], ""),
        ("comment lines", harvest["comment"], "fences and headings among them"),
        ("prose lines", harvest["prose"], ""),
        ("statement lines", harvest["statement_lines"], ""),
        ("statements", harvest["statements"], f"{_share(harvest)} % of them read or repaired"),
        ("read", harvest["read"], "as they were written"),
        ("repaired", harvest["repaired"], "by operators that each have a name"),
        ("rejected", harvest["rejected"], "statements that are no rule"),
        ("candidates", counts["candidates"], "rules stated; one disjunction gives several"),
        ("accepted", counts["accepted"], f"in rules.pl; {counts['repaired']} of them repaired"),
        ("quarantined", counts["quarantined"], "in quarantine.pl until a person or data decides"),
        ("dropped", sum(counts["dropped"].values()), "most of them said by another reply too"),
        ("undecided", counts["undecided"], "the solver gave up"),
    )
    table = "".join(f"| {name} | {number} | {what} |\n" for name, number, what in rows)
    return f"## Counts\n\n| | number | |\n|---|---:|---|\n{table}".rstrip()


def _share(harvest: Mapping[str, int]) -> str:
    """The percentage of statements that were read or repaired, rounded down: 100.0 is all."""
    good = harvest["read"] + harvest["repaired"]
    thousandths = 1000 * good // harvest["statements"] if harvest["statements"] else 1000
    return f"{thousandths // 10}.{thousandths % 10}"


def _examples(rows: Sequence[Row], rejected: Sequence[Row]) -> Mapping[tuple[str, str], str]:
    """The first text of each fate and code."""
    stated = {(row["verdict"], reason(row)): row["stated"] for row in reversed(rows)}
    return stated | {("rejected", row["code"]): row["before"] for row in reversed(rejected)}


def _reasons(counts: Mapping[str, Any], examples: Mapping[tuple[str, str], str]) -> str:
    """Why statements and rules were not kept, code by code, each with an example."""
    lines = []
    for verdict, codes in (
        ("rejected", counts["rejected"]),
        ("dropped", counts["dropped"]),
        ("quarantined", counts["quarantined_by"]),
    ):
        for code, number in codes.items():
            example = code_cell(examples[verdict, code])
            lines.append(f"| {code} | {TITLES[Code(code)]} | {verdict} | {number} | {example} |\n")
    head = "| code | reason | fate | number | for example |\n|---|---|---|---:|---|\n"
    return f"## Reasons\n\n{head}{''.join(lines)}".rstrip() if lines else "## Reasons\n\nNone."


def _checks(metrics: Mapping[str, Any]) -> str:
    said = {True: "yes", False: "no", None: "not decided"}
    codes = "".join(
        f"- {number} × {code}, {TITLES[Code(code)]}\n"
        for code, number in metrics["findings"].items()
    )
    return (
        "## Checks\n\n"
        f"- consistent (no rule is incoherent): {said[metrics['consistent']]}\n"
        f"- safe (no constraint can be broken): {said[metrics['safe']]}\n"
        "- SWI-Prolog concludes the same from the example facts: "
        f"{said[metrics['agreement']]}\n{codes}"
    ).rstrip()


def _student(report: Mapping[str, Any]) -> str:
    if "skipped" in report:
        return f"## Student\n\nstudent: none ({report['skipped']})"
    lines = "".join(
        f"| {name} | {_shown(value)} |\n" for name, value in _flat(report) if value is not None
    )
    return f"## Student\n\n| figure | value |\n|---|---|\n{lines}".rstrip()


def _flat(report: Mapping[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    """The single figures of nested metrics, `dev.agreement`; lists are left to metrics.json."""
    flat: list[tuple[str, Any]] = []
    for name, value in report.items():
        if isinstance(value, Mapping):
            flat += _flat(value, f"{prefix}{name}.")
        elif isinstance(value, int | float | str):
            flat.append((prefix + name, value))
    return flat


def _shown(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
