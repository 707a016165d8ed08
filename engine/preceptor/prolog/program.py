"""The compiled print: a rule graph and facts as a Prolog program that needs nothing but itself.

Every predicate is prefixed and quoted, every constant quoted, so no name can mean anything to
Prolog; variables are numbered; the text is ASCII. Bodies run positive literals, then comparisons
and aggregates, then `\\+`. Recursive components are tabled, each predicate once, with all arguments
free: a body reads the first such table whole and the others by index tables, which are themselves
tabled by their bound arguments. (Calling the recursive predicates themselves with bound arguments
would make a table, and run all rules, for every pattern of a call.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from preceptor.graph import RuleGraph
from preceptor.graph.strata import pinned
from preceptor.logic import Atom, Predicate, Var
from preceptor.prolog.clauses import (
    answer_clause,
    denial_clause,
    fact_clause,
    quoted,
    rule_clause,
    table_clauses,
)
from preceptor.prolog.relations import Relation, relations

PRELUDE = """\
:- set_prolog_flag(prefer_rationals, true).

% Exact values. What has none (a constant in a sum, a division by zero) fails.
value(E, V) :- ( atom(E) ; rational(E) ), !, V = E.
value(A + B, V) :- exact(A, X), exact(B, Y), V is X + Y.
value(A - B, V) :- exact(A, X), exact(B, Y), V is X - Y.
value(A * B, V) :- exact(A, X), exact(B, Y), V is X * Y.
value(A / B, V) :- exact(A, X), exact(B, Y), Y =\\= 0, V is X rdiv Y.
exact(E, V) :- value(E, V), rational(V).

same(A, B) :- value(A, V), value(B, V).
different(A, B) :- value(A, X), value(B, Y), X \\== Y.
equal(A, B) :- exact(A, X), exact(B, Y), X =:= Y.
unequal(A, B) :- exact(A, X), exact(B, Y), X =\\= Y.
less(A, B) :- exact(A, X), exact(B, Y), X < Y.
at_most(A, B) :- exact(A, X), exact(B, Y), X =< Y.

% What the distinct tuples come to for which a goal holds. Constants have no sum, min or max.
folded(How, Tuple, Goal, N) :- findall(Tuple, Goal, All), sort(All, Tuples), fold(How, Tuples, N).
fold(count, Tuples, N) :- length(Tuples, Number), N = Number.
fold(sum, Tuples, N) :- firsts(Tuples, Numbers), summed(Numbers, 0, N).
fold(min, Tuples, N) :- firsts(Tuples, [M | Numbers]), least(Numbers, M, N).
fold(max, Tuples, N) :- firsts(Tuples, [M | Numbers]), greatest(Numbers, M, N).
firsts([], []).
firsts([[N | _] | Tuples], [N | Numbers]) :- rational(N), firsts(Tuples, Numbers).
summed([], N, N).
summed([M | Numbers], Before, N) :- Sum is Before + M, summed(Numbers, Sum, N).
least([], N, N).
least([M | Numbers], Before, N) :- Least is min(M, Before), least(Numbers, Least, N).
greatest([], N, N).
greatest([M | Numbers], Before, N) :- Greatest is max(M, Before), greatest(Numbers, Greatest, N).
"""


def program(graph: RuleGraph, facts: Iterable[Atom] = ()) -> str:
    """The program; its answer(Index, Values) numbers the predicates of `graph.derived`.

    Its viol(Id, Bindings) holds for each violated denial. Weights are left out. Raises
    InputError for a fact with a variable.
    """
    return "".join(f"{line}\n" for line in _lines(graph, tuple(dict.fromkeys(facts))))


def _lines(graph: RuleGraph, facts: tuple[Atom, ...]) -> Iterator[str]:
    rules = [pinned(planned.rule) for planned in graph.rules]
    denials = [planned.rule for planned in graph.denials]
    places = relations(rules, denials, (*facts, *map(_any, graph.derived)))
    clauses: dict[Relation, dict[str, None]] = {relation: {} for relation in places}
    for fact in (*facts, *(rule.head for rule in rules if rule.head and not rule.body)):
        clauses[places.holding(fact)][fact_clause(fact, places)] = None
    for rule in rules:
        if rule.head is not None and rule.body:
            clauses[places.concluding(rule.head)][rule_clause(rule, places)] = None
    ruled = {places.concluding(rule.head) for rule in rules if rule.head and rule.body}
    yield PRELUDE
    for relation in places:
        if relation.tabled:
            yield from table_clauses(relation)
        elif relation not in ruled:
            yield f":- dynamic {quoted(relation.name)}/{relation.arity}."
        yield from clauses[relation]
    yield ":- dynamic answer/2, viol/2."
    for index, predicate in enumerate(graph.derived):
        yield answer_clause(index, _any(predicate), places)
    for planned in graph.denials:
        yield denial_clause(planned.id, planned.rule, places)


def _any(predicate: Predicate) -> Atom:
    """The atom of the predicate that every other one is an instance of."""
    args = tuple(Var(f"X{n}") for n in range(predicate.arity))
    return Atom(predicate.name, args, predicate.negated)
