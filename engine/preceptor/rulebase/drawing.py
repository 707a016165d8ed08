"""Drawings of proofs, for Graphviz."""

from __future__ import annotations

from collections.abc import Iterable

from preceptor.graph import dot_string
from preceptor.logic import (
    Derived,
    Given,
    Literal,
    Proof,
    Rule,
    Signature,
    children,
    conclusion,
    nodes,
)
from preceptor.rulebase.wording import say_step


def proofs_dot(proofs: Iterable[Proof], signature: Signature) -> str:
    """A digraph from premises to conclusions: given facts are boxes, what is looked up dashed.

    A step that several proofs share is drawn once.
    """
    steps = {_key(node): node for proof in proofs for node in nodes(proof)}
    names = {key: f"n{number}" for number, key in enumerate(steps)}
    lines = ["digraph proofs {", '  rankdir="BT";']
    for key, node in steps.items():
        label = dot_string(say_step(node, signature))
        lines.append(f"  {names[key]} [label={label}, {_shape(node)}];")
    for key, node in steps.items():
        lines += (f"  {names[_key(premise)]} -> {names[key]};" for premise in children(node))
    return "\n".join([*lines, "}\n"])


def _key(node: Proof) -> tuple[Literal, Rule | None]:
    """What tells steps apart: a proof itself may be too tall to be compared."""
    return conclusion(node), node.rule if isinstance(node, Derived | Given) else None


def _shape(node: Proof) -> str:
    if isinstance(node, Derived):
        return "shape=ellipse"
    return "shape=box" if isinstance(node, Given) else "shape=box, style=dashed"
