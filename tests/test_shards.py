"""Shards find together what is found without them; what they would keep apart is refused; nothing
of them is left behind.

PRECEPTOR_SEEDS=N draws N random programs (80 by default), of which those that can be cut count.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

import grown
from preceptor.cli import main
from preceptor.graph import compile
from preceptor.logic import Atom, Const, LimitExceeded, Predicate, Term
from preceptor.reason import Limits, bulk, shards
from preceptor.reason.shards.job import Found, work
from preceptor.syntax import parse_atom, parse_theory

SEEDS = int(os.environ.get("PRECEPTOR_SEEDS", "80"))
UNBOUNDED = Limits(facts=10**9, rounds=10**9)

FAMILY = """
grandparent(X, Z) :- parent(X, Y), parent(Y, Z).
ancestor(X, Y) :- parent(X, Y).
ancestor(X, Z) :- ancestor(X, Y), parent(Y, Z).
childless(X) :- parent(_, X), \\+ parent(X, _).
elder(X, Y) :- ancestor(X, Y), age(X, M), age(Y, N), M > N + 40.
half(X, H) :- age(X, N), H = N / 2.
some_child :- childless(X).
"""


def families(count: int, size: int = 6) -> list[Atom]:
    """Trees of people whom nothing joins but their ages."""
    found = []
    for family in range(count):
        for child in range(1, size):
            found.append(parse_atom(f"parent(p{family}_{(child - 1) // 2}, p{family}_{child})"))
        found += [parse_atom(f"age(p{family}_{i}, {90 - 7 * i})") for i in range(size)]
    return found


def in_process(parted: shards.Parted, count: int) -> shards.Sharded:
    """What shards find, without their processes: jobs and results go through pickle all the
    same."""
    found = []
    for number in range(count):
        done = work(pickle.loads(pickle.dumps(parted.job(number))))
        assert isinstance(done, Found)
        found.append(pickle.loads(pickle.dumps(done)))
    return parted.merged(found)


def copied(facts: tuple[Atom, ...], copies: int) -> list[Atom]:
    """The facts, and again of other constants."""

    def other(term: Term, copy: int) -> Term:
        return Const(f"{term.name}_{copy}") if isinstance(term, Const) and copy else term

    return [
        Atom(fact.name, tuple(other(arg, copy) for arg in fact.args), fact.negated)
        for copy in range(copies)
        for fact in facts
    ]


def test_random_programs_in_shards() -> None:
    done = derives = several = 0
    for seed in range(SEEDS):
        theory, facts = grown.grown(seed)
        graph = compile(theory)
        many = copied(facts, 4)
        try:
            parted = shards.part(graph, many, UNBOUNDED, 3, "numpy")
        except shards.NotCut:
            continue
        sharded = in_process(parted, 3)
        expected = bulk.materialise(graph, many, UNBOUNDED, using="numpy")
        found = list(sharded.made)
        assert len(found) == len(set(found)), f"seed {seed}"
        assert set(found) == set(expected), f"seed {seed}"
        assert sharded.made.derived == expected.derived, f"seed {seed}"
        assert sharded.made.counts == expected.counts, f"seed {seed}"
        done += 1
        derives += expected.derived > 0
        several += sum(shard.facts > 0 for shard in sharded.shards) > 1
    print(f"{done} of {SEEDS} programs can be cut; {derives} derive something, {several} in shards")
    assert derives >= 0.05 * SEEDS
    assert several >= 0.6 * done


def test_families_are_kept_together_and_shared_out_evenly() -> None:
    graph, facts = compile(parse_theory(FAMILY)), families(20)
    parted = shards.part(graph, facts, UNBOUNDED, 3, "numpy")
    homes: dict[str, set[int]] = {}
    for number in range(3):
        job = parted.job(number)
        for person in (term for term in job.terms if isinstance(term, Const)):
            homes.setdefault(person.name.split("_")[0], set()).add(number)
    assert len(homes) == 20
    assert all(len(where) == 1 for where in homes.values())
    assert parted.shares.largest == 11 / 220
    sharded = in_process(parted, 3)
    assert sorted(shard.facts for shard in sharded.shards) == [66, 77, 77]


def test_processes_find_what_one_finds() -> None:
    graph, facts = compile(parse_theory(FAMILY)), families(12)
    sharded = shards.materialise(graph, facts, UNBOUNDED, shards=2, using="numpy")
    expected = bulk.materialise(graph, facts, UNBOUNDED, using="numpy")
    assert set(sharded.made) == set(expected)
    assert sharded.made.derived == expected.derived
    assert [shard.facts for shard in sharded.shards] == [66, 66]
    assert all(shard.derived and shard.cpu_s for shard in sharded.shards)


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("p(X, Y) :- q(X), r(Y).", "no variable joins r(Y) with q(X): a cross product"),
        ("p(X) :- q(X), on.", "no variable joins on with q(X)"),
        ("p(X) :- q(X), X > Y, r(Y).", "a cross product"),
        ("p(X) :- q(X), \\+ r(_).", "\\+ r(_) looks at the facts of all entities"),
        ("p(X) :- q(X), \\+ off.", "\\+ off looks at the facts of all entities"),
        ("p :- \\+ off.", "\\+ off looks at the facts of all entities"),
        ("p(a, X) :- q(X). s(X, Y) :- p(A, X), p(A, Y).", "the constant a to be joined on"),
        ("p(Y) :- n(X), Y = X + 1. s(X) :- p(X), n(X).", "Y is computed"),
        ("p(Y) :- n(X), Z = X * 2, Y = Z. s(X) :- p(X), n(X).", "Y is computed"),
    ],
)
def test_rules_that_connect_shards_are_refused(rules: str, said: str) -> None:
    with pytest.raises(shards.NotCut) as caught:
        shards.part(compile(parse_theory(rules)), (), UNBOUNDED, 2, "numpy")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "rules",
    [
        "p(a, X) :- q(X).",
        "p(Y) :- n(X), Y = X + 1.",
        "p(X) :- q(X), r(Y), X = Y.",
        "p(X, Y) :- q(X), Z = X, e(Z, Y), \\+ r(Z).",
        "on :- q(X), r(X).",
        "p(b) :- q(a).",
        "p(X) :- q(X), \\+ e(X, _).",
    ],
)
def test_rules_that_do_not_are_not(rules: str) -> None:
    facts = list(
        map(parse_atom, ["q(a)", "q(b)", "r(a)", "r(c)", "e(a, b)", "e(c, d)", "n(1)", "n(2)"])
    )
    graph = compile(parse_theory(rules))
    sharded = in_process(shards.part(graph, facts, UNBOUNDED, 2, "numpy"), 2)
    assert set(sharded.made) == set(bulk.materialise(graph, facts, UNBOUNDED, using="numpy"))


def test_the_memory_is_divided() -> None:
    graph = compile(parse_theory("p(X) :- q(X)."))
    allowed = bulk.budget.resident_bytes() + (600 << 20)
    parted = shards.part(graph, (), Limits(bytes=allowed), 2, "numpy")
    assert parted.limits.bytes is not None
    assert 190 << 20 < parted.limits.bytes <= 200 << 20
    with pytest.raises(LimitExceeded, match="bytes"):
        shards.part(graph, (), Limits(bytes=allowed), 8, "numpy")


def test_a_limit_in_one_shard_ends_all() -> None:
    rules = "big(X, Y, Z) :- e(G, X), e(G, Y), e(G, Z)."
    facts = {Predicate("e", 2): [np.arange(200) // 100, np.arange(200)]}
    with pytest.raises(LimitExceeded) as caught:
        shards.materialise(compile(parse_theory(rules)), facts, Limits(facts=5000), shards=2)
    assert caught.value.kind == "facts"
    assert workers() == []


def workers() -> list[int]:
    """The processes of shards that this one, or one that it started, has left."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
            environment = (process / "environ").read_bytes()
        except OSError:
            continue
        if b"preceptor.reason.shards.worker" in words and MARK.encode() in environment:
            found.append(int(process.name))
    return found


