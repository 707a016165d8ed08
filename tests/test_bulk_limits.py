"""Limits of bulk reasoning: what has no end meets one, before it has taken too much."""

from __future__ import annotations

import numpy as np
import pytest

from derived import KERNELS
from preceptor.graph import compile
from preceptor.logic import LimitExceeded, Predicate
from preceptor.reason import Limits, bulk
from preceptor.reason.bulk import Materialisation
from preceptor.reason.bulk.budget import resident_bytes
from preceptor.syntax import parse_atom, parse_theory

_PAIRS = "d(X) :- n(X). 0.9 :: pair(X, Y) :- d(X), d(Y)."


def _numbers(count: int) -> dict[Predicate, list[np.ndarray]]:
    return {Predicate("n", 1): [np.arange(count)]}


@pytest.mark.parametrize(
    ("text", "kind", "limits"),
    [
        ("n(0). n(Y) :- n(X), Y = X + 1.", "rounds", Limits(10**9, 50)),
        ("n(0). n(Y) :- n(X), Y = X + 1.", "facts", Limits(50, 10**9)),
        ("n(0). n(Y) :- n(X), Y = X + 1.", "seconds", Limits(10**9, 10**9, 0.1)),
        ("n(1). n(Y) :- n(X), Y = X * X + 1.", "bits of a number", Limits(10**9, 10**9)),
    ],
)
def test_what_has_no_end_meets_a_limit(text: str, kind: str, limits: Limits) -> None:
    with pytest.raises(LimitExceeded) as caught:
        bulk.materialise(compile(parse_theory(text)), (), limits)
    assert caught.value.kind == kind
    partial = caught.value.partial
    assert isinstance(partial, Materialisation)
    assert not partial.complete
    assert partial.holds(parse_atom("n(1)"))


@pytest.mark.parametrize("using", KERNELS)
@pytest.mark.parametrize("weights", [False, True])
def test_facts_are_counted_chunk_by_chunk(using: str, weights: bool) -> None:
    """A million pairs are never made where a thousand are allowed."""
    graph, limits = compile(parse_theory(_PAIRS)), Limits(facts=5000)
    with pytest.raises(LimitExceeded) as caught:
        bulk.materialise(graph, _numbers(1000), limits, weights=weights, using=using, chunk=500)
    assert caught.value.kind == "facts"
    assert caught.value.used <= 5500
    assert len(caught.value.partial) <= 5500  # type: ignore[arg-type]


@pytest.mark.parametrize("weights", [False, True])
def test_memory_is_asked_for_before_it_is_taken(weights: bool) -> None:
    graph = compile(parse_theory(_PAIRS))
    allowed = resident_bytes() + (24 << 20)
    limits = Limits(10**9, 10**9, None, allowed)
    with pytest.raises(LimitExceeded) as caught:
        bulk.materialise(graph, _numbers(10_000), limits, weights=weights)
    assert caught.value.kind == "bytes"
    assert resident_bytes() < 1.2 * allowed
