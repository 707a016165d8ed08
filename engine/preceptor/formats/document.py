"""The rules as a JSON document, `preceptor/rules/1`, and back: the syntax tree itself, all of it.

    ATOM     {"predicate": "parent", "args": [TERM...], "negated": true for -parent}
    TERM     {"var": "X"} | {"const": "ann"} | {"num": "7/20"}
    LITERAL  {"atom": ATOM} | {"not": ATOM} | {"compare": ">=", "left": EXPR, "right": EXPR}
             | {"aggregate": "count", "result": TERM, "terms": [TERM...], "over": ATOM}
    EXPR     TERM | {"op": "+", "left": EXPR, "right": EXPR}
    RULE     {"id", "head": ATOM or null, "body": [LITERAL...], "weight": "9/10", "name", "clause",
              "origin"}

A document is {"schema", "signature", "rules", "facts"}. What is read is printed and parsed again,
so that nothing enters by JSON that the rule language has not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Any, assert_never

from preceptor.formats.cursor import Cursor, read_json
from preceptor.graph.document import layout, read_number, read_signature, write_signature
from preceptor.logic import (
    NO_SIGNATURE,
    Aggregate,
    Arith,
    Atom,
    Compare,
    Const,
    Expr,
    Fold,
    InputError,
    Literal,
    Not,
    Num,
    Op,
    Origin,
    ParseError,
    Rule,
    Signature,
    Term,
    Theory,
    Var,
    is_ground,
)
from preceptor.syntax import parse_rules, rule_id, show_rule

SCHEMA = "preceptor/rules/1"

Json = dict[str, Any]

_VARIABLE = re.compile(r"[A-Z_][A-Za-z0-9_]*")
_PLACE = ("line", "column", "end_line", "end_column")


def to_json(theory: Theory, facts: Iterable[Atom] = ()) -> str:
    """The document of a theory, with facts if there are any; the same text for the same theory."""
    document: Json = {
        "schema": SCHEMA,
        "signature": write_signature(theory.signature),
        "rules": [_write_rule(rule) for rule in theory],
        "facts": [_write_atom(fact) for fact in facts],
    }
    return layout(document)


def from_json(text: str) -> Theory:
    """The theory of a document; equal to the one that was written, ids and origins included.

    Raises InputError with the path of what is wrong: `$.rules[3].head.args[0]: ...`.
    """
    return read_document(text)[0]


def read_document(text: str) -> tuple[Theory, tuple[Atom, ...]]:
    """The theory and the facts of a document. Raises InputError as `from_json` does."""
    try:
        return _read_document(read_json(text))
    except RecursionError:
        raise InputError("the JSON nests too deep") from None


def _read_document(whole: Cursor) -> tuple[Theory, tuple[Atom, ...]]:
    if not whole.has("schema") or whole.value["schema"] != SCHEMA:
        whole.fail(f'expected a {SCHEMA} document, with "schema": "{SCHEMA}"')
    document = whole.fields("a document", "schema rules", "signature facts")
    signature = _read_signature(document["signature"]) if "signature" in document else NO_SIGNATURE
    rules = tuple(map(_read_rule, document["rules"].items()))
    _refuse_shared_names(rules)
    facts = tuple(map(_read_fact, document["facts"].items())) if "facts" in document else ()
    return Theory(rules, signature), facts


def _write_rule(rule: Rule) -> Json:
    entry: Json = {
        "id": rule_id(rule),
        "head": None if rule.head is None else _write_atom(rule.head),
        "body": [_write_literal(literal) for literal in rule.body],
    }
    if not rule.is_hard:
        entry["weight"] = str(rule.weight)
    if rule.name is not None:
        entry["name"] = rule.name
    if rule.clause is not None:
        entry["clause"] = rule.clause
    if rule.origin is not None:
        names = ("source", *_PLACE, "operators", "before")
        entry["origin"] = {name: getattr(rule.origin, name) for name in names}
    return entry


def _write_literal(literal: Literal) -> Json:
    match literal:
        case Atom():
            return {"atom": _write_atom(literal)}
        case Not(atom):
            return {"not": _write_atom(atom)}
        case Compare(op, left, right):
            return {"compare": op.value, "left": _write_expr(left), "right": _write_expr(right)}
        case Aggregate(result, fold, terms, atom):
            listed = [_write_expr(term) for term in terms]
            folded = {"aggregate": fold.value, "result": _write_expr(result)}
            return {**folded, "terms": listed, "over": _write_atom(atom)}
        case _:
            assert_never(literal)


def _write_atom(atom: Atom) -> Json:
    entry: Json = {"predicate": atom.name, "args": [_write_expr(term) for term in atom.args]}
    return entry | ({"negated": True} if atom.negated else {})


def _write_expr(expr: Expr) -> Json:
    match expr:
        case Var(name):
            return {"var": name}
        case Const(name):
            return {"const": name}
        case Num(value):
            return {"num": str(value)}
        case Arith(op, left, right):
            return {"op": op, "left": _write_expr(left), "right": _write_expr(right)}
        case _:
            assert_never(expr)


def _read_signature(found: Cursor) -> Signature:
    try:
        return read_signature(found.value)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        found.fail(f"not a signature ({type(error).__name__}: {error})")


def _read_rule(found: Cursor) -> Rule:
    fields = found.fields("a rule", "head body", "id weight name clause origin")
    head = None if fields["head"].value is None else _read_atom(fields["head"])
    body = tuple(map(_read_literal, fields["body"].items()))
    weight = _read_number(fields["weight"]) if "weight" in fields else Num(1)
    name, clause = (fields[key].text() if key in fields else None for key in ("name", "clause"))
    origin = _read_origin(fields["origin"]) if "origin" in fields else None
    try:
        rule = Rule(head, body, Fraction(weight.value), name, clause, origin)
    except ValueError as error:
        found.fail(str(error))
    _refuse_unsayable(rule, found)
    if "id" in fields and fields["id"].text() != rule_id(rule):
        fields["id"].fail(f"the id of this rule is {rule_id(rule)}", "leave out ids, or keep both")
    return rule


def _refuse_unsayable(rule: Rule, found: Cursor) -> None:
    """Raises InputError unless the rule's print reads back as the rule."""
    try:
        parsed = parse_rules(show_rule(rule))
    except ParseError as error:
        found.fail(f"not in the rule language: {error.faults[0].message}")
    if parsed != (rule,):
        found.fail("not in the rule language: its print reads back as something else")


