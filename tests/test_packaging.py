"""The wheel holds all that runs: grammars, rulesets, the worker's Prolog, types."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


@pytest.mark.parametrize(
    "name",
    [
        "py.typed",
        "grammars/rules.lark",
        "grammars/english.lark",
        "rulesets/kinship/rules.pl",
        "rulesets/kinship/domain.toml",
        "prolog/worker.pl",
    ],
)
def test_the_wheel_holds(unpacked: Path, name: str) -> None:
    assert (unpacked / "preceptor" / name).is_file()


def test_the_wheel_answers_away_from_the_checkout(unpacked: Path, tmp_path: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(unpacked)!r});"
        "import preceptor; kb = preceptor.load('kinship');"
        "print(preceptor.__file__, kb.query('grandfather(walter, bob)').truth)"
    )
    command = [
        sys.executable,
        "-I",
        "-c",
        f"import sys; sys.path.insert(0, {str(unpacked)!r}); {code}",
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    place, truth = done.stdout.split()
    assert Path(place).is_relative_to(unpacked)
    assert truth == "true"
