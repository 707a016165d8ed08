"""The author card: what the authors of a rule base say alone, and where together they clash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from preceptor.distil.repaired import changes

Figures = Mapping[str, Any]
Conflict = Mapping[str, Any]

COLUMNS = ("rules", "set aside", "conflicts", "incoherent", "dead")

_SAID = {True: "yes", False: "no", None: "not decided"}


def author_sections(found: Mapping[str, Any], repaired: str) -> list[str]:
    """The sections of a card, from the document authors.json and the text of repaired.pl if any."""
    sections = [_table(found), _conflicts(found["conflicts"])]
    return [*sections, _repair(repaired)] if repaired else sections


def row(name: str, figures: Figures) -> str:
    """One line of a table of checks, under `COLUMNS` and `safe`."""
    numbers = " | ".join(str(figures[column]) for column in COLUMNS)
    return f"| {name} | {numbers} | {_SAID[figures['safe']]} |\n"


def header(first: str) -> str:
    titles = " | ".join(COLUMNS)
    return f"| {first} | {titles} | safe |\n|---|{'---:|' * len(COLUMNS)}---|\n"


def between(found: Mapping[str, Any]) -> list[Conflict]:
    """The conflicts whose rules no author states alone."""
    return [conflict for conflict in found["conflicts"] if not conflict["within"]]


def _table(found: Mapping[str, Any]) -> str:
    rows = [row(name, figures) for name, figures in found["authors"].items()]
    return (
        "## Authors\n\n"
        "Each author's rules were checked alone, and then all together. A rule is set aside where "
        "the others make its negation run in a circle; a conflict is a least set of rules that can "
        "break a constraint; an incoherent rule breaks one whenever it fires; a dead one never "
        "fires; safe is a policy that can break none.\n\n"
        f"{header('author')}{''.join(rows)}{row('all together', found['together'])}"
    ).rstrip()


def _conflicts(conflicts: Sequence[Conflict]) -> str:
    """One case of each constraint that is broken, the worst first, with the number of all."""
    by_law: dict[str, list[Conflict]] = {}
    for conflict in conflicts:
        by_law.setdefault(conflict["law"], []).append(conflict)
    parts = [_law(law, told) for law, told in by_law.items()]
    return "\n\n".join(["## Conflicts", *parts]) if parts else "## Conflicts\n\nNone."


def _law(law: str, conflicts: Sequence[Conflict]) -> str:
    shown = min(conflicts, key=lambda c: (bool(c["within"]), c["severity"] != "error"))
    number = f"{len(conflicts)} ways" if len(conflicts) > 1 else "1 way"
    return f"### `{law}`\n\n{number} to break it, {_authors(conflicts)}.\n\n" + "\n".join(
        _case(shown)
    )


def _authors(conflicts: Sequence[Conflict]) -> str:
    """`3 of them within one author's rules`, or that it takes several authors."""
    inside = sum(bool(conflict["within"]) for conflict in conflicts)
    if not inside:
        return "by rules of different authors"
    if inside == len(conflicts):
        return "by rules of one author"
    return f"{inside} by rules of one author, {len(conflicts) - inside} of different ones"


def _case(conflict: Conflict) -> Iterator[str]:
    yield f"The case: {'; '.join(conflict['case']) or 'any'}.\n"
    core = {rule["rule"]: rule for rule in conflict["core"]}
    for step in conflict["concluded"]:
        rule = core.get(step["rule"])
        if rule is not None:
            who = " and ".join(rule["authors"])
            yield f"- {step['words']}, says the {who} author: `{rule['text']}`"
    if conflict["severity"] == "error":
        yield f"\n`{conflict['core'][0]['text']}` never fires without breaking it."


def _repair(repaired: str) -> str:
    """What repaired.pl changes in rules.pl."""
    lines = [
        f"- `{before}` is dropped" if after is None else f"- `{before}` becomes\n  `{after}`"
        for before, after in changes(repaired)
    ]
    outcome = repaired.partition("\n")[0].partition(": ")[2]
    return "\n\n".join(
        ["## Repair", f"In `repaired.pl`, {outcome}", *(["\n".join(lines)] if lines else [])]
    )
