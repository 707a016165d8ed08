"""Clauses: one rule, fact or denial as Prolog text that holds no name unquoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from fractions import Fraction
from typing import assert_never

from preceptor.graph import binds, existentials
from preceptor.logic import (
    Aggregate,
    Arith,
    Atom,
    Compare,
    Const,
    Expr,
    InputError,
    Not,
    Num,
    Op,
    Rule,
    Term,
    Var,
    enclosed,
    is_ground,
    occurrences,
    variables,
)
from preceptor.prolog.relations import Relation, Relations

_TESTS = {
    Op.SAME: "same",
    Op.DIFFERENT: "different",
    Op.EQ: "equal",
    Op.NE: "unequal",
    Op.LT: "less",
    Op.LE: "at_most",
    Op.GT: "less",
    Op.GE: "at_most",
}
_SWAPPED = (Op.GT, Op.GE)


def fact_clause(fact: Atom, relations: Relations) -> str:
    """Raises InputError for a fact with a variable in it."""
    if not is_ground(fact):
        raise InputError(f"a fact holds a variable: {fact}")
    return f"{call(relations.holding(fact).name, map(constant, fact.args))}."


def rule_clause(rule: Rule, relations: Relations) -> str:
    assert rule.head is not None
    names = variable_names(rule)
    head = call(relations.concluding(rule.head).name, (term(t, names) for t in rule.head.args))
    return f"{head} :- {', '.join(_goals(rule, relations, names))}."


def denial_clause(name: str, denial: Rule, relations: Relations) -> str:
    """`viol(Id, Bindings)`: the bindings of the denial's variables, in printed order."""
    shown = violation_variables(denial)
    names = variable_names(Rule(Atom("", tuple(map(Var, shown))), denial.body))
    bindings = ", ".join(names[name] for name in shown)
    return f"viol({quoted(name)}, [{bindings}]) :- {', '.join(_goals(denial, relations, names))}."


def violation_variables(denial: Rule) -> tuple[str, ...]:
    """The variables whose values a violation reports: all but those that `\\+` quantifies."""
    local = existentials(denial)
    return tuple(name for name in variables(denial) if name not in local)


def answer_clause(index: int, atom: Atom, relations: Relations) -> str:
    """`answer(Index, Arguments)` for an atom of distinct variables."""
    names = {name: f"V{n}" for n, name in enumerate(variables(atom), 1)}
    (goal,) = _first(atom, relations.reading(atom), names)
    return f"answer({index}, [{', '.join(names.values())}]) :- {goal}."


def table_clauses(relation: Relation) -> tuple[str, ...]:
    """The directives of a tabled relation and its index tables: by whatever a call binds."""
    bound = [f"A{n}" for n in range(relation.arity)]
    free = [f"B{n}" for n in range(relation.arity)]
    same = [f"{a} = {b}" for a, b in zip(bound, free, strict=True)]
    read = ", ".join([call(relation.name, free), *same])
    return (
        f":- table {quoted(relation.name)}/{relation.arity}.",
        f":- table {quoted(relation.index)}/{relation.arity}.",
        f"{call(relation.index, bound)} :- {read}.",
    )


def _goals(rule: Rule, relations: Relations, names: Mapping[str, str]) -> Iterator[str]:
    """The body: positive literals, then comparisons and aggregates, then negations."""
    atoms = [literal for literal in rule.body if isinstance(literal, Atom)]
    order = tuple(_join_order(atoms, relations))
    for place, atom in enumerate(order):
        read = relations.reading(atom)
        if place == 0:
            yield from _first(atom, read, names)
        else:
            yield _lookup(atom, read, names)
    bound = {name for atom in atoms for name in occurrences(atom)}
    computed = [lit for lit in rule.body if isinstance(lit, Compare | Aggregate)]
    own = enclosed(rule)
    for ready in _in_order(computed, bound, own):
        if isinstance(ready, Aggregate):
            goal = _lookup(ready.atom, relations.reading(ready.atom), names)
            yield aggregate(ready, goal, names)
        else:
            yield comparison(ready, bound, names)
        bound.update(name for name in occurrences(ready) if name not in own)
    for literal in rule.body:
        if isinstance(literal, Not):
            yield f"\\+ {_lookup(literal.atom, relations.reading(literal.atom), names)}"


