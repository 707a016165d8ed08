"""Exports: every format by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from preceptor.formats.anyburl import anyburl
from preceptor.formats.asp import asp
from preceptor.formats.document import to_json
from preceptor.formats.nemo import nemo
from preceptor.formats.problog import problog
from preceptor.formats.souffle import souffle
from preceptor.formats.swi import swi
from preceptor.graph import RuleGraph, compile
from preceptor.logic import Atom, InputError, Theory, did_you_mean

Facts = Iterable[Atom]

_PROGRAMS: Mapping[str, Callable[[RuleGraph, Facts], str]] = {
    "prolog": swi,
    "problog": problog,
    "souffle": souffle,
    "nemo": nemo,
    "asp": asp,
}
_THEORIES: Mapping[str, Callable[[Theory, Facts], str]] = {"anyburl": anyburl, "json": to_json}
_GRAPHS: Mapping[str, Callable[[RuleGraph], str]] = {
    "graph-json": RuleGraph.to_json,
    "dot": RuleGraph.to_dot,
    "mermaid": RuleGraph.to_mermaid,
    "graphml": RuleGraph.to_graphml,
}
_COMMENTS = dict.fromkeys(_PROGRAMS, "%") | {"souffle": "//", "anyburl": "#"}

FORMATS = (*_PROGRAMS, *_THEORIES, *_GRAPHS)


def export(
    theory: Theory, facts: Facts = (), target: str = "prolog", *, drop_weights: bool = False
) -> str:
    """The theory and facts in the format of that name; a drawing and `graph-json` have no facts.

    `drop_weights` leaves the weights out and says so in the first line, where the format has
    comments. Raises Unsayable for what the format lacks, CompileError for rules that are unsafe or
    not stratified (`json` and `anyburl` take them), InputError for an unknown format.
    """
    dropped = sum(not rule.is_hard for rule in theory) if drop_weights else 0
    if dropped:
        theory = replace(theory, rules=tuple(replace(r, weight=Fraction(1)) for r in theory))
    if target in _THEORIES:
        text = _THEORIES[target](theory, facts)
    elif target in _PROGRAMS:
        text = _PROGRAMS[target](compile(theory), facts)
    elif target in _GRAPHS:
        text = _GRAPHS[target](compile(theory))
    else:
        raise InputError(f"no format {target!r}", did_you_mean(target, FORMATS))
    if dropped and target in _COMMENTS:
        return f"{_COMMENTS[target]} Weights left out: {dropped}.\n{text}"
    return text
