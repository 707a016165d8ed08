"""Theories with facts to reason over in bulk, made anew from a seed.

Rules are in our own language; facts are columns of integers, or of names where the workload is
about names. `workload("family:10000", seed=3)` gives one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Columns = tuple[NDArray[np.generic], ...]


@dataclass(frozen=True, slots=True)
class Workload:
    """Rules as text, and for each input predicate a column per argument."""

    name: str
    rules: str
    facts: Mapping[str, Columns]


CLOSURE = """
reach(X, Y) :- edge(X, Y).
reach(X, Z) :- reach(X, Y), edge(Y, Z).
"""

SAME_GENERATION = """
same(X, Y) :- parent(X, A), parent(Y, A), X \\= Y.
same(X, Y) :- parent(X, A), same(A, B), parent(Y, B).
"""

POINTS_TO = """
points(Y, X) :- address(Y, X).
points(Y, X) :- assign(Y, Z), points(Z, X).
points(Y, W) :- load(Y, X), points(X, Z), points(Z, W).
points(Z, W) :- store(Y, X), points(Y, Z), points(X, W).
"""

FAMILY = """
father(X, Y) :- parent(X, Y), male(X).
mother(X, Y) :- parent(X, Y), female(X).
child(Y, X) :- parent(X, Y).
son(Y, X) :- parent(X, Y), male(Y).
daughter(Y, X) :- parent(X, Y), female(Y).
spouse(X, Y) :- married(X, Y).
spouse(Y, X) :- married(X, Y).
grandparent(X, Z) :- parent(X, Y), parent(Y, Z).
grandfather(X, Z) :- grandparent(X, Z), male(X).
grandmother(X, Z) :- grandparent(X, Z), female(X).
sibling(X, Y) :- parent(P, X), parent(P, Y), X \\= Y.
full_sibling(X, Y) :- father(F, X), father(F, Y), mother(M, X), mother(M, Y), X \\= Y.
half_sibling(X, Y) :- sibling(X, Y), \\+ full_sibling(X, Y).
brother(X, Y) :- sibling(X, Y), male(X).
sister(X, Y) :- sibling(X, Y), female(X).
older_sibling(X, Y) :- sibling(X, Y), born(X, A), born(Y, B), A < B.
uncle(X, Y) :- brother(X, P), parent(P, Y).
aunt(X, Y) :- sister(X, P), parent(P, Y).
nephew(Y, X) :- uncle(X, Y), male(Y).
nephew(Y, X) :- aunt(X, Y), male(Y).
niece(Y, X) :- uncle(X, Y), female(Y).
niece(Y, X) :- aunt(X, Y), female(Y).
cousin(X, Y) :- parent(P, X), sibling(P, Q), parent(Q, Y).
second_cousin(X, Y) :-
    parent(P, X), cousin(P, Q), parent(Q, Y), \\+ cousin(X, Y), \\+ sibling(X, Y), X \\= Y.
