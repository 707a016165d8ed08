"""`preceptor learn` and `pr.learn` on a split whose figures are worked out by hand.

Five towns, train: ann lives in Oslo, bob in Rome, cid in Rome; Oslo lies in Norway, Rome in Italy;
ann and cid are citizens of those. The one test triple is `bob citizen italy`.

Tail query, citizen(bob, ?): `citizen(X, Y) :- lives(X, A), in(A, Y)` concludes italy and nothing
else, so the answer is alone in first place. Head query, citizen(?, italy): the rule concludes bob
and cid; cid is known from train and filtered, so bob is first. MRR 1. Without rules all candidates
that are left tie: of 7 entities the tail query keeps all 7 (mean rank 4), the head query loses cid
(6 left, mean rank 3.5), so MRR = (1/4 + 1/3.5) / 2.
"""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

import preceptor as pr
from preceptor.cli import main
from preceptor.logic import InputError, ParseError
from preceptor.study import Study
from preceptor.syntax import parse_rules, read_anyburl, show_rule

TRAIN = """\
ann\tlives\toslo
bob\tlives\trome
cid\tlives\trome
oslo\tin\tnorway
rome\tin\titaly
ann\tcitizen\tnorway
cid\tcitizen\titaly
"""
RULE = "citizen(X, Y) :- lives(X, A), in(A, Y)."
NOTHING_KNOWN = (1 / 4 + 1 / 3.5) / 2


@pytest.fixture
def towns(tmp_path: Path) -> Path:
    folder = tmp_path / "towns"
    folder.mkdir()
    (folder / "train.txt").write_text(TRAIN)
    (folder / "valid.txt").write_text("")
    (folder / "test.txt").write_text("bob\tcitizen\titaly\n")
    return folder


def _mrr(study: Study) -> dict[tuple[str, str], float]:
    return {(r.arm.name, str(r.arm.weights)): r.evaluation.mrr for r in study.results}


def test_the_figures_are_those_worked_out_by_hand(towns: Path) -> None:
    found = pr.learn(data=towns, rules=parse_rules(f"0.9 :: {RULE}"), mining=False)
    assert _mrr(found) == pytest.approx(
        {
            ("no rules", "none"): NOTHING_KNOWN,
            ("rules", "own"): 1.0,
            ("rules", "exact"): 1.0,
            ("rules", "fitted"): 1.0,
        }
    )
    (scored,) = found.results[1].arm.rules
    # bob, cid to Italy and ann to Norway; all but bob's are known; both subjects are known citizens
    assert scored.score == (2, 3, 2, 2)


def test_mining_finds_the_rule(towns: Path) -> None:
    found = pr.learn(data=towns)
    mined = {str(scored.rule.head): scored for scored in found.best.arm.rules}
    assert _mrr(found)["mined", "exact"] == 1.0
    assert "citizen(X, Y)" in mined
    assert found.mined is not None
    assert found.mined.complete


def test_a_protocol_with_one_direction_asks_half(towns: Path) -> None:
    found = pr.learn(data=towns, protocol="chatrule")
    skipped = [(r.arm.name, r.evaluation.queries, r.evaluation.skipped) for r in found.results]
    assert skipped == [("no rules", 0, 1), ("mined", 1, 0), ("mined", 1, 0)]


def test_settings_that_are_none_name_the_nearest(towns: Path) -> None:
    with pytest.raises(InputError, match="did you mean 'strict'"):
        pr.learn(data=towns, protocol="strikt")
    with pytest.raises(InputError, match="did you mean 'length'"):
        pr.learn(data=towns, lenght=3)


# ---------------------------------------------------------------- the command


