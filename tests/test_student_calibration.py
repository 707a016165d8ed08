"""Calibration, its error, and the threshold that keeps a risk."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from preceptor.student import NEVER, Calibration
from preceptor.student.calibration import (
    choose_threshold,
    expected_calibration_error,
    fit,
    risk_coverage,
)


def test_ece_of_a_case_worked_by_hand() -> None:
    # (0.9, 1.0]: confidences .95 .95 .99, two of three right: |2.89 - 2| / 5 = .178
    # (0.5, 0.6]: confidences .6 .52, both right:              |1.12 - 2| / 5 = .176
    confidences = [0.95, 0.6, 0.95, 0.52, 0.99]
    right = [True, True, False, True, True]
    assert expected_calibration_error(confidences, right) == pytest.approx(0.354)
    # with one bin the gaps may cancel: |4.01 - 4| / 5
    assert expected_calibration_error(confidences, right, bins=1) == pytest.approx(0.002)


def test_ece_counts_a_shared_answer_by_its_share() -> None:
    assert expected_calibration_error([0.5, 0.5], [0.5, 0.5]) == 0.0
    assert expected_calibration_error([], []) == 0.0


def test_risk_coverage_answers_the_surest_first() -> None:
    confidences = [0.9, 0.1, 0.8, 0.7]
    right = [True, False, True, False]
    points = dict(risk_coverage(confidences, right))
    assert points[0.5] == 0.0  # .9 and .8
    assert points[0.8] == pytest.approx(1 / 3)  # and .7
    assert points[1.0] == 0.5


def test_threshold_worked_by_hand() -> None:
    confidences = [0.55, 0.65, 0.75, 0.85]
    assert choose_threshold(confidences, [False, True, True, True], 0.02) == 0.56
    assert choose_threshold(confidences, [False, True, True, True], 0.25) == 0.5
    assert choose_threshold(confidences, [True, True, True, False], 0.02) == NEVER
    assert choose_threshold([], [], 0.02) == NEVER


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.floats(0.0, 1.0), st.booleans()), max_size=30),
    st.sampled_from([0.0, 0.02, 0.1, 0.3]),
)
def test_threshold_keeps_the_risk_and_is_the_lowest(
    judged: list[tuple[float, bool]], target: float
) -> None:
    threshold = choose_threshold([c for c, _ in judged], [r for _, r in judged], target)
    kept = [right for confidence, right in judged if confidence >= threshold]
    if threshold == NEVER:
        assert not kept
    else:
        assert kept
        assert kept.count(False) <= target * len(kept)
    for lower in (i / 100 for i in range(50, 101) if i / 100 < threshold):
        more = [right for confidence, right in judged if confidence >= lower]
        assert not more or more.count(False) > target * len(more)


def test_probabilities_are_a_distribution_with_a_class_for_no_rule() -> None:
    scores = torch.tensor([[0.9, 0.3, 0.0], [0.0, 0.0, 0.0], [0.1, 0.1, 0.0]])
    p = Calibration(temperature=0.5, silence=0.1, doubt=1.0).probabilities(scores)
    assert p.sum(1).tolist() == pytest.approx([1.0, 1.0, 1.0])
    # the odds of speaking are .9 to .1; of the two relations, .9 ** 2 to .3 ** 2
    assert p[0, 3].item() == pytest.approx(0.1)
    assert p[0, 0].item() == pytest.approx(0.9 * 0.9, abs=1e-5)
    assert p[1].argmax().item() == 3
    assert p[2].tolist() == pytest.approx([0.25, 0.25, 0.0, 0.5], abs=1e-5)


def test_fit_sharpens_what_is_surer_than_it_says_and_blunts_the_reverse() -> None:
    scores = torch.tensor([[0.9, 0.6], [0.6, 0.9]] * 20)
    first, second = [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]
    always_right = torch.tensor([first, second] * 20)
    often_wrong = torch.tensor(([first, second] * 3 + [second, first] * 2) * 4)
    sharp = fit(scores, always_right)
    blunt = fit(scores, often_wrong)
    assert sharp.temperature < 0.2 < blunt.temperature
    # right in 6 of 10: that is the confidence it should have, given that it speaks
    which = blunt.which(scores.double().log())[0]
    assert which.max().item() == pytest.approx(0.6, abs=0.03)


def test_fit_finds_the_level_below_which_the_rules_are_silent() -> None:
    low, high = torch.full((30, 2), 0.01), torch.full((30, 2), 0.4)
    nothing = torch.tensor([[0.0, 0.0, 1.0]] * 30)
    both = torch.tensor([[0.5, 0.5, 0.0]] * 30)
    found = fit(torch.cat((low, high)), torch.cat((nothing, both)))
    assert 0.01 < found.silence < 0.4
    assert found.probabilities(torch.tensor([[0.01, 0.0]]))[0, 2].item() > 0.95
    assert found.probabilities(torch.tensor([[0.4, 0.0]]))[0, 2].item() < 0.05