MARK = f"PRECEPTOR_TEST_SHARDS={os.getpid()}"
os.environ["PRECEPTOR_TEST_SHARDS"] = str(os.getpid())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules.pl").write_text("r(X, Y) :- e(X, Y).\nr(X, Z) :- r(X, Y), e(Y, Z).\n")
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "e.csv").write_text("a,b\nb,c\nx,y\ny,z\nz,x\n")
    return tmp_path


def test_the_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["materialise", str(folder / "rules.pl"), "--facts", str(folder / "facts"), "--json"]
    out = folder / "out"
    assert main([*words, "--shards", "2", "--out", str(out), "--format", "csv"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["relations"] == {"e/2": 5, "r/2": 12}
    assert (document["engine"], document["derived"]) == ("memory", 12)
    assert [shard["facts"] for shard in document["shards"]] == [3, 2]
    assert len((out / "r.csv").read_text().splitlines()) == 12
    (folder / "rules.pl").write_text("p(X, Y) :- e(X, _), e(Y, _).\n")
    assert main([*words, "--shards", "2"]) == 2
    assert "rules.pl:1:1: no variable joins e(Y, _) with e(X, _)" in capsys.readouterr().err
    assert main([*words, "--shards", "2", "--engine", "duckdb"]) == 2
    assert "--shards" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="processes are seen in /proc")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_no_process_is_left_behind(folder: Path, how: signal.Signals) -> None:
    """Two shards of a chain of three thousand each would take long."""
    (folder / "rules.pl").write_text("s(X, Y) :- r(X, A), r(A, Y).\nr(X, Y) :- e(X, Y).\n"
                                     "r(X, Z) :- r(X, Y), r(Y, Z).\n")  # fmt: skip
    edges = [f"{s}{i},{s}{i + 1}\n" for s in "ab" for i in range(3000)]
    (folder / "facts" / "e.csv").write_text("".join(edges))
    words = ["materialise", str(folder / "rules.pl"), "--facts", str(folder / "facts")]
    (folder / "tmp").mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "preceptor.cli", *words, "--shards", "2"],
        env={**os.environ, "TMPDIR": str(folder / "tmp")},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        _wait(lambda: len(workers()) == 2)
        assert list((folder / "tmp").iterdir())
        time.sleep(0.5)
        assert process.poll() is None
        process.send_signal(how)
        _, complaint = process.communicate(timeout=120)
    finally:
        process.kill()
    assert process.returncode == (130 if how is signal.SIGINT else -9)
    assert complaint.strip() == ("interrupted" if how is signal.SIGINT else "")
    _wait(lambda: not workers() and not list((folder / "tmp").iterdir()))


def _wait(holds: object) -> None:
    assert callable(holds)
    until = time.monotonic() + 120
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.05)
