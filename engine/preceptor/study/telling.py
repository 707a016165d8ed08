"""A study in words: what a split is, what was amiss, and a table of its arms."""

from __future__ import annotations

from collections.abc import Iterator

from preceptor.learn.completion import Direction, Protocol
from preceptor.learn.triples import Split
from preceptor.logic import nearest
from preceptor.study.arms import Result
from preceptor.study.study import Study
from preceptor.study.taught import Taught
from preceptor.syntax import show_rule

_SHOWN = 5  # rules kept apart for one reason, and reasons

COLUMNS = (
    f"{'arm':<30} {'weights':<7} {'rules':>7} {'heads':>5} "
    f"{'MRR':>6} {'@1':>6} {'@10':>6} {'tail':>6} {'head':>6} {'CPU s':>7}  joined by"
)


def say_split(split: Split, protocol: Protocol) -> Iterator[str]:
    """What is asked of what, and under which customs."""
    sizes = "/".join(f"{len(split.part(part)):,}" for part in ("train", "valid", "test"))
    yield (
        f"{split.name}: {sizes} triples (train/valid/test), {len(split.entities):,} entities, "
        f"{len(split.relations)} relations"
    )
    sides = " and ".join(f"{direction}s" for direction in protocol.directions)
    skipped = "queries without a rule skipped" if protocol.skip else "no query skipped"
    cut = f", nothing past rank {protocol.cut}" if protocol.cut else ""
    yield (
        f"protocol {protocol.name}: {sides}, filtered by all parts, {protocol.ties} ties{cut}, "
        f"rules applied to {' and '.join(protocol.graph)}, {skipped}"
    )


def say_notes(split: Split) -> Iterator[str]:
    """What was amiss with the triples."""
    yield from map(str, split.notes)


def say_source(source: Taught, split: Split) -> Iterator[str]:
    """What became of a source's rules, and which of them say nothing here."""
    repeated = f", {source.repeated} said before" if source.repeated else ""
    repairs = "".join(f", {count} by {name}" for name, count in source.repairs.items())
    apart = f", {len(source.apart)} kept apart" if source.apart else ""
    yield f"{source.name}: {len(source.rules)} rules{repairs}{repeated}{apart}"
    reasons = list(source.reasons().items())
    for reason, count in reasons[:_SHOWN]:
        first = next(each.rule for each in source.apart if each.reason == reason)
        yield f"  {count} × {reason}, such as {show_rule(first)}"
    if len(reasons) > _SHOWN:
        yield f"  and {sum(n for _, n in reasons[_SHOWN:])} for other reasons"
    for name in source.unknown()[:_SHOWN]:
        if close := nearest(name, split.relations):
            yield f"  for {name!r} the graph may have {close!r}"


def row(result: Result) -> str:
    """The arm's line under COLUMNS."""
    arm, found = result.arm, result.evaluation
    sides = "".join(
        f" {found.by_direction[d].mrr:6.4f}" if d in found.by_direction else f" {'-':>6}"
        for d in Direction
    )
    return (
        f"{arm.name:<30} {arm.weights:<7} {len(arm.rules):>7,} "
        f"{result.heads:>5} {found.mrr:6.4f} {found.hits1:6.4f} {found.hits10:6.4f}{sides} "
        f"{result.cpu_s:>7.2f}  {found.aggregation}"
    )


def say_proofs(study: Study) -> Iterator[str]:
    """Of each arm whose hits were proved, how many were."""
    for result in study.results:
        if result.certified is not None and result.certified.supported:
            yield f"{result.arm.name} ({result.arm.weights}): {result.certified}"


def say_end(study: Study) -> Iterator[str]:
    """How many queries the figures are means of, whatever the arm."""
    counted = sorted({(r.evaluation.queries, r.evaluation.skipped) for r in study.results})
    for queries, skipped in counted:
        names = [
            r.arm.name
            for r in study.results
            if (r.evaluation.queries, r.evaluation.skipped) == (queries, skipped)
        ]
        which = "" if len(counted) == 1 else f": {', '.join(dict.fromkeys(names))}"
        yield f"{queries:,} queries counted, {skipped:,} skipped{which}"
