"""Names by their letters: how far apart two are, and which are closest."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preceptor.harvest.spelling import closest, distance, same_letters


def slow_distance(one: str, other: str) -> int:
    """Optimal string alignment by its recurrence alone."""
    if not one or not other:
        return len(one) + len(other)
    costs = [
        slow_distance(one[1:], other) + 1,
        slow_distance(one, other[1:]) + 1,
        slow_distance(one[1:], other[1:]) + (one[0] != other[0]),
    ]
    if len(one) > 1 < len(other) and one[0] == other[1] and one[1] == other[0]:
        costs.append(slow_distance(one[2:], other[2:]) + 1)
    return min(costs)


@settings(max_examples=200, deadline=None)
@given(st.text("abc", max_size=5), st.text("abc", max_size=5), st.integers(0, 5))
def test_distance_is_that_of_the_recurrence(one: str, other: str, limit: int) -> None:
    assert distance(one, other, limit) == min(slow_distance(one, other), limit + 1)


def test_the_letters_of_a_name() -> None:
    known = ("co_occurs_with", "Affects", "naive", "r1", "r11")
    assert same_letters("Co-occurs with", known) == ("co_occurs_with",)
    assert same_letters("affects", known) == ("Affects",)
    assert same_letters("naïve", known) == ("naive",)
    assert same_letters("affect", known) == ()
    assert same_letters("_", ("_", "__")) == ()


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("fahter", ("father", "mother"), ("father",)),
        ("sons", ("son", "sun"), ("son",)),
        ("sn", ("son",), ()),  # too short to tell
        ("other", ("mother",), ()),  # another first letter
        ("parnets", ("parent",), ()),  # two slips in seven letters
        ("granddauhgterr", ("granddaughter",), ("granddaughter",)),
        ("rule12", ("rule1", "rule2", "rule13"), ()),  # digits are no slips
        ("marrie", ("married", "marries"), ("married", "marries")),
    ],
)
def test_the_closest_names(word: str, known: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert closest(word, known) == expected
