"""The compiled rule graph: safety, strata, implicit denials, cones, exports."""

from preceptor.graph.denials import (
    body_atom,
    functional_denials,
    implicit_denials,
    opposite_denial,
    predicates,
)
from preceptor.graph.drawing import dot_string
from preceptor.graph.refusal import refuse_aggregates
from preceptor.graph.rulegraph import CompileError, PlannedRule, RuleGraph, compile
from preceptor.graph.safety import binds, body_order, existentials, unbound
from preceptor.graph.strata import Cycle, Node, negative_cycles, pinned, strata

__all__ = [
    "CompileError",
    "Cycle",
    "Node",
    "PlannedRule",
    "RuleGraph",
    "binds",
    "body_atom",
    "body_order",
    "compile",
    "dot_string",
    "existentials",
    "functional_denials",
    "implicit_denials",
    "negative_cycles",
    "opposite_denial",
    "pinned",
    "predicates",
    "refuse_aggregates",
    "strata",
    "unbound",
]
