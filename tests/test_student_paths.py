"""Trails between entities against a plain enumeration of all of them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import pytest

from preceptor.logic import Atom, Const, Term
from preceptor.student import Path, Step, paths
from preceptor.student.paths import MAX_LENGTH, MAX_PATHS, connected, fact_map, trails
from preceptor.syntax import parse_rules

A, B, C, D = map(Const, "abcd")
RELATIONS = ("likes", "near")


def facts(text: str) -> list[Atom]:
    return [rule.head for rule in parse_rules(text) if rule.head is not None]


def all_trails(given: Sequence[Atom], here: Term, end: Term) -> Iterator[tuple[Step, ...]]:
    """Every trail, depth first: each fact once, never straight back, as long as MAX_LENGTH."""

    def follow(
        here: Term, before: Term | None, used: frozenset[Atom], steps: tuple[Step, ...]
    ) -> Iterator[tuple[Step, ...]]:
        if steps and here == end:
            yield steps
        if len(steps) == MAX_LENGTH:
            return
        for fact in given:
            if fact in used or fact.args[0] == fact.args[1]:
                continue
            for forward in (True, False):
                first, second = fact.args if forward else fact.args[::-1]
                if first == here and second != before:
                    step = Step(fact.name, forward)
                    yield from follow(second, here, used | {fact}, (*steps, step))

    yield from follow(here, None, frozenset(), ())


@pytest.mark.parametrize("seed", range(30))
def test_trails_are_those_of_a_plain_enumeration(seed: int) -> None:
    chance = random.Random(seed)
    entities = [A, B, C, D][: chance.randint(2, 4)]
    given = list(
        dict.fromkeys(
            Atom(chance.choice(RELATIONS), (chance.choice(entities), chance.choice(entities)))
            for _ in range(chance.randint(1, 6))
        )
    )
    found = paths(given, A, B, RELATIONS)
    wanted = sorted(all_trails(given, A, B))
    assert {path.steps for path in found} <= set(wanted)
    assert len(found) == min(len(wanted), MAX_PATHS)
    if wanted:
        assert len(found[0]) == max(map(len, wanted))
        lengths = [len(path) for path in found[1:]]
        assert lengths == sorted(lengths)
        shortest = sorted(map(len, wanted))
        shortest.remove(len(found[0]))
        assert lengths == shortest[: MAX_PATHS - 1]
    chance.shuffle(given)
    assert paths(given, A, B, RELATIONS) == found
    there = {tuple(step.turned for step in reversed(path.steps)) for path in found}
    if len(wanted) <= MAX_PATHS:
        assert {path.steps for path in paths(given, B, A, RELATIONS)} == there


def test_the_trail_over_most_facts_comes_first() -> None:
    # round by c, or straight: b is passed twice on the long way
    given = facts("likes(a, b). likes(b, c). near(c, e). near(e, b). near(b, d).")
    first, *rest = paths(given, A, D, RELATIONS)
    assert [str(step) for step in first.steps] == ["likes", "likes", "near", "near", "near"]
    assert [str(step) for step in rest[0].steps] == ["likes", "near"]


def test_traits_ride_along() -> None:
    given = facts("likes(a, b). near(c, b). tall(b). old(b). old(c). -tall(a). owns(c, d).")
    (path,) = paths(given, A, C, RELATIONS)
    assert path == Path(
        (Step("likes"), Step("near", forward=False)), ((), ("old", "tall"), ("old",))
    )
    assert path.turned.kinds == (("old",), ("old", "tall"), ())
    assert path.turned.turned == path
    assert paths(given, A, D, RELATIONS) == ()  # owns is not among the relations


def test_nothing_leads_to_oneself_or_to_a_stranger() -> None:
    given = facts("likes(a, b). likes(a, a).")
    assert paths(given, A, A, RELATIONS) == ()
    assert paths(given, A, C, RELATIONS) == ()
    assert paths(given, C, A, RELATIONS) == ()


def test_dense_facts_do_not_explode() -> None:
    people = [Const(f"p{i}") for i in range(40)]
    given = [Atom("near", (one, other)) for one in people for other in people if one != other]
    where = fact_map(given, RELATIONS)
    found = trails(where, people[0])
    assert found.keys() == connected(where, people[0]) == set(people[1:])
    assert all(1 <= len(between) <= MAX_PATHS for between in found.values())
    assert all(min(map(len, between)) == 1 for between in found.values())


def test_a_path_needs_its_kinds() -> None:
    with pytest.raises(ValueError, match="at least one step"):
        Path((), ((),))
    with pytest.raises(ValueError, match="a kind for each"):
        Path((Step("likes"),), ((),))
