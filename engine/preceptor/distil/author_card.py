"""The author card: what the authors of a rule base say alone, and where together they clash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from preceptor.distil.amendment import AMENDMENT, changes, is_empty, outcome

Figures = Mapping[str, Any]
Conflict = Mapping[str, Any]

COLUMNS = ("rules", "set aside", "conflicts", "incoherent", "dead", "gaps")
NONE = "-"  # a figure that there is not

_SAID = {True: "yes", False: "no", None: "not decided"}


def author_sections(found: Mapping[str, Any], amendment: str) -> list[str]:
    """The sections of a card, from the document authors.json and the text of repair.diff if any."""
    sections = [_table(found), _conflicts(found["conflicts"])]
    if found["together"]["gaps"] is not None or found["gaps"]:
        sections.append(_gaps(found["gaps"]))
    return [*sections, _repair(amendment)] if amendment else sections


def row(name: str, figures: Figures) -> str:
    """One line of a table of checks, under `COLUMNS` and `safe`."""
    numbers = (figures[column] for column in COLUMNS)
    cells = " | ".join(NONE if number is None else str(number) for number in numbers)
    return f"| {name} | {cells} | {_SAID[figures['safe']]} |\n"


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
        "fires; a gap is a case without an outcome, though each is to have one; safe is a policy "
        "that can break no constraint.\n\n"
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


def _gaps(gaps: Sequence[Mapping[str, Any]]) -> str:
    """The case that each total group leaves open."""
    parts = [
        f"Neither {_or(gap['without'])}: {'; '.join(gap['case'])}."
        if gap["case"]
        else f"It is not decided whether each case has one: {_or(gap['without'])}."
        for gap in gaps
    ]
    return "\n\n".join(["## Gaps", *(parts or ["None: each case has an outcome."])])


def _or(predicates: Sequence[str]) -> str:
    return " nor ".join(f"`{predicate}`" for predicate in predicates)


def _repair(amendment: str) -> str:
    """What repair.diff changes in rules.pl."""
    if is_empty(amendment):
        return f"## Repair\n\n{outcome(amendment)}"
    lines = [
        f"- `{before}` becomes\n  `{after}`" if after else f"- `{before}` is dropped"
        for before, after in changes(amendment)
    ]
    return "\n\n".join(["## Repair", f"By `{AMENDMENT}`, {outcome(amendment)}", "\n".join(lines)])
