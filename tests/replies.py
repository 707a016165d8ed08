"""A reply taken apart, and that its lines add up."""

from __future__ import annotations

from collections import Counter

from preceptor import harvest
from preceptor.harvest import Harvest, Status
from preceptor.syntax import parse_rules
from preceptor.syntax.identity import parse_identities


def take(text: str, **options: object) -> Harvest:
    """The harvest of a reply, after checking that it accounts for all."""
    taken = harvest.read(text, "topic#0", **options)  # type: ignore[arg-type]
    adds_up(taken, text)
    return taken


def adds_up(taken: Harvest, text: str) -> None:
    totals = taken.totals
    expected = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").count("\n")
    expected += bool(text.removeprefix("\ufeff")) and not text.endswith(("\n", "\r"))
    assert totals.lines == expected
    assert totals.lines == totals.blank + totals.comment + totals.prose + totals.statement_lines
    assert totals.statements == len(taken.statements)
    counted = Counter(statement.status for statement in taken.statements)
    assert (totals.read, totals.repaired, totals.rejected) == tuple(
        map(counted.get, Status, [0] * 3)
    )
    for statement in taken.statements:
        if statement.status is Status.REJECTED:
            assert statement.code is not None
            assert statement.reason
            assert not statement.rules
        else:
            assert statement.code is None
            if statement.identities:
                assert parse_identities(statement.after) == statement.identities
            else:
                assert parse_rules(statement.after) == statement.rules
            assert bool(statement.operators) == (statement.status is Status.REPAIRED)
