"""`preceptor probe`: what it reads, whom it refuses, what it ranks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from preceptor import domain as domains
from preceptor.cli import main
from preceptor.cli import probe as command
from preceptor.logic import InputError, ParseError
from probing import Oracle


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "pets"
    (made / "probes").mkdir(parents=True)
    (made / "domain.toml").write_text(
        'name = "pets"\nabout = "pets."\n[sorts.pet]\n[predicates.cat]\nargs = ["pet"]\n'
        '[predicates.dog]\nargs = ["pet"]\ntext = "{0} is a dog"\n'
    )
    return made


def test_a_domain_without_a_set_is_named(folder: Path) -> None:
    with pytest.raises(InputError, match="pets has no statements to try a teacher by"):
        domains.load_probe(domains.load(folder))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", r"likelihood.toml:1:1: .*there is not one table \[\[questions\]\]"),
        ('[[questions]]\nholds = ["cat(tom)."]', r":1:1: .*a question has a statement at least"),
        ('[[questions]]\nholds = ["cat(tom)."]\nfails = ["cow(tom)."]', r":3:1: .*no cow/1"),
        ('[[questions]]\nholds = ["cat(tom"]\nfails = ["dog(tom)."]', r":2:1: .*cat\(tom"),
        ('[[questions]]\nholds = ["cat(a). cat(b)."]\nfails = ["dog(a)."]', r":2:1: .*found 2"),
        ('[[questions]]\nholds = ["cat(a)."]\nfails = ["cat(a)."]', r":3:1: .*both holds and"),
        ('[[questions]]\nhold = ["cat(a)."]', r"unknown key 'hold'"),
        ('[[phrases]]\npattern = "cat(X)."\ntext = "{Y}"', r":3:1: .*\{Y\} stands for nothing"),
        ('[[phrases]]\npattern = "cat(X) :- \\\\+ dog(X)."\ntext = ""', r"made of plain atoms"),
        ("[[questions]", r"not TOML"),
    ],
)
def test_what_is_wrong_in_a_set_is_named_with_its_place(
    folder: Path, text: str, complaint: str
) -> None:
    (folder / domains.PROBE).write_text(text)
    with pytest.raises(ParseError, match=complaint):
        domains.load_probe(domains.load(folder))


# The command -----------------------------------------------------------------------------------


@pytest.fixture
def oracle(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Oracle:
    made = Oracle({"dog": -1.0, "cat(b)": -1.0})
    monkeypatch.setattr(command, "open_local", lambda name: made)
    (folder / domains.PROBE).write_text(
        '[[phrases]]\npattern = "cat(X)."\ntext = "{X} is a cat"\n'
        + "".join(
            f'[[questions]]\nholds = ["dog(d{n})."]\nfails = ["cat(d{n})."]\n' for n in range(9)
        )
    )
    return made


def test_a_teacher_that_passes_ranks(
    oracle: Oracle, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["probe", str(folder), "--teacher", "gguf:x", "--rank", "dog(Who)"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:4] == [
        "pets: 9 questions, 18 statements",
        "AUC 1.000, between 1.000 and 1.000 (95 %)",
        "likeliest statement holds: 1.000 (by chance 0.500)",
        "an oracle can rank statements of pets",
    ]
    assert len(lines) == 13
    assert all(" dog(d" in line for line in lines[4:])
    assert main(["probe", str(folder), "--teacher", "gguf:x", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "preceptor/probe/1"
    assert (document["auc"], document["refused"], document["ranked"]) == (1, False, [])


def test_a_teacher_at_chance_is_refused_and_ranks_nothing(
    oracle: Oracle, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    oracle.known = {}
    asked = ["probe", str(folder), "--teacher", "gguf:x", "--rank", "dog(Who)"]
    assert main(asked) == 1
    shown = capsys.readouterr().out
    assert "refused: an oracle may be guessing here" in shown
    assert "dog(d" not in shown
    assert main([*asked, "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert (document["refused"], document["ranked"]) == (True, [])


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--rank", "dog(Who"], "--rank:1"),
        (["--rank", "cow(Who)"], "declares no cow/1"),
        (["--rank", "dog(A). cat(A)"], "takes one statement"),
        ([], ""),
    ],
)
def test_what_cannot_be_ranked_is_named_before_the_teacher_is_asked(
    words: list[str], complaint: str, oracle: Oracle, folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    code = main(["probe", str(folder), "--teacher", "gguf:x", *words])
    assert code == (2 if words else 0)
    assert complaint in capsys.readouterr().err
    assert (oracle.asked == []) is bool(words)
