"""The account of an elicitation: its figures for metrics.json, and what the card says of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from preceptor.distil.elicitation.stages import AGREEMENT, REFINEMENT, TURNS, read_rows
from preceptor.distil.folder import read_document
from preceptor.logic import TITLES, Code, visible

Figures = Mapping[str, Any]

_OUTCOMES = ("accepted", "refused", "unchanged", "unparsable", "settled", "unanswered", "not asked")
_CODE = re.compile(r"P\d{3}\b")


def elicited(path: Path) -> dict[str, Any]:
    """The figures of what a run asked beyond the domain's prompts; empty where that was nothing."""
    found: dict[str, Any] = {}
    if (path / TURNS).exists():
        turns = read_document(path / TURNS)["turns"]
        found["guided"] = {
            "topics": [turn["topic"] for turn in turns],
            "exemplars": sum(len(turn["exemplars"]) for turn in turns),
            "constraints": max(len(turn["constraints"]) for turn in turns),
            "templates": sorted({turn["template"] for turn in turns}),
        }
    if (path / REFINEMENT).exists():
        found["refinement"] = _refinement(read_rows(path, REFINEMENT))
    if (path / AGREEMENT).exists():
        found["probes"] = _probes(read_rows(path, AGREEMENT))
    return found


def _refinement(rows: tuple[Figures, ...]) -> dict[str, Any]:
    outcomes = Counter(row["outcome"] for row in rows)
    return {
        "asked": sum(row["round"] is not None for row in rows),
        **{name: outcomes[name] for name in _OUTCOMES},
        "refused_because": dict(
            sorted(Counter(_cause(r["why"]) for r in rows if r["outcome"] == "refused").items())
        ),
        "changed": sum(len(row["changes"]) for row in rows),
        "templates": sorted({row["template"] for row in rows}),
    }


def _cause(why: str) -> str:
    """The reason in words that are the same for all rules."""
    code = _CODE.match(why)
    return f"{code[0]}, {TITLES[Code(code[0])]}" if code else why


def _probes(rows: tuple[Figures, ...]) -> dict[str, Any]:
    asked = [question for row in rows for question in row["asked"]]
    answers = Counter(question["answer"] for question in asked)
    negated = [question for question in asked if question["expected"] == "no"]
    return {
        "rules": len(rows),
        "asked": len(asked),
        "clear": answers["yes"] + answers["no"],
        "unclear": answers["unclear"],
        "unanswered": answers[None],
        "agreed": sum(question["answer"] == question["expected"] for question in asked),
        "held": sum(row["agreement"] == 1 for row in rows),
        "yes_when_negated": sum(question["answer"] == "yes" for question in negated),
        "templates": sorted({question["template"] for question in asked}),
    }


def elicitation_sections(figures: Figures) -> list[str]:
    """The card's section on it; none where nothing further was asked."""
    lines = [*_guided_lines(figures), *_refinement_lines(figures), *_probe_lines(figures)]
    unanswered = sum(
        figures[part]["unanswered"] for part in ("refinement", "probes") if part in figures
    )
    if unanswered:
        lines.append(
            f"- nobody has recorded an answer to {unanswered} of these questions: they are in "
            "requests.jsonl, to be answered by any model or by hand and brought back with "
            "`preceptor import`"
        )
    return ["## Elicitation\n\n" + "\n".join(lines)] if lines else []


def _guided_lines(figures: Figures) -> Iterator[str]:
    if "guided" in figures:
        guided = figures["guided"]
        order = ", ".join(map(visible, guided["topics"]))
        yield (
            f"- asked in the order of need ({_named(guided)}): {order}; with "
            f"{guided['constraints']} constraints, and {guided['exemplars']} accepted rules as "
            "examples in all"
        )


def _refinement_lines(figures: Figures) -> Iterator[str]:
    if "refinement" not in figures:
        return
    found = figures["refinement"]
    outcomes = ", ".join(f"{found[name]} {name}" for name in _OUTCOMES if found[name])
    yield (
        f"- conflicts put back to the teacher ({_named(found)}): {found['asked']} questions"
        f"{': ' if outcomes else ''}{outcomes}; {found['changed']} rules changed"
    )
    for cause, number in found["refused_because"].items():
        yield f"  - {number} refused: {cause}"


def _probe_lines(figures: Figures) -> Iterator[str]:
    if "probes" not in figures:
        return
    found = figures["probes"]
    if not found["rules"]:
        waits = figures.get("refinement", {}).get("unanswered")
        yield "- no rule was asked about again" + (": first the conflicts above" if waits else "")
        return
    yield (
        f"- rules asked about again, twice in other words and once negated ({_named(found)}): "
        f"{found['rules']} rules, {found['clear']} of {found['asked']} answers clear, "
        f"{found['agreed']} of them agree"
    )
    if found["clear"]:
        yield (
            f"  - {found['held']} of the rules have every clear answer with them; "
            f"{found['yes_when_negated']} times yes to the negation too"
        )


def _named(part: Figures) -> str:
    return ", ".join(part["templates"]) or "nothing to ask"
