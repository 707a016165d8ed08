"""Groups of predicates: of which one must hold, or of which no two may hold together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from preceptor.domain.settings import Table
from preceptor.logic import Declaration, Group, did_you_mean


def read_groups(
    table: Table, key: str, declarations: Sequence[Declaration], shared: int
) -> tuple[Group, ...]:
    """The groups of `key = [["approve", "decline/1"], ...]`; faults go to the table's settings.

    `shared` is 1 where the predicates of a group must agree in their first sort, 2 where in all.
    """
    groups = (_group(table, key, names, declarations, shared) for names in table.groups(key))
    return tuple(group for group in groups if group)


def _group(
    table: Table, key: str, names: Sequence[str], declarations: Sequence[Declaration], shared: int
) -> Group:
    if not names:
        table.fault(key, "a group needs predicates")
        return ()
    members = [d for name in names for d in _named(table, key, name, declarations)]
    if len(members) < len(names) or len({d.predicate for d in members}) < len(names):
        if len(members) == len(names):
            table.fault(key, f"a predicate twice in {list(names)}")
        return ()
    if shared == 1 and not members[0].sorts:
        table.fault(key, f"{names[0]} is about nobody: it has no arguments")
        return ()
    if shared == 2 and len(names) < 2:
        table.fault(key, f"{names[0]} alone excludes nothing", "name two predicates or more")
        return ()
    same = [d.sorts[:1] if shared == 1 else d.sorts for d in members]
    for name, sorts in zip(names, same, strict=True):
        if sorts != same[0]:
            what = "first argument" if shared == 1 else "arguments"
            table.fault(key, f"{names[0]} and {name} differ in the sorts of their {what}")
            return ()
    return tuple(d.predicate for d in members)


def _named(
    table: Table, key: str, name: str, declarations: Sequence[Declaration]
) -> Iterator[Declaration]:
    """The declared predicate called `approve/1`, or `approve` where that is clear."""
    found = [d for d in declarations if name in (d.predicate.name, str(d.predicate))]
    if len(found) == 1:
        yield found[0]
    elif found:
        arities = " or ".join(str(d.predicate) for d in found)
        table.fault(key, f"{name!r} has several arities", f"say {arities}")
    else:
        known = [d.predicate.name for d in declarations]
        table.fault(key, f"no predicate {name!r} is declared", did_you_mean(name, known))
