"""Soufflé: a typed Datalog program (`.dl`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from preceptor.formats.columns import column_types
from preceptor.formats.datalog import Program, datalog
from preceptor.formats.printing import Notation, Show, has_arithmetic, infix
from preceptor.graph import RuleGraph
from preceptor.logic import Atom, Compare

_NOTES = ("n1_flies is a relation of its own; v1_neg_x3a_... holds where it meets its opposite.",)
_BOUNDED = (
    "Soufflé computes in 32 bits and wraps around beyond, without a word, unless it was built",
    "with 64 (RAM_DOMAIN_SIZE).",
)


def souffle(graph: RuleGraph, facts: Iterable[Atom] = ()) -> str:
    """The program, with the type of each column worked out. Raises Unsayable, InputError."""
    program = datalog(graph, facts, "souffle")
    types = column_types(program, graph.signature, "souffle")
    return "".join(f"{line}\n" for line in _lines(program, types))


def _lines(program: Program, types: dict[str, tuple[str, ...]]) -> Iterator[str]:
    bounded = _BOUNDED if has_arithmetic(program.rules) else ()
    yield from _NOTATION.header("Soufflé", program, (*_NOTES, *bounded))
    for name, columns in types.items():
        attributes = ", ".join(f"a{place}: {kind}" for place, kind in enumerate(columns, 1))
        yield f".decl {name}({attributes})"
    yield from map(_NOTATION.clause, program.rules)
    yield from (f".output {name}" for name in program.outputs)


def _test(comparison: Compare, at: int, show: Show) -> Iterator[str]:
    yield infix(comparison, show)


_NOTATION = Notation(comment="//", absent="!", test=_test, none="()")
