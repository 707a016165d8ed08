"""The graph as a JSON document, `preceptor/graph/1`, and back.

What a theory says is kept as text in our own print; strata and plans are written for readers
and worked out anew when the document is read, so that no document can smuggle in a wrong plan.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from preceptor.graph.rulegraph import PlannedRule, RuleGraph, compile
from preceptor.logic import (
    Const,
    Declaration,
    Group,
    InputError,
    Num,
    Origin,
    Predicate,
    Role,
    Rule,
    Signature,
    Sort,
    SortKind,
    Term,
    Theory,
)
from preceptor.syntax import parse_rules, show_name, show_rule
from preceptor.syntax.build import MAX_DIGITS

SCHEMA = "preceptor/graph/1"

_NUMBER = re.compile(rf"-?[0-9]{{1,{MAX_DIGITS}}}(?:/[0-9]{{1,{MAX_DIGITS}}})?")

Json = dict[str, Any]


def show_predicate(predicate: Predicate) -> str:
    """`parent/2` or `-'New York'/1`: the name as the rule language writes it."""
    return f"{'-' if predicate.negated else ''}{show_name(predicate.name)}/{predicate.arity}"


def write_graph(graph: RuleGraph) -> str:
    """The document of a graph, the same text for the same theory."""
    denials = iter(graph.denials)
    rules = iter(graph.rules)
    planned = [next(denials if rule.is_denial else rules) for rule in graph.theory]
    document = {
        "schema": SCHEMA,
        "signature": write_signature(graph.signature),
        "rules": [_write_rule(p) for p in planned],
        "implicit": [{"id": p.id, "text": _text(p.rule)} for p in denials],
        "predicates": [
            {
                "predicate": show_predicate(predicate),
                "input": predicate in graph.inputs,
                "derived": predicate in graph.derived,
            }
            for predicate in graph.predicates
        ],
        "strata": [[graph.rules[index].id for index in group] for group in graph.strata],
    }
    return layout(document)


def layout(document: Json) -> str:
    """The text of a document with a line for each item of its lists."""
    return "{\n" + ",\n".join(_entry(*item) for item in document.items()) + "\n}\n"


def _entry(key: str, value: object) -> str:
    """One key of the document; a list gets a line for each of its items, as differences read."""
    if isinstance(value, list):
        items = ",\n  ".join(json.dumps(item, ensure_ascii=False) for item in value)
        return f" {json.dumps(key)}: [\n  {items}\n ]"
    return f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"


def read_graph(text: str) -> RuleGraph:
    """The graph of a document. Raises InputError where it is not one that `write_graph` wrote."""
    try:
        document = json.loads(text)
        if document["schema"] != SCHEMA:
            raise InputError(f"not a {SCHEMA} document but {document['schema']!r}")
        rules = tuple(_read_rule(rule) for rule in document["rules"])
        return compile(Theory(rules, read_signature(document["signature"])))
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        wrong = f"{type(error).__name__}: {error}"
        raise InputError(f"not a {SCHEMA} document ({wrong})", "save the graph anew") from None


def _write_rule(planned: PlannedRule) -> Json:
    rule = planned.rule
    entry: Json = {"id": planned.id, "text": _text(rule)}
    if rule.name is not None:
        entry["name"] = rule.name
    if rule.clause is not None:
        entry["clause"] = rule.clause
    if rule.origin is not None:
        names = ("source", "line", "column", "end_line", "end_column", "operators", "before")
        entry["origin"] = {name: getattr(rule.origin, name) for name in names}
    if not rule.is_denial:
        entry["stratum"] = planned.stratum
    return entry | {"plan": list(planned.plan)}


def _read_rule(entry: Mapping[str, Any]) -> Rule:
    (rule,) = parse_rules(entry["text"], f"rule {entry['id']}")
    origin = entry.get("origin")
    if origin is not None:
        origin = Origin(**{**origin, "operators": tuple(origin["operators"])})
    return replace(rule, name=entry.get("name"), clause=entry.get("clause"), origin=origin)


def _text(rule: Rule) -> str:
    return show_rule(replace(rule, name=None))


def write_signature(signature: Signature) -> Json:
    """Sorts and predicates, each an object with a key for each field."""
    return {
        "sorts": [
            {
                "name": sort.name,
                "kind": str(sort.kind),
                "minimum": _write_term(sort.minimum),
                "maximum": _write_term(sort.maximum),
                "values": [_write_term(term) for term in sort.values],
                "domain": sort.domain,
            }
            for sort in signature.sorts
        ],
        "predicates": [
            {
                "name": declared.predicate.name,
                "sorts": list(declared.sorts),
                "role": str(declared.role),
                "functional": list(declared.functional),
                "text": declared.text,
                "relation": declared.relation,
                "asymmetric": declared.asymmetric,
                "irreflexive": declared.irreflexive,
            }
            for declared in signature.declarations
        ],
        "total": _write_groups(signature.total),
        "exclusive": _write_groups(signature.exclusive),
        "disjoint": _write_groups(signature.disjoint),
    }


def read_signature(entry: Mapping[str, Any]) -> Signature:
    """Its inverse. Raises KeyError, TypeError, ValueError or AttributeError for anything else."""
    return Signature(
        tuple(
            Sort(
                sort["name"],
                SortKind(sort["kind"]),
                _read_number(sort["minimum"]),
                _read_number(sort["maximum"]),
                tuple(_read_term(term) for term in sort["values"]),
                sort["domain"],
            )
            for sort in entry["sorts"]
        ),
        tuple(
            Declaration(
                Predicate(declared["name"], len(declared["sorts"])),
                tuple(declared["sorts"]),
                Role(declared["role"]),
                tuple(declared["functional"]),
                declared["text"],
                declared["relation"],
                declared.get("asymmetric", False),
                declared.get("irreflexive", False),
            )
            for declared in entry["predicates"]
        ),
        *(_read_groups(entry.get(kind, ())) for kind in ("total", "exclusive", "disjoint")),
    )


def _write_groups(groups: Iterable[Group]) -> list[list[Json]]:
    """Each group as a list of objects with name and arity."""
    return [[{"name": p.name, "arity": p.arity} for p in group] for group in groups]


def _read_groups(entry: Iterable[Iterable[Mapping[str, Any]]]) -> tuple[Group, ...]:
    return tuple(tuple(Predicate(p["name"], p["arity"]) for p in group) for group in entry)


def _write_term(term: Term | None) -> Json | None:
    """`{"number": "7/20"}` or `{"constant": "ann"}`."""
    if term is None:
        return None
    return {"number": str(term.value)} if isinstance(term, Num) else {"constant": term.name}


def _read_term(entry: Mapping[str, str]) -> Term:
    return Const(entry["constant"]) if "constant" in entry else read_number(entry["number"])


def _read_number(entry: Mapping[str, str] | None) -> Num | None:
    return None if entry is None else read_number(entry["number"])


def read_number(text: str) -> Num:
    """`7/20` or `-3`. Raises ValueError for all else, for `1e999999999` before it is computed."""
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"no number of at most {MAX_DIGITS} digits: {text[:40]!r}")
    try:
        return Num(Fraction(text))
    except ZeroDivisionError:
        raise ValueError(f"a division by zero: {text[:40]!r}") from None
