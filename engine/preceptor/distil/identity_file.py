"""Identity files: what was kept in our own print, topic by topic, and what awaits a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from preceptor.check.algebra import Judgement, Verdict
from preceptor.domain import Domain
from preceptor.logic import visible
from preceptor.syntax.identity_show import show_identity

IDENTITIES = "identities.txt"
QUARANTINE = "quarantine.txt"


def identity_file(domain: Domain, judged: Sequence[Judgement]) -> str:
    """identities.txt: each kept identity once, with all the conditions that it needs. One that is
    not simply proved has the reason on the line before."""
    kept = {show_identity(j.guarded): j for j in reversed(judged) if j.is_kept}
    order = [j for j in judged if kept.get(show_identity(j.guarded)) is j]
    return _banner(domain, "kept", len(order)) + _by_topic(order)


def quarantine_file(domain: Domain, judged: Sequence[Judgement]) -> str:
    """quarantine.txt: what is refuted or not shown, as it was stated, under the verdict."""
    held = [judgement for judgement in judged if not judgement.is_kept]
    return _banner(domain, "in quarantine", len(held)) + _by_topic(held)


def topic(source: str) -> str:
    """The topic of a reply's name: `algebra/absolute-values#0`."""
    return source.rpartition("#")[0].rpartition("/")[2]


def _by_topic(judged: Iterable[Judgement]) -> str:
    text = ""
    for name, group in groupby(judged, key=lambda j: topic(_source(j))):
        lines = "".join(map(_line, members := list(group)))
        text += f"\n% {name}: {len(members)}\n{lines}"
    return text


def _line(judgement: Judgement) -> str:
    shown = judgement.guarded if judgement.is_kept else judgement.identity
    line = f"{show_identity(shown)}\n"
    if judgement.verdict is Verdict.PROVED:
        return line
    return f"% {visible(judgement.told)}\n{line}"


def _source(judgement: Judgement) -> str:
    origin = judgement.identity.origin
    return "" if origin is None else origin.source


def _banner(domain: Domain, state: str, number: int) -> str:
    teacher = domain.provenance.teacher or "a teacher"
    date = f", {domain.provenance.date}" if domain.provenance.date else ""
    return (
        f"% {domain.name}: {number} identities {state}, from the replies of {teacher}{date}.\n"
        f"% Made by  preceptor distil {domain.name}  and made anew by it: do not edit.\n"
    )