ancestor(X, Y) :- parent(X, Y).
ancestor(X, Z) :- ancestor(X, Y), parent(Y, Z).
has_child(X) :- parent(X, _).
has_sibling(X) :- sibling(X, _).
childless(X) :- person(X), \\+ has_child(X).
only_child(X) :- parent(_, X), \\+ has_sibling(X).
parent_in_law(X, Y) :- parent(X, Z), spouse(Z, Y).
sibling_in_law(X, Y) :- sibling(X, Z), spouse(Z, Y).
sibling_in_law(X, Y) :- spouse(X, Z), sibling(Z, Y).
"""

UNIVERSITY = """
belongs(S, U) :- member(S, D), part_of(D, U).
advised_course(S, P) :- advisor(S, P), teaches(P, C), takes(S, C).
taught_by_advisor(S, P, C) :- advisor(S, P), takes(S, C), teaches(P, C).
peers(S, T, C) :- taught_by_advisor(S, P, C), taught_by_advisor(T, P, C), S \\= T.
alumnus(P, U) :- works(P, D), part_of(D, U), degree(P, U).
coauthor(P, Q) :- author(A, P), author(A, Q), P \\= Q.
colleague(P, Q) :- coauthor(P, Q), works(P, D), works(Q, D).
abroad(P, Q) :- coauthor(P, Q), works(P, D), works(Q, E), part_of(D, U), part_of(E, V), U \\= V.
chair(P) :- heads(P, D), works(P, D).
chair_student(S, P) :- chair(P), advisor(S, P), belongs(S, U), degree(P, U).
advised(S) :- advisor(S, _).
unadvised(S) :- member(S, _), \\+ advised(S).
"""


WEIGHTED_EDGE = "e"  # what the predicates of edges of one weight begin with; hundredths follow

QUANTITIES = {("born", 1)}  # columns that rules compare by size


def workload(name: str, seed: int = 0) -> Workload:
    """The workload `KIND:SIZE`, or `KIND:SIZE:names` with names in place of integers that are no
    quantities."""
    kind, size, *form = name.split(":")
    rules, facts = KINDS[kind](int(size), np.random.default_rng(seed))
    if form:
        facts = {
            predicate: tuple(
                column if (predicate, place) in QUANTITIES else np.char.add("x", column.astype(str))
                for place, column in enumerate(columns)
            )
            for predicate, columns in facts.items()
        }
    return Workload(name, rules, facts)


Made = tuple[str, dict[str, Columns]]


def chain(nodes: int, chance: np.random.Generator) -> Made:
    """The closure of a path: as many rounds as nodes."""
    order = chance.permutation(nodes)
    return CLOSURE, {"edge": (order[:-1], order[1:])}


def closure(nodes: int, chance: np.random.Generator) -> Made:
    """The closure of a random graph with two edges a node: most pairs, in few rounds."""
    return CLOSURE, {"edge": _distinct(*chance.integers(0, nodes, (2, 2 * nodes)))}


def weighted(nodes: int, chance: np.random.Generator) -> Made:
    """The same where each edge has one of fifty weights, by the rule that concludes it."""
    _, facts = closure(nodes, chance)
    edges = np.stack(facts["edge"])
    weights = chance.integers(50, 100, edges.shape[1])
    kinds = sorted(set(weights.tolist()))
    rules = [f"0.{kind} :: edge(X, Y) :- {WEIGHTED_EDGE}{kind}(X, Y).\n" for kind in kinds]
    given = {f"{WEIGHTED_EDGE}{kind}": tuple(edges[:, weights == kind]) for kind in kinds}
    return "".join(rules) + CLOSURE, given


def generation(nodes: int, chance: np.random.Generator) -> Made:
    """Same generation in a binary tree."""
    child = np.arange(1, nodes)
    return SAME_GENERATION, {"parent": (child, (child - 1) // 2)}


def points_to(variables: int, chance: np.random.Generator, *, cluster: int = 40) -> Made:
    """Andersen's analysis; variables mostly meet those of their own cluster."""

    def pairs(share: float, abroad: float = 0.0) -> Columns:
        count = int(variables * share)
        one = chance.integers(0, variables, count)
        near = one // cluster * cluster + chance.integers(0, cluster, count)
        far = chance.integers(0, variables, count)
        other = np.where(chance.random(count) < abroad, far, np.minimum(near, variables - 1))
        return _distinct(one, other)

    facts = {
        "address": pairs(0.6),
        "assign": pairs(0.7, 0.01),
        "load": pairs(0.06),
        "store": pairs(0.06),
    }
    return POINTS_TO, facts


def unclustered(variables: int, chance: np.random.Generator) -> Made:
    """The same where any variables meet: candidates outnumber the facts by far."""
    return points_to(variables, chance, cluster=variables)


def family(people: int, chance: np.random.Generator) -> Made:
    """Eight generations, 2.4 children a couple, one in twelve a half sibling; 33 rules."""
    generations, growth = 8, 1.2
    share = growth ** np.arange(generations)
    sizes = np.maximum(4, (people * share / share.sum()).astype(int))
    sizes[-1] += people - sizes.sum()
    starts = np.concatenate(([0], np.cumsum(sizes)))
    everyone = np.arange(people)
    is_female = chance.integers(0, 2, people).astype(bool)
    parents: list[Columns] = []
    couples: list[Columns] = []
    for g in range(generations - 1):
        alive = everyone[starts[g] : starts[g + 1]]
        men = chance.permutation(alive[~is_female[alive]])
        women = chance.permutation(alive[is_female[alive]])
        wed = max(1, int(min(len(men), len(women)) * 0.9))
        men, women = men[:wed], women[:wed]
        couples.append((men, women))
        young = everyone[starts[g + 1] : starts[g + 2]]
        couple = chance.integers(0, wed, len(young))
        other = chance.integers(0, wed, len(young))
        mother = np.where(chance.random(len(young)) < 1 / 12, other, couple)
        parents += [(men[couple], young), (women[mother], young)]
    generation = np.repeat(np.arange(generations), sizes)
    facts: dict[str, Columns] = {
        "person": (everyone,),
        "male": (everyone[~is_female],),
        "female": (everyone[is_female],),
        "born": (everyone, 1700 + 25 * generation + chance.integers(0, 20, people)),
        "parent": _stacked(parents),
        "married": _stacked(couples),
    }
    return FAMILY, facts


