"""The JSON Schema of rules in JSON form, for servers that hold a decoder to nothing else."""

from __future__ import annotations

from typing import Any

from preceptor.logic import Declaration, Num, Op, Role, Signature, Sort, Term
from preceptor.teacher.words import constants, declarations, show_exact, symbols

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MAX_BODY = 8  # literals, as in teacher.lark
_BY_VALUE = (Op.SAME, Op.DIFFERENT)
_NAME = "[a-z][A-Za-z0-9_]{0,31}"

_VARIABLE: Schema = {"type": "string", "pattern": "^(_|[A-Z][A-Za-z0-9_]{0,15})$"}
_INTEGER: Schema = {"type": "integer", "minimum": -9_999_999, "maximum": 9_999_999}
_WEIGHT: Schema = {"enum": [n / 100 for n in range(1, 100)]}
_PLAIN: Schema = {"type": "string", "pattern": f"^{_NAME}$"}
_NULL: Schema = {"type": "null"}


def schema(signature: Signature) -> Schema:
    """The schema of `{"rules": [...]}` in the words of a signature; an empty one allows any."""
    definitions = {
        "rule": {"anyOf": [_rule("head", 1), _rule("signed", 0, 0), _denial()]},
        "literal": {"anyOf": [_ref("signed"), _object({"not": _ref("signed")}), *_comparisons()]},
        **(_locked(signature) if signature else _open()),
        "number": {"anyOf": [_VARIABLE, _INTEGER]},
        "variable": _VARIABLE,
    }
    rules = {"type": "array", "items": _ref("rule"), "minItems": 1}
    return {"$schema": DIALECT, **_object({"rules": rules}), "$defs": definitions}


def _rule(head: str, least: int, most: int = MAX_BODY) -> Schema:
    return _object({"head": _ref(head), "body": _body(least, most)}, {"weight": _WEIGHT})


def _denial() -> Schema:
    return _object({"head": _NULL, "body": _body(1, MAX_BODY)})


def _body(least: int, most: int) -> Schema:
    return {"type": "array", "items": _ref("literal"), "minItems": least, "maxItems": most}


def _comparisons() -> list[Schema]:
    """Order is of numbers; equality is of values, symbols included."""
    order = {"enum": [op.value for op in Op if op not in _BY_VALUE]}
    equal = {"enum": [op.value for op in _BY_VALUE]}
    return [
        _object({"left": _ref("variable"), "op": order, "right": _ref("number")}),
        _object({"left": _ref("variable"), "op": equal, "right": _ref("side")}),
    ]


def _open() -> Schema:
    """Any plain names with up to eight arguments, as in teacher.lark."""
    args = {"type": "array", "items": _ref("side"), "maxItems": 8}
    signed = {"anyOf": _signs({"pred": _PLAIN, "args": args})}
    return {"head": signed, "signed": signed, "side": {"anyOf": [_ref("number"), _PLAIN]}}


def _locked(signature: Signature) -> Schema:
    """Every declared predicate, and which of them a rule with a body may conclude."""
    sorts = {sort.name: sort for sort in signature.sorts}
    signed, head = [], []
    for declaration in declarations(signature):
        plain, negated = _signs(_atom(declaration, sorts))
        signed += [plain, negated]
        head += [negated] if declaration.role is Role.INPUT else [plain, negated]
    side = [_ref("number"), *_enum(symbols(signature))]
    return {"head": {"anyOf": head}, "signed": {"anyOf": signed}, "side": {"anyOf": side}}


def _atom(declaration: Declaration, sorts: dict[str, Sort]) -> Schema:
    arguments = [_argument(sorts.get(name)) for name in declaration.sorts]
    count = len(arguments)
    args: Schema = {"type": "array", "minItems": count, "maxItems": count}
    if arguments:
        args |= {"prefixItems": arguments, "items": False}
    return {"pred": {"const": declaration.predicate.name}, "args": args}


def _argument(sort: Sort | None) -> Schema:
    found = () if sort is None else constants(sort)
    return {"anyOf": [_ref("variable"), *_enum(found)]} if found else _ref("variable")


def _enum(terms: tuple[Term, ...]) -> list[Schema]:
    return [{"enum": list(map(json_term, terms))}] if terms else []


def json_term(term: Term) -> str | int:
    """A term in JSON: a whole number as such, all others in our print, a fraction as `7r20`."""
    whole = isinstance(term, Num) and isinstance(term.value, int)
    return term.value if whole else show_exact(term)  # type: ignore[union-attr,return-value]


def _signs(atom: Schema) -> list[Schema]:
    """The atom, and its strong negation."""
    return [_object(atom), _object({**atom, "negated": {"const": True}})]


def _object(required: Schema, optional: Schema | None = None) -> Schema:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
