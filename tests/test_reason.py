"""The engine equals the oracle: atoms, confidences and heights, on random programs."""

from __future__ import annotations

import math

import oracle
import strategies
from hypothesis import given, settings

from preceptor.graph import compile
from preceptor.logic import Atom, Theory
from preceptor.reason import materialise

FEW = settings(max_examples=60, deadline=None)


@FEW
@given(strategies.safe_programs())
def test_model_equals_the_oracle(program: tuple[Theory, tuple[Atom, ...]]) -> None:
    theory, facts = program
    expected = oracle.perfect_model(theory, facts)
    model = materialise(compile(theory), facts)
    assert {atom for atom, _ in model} == expected.keys()
    for atom, confidence in model:
        assert math.isclose(confidence, expected[atom][0], rel_tol=1e-9)
        args = tuple(map(model.store.symbols.find, atom.args))
        assert model.rows(atom.predicate)[args][1] == expected[atom][1]