def _refuse_shared_names(rules: Iterable[Rule]) -> None:
    """Only the alternatives of one clause may have one name."""
    clauses: dict[str, str | None] = {}
    for rule in rules:
        if rule.name is None:
            continue
        if rule.name in clauses and (rule.clause is None or clauses[rule.name] != rule.clause):
            raise InputError(f"$.rules: the name {rule.name!r} is given to two clauses")
        clauses[rule.name] = rule.clause


def _read_fact(found: Cursor) -> Atom:
    atom = _read_atom(found)
    if not is_ground(atom):
        found.fail("a fact has no variables")
    _refuse_unsayable(Rule(atom), found)
    return atom


def _read_origin(found: Cursor) -> Origin:
    fields = found.fields("an origin", "source line column", "end_line end_column operators before")
    line, column, end_line, end_column = (
        fields[name].count() if name in fields else 0 for name in _PLACE
    )
    operators = fields["operators"].items() if "operators" in fields else ()
    return Origin(
        fields["source"].text(),
        line,
        column,
        end_line,
        end_column,
        tuple(operator.text() for operator in operators),
        fields["before"].text() if "before" in fields else "",
    )


def _read_literal(found: Cursor) -> Literal:
    if found.has("atom"):
        return _read_atom(found.fields("a literal", "atom")["atom"])
    if found.has("not"):
        return Not(_read_atom(found.fields("a negation", "not")["not"]))
    if found.has("aggregate"):
        return _read_aggregate(found)
    fields = found.fields("a literal (atom, not, compare or aggregate)", "compare left right")
    sign = fields["compare"].text()
    known = [op.value for op in Op]
    if sign not in known:
        fields["compare"].fail("expected a comparison's sign", f"there is: {' '.join(known)}")
    return Compare(Op(sign), _read_expr(fields["left"]), _read_expr(fields["right"]))


def _read_aggregate(found: Cursor) -> Aggregate:
    fields = found.fields("an aggregate", "aggregate result terms over")
    word = fields["aggregate"].text()
    known = [fold.value for fold in Fold]
    if word not in known:
        fields["aggregate"].fail(
            "expected the word of an aggregate", f"there is: {' '.join(known)}"
        )
    terms = tuple(map(_read_term, fields["terms"].items()))
    try:
        result, atom = _read_term(fields["result"]), _read_atom(fields["over"])
        return Aggregate(result, Fold(word), terms, atom)
    except ValueError as error:
        found.fail(str(error))


def _read_atom(found: Cursor) -> Atom:
    fields = found.fields("an atom", "predicate args", "negated")
    negated = fields["negated"].flag() if "negated" in fields else False
    args = tuple(map(_read_term, fields["args"].items()))
    return Atom(fields["predicate"].text(), args, negated)


def _read_expr(found: Cursor) -> Expr:
    if not found.has("op"):
        return _read_term(found)
    fields = found.fields("an expression", "op left right")
    op = fields["op"].text()
    if op not in ("+", "-", "*", "/"):
        fields["op"].fail("expected one of + - * /")
    return Arith(op, _read_expr(fields["left"]), _read_expr(fields["right"]))


def _read_term(found: Cursor) -> Term:
    if found.has("var"):
        name = found.fields("a variable", "var")["var"]
        if not _VARIABLE.fullmatch(name.text()) or name.value == "_":
            name.fail("expected the name of a variable, such as X or _Who")
        return Var(name.value)
    if found.has("const"):
        return Const(found.fields("a constant", "const")["const"].text())
    return _read_number(found.fields("a term (var, const or num)", "num")["num"])


def _read_number(found: Cursor) -> Num:
    try:
        return read_number(found.text())
    except ValueError as error:
        found.fail(str(error))
