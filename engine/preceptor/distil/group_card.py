"""The group card: one table of a group's domains, whose authors wrote a whole theory each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from preceptor import domain as domains
from preceptor.distil.amendment import AMENDMENT, changes
from preceptor.distil.author_card import NONE, between
from preceptor.distil.authors import AUTHORS
from preceptor.distil.card import CARD
from preceptor.distil.folder import read_document
from preceptor.domain import Domain
from preceptor.logic import InputError
from preceptor.rooms import RULESETS
from preceptor.syntax import parse_rules
from preceptor.syntax.files import read_text, write_text

_COLUMNS = (
    ("area", "its card has a case of each kind of conflict"),
    ("rules", "of each author, in the order of domain.toml"),
    ("alone", "conflicts of each author alone: least sets of rules that can break a constraint"),
    ("together", "conflicts of all rules together"),
    ("between", "those of them whose rules no author states alone"),
    ("incoherent", "rules that never fire, all together, without breaking a constraint"),
    ("set aside", "rules whose negation runs in a circle through those of others"),
    ("dead", "rules that never fire, all together"),
    ("gaps", "1 where all together leave some case without an outcome, though each is to have one"),
    ("kept", "rules in rules.pl: the others are duplicates, or in quarantine.pl"),
    ("changed", "rules that repair.diff narrows; where nothing can be broken there is none"),
    ("dropped", "rules that it leaves out"),
)


def group_card(group: str) -> str:
    """The page of a group, from what is published of its domains.

    Raises InputError for a domain of which nothing is.
    """
    rows = [_row(domains.load(name)) for name in domains.members(group)]
    totals = ["all", *(str(sum(column)) if column else "" for column in _numbers(rows))]
    legend = "".join(f"- *{name}*: {what}\n" for name, what in _COLUMNS)
    titles = " | ".join(name for name, _ in _COLUMNS)
    aligned = "---|" + "---:|" * (len(_COLUMNS) - 1)
    table = "".join(f"| {' | '.join(row)} |\n" for row in (*rows, totals))
    return (
        f"# {group}\n\n{len(rows)} domains, each by several authors who do not agree. What each "
        "says was checked alone and all together, against the domain's constraints.\n\n"
        f"| {titles} |\n|{aligned}\n{table}\n{legend}\n"
        "A repair is the cheapest way to keep the constraints, not the wisest: it is a draft for "
        "the person who answers for the policy.\n\n"
        f"Made by `preceptor distil {group} --publish`.\n"
    )


def _row(domain: Domain) -> list[str]:
    found = read_document(domain.path / AUTHORS)
    authors, together = found["authors"].values(), found["together"]
    diff = domain.path / AMENDMENT
    repairs = [bool(after) for _, after in changes(read_text(diff))] if diff.exists() else []
    area = domain.name.rpartition("/")[2]
    return [
        f"[{area}]({area}/{CARD})",
        _each(authors, "rules"),
        _each(authors, "conflicts"),
        str(together["conflicts"]),
        str(len(between(found))),
        str(together["incoherent"]),
        str(together["set aside"]),
        str(together["dead"]),
        NONE if together["gaps"] is None else str(together["gaps"]),
        str(len(parse_rules(read_text(domain.rules), str(domain.rules)))),
        str(repairs.count(True)),
        str(repairs.count(False)),
    ]


def _each(authors: Iterable[Mapping[str, Any]], figure: str) -> str:
    """`19 + 12 + 16`: the figure of each author."""
    return " + ".join(str(figures[figure]) for figures in authors)


def _numbers(rows: Iterable[list[str]]) -> list[list[int]]:
    """The columns behind the first, as numbers to be summed up."""
    return [
        [sum(map(int, cell.split(" + "))) for cell in column if cell != NONE]
        for column in list(zip(*rows, strict=True))[1:]
    ]


def publish_group(group: str) -> Path:
    """Writes the page into the folder of the group. Raises InputError where another page is."""
    there = RULESETS / group / CARD
    if there.exists() and "preceptor distil" not in read_text(there):
        raise InputError(f"{there} was not made by preceptor distil", "move it away first")
    write_text(there, group_card(group))
    return there