def test_the_document_has_the_keys_that_are_fixed(
    towns: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (towns / "given.pl").write_text(f"0.9 :: {RULE}\n0.5 :: citizen(X, Y) :- livs(X, Y).\n")
    words = ["learn", "--data", str(towns), "--rules", str(towns / "given.pl"), "--json"]
    assert main([*words, "--repair", "--controls", "--proofs"]) == 0
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert document["schema"] == "preceptor/learn/1"
    assert (document["protocol"], document["split"], document["ties"]) == (
        "strict",
        "towns",
        "average",
    )
    assert document["triples"] == {"train": 7, "valid": 0, "test": 1}
    (source,) = document["sources"]
    assert (source["name"], source["rules"]) == ("given", 1)
    assert source["apart"] == [
        {"rule": "0.5 :: citizen(X, Y) :- livs(X, Y).", "reason": "no relation 'livs'"}
    ]
    arms = {(arm["name"], arm["weights"]): arm for arm in document["arms"]}
    assert set(arms) == {
        ("no rules", "none"),
        *(("given", weights) for weights in ("own", "exact", "fitted")),
        *(
            (name, weights)
            for name in ("given, repaired", "given, repaired + mined", "mined, as many as given")
            for weights in ("exact", "fitted")
        ),
        ("random like given", "exact"),
        ("mined", "exact"),
        ("mined", "fitted"),
    }
    for arm in document["arms"]:
        assert {"name", "mrr", "hits1", "hits10", "queries", "skipped", "rules", "cpu_s"} <= set(
            arm
        )
    given = arms["given", "exact"]
    assert (given["mrr"], given["hits1"], given["queries"], given["rules"]) == (1, 1, 2, 1)
    assert given["proofs"] == {"hits": 2, "supported": 2, "certified": 2, "share": 1.0}
    assert arms["no rules", "none"]["mrr"] == pytest.approx(NOTHING_KNOWN, abs=1e-6)
    assert "1 × no relation 'livs', such as 0.5 :: citizen(X, Y) :- livs(X, Y)." in err
    assert "for 'livs' the graph may have 'lives'" in err
    assert "valid: 0 triples" in err


def test_the_table_has_a_row_an_arm(towns: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [f"--{part}={towns / part}.txt" for part in ("train", "valid", "test")]
    assert main(["learn", *words, "--name", "small"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "small: 7/0/1 triples (train/valid/test), 7 entities, 3 relations"
    assert "strict: tails and heads, filtered by all parts, average ties" in lines[1]
    assert [line.split()[:2] for line in lines[3:6]] == [
        ["no", "rules"],
        ["mined", "exact"],
        ["mined", "fitted"],
    ]
    assert lines[6] == "2 queries counted, 0 skipped"


def test_rules_are_written_and_read_back(towns: Path) -> None:
    out = towns / "rules.txt"
    assert main(["learn", "--data", str(towns), "--out", str(out), "--to", "anyburl"]) == 0
    mined = read_anyburl(out.read_text())
    assert not mined.faults
    rules = {show_rule(replace(rule, weight=Fraction(1))) for rule, _ in mined.rules}
    assert RULE in rules
    counted = {m[:2] for rule, m in mined.rules if rule.head and rule.head.name == "citizen"}
    assert (3, 2) in counted  # predictions and support, as worked out above


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("train.txt", "ann\tlives\n"), "train.txt:1:"),
        (("train.txt", ""), "no triples to learn from"),
        (("test.txt", ""), "no test triples"),
    ],
)
def test_bad_triples_are_an_input_error(
    towns: Path, change: tuple[str, str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (towns / change[0]).write_text(change[1])
    assert main(["learn", "--data", str(towns), "--out", str(towns / "never.txt")]) == 2
    assert message in capsys.readouterr().err
    assert not (towns / "never.txt").exists()


def test_what_is_amiss_but_usable_is_told_and_ranked(
    towns: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (towns / "test.txt").write_text("bob\tcitizen\titaly\nzoe\tlikes\tbob\n")
    assert main(["learn", "--data", str(towns), "--json"]) == 0
    out, err = capsys.readouterr()
    assert "test: 1 entities without a triple of train: zoe" in err
    assert "test: 1 relations without a triple of train: likes" in err
    assert {arm["queries"] for arm in json.loads(out)["arms"]} == {4}  # none is skipped


def test_a_drawing_is_refused_before_the_work(
    towns: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["learn", "--data", str(towns / "none"), "--plot", "x.sgv"]) == 2
    assert "did you mean 'svg'" in capsys.readouterr().err


def test_a_drawing_is_the_same_each_time(towns: Path) -> None:
    from preceptor.report.curves import draw
    from preceptor.study.curves import Point

    curves = {"mined": (Point(1, 0.1, 0.2), Point(10, 0.2, 0.6)), "given": (Point(5, 0.3, 0.5),)}
    for name in ("a.svg", "b.svg"):
        draw(curves, "towns", towns / name)
    text = (towns / "a.svg").read_text()
    assert text == (towns / "b.svg").read_text()
    assert "CPU seconds" in text or "<svg" in text
    assert main(["learn", "--data", str(towns), "--plot", str(towns / "c.png")]) == 0
    assert (towns / "c.png").read_bytes().startswith(b"\x89PNG")


def test_the_last_point_of_a_curve_is_the_arm(towns: Path) -> None:
    from preceptor.study.curves import curves

    found = pr.learn(data=towns)
    drawn = curves(found)
    exact = next(r for r in found.results if (r.arm.name, r.arm.weights) == ("mined", "exact"))
    assert drawn["mined"][-1][::2] == (len(exact.arm.rules), exact.evaluation.mrr)
    assert [point.rules for point in drawn["mined"]] == sorted(p.rules for p in drawn["mined"])


def test_broken_rules_stop_everything_with_their_place(towns: Path) -> None:
    (towns / "bad.pl").write_text("citizen(X, Y) :- lives(X, A) in(A, Y).\n")
    with pytest.raises(ParseError, match=r"bad\.pl:1:30"):
        pr.learn(data=towns, rules=towns / "bad.pl")


def test_ctrl_c_ends_the_mining_and_ranks_what_it_found(tmp_path: Path) -> None:
    chance = random.Random(5)
    triples = {
        (f"e{chance.randrange(400)}", f"r{chance.randrange(8)}", f"e{chance.randrange(400)}")
        for _ in range(20_000)
    }
    lines = sorted("\t".join(triple) for triple in triples)
    (tmp_path / "train.txt").write_text("\n".join(lines[10:]))
    (tmp_path / "test.txt").write_text("\n".join(lines[:10]))
    words = ["--data", str(tmp_path), "--length", "3", "--per-head", "5", "--seconds", "500"]
    running = subprocess.Popen(
        [sys.executable, "-m", "preceptor.cli", "learn", *words, "-v", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stderr is not None
    first = running.stderr.readline()
    while not first.startswith("mine"):
        assert first, "it ended before it mined"
        first = running.stderr.readline()
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=300)
    assert "mining is not complete: interrupted" in err
    assert running.returncode == 0
    document = json.loads(out)
    assert document["mining"]["complete"] is False
    assert [arm["name"] for arm in document["arms"]] == ["no rules", "mined", "mined"]
