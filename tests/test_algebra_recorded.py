"""The algebra domain: its prompts, its files made anew, and what is proved of it at many points."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from identity_oracle import NoValue, agree, holds, points
from preceptor import domain as domains
from preceptor.check.algebra.sorts import integers
from preceptor.cli import main
from preceptor.distil import IdentityRun, distil, distil_identities
from preceptor.domain import Domain
from preceptor.logic import InputError
from preceptor.logic.identity import Identity
from preceptor.syntax.identity import parse_identities, parse_identity
from preceptor.syntax.identity_show import show_identity

POINTS = 200
MAX_TRIED = 60 * POINTS


@pytest.fixture(scope="module")
def algebra() -> Domain:
    return domains.load("algebra")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> IdentityRun:
    return distil_identities("algebra", out=tmp_path_factory.mktemp("run") / "algebra")


def test_the_prompts_are_those_that_were_answered(algebra: Domain, shared: Path) -> None:
    recorded = (shared / "teacher/prompts/algebra.jsonl").read_text(encoding="utf-8")
    made = (domains.prompt_document(prompt) for prompt in domains.prompts(algebra))
    assert "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in made) == recorded


def test_the_replies_are_verbatim(algebra: Domain, shared: Path) -> None:
    def replies(path: Path) -> dict[tuple[str, int], str]:
        lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        return {(line["id"], line["sample"]): line["response"] for line in lines}

    assert replies(algebra.responses) == replies(shared / "teacher/responses/algebra.jsonl")


def test_the_shipped_files_are_those_that_distil_makes(
    run: IdentityRun, algebra: Domain, tmp_path: Path
) -> None:
    copy = tmp_path / "algebra"
    shutil.copytree(algebra.path, copy)
    run.publish(domains.load(copy))
    for name in ("identities.txt", "quarantine.txt", "README.md"):
        made, shipped = (copy / name).read_text(), (algebra.path / name).read_text()
        assert made == shipped, f"{name}: preceptor distil algebra --publish makes it anew"


def test_every_line_and_candidate_is_accounted_for(run: IdentityRun) -> None:
    totals, counts = run.metrics["harvest"], run.metrics["counts"]
    kinds = ("blank", "comment", "prose", "statement_lines")
    assert totals["lines"] == sum(totals[kind] for kind in kinds)
    assert totals["read"] + totals["repaired"] >= 0.97 * totals["statements"]
    kept = counts["accepted"] + sum(counts["dropped"].values())
    assert counts["candidates"] == kept + counts["quarantined"] == 280
    verdicts = Counter(row["verdict"] for row in run.judgements["identities"])
    assert sum(verdicts.values()) == counts["candidates"]
    assert {v: n for v, n in run.metrics["verdicts"].items() if n} == dict(verdicts)


def test_the_identity_file_holds_what_was_kept(run: IdentityRun, algebra: Domain) -> None:
    written = parse_identities(algebra.identities.read_text(), "identities.txt")
    kept = {row["guarded"] for row in run.judgements["identities"] if row["kept"]}
    assert [show_identity(identity) for identity in written] == list(
        dict.fromkeys(row["guarded"] for row in run.judgements["identities"] if row["kept"])
    )
    assert len(kept) == len(written) == run.metrics["counts"]["accepted"]


def test_what_is_proved_survives_two_hundred_points(run: IdentityRun) -> None:
    """Each proved identity, at points inside its conditions, by an evaluator of the tests' own."""
    proved = [
        parse_identity(row["guarded"])
        for row in run.judgements["identities"]
        if row["verdict"] in ("proved", "holds where")
    ]
    assert len(proved) > 250
    for identity in proved:
        assert _agreeing(identity) == (POINTS if identity.variables else 1), show_identity(identity)


def _agreeing(identity: Identity) -> int:
    """How many points inside the conditions agree, up to 200; fails at the first that does not."""
    whole = integers(identity)
    if not identity.variables:
        assert agree(identity, {})
        return 1
    seen = set()
    for at, _ in zip(points(identity, whole, 7), range(MAX_TRIED), strict=False):
        key = tuple(at.values())
        if key in seen or not _inside(identity, at):
            continue
        seen.add(key)
        try:
            same = agree(identity, at, whole)
        except NoValue as error:
            pytest.fail(f"{show_identity(identity)} has no value at {at}: {error}")
        assert same, f"{show_identity(identity)} at {at}"
        if len(seen) == POINTS:
            break
    return len(seen)


def _inside(identity: Identity, at: dict) -> bool:  # type: ignore[type-arg]
    try:
        return all(holds(condition, at) for condition in identity.conditions)
    except NoValue:
        return False


def test_a_run_goes_on_where_it_was(run: IdentityRun) -> None:
    before = (run.path / "stages.json").read_bytes()
    notes: list[str] = []
    again = distil_identities(
        "algebra", out=run.path, progress=lambda event: notes.append(event.note)
    )
    assert [note for note in notes if note] == ["done before"] * 4
    assert (again.path / "stages.json").read_bytes() == before


def test_rules_and_identities_are_distilled_apart(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="about identities"):
        distil("algebra", out=tmp_path / "run")
    with pytest.raises(InputError, match="about rules"):
        distil_identities("kinship", out=tmp_path / "run")


# ---------------------------------------------------------------- commands


def test_a_goal_is_not_asked_of_identities(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "algebra", "-g", "p(X)"]) == 2
    assert "algebra holds identities, not rules" in capsys.readouterr().err


def test_parse_takes_the_reader_from_the_domain(
    algebra: Domain, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["parse", str(algebra.responses), "--domain", "algebra", "--json"])
    totals = json.loads(capsys.readouterr().out)["totals"]
    assert (code, totals["statements"], totals["rejected"]) == (1, 281, 1)


@pytest.mark.parametrize(
    ("text", "flags", "code", "said"),
    [
        ("X + X = 2*X.\n", [], 0, "proved"),
        ("X/X = 1.\n", [], 0, "holds where X \\= 0"),
        ("X/X = 1.\n", ["--strict"], 1, "holds where X \\= 0"),
        ("(A + B)^2 = A^2 + B^2.\n", [], 1, "refuted at A = 1, B = 1: left 4, right 2"),
        ("X = X.\nX = .\n", [], 2, "1 proved"),
    ],
)
def test_check_judges_a_file(
    text: str,
    flags: list[str],
    code: int,
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "mine.txt"
    file.write_text(text)
    assert main(["check", str(file), "--format", "identity", *flags]) == code
    assert said in capsys.readouterr().out


def test_check_knows_a_domain_of_identities(
    algebra: Domain, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(algebra.settings, tmp_path / "domain.toml")
    (tmp_path / "few.txt").write_text("sqrt(X^2) = X.\n")
    assert main(["check", str(tmp_path / "few.txt"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == "preceptor/identities/1"
    assert found["identities"][0]["where"] == ["X >= 0"]
    assert main(["check", str(tmp_path)]) == 2
    assert "has no identities.txt yet" in capsys.readouterr().err
