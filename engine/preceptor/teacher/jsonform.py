"""The JSON form of rules, for teachers that can be held to a schema and to no grammar.

    {"head": {"pred": "uncle", "args": ["X", "Z"]}, "weight": 0.9,
     "body": [{"pred": "brother", "args": ["X", "Y"]}, {"not": {"pred": "dead", "args": ["X"]}},
              {"left": "N", "op": ">=", "right": 18}]}

A predicate is its name without quotes; `"negated": true` is strong negation. A term is a number
or a text in our print: `X`, `bob`, `'New York'`, `7r20`. A denial has the head null.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, assert_never

from preceptor.logic import (
    Aggregate,
    Arith,
    Atom,
    Compare,
    Expr,
    InputError,
    Literal,
    Not,
    Rule,
)
from preceptor.syntax import show_expr, show_literal
from preceptor.syntax.show import plain
from preceptor.teacher.schema import json_term

JsonForm = dict[str, Any]


def json_form(rule: Rule) -> JsonForm:
    """The rule as a JSON object. Raises InputError for what the form has not: `% @id` names and
    arithmetic.
    """
    if rule.name is not None:
        raise InputError(f"the JSON form has no @id, as {rule.name} is")
    said = plain(rule)
    head = None if said.head is None else _atom_form(said.head)
    form = {"head": head, "body": [_literal_form(literal) for literal in said.body]}
    return form if rule.is_hard else {**form, "weight": _weight_form(rule.weight)}


def _atom_form(atom: Atom) -> JsonForm:
    form: JsonForm = {"pred": atom.name, "args": [json_term(term) for term in atom.args]}
    return {**form, "negated": True} if atom.negated else form


def _literal_form(literal: Literal) -> JsonForm:
    match literal:
        case Atom():
            return _atom_form(literal)
        case Not(atom):
            return {"not": _atom_form(atom)}
        case Compare(op, left, right):
            return {"left": _side_form(left), "op": op.value, "right": _side_form(right)}
        case Aggregate():
            raise InputError(f"the JSON form has no aggregates, as  {show_literal(literal)}")
        case _:
            assert_never(literal)


def _side_form(side: Expr) -> str | int:
    if isinstance(side, Arith):
        raise InputError(f"the JSON form has no arithmetic, as  {show_expr(side)}")
    return json_term(side)


def _weight_form(weight: Fraction) -> float | str:
    """A JSON number where that is exact, else `1r3`."""
    near = float(weight)
    exact = "e" not in repr(near) and Fraction(repr(near)) == weight
    return near if exact else f"{weight.numerator}r{weight.denominator}"
