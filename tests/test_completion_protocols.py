"""The protocols reproduce what is known of ChatRule's recorded rules, and its denominator."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from preceptor.learn.completion import (
    CHATRULE,
    OPTIMISTIC,
    PYCLAUSE,
    STRICT,
    Direction,
    Ensemble,
    Evaluation,
    Protocol,
    Ties,
    certify_hits,
    evaluate,
    fit,
)
from preceptor.learn.scores import ScoredRule, score
from preceptor.learn.triples import Split, read_split
from preceptor.syntax import read_anyburl

Recorded = tuple[Split, list[ScoredRule]]


@pytest.fixture(scope="module")
def recorded(shared: Path) -> Recorded:
    """ChatRule's rules for umls, of its own split, scored on train."""
    folder = shared / "data/kg/umls_chatrule"
    split = read_split(*(folder / f"{part}.txt" for part in ("train", "valid", "test")))
    text = (shared / "data/chatrule/umls.txt").read_text()
    rules = [rule for rule, _ in read_anyburl(text).rules]
    scored = zip(rules, score(rules, split), strict=True)
    return split, [ScoredRule(rule, found) for rule, found in scored if found]


def _evaluated(recorded: Recorded, protocol: Protocol) -> Evaluation:
    return evaluate(*recorded, protocol=protocol)


def test_chatrule_counts_half_of_the_queries(recorded: Recorded) -> None:
    found = _evaluated(recorded, CHATRULE)
    assert (found.queries, found.skipped) == (324, 337)
    assert 0.780 <= found.mrr <= 0.791
    assert str(found).startswith(
        "umls_chatrule test, chatrule (tail, graph train+valid, pessimistic ties)"
    )
    assert "324 queries counted, 337 skipped" in str(found)


def test_ties_alone_move_the_figure(recorded: Recorded) -> None:
    every = replace(CHATRULE, skip=False)
    assert _evaluated(recorded, every).mrr == pytest.approx(0.392, abs=0.003)
    average = _evaluated(recorded, replace(every, ties=Ties.AVERAGE))
    assert average.mrr == pytest.approx(0.397, abs=0.003)
    optimistic = _evaluated(recorded, OPTIMISTIC)
    assert optimistic.mrr == pytest.approx(0.905, abs=0.003)
    assert average.queries == optimistic.queries == 661


def test_both_directions_and_scores_on_train(recorded: Recorded) -> None:
    both = replace(CHATRULE, skip=False, ties=Ties.AVERAGE, directions=tuple(Direction))
    assert _evaluated(recorded, both).mrr == pytest.approx(0.362, abs=0.002)
    strict = _evaluated(recorded, STRICT)
    assert strict.mrr == pytest.approx(0.428, abs=0.002)
    assert (strict.queries, strict.skipped) == (1322, 0)
    # PyClause 0.1 itself, on the same file
    assert _evaluated(recorded, PYCLAUSE).mrr == pytest.approx(0.4189, abs=0.001)


def test_supported_hits_are_proved_and_weights_help(recorded: Recorded) -> None:
    split, scored = recorded
    ensemble = Ensemble(split, scored)
    proved = certify_hits(ensemble)
    assert proved.complaints == ()
    assert proved.certified == proved.supported > 400
    learned = fit(ensemble, [0.03])
    assert evaluate(split, ensemble, aggregation=learned).mrr > 0.46
