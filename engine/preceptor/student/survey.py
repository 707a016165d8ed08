"""Survey: the vocabulary of a rule graph, and what single facts tell about their entities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from preceptor.graph import RuleGraph
from preceptor.logic import Atom, Const, InputError, Predicate, SortKind
from preceptor.reason import materialise, violations
from preceptor.student.sorts import sorts_of
from preceptor.student.vocabulary import Kind, Vocabulary

MAX_KINDS = 8
LIKELY = 0.5  # a trait is implied where the rules conclude it at least so surely


def survey(graph: RuleGraph, goals: Sequence[Predicate]) -> Vocabulary:
    """The relations over the goals' sort, the traits of its members and the kinds these make.

    Raises InputError where no goal is a relation between two members of one sort of symbols.
    """
    relations, traits = _over_one_sort(graph, goals)
    kinds = _kinds(graph, traits)
    implied = tuple(_implied(graph, relation, traits) for relation in relations)
    return Vocabulary(relations, traits, kinds, implied)


def _over_one_sort(
    graph: RuleGraph, goals: Sequence[Predicate]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the binary and of the unary predicates over the sort of most goals."""
    sorts = sorts_of((*graph.predicates, *goals), graph.theory.definite, graph.signature)
    pairs = [sorts[goal] for goal in goals if goal.arity == 2 and not goal.negated]
    numeric = {sort.name for sort in graph.signature.sorts if sort.kind is not SortKind.SYMBOL}
    votes = Counter(one for one, other in pairs if one == other and one not in numeric)
    if not votes:
        raise InputError(
            "no goal is a relation between two members of one sort, so there are no paths to learn",
            hint="a student learns to compose relations such as parent/2; name one among the goals",
        )
    sort = min(votes, key=lambda name: (-votes[name], name))

    def over(arity: int) -> tuple[str, ...]:
        names = {
            p.name
            for p in (*graph.predicates, *goals)
            if p.arity == arity and not p.negated and set(sorts[p]) == {sort}
        }
        return tuple(sorted(names))

    return over(2), over(1)


def _kinds(graph: RuleGraph, traits: tuple[str, ...]) -> tuple[Kind, ...]:
    """The sets of traits that break no constraint, smallest first, at most MAX_KINDS."""
    kinds: list[Kind] = []
    for size in range(len(traits) + 1):
        for kind in combinations(traits, size):
            if len(kinds) == MAX_KINDS:
                return tuple(kinds)
            facts = [Atom(trait, (Const("#"),)) for trait in kind]
            if not kind or not violations(materialise(graph, facts), hard_only=True):
                kinds.append(kind)
    return tuple(kinds)


def _implied(graph: RuleGraph, relation: str, traits: tuple[str, ...]) -> tuple[Kind, Kind]:
    """The traits that one fact of the relation gives its first and its second argument."""
    first, second = Const("#1"), Const("#2")
    model = materialise(graph, [Atom(relation, (first, second))])

    def likely(entity: Const) -> Kind:
        return tuple(t for t in traits if model.confidence(Atom(t, (entity,))) >= LIKELY)

    return likely(first), likely(second)
