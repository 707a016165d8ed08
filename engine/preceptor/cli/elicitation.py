"""Elicitation on the command line: what a run asks beyond a domain's own prompts."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from preceptor.cli.parser import at_least
from preceptor.distil import Elicitation
from preceptor.distil.folder import read_document
from preceptor.distil.wishes import WISHES

_NAMED = 6  # wishes


def add_elicitation(parser: ArgumentParser) -> None:
    """--guided, --exemplars, --probe-rules, --refine, --wishes."""
    group = parser.add_argument_group(
        "what is asked beyond the domain's prompts",
        "Each costs further requests. What no recording answers goes to RUN/requests.jsonl.",
    )
    group.add_argument(
        "--guided",
        action="store_true",
        help="ask for constraints first, then one topic after another, the one with the fewest "
        "accepted rules first, and show what was accepted",
    )
    group.add_argument(
        "--exemplars",
        type=at_least(0),
        default=3,
        metavar="N",
        help="accepted rules to show with a topic, with --guided [3]",
    )
    group.add_argument(
        "--refine",
        type=int,
        choices=(0, 1, 2),
        default=0,
        metavar="ROUNDS",
        help="put conflicts back to the teacher in so many rounds, at most 2, and take a repair "
        "only where the check finds less with it [0]",
    )
    group.add_argument(
        "--probe-rules",
        type=at_least(0),
        default=0,
        metavar="N",
        help="ask about N kept rules at most again, twice in other words and once negated [0]",
    )
    group.add_argument(
        "--wishes", action="store_true", help="ask which predicates are missing, in one request"
    )


def read_elicitation(options: Namespace) -> Elicitation:
    return Elicitation(options.guided, options.exemplars, options.probe_rules, options.refine)


def elicitation_lines(figures: Mapping[str, Any], out: Path) -> Iterator[str]:
    """What came of it, and where that lies of which nobody has recorded an answer."""
    refined, probed = figures.get("refinement"), figures.get("probes")
    if refined:
        yield (
            f"conflicts put back: {refined['asked']} asked, {refined['accepted']} mended, "
            f"{refined['refused']} refused, {refined['unparsable']} unparsable"
        )
    if probed and probed["rules"]:
        yield (
            f"rules asked about again: {probed['rules']}, {probed['agreed']} of "
            f"{probed['clear']} clear answers agree"
        )
    left = sum(part["unanswered"] for part in (refined, probed) if part)
    if left:
        yield f"{left} questions have no recorded answer: {out / 'requests.jsonl'}"
        yield (
            '  add "response" to its lines, bring them in with  preceptor import,  and run the '
            "same command again"
        )


def wish_lines(out: Path) -> Iterator[str]:
    """The predicates that the replies lack, in one line."""
    path = out / WISHES
    found = read_document(path)["wishes"] if path.exists() else []
    if found:
        named = ", ".join(wish["predicate"] for wish in found[:_NAMED])
        more = ", ..." if len(found) > _NAMED else ""
        yield f"not declared, and used or asked for: {named}{more} ({path})"