def _join_order(atoms: Sequence[Atom], relations: Relations) -> Iterator[Atom]:
    """A tabled atom first, as it is read whole anyhow; then those with the fewest new variables."""
    rest = list(atoms)
    bound: set[str] = set()

    def cost(atom: Atom) -> tuple[bool, int]:
        tabled = any(relation.tabled for relation in relations.reading(atom))
        is_first = len(rest) == len(atoms)
        return tabled is not is_first, len(set(occurrences(atom)) - bound)

    while rest:
        chosen = min(rest, key=cost)
        yield chosen
        rest.remove(chosen)
        bound.update(occurrences(chosen))


def _first(atom: Atom, read: Iterable[Relation], names: Mapping[str, str]) -> Iterator[str]:
    """A goal that reads relations whole, so with distinct variables, and tests for the rest."""
    args, tests = [], []
    for n, arg in enumerate(atom.args):
        text = term(arg, names)
        if text != "_" and (not isinstance(arg, Var) or text in args):
            tests.append(f"W{n} = {text}")
            text = f"W{n}"
        args.append(text)
    yield either(call(relation.name, args) for relation in read)
    yield from tests


def _lookup(atom: Atom, read: Iterable[Relation], names: Mapping[str, str]) -> str:
    """A goal that looks some arguments up."""
    args = [term(arg, names) for arg in atom.args]
    return either(call(r.index if r.tabled else r.name, args) for r in read)


def either(goals: Iterable[str]) -> str:
    """A goal that holds where one of the goals does."""
    alternatives = tuple(goals)
    return alternatives[0] if len(alternatives) == 1 else f"({' ; '.join(alternatives)})"


def _in_order(
    rest: list[Compare | Aggregate], bound: Set[str], own: Set[str]
) -> Iterator[Compare | Aggregate]:
    """Each as soon as its variables are bound, by `X = expression` or an aggregate among others."""

    def is_ready(literal: Compare | Aggregate) -> bool:
        if isinstance(literal, Aggregate):
            return set(occurrences(literal.atom)) <= bound | own
        return set(occurrences(literal)) <= bound or binds(literal, bound) is not None

    while rest:
        ready = next(filter(is_ready, rest))
        rest.remove(ready)
        yield ready


def aggregate(literal: Aggregate, goal: str, names: Mapping[str, str]) -> str:
    """A goal that computes what the solutions of another come to, or tests it."""
    listed = ", ".join(term(arg, names) for arg in literal.terms)
    return f"folded({literal.fold}, [{listed}], {goal}, {term(literal.result, names)})"


def comparison(test: Compare, bound: Set[str], names: Mapping[str, str]) -> str:
    """A goal that tests, or that computes the one variable which is not bound yet."""
    left, right = _expr(test.left, names), _expr(test.right, names)
    new = binds(test, bound)
    if new is not None:
        return f"value({right if test.left == Var(new) else left}, {names[new]})"
    if test.op in _SWAPPED:
        left, right = right, left
    return f"{_TESTS[test.op]}({left}, {right})"


def variable_names(rule: Rule) -> dict[str, str]:
    """A Prolog variable for each of ours; `_` for one that occurs but once."""
    uses = Counter(occurrences(rule))
    return {name: f"V{n}" if uses[name] > 1 else "_" for n, name in enumerate(uses, 1)}


def call(name: str, args: Iterable[str]) -> str:
    """A goal, or the head of a clause."""
    arguments = ", ".join(args)
    return f"{quoted(name)}({arguments})" if arguments else quoted(name)


def _expr(expr: Expr, names: Mapping[str, str]) -> str:
    if isinstance(expr, Arith):
        return f"({_expr(expr.left, names)} {expr.op} {_expr(expr.right, names)})"
    return term(expr, names)


def term(arg: Term, names: Mapping[str, str]) -> str:
    """A term as text, variables by the names given to them."""
    return names[arg.name] if isinstance(arg, Var) else constant(arg)


def constant(term: Term) -> str:
    """A constant or a number as text. Raises InputError for a variable."""
    match term:
        case Const(name):
            return quoted(name)
        case Num(Fraction(numerator=numerator, denominator=denominator)):
            return f"{numerator}r{denominator}"
        case Num(value):
            return str(value)
        case Var(name):
            raise InputError(f"the variable {name} where a constant or a number must stand")
        case _:
            assert_never(term)


def quoted(name: str) -> str:
    """Any name as a quoted atom in ASCII. Raises InputError for half a surrogate pair."""
    return f"'{''.join(map(_character, name))}'"


def _character(character: str) -> str:
    if character in "\\'":
        return f"\\{character}"
    if " " <= character <= "~":
        return character
    if "\ud800" <= character <= "\udfff":
        raise InputError(f"a name holds half a character, U+{ord(character):X}")
    return f"\\U{ord(character):08x}"  # \\x...\\ of 9.0.4 refuses U+D8000 to U+DFFFF
