"""The query document, `preceptor/query/1`: answers and proofs as plain dicts and lists."""

from __future__ import annotations

from typing import Any, assert_never

from preceptor.logic import (
    Absent,
    Answer,
    Computed,
    Derived,
    Folded,
    Given,
    Proof,
    Result,
    children,
)
from preceptor.reason import Lack, Miss, Probability
from preceptor.syntax import rule_id, show_atom, show_literal, show_term

SCHEMA = "preceptor/query/1"
# Readers of JSON nest calls as deep as the text nests; a proof may be taller than they can go.
MAX_HEIGHT = 200
MAX_NODES = 20_000
MAX_INSTANCES = 1000  # of an aggregate

Document = dict[str, Any]


def query_document(
    result: Result,
    forbidden: tuple[str | None, ...] = (),
    probabilities: tuple[Probability, ...] = (),
    lacks: tuple[Lack, ...] = (),
    missing: tuple[Miss, ...] = (),
) -> Document:
    """The fixed keys of a query's answer; terms and atoms are strings in canonical print.

    `forbidden_by` is the id of the constraint that an answer breaks, null for most. `probability`
    is there where it was asked for, as bounds that are equal when it is exact; `missing` are the
    rule instances that come nearest, each with what it lacks; `lacks` are sets of facts that would
    be enough.
    """
    by = forbidden or (None,) * len(result.answers)
    likely = [{"probability": {"lower": p.lower, "upper": p.upper}} for p in probabilities]
    return {
        "schema": SCHEMA,
        "goal": result.goal,
        "truth": result.truth.value,
        "answers": [
            {**answer_document(answer, result.goal), "forbidden_by": constraint, **more}
            for answer, constraint, more in zip(
                result.answers, by, likely or [{}] * len(result.answers), strict=True
            )
        ],
        "complete": result.complete,
        **({"missing": [*map(_miss, missing)]} if missing else {}),
        **({"lacks": [*map(_lack, lacks)]} if lacks else {}),
    }


def _miss(miss: Miss) -> Document:
    return {
        "rule": rule_id(miss.rule),
        "bindings": {name: show_term(term) for name, term in miss.bindings},
        "literals": [show_literal(literal) for literal in miss.missing],
    }


def _lack(lack: Lack) -> Document:
    return {
        "facts": [show_atom(atom) for atom in lack.facts],
        "where": [show_literal(literal) for literal in lack.where],
    }


def answer_document(answer: Answer, goal: str) -> Document:
    return {
        "bindings": {name: show_term(term) for name, term in answer.bindings},
        "confidence": answer.confidence,
        "source": answer.source.value,
        "proof": _goal_document(answer.proof, goal),
    }


def _goal_document(proofs: tuple[Proof, ...], goal: str) -> Document | None:
    """One proof as it is; those of a conjunction under a node of kind `goal`; None for none."""
    if not proofs:
        return None
    if len(proofs) == 1:
        return proof_document(proofs[0])
    premises = [proof_document(proof) for proof in proofs]
    return {"kind": "goal", "atom": goal, "rule": None, "premises": premises}


def proof_document(proof: Proof) -> Document:
    """The proof as nested dicts, `{"kind", "atom", "rule", "premises"}`.

    A step below `MAX_HEIGHT`, or past `MAX_NODES` steps, keeps its own keys but has no premises
    and says `"cut": true`.
    """
    root = _node(proof)
    stack: list[tuple[Proof, Document, int]] = [(proof, root, 0)]
    made = 1
    while stack:
        node, written, depth = stack.pop()
        below = children(node)
        if below and (depth >= MAX_HEIGHT or made >= MAX_NODES):
            written["cut"] = True
            continue
        for child in below:
            document = _node(child)
            written["premises"].append(document)
            stack.append((child, document, depth + 1))
        made += len(below)
    return root


def _node(proof: Proof) -> Document:
    match proof:
        case Given(atom, rule):
            kind, text = "given", show_atom(atom)
        case Derived(atom, rule, _):
            kind, text = "derived", show_atom(atom)
        case Absent(atom):
            kind, text, rule = "absent", f"\\+ {show_atom(atom)}", None
        case Computed(comparison):
            kind, text, rule = "computed", show_literal(comparison), None
        case Folded(aggregate):
            kind, text, rule = "folded", show_literal(aggregate), None
        case _:
            assert_never(proof)
    document: Document = {
        "kind": kind,
        "atom": text,
        "rule": None if rule is None else rule_id(rule),
        "premises": [],
    }
    if isinstance(proof, Folded):
        document["instances"] = [show_atom(atom) for atom in proof.instances[:MAX_INSTANCES]]
        document |= {"cut": True} if len(proof.instances) > MAX_INSTANCES else {}
    return document
