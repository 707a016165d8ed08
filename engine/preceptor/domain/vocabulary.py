"""The vocabulary of a domain: sorts, predicates, and the line that shows each in a prompt."""

from __future__ import annotations

import re
from dataclasses import dataclass

from preceptor.domain.groups import read_groups
from preceptor.domain.settings import Table
from preceptor.logic import (
    Atom,
    Const,
    Declaration,
    Group,
    Num,
    Predicate,
    Role,
    Signature,
    Sort,
    SortKind,
    Term,
    Var,
    did_you_mean,
    nearest,
)
from preceptor.syntax import show_atom

_LETTERS = ("X", "Y", "Z", "W", "V", "U")
_KINDS = tuple(kind.value for kind in SortKind)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A signature with its prompt lines, one or none a predicate, in written order."""

    signature: Signature
    lines: tuple[str, ...]


def read_vocabulary(table: Table) -> Vocabulary:
    """The `[sorts.NAME]` and `[predicates.NAME]` tables, and the groups of predicates.

    Faults go to the table's settings.
    """
    tables = dict(table.children("sorts"))
    sorts = {name: _sort(name, child) for name, child in tables.items()}
    predicates = dict(table.children("predicates"))
    declarations, lines = [], []
    alone: list[Group] = []
    for name, child in predicates.items():
        declaration = _declaration(name, child, sorts)
        declarations.append(declaration)
        alone += [(declaration.predicate,)] if child.flag("total", False) else []
        line = child.string("prompt", _line(declaration))
        lines += [line] if line else []
        child.close()
    _check_domains(tables, sorts, declarations)
    _check_relations(predicates, declarations)
    total = (*alone, *read_groups(table, "total", declarations, 1))
    exclusive = read_groups(table, "exclusive", declarations, 2)
    disjoint = read_groups(table, "disjoint", declarations, 2)
    listed = tuple(sorts.values())
    signature = Signature(listed, tuple(declarations), total, exclusive, disjoint)
    return Vocabulary(signature, tuple(lines))


def _sort(name: str, table: Table) -> Sort:
    kind = SortKind(table.choice("type", _KINDS, SortKind.SYMBOL))
    minimum, maximum = _bound(table, "min", kind), _bound(table, "max", kind)
    if minimum and maximum and minimum.value > maximum.value:
        table.fault("min", f"{minimum} is more than max, {maximum}")
    values = tuple(_value(table, value, kind) for value in table.scalars("values"))
    domain = table.string("domain") or None
    if domain and kind is not SortKind.SYMBOL:
        table.fault("domain", f"only a symbol sort has a predicate that lists it, not {kind}")
    table.close()
    return Sort(name, kind, minimum, maximum, values, domain)


def _bound(table: Table, key: str, kind: SortKind) -> Num | None:
    number = table.number(key)
    if number is None:
        return None
    if kind is SortKind.SYMBOL:
        table.fault(key, "a symbol sort has no bounds", 'say  type = "int"  or  "decimal"')
    elif kind is SortKind.INT and not isinstance(number, int):
        table.fault(key, f"expected a whole number, found {float(number)}")
    return Num(number)


def _value(table: Table, value: object, kind: SortKind) -> Term:
    is_text = isinstance(value, str)
    if is_text != (kind is SortKind.SYMBOL) or (kind is SortKind.INT and type(value) is not int):
        table.fault("values", f"{value!r} is no {kind}")
    return Const(value) if isinstance(value, str) else Num(value)  # type: ignore[arg-type]  # scalars


def _declaration(name: str, table: Table, sorts: dict[str, Sort]) -> Declaration:
    args = table.strings("args")
    for arg in args:
        _use(arg, table, sorts)
    functional = table.integers("functional")
    for position in functional:
        if not 0 <= position < len(args):
            table.fault("functional", f"there is no argument {position}: they count from 0")
    text = table.string("text")
    for place in re.findall(r"\{([^{}]*)\}", text):
        if place not in map(str, range(len(args))):
            table.fault("text", f"{{{place}}} names no argument", "arguments are {0}, {1}, ...")
    role = Role(table.choice("role", tuple(role.value for role in Role), Role.BOTH))
    relation = table.string("relation")
    if relation and len(args) != 2:
        table.fault("relation", "only a predicate of two arguments has triples")
    asymmetric, irreflexive = table.flag("asymmetric", False), table.flag("irreflexive", False)
    for key, is_said in (("asymmetric", asymmetric), ("irreflexive", irreflexive)):
        if is_said and (len(args) != 2 or args[0] != args[1]):
            table.fault(key, "only a predicate of two arguments of one sort can be so")
    return Declaration(
        _predicate(name, table, len(args)),
        args,
        role,
        functional,
        text,
        relation,
        asymmetric,
        irreflexive,
    )


def _predicate(name: str, table: Table, arity: int) -> Predicate:
    """`[predicates.age]`, or `[predicates."age/2"]` where a name has several arities."""
    plain, slash, digits = name.rpartition("/")
    if not (slash and digits.isdigit()):
        return Predicate(name, arity)
    if int(digits) != arity:
        table.fault("args", f"{name} has {arity} arguments")
    return Predicate(plain, arity)


def _use(name: str, table: Table, sorts: dict[str, Sort]) -> None:
    """A sort that has no table holds symbols, unless it is called `int` or `decimal`."""
    if name in sorts:
        return
    close = nearest(name, sorts)
    if close is not None and name not in _KINDS:
        table.fault("args", f"no sort is called {name!r}", f"did you mean {close!r}?")
    sorts[name] = Sort(name, SortKind(name) if name in _KINDS else SortKind.SYMBOL)


def _check_domains(
    tables: dict[str, Table], sorts: dict[str, Sort], declarations: list[Declaration]
) -> None:
    unary = [d.predicate.name for d in declarations if d.predicate.arity == 1]
    for name, child in tables.items():
        domain = sorts[name].domain
        if domain is not None and domain not in unary:
            message = f"{domain}/1, which would list the sort, is not declared"
            child.fault("domain", message, did_you_mean(domain, unary))


def _check_relations(tables: dict[str, Table], declarations: list[Declaration]) -> None:
    """Each relation of triples has one predicate."""
    owners = {d.predicate.name: d.predicate.name for d in declarations if not d.relation}
    for child, declaration in zip(tables.values(), declarations, strict=True):
        relation, own = declaration.relation, declaration.predicate.name
        if relation and owners.setdefault(relation, own) != own:
            child.fault("relation", f"{owners[relation]} has the triples of {relation!r}")


def _line(declaration: Declaration) -> str:
    """`father(X, Y): X is the father of Y.`"""
    arity = declaration.predicate.arity
    letters = _LETTERS if arity <= len(_LETTERS) else tuple(f"X{n + 1}" for n in range(arity))
    atom = show_atom(Atom(declaration.predicate.name, tuple(map(Var, letters[:arity]))))
    words = declaration.text
    for number, letter in enumerate(letters[:arity]):
        words = words.replace(f"{{{number}}}", letter)
    return f"{atom}: {words}." if words else atom
