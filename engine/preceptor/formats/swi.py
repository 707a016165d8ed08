"""SWI-Prolog: the compiled print that the confined worker runs, with a header for a reader."""

from __future__ import annotations

from collections.abc import Iterable

from preceptor import prolog
from preceptor.formats.constructs import refuse_lacks
from preceptor.graph import RuleGraph
from preceptor.logic import Atom

_HEADER = """\
% Rules for SWI-Prolog, printed by preceptor.
% 'p:parent' is parent, 'n:flies' the strongly negated -flies; 'p1:level' and 'pgiven:level' are
% parts of level, 'ip:parent' reads the table of 'p:parent' by an index. Names are quoted atoms
% in ASCII, fractions are rationals such as 7r20. answer(N, Values) has the atoms of the N-th
% derived predicate, viol(Id, Values) the values that break a denial.
"""


def swi(graph: RuleGraph, facts: Iterable[Atom] = ()) -> str:
    """The program. Raises Unsayable for weights, InputError for a fact with a variable."""
    facts = tuple(facts)
    refuse_lacks(graph.theory, facts, "prolog")
    return _HEADER + prolog.program(graph, facts)
