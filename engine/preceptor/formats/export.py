"""Exports: every format by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from preceptor.formats.asp import asp
from preceptor.formats.document import to_json
from preceptor.formats.nemo import nemo
from preceptor.formats.problog import problog
from preceptor.formats.souffle import souffle
from preceptor.formats.swi import swi
from preceptor.graph import RuleGraph, compile
from preceptor.logic import Atom, InputError, Theory, did_you_mean

Facts = Iterable[Atom]

_OF_GRAPHS: Mapping[str, Callable[[RuleGraph, Facts], str]] = {
    "prolog": swi,
    "problog": problog,
    "souffle": souffle,
    "nemo": nemo,
    "asp": asp,
    "graph-json": lambda graph, _: graph.to_json(),
    "dot": lambda graph, _: graph.to_dot(),
    "mermaid": lambda graph, _: graph.to_mermaid(),
    "graphml": lambda graph, _: graph.to_graphml(),
}
_OF_THEORIES: Mapping[str, Callable[[Theory, Facts], str]] = {"json": to_json}
_COMMENTS = {"prolog": "%", "problog": "%", "souffle": "//", "nemo": "%", "asp": "%"}

FORMATS = ("prolog", "problog", "souffle", "nemo", "asp", "json", *list(_OF_GRAPHS)[5:])


def export(
    theory: Theory, facts: Facts = (), target: str = "prolog", *, drop_weights: bool = False
) -> str:
    """The theory and facts in the format of that name.

    `drop_weights` leaves the weights out and says so in the first line, where the format has
    comments. Raises Unsayable for what the format lacks, CompileError for rules that are unsafe or
    not stratified (`json` takes them all the same), InputError for an unknown format.
    """
    dropped = sum(not rule.is_hard for rule in theory) if drop_weights else 0
    if dropped:
        theory = replace(theory, rules=tuple(replace(r, weight=Fraction(1)) for r in theory))
    if target in _OF_THEORIES:
        text = _OF_THEORIES[target](theory, facts)
    elif target in _OF_GRAPHS:
        text = _OF_GRAPHS[target](compile(theory), facts)
    else:
        raise InputError(f"no format {target!r}", did_you_mean(target, FORMATS))
    if dropped and target in _COMMENTS:
        return f"{_COMMENTS[target]} Weights left out: {dropped}.\n{text}"
    return text