def university(count: int, chance: np.random.Generator) -> Made:
    """Universities after the fashion of LUBM: 15 departments each, joins without recursion."""
    departments = count * 15
    professors, students = departments * 30, departments * 250
    courses, papers = professors * 3, professors * 8
    sizes = (count, departments, professors, students, courses, papers)
    university_, department, professor, student, course, paper = (
        np.arange(size) + offset
        for size, offset in zip(sizes, np.cumsum((0, *sizes[:-1])), strict=True)
    )
    staff = np.sort(chance.integers(0, departments, professors))
    first = np.searchsorted(staff, np.arange(departments + 1))
    home = chance.integers(0, departments, students)

    def local(homes: NDArray[np.int64]) -> NDArray[np.int64]:
        """A professor of the department, for each."""
        many = np.maximum(1, np.diff(first))[homes]
        chosen = first[homes] + (chance.random(len(homes)) * many).astype(np.int64)
        return np.minimum(chosen, professors - 1)

    advised = chance.random(students) < 0.5
    thrice = np.repeat(np.arange(students), 3)
    taken = local(home[thrice]) * 3 + chance.integers(0, 3, len(thrice))
    writers = chance.integers(0, professors, 2 * papers)
    facts: dict[str, Columns] = {
        "part_of": (department, university_[chance.integers(0, count, departments)]),
        "works": (professor, department[staff]),
        "member": (student, department[home]),
        "advisor": (student[advised], professor[local(home[advised])]),
        "teaches": (np.repeat(professor, 3), course),
        "takes": _distinct(student[thrice], course[taken]),
        "author": _distinct(np.tile(paper, 2), professor[writers]),
        "degree": (professor, university_[chance.integers(0, count, professors)]),
        "heads": (professor[chance.integers(0, professors, departments)], department),
    }
    return UNIVERSITY, facts


TOTALS = """
orders(P, N) :- person(P), N = count { I : bought(P, I, _) }.
spent(P, S) :- person(P), S = sum { E, I : bought(P, I, E) }.
dearest(P, M) :- bought(P, _, _), M = max { E : bought(P, _, E) }.
good(P) :- spent(P, S), S >= 60000.
goods(N) :- N = count { P : good(P) }.
"""


def totals(people: int, chance: np.random.Generator) -> Made:
    """Ten purchases a person on average, counted and added up person by person, then over all."""
    size = 10 * people
    buyers, items = chance.integers(people, size=size), chance.integers(people, size=size)
    prices = chance.integers(1, 10_000, size=size)
    facts = {"person": (np.arange(people),), "bought": _distinct(buyers, items, prices)}
    return TOTALS, facts


def many(rules: int, chance: np.random.Generator) -> Made:
    """Small rules over twenty relations of 80 pairs: what a teacher writes, by the thousand."""
    inputs, constants, pairs = 20, 40, 80
    facts = {f"e{i}": _distinct(*chance.integers(0, constants, (2, pairs))) for i in range(inputs)}
    heads = max(8, rules // 4)
    lines = []
    for number in range(rules):
        head = number % heads
        low = max(0, head - 40)

        def some(low: int = low, head: int = head) -> str:
            """A relation given, or derived a little below."""
            if head and chance.random() < 0.35:
                return f"d{chance.integers(low, head)}"
            return f"e{chance.integers(0, inputs)}"

        given = f"e{chance.integers(0, inputs)}"
        match chance.integers(0, 5):
            case 0:
                body = f"d{head}(X, Z) :- {some()}(X, Y), {some()}(Y, Z)."
            case 1:
                body = f"d{head}(X, Y) :- {some()}(X, Y), {some()}(Y, X)."
            case 2:
                body = f"d{head}(X, Y) :- {given}(X, Y), {some()}(Y, _), X \\= Y."
            case 3 if number % 5 == 0:
                body = f"d{head}(X, Z) :- d{head}(X, Y), {some()}(Y, Z), X \\= Z."
            case 3:
                body = f"d{head}(X, Y) :- {some()}(X, Y), \\+ {given}(X, Y)."
            case _:
                body = f"d{head}(X, Y) :- {some()}(Y, X), {given}(X, _), X < Y."
        lines.append(body)
    return "\n".join(lines) + "\n", facts


KINDS: dict[str, Callable[[int, np.random.Generator], Made]] = {
    "chain": chain,
    "closure": closure,
    "weighted": weighted,
    "generation": generation,
    "points": points_to,
    "unclustered": unclustered,
    "family": family,
    "university": university,
    "many": many,
    "totals": totals,
}


def _distinct(*columns: NDArray[np.int64]) -> Columns:
    return tuple(np.unique(np.stack(columns), axis=1))


def _stacked(pairs: list[Columns]) -> Columns:
    return _distinct(*(np.concatenate(column) for column in zip(*pairs, strict=True)))
