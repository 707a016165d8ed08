"""The command line as such: help, usage errors, exit codes, streams. No command's own work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from preceptor.cli import main
from preceptor.cli.parser import COMMANDS

HEAVY = ("torch", "transformers", "sympy", "z3", "pyswip", "numba", "duckdb", "numpy", "scipy")
HEAVY += ("networkx", "lark")


def python(code: str) -> str:
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return run.stdout


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_every_command_shows_examples_in_its_help(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert f"  preceptor {command}" in shown.partition("examples:")[2]
    for flag in ("--json", "--quiet", "--verbose", "--seed"):
        assert flag in shown


def test_help_names_every_command_and_loads_nothing_heavy() -> None:
    code = (
        "import sys, time\n"
        "from preceptor.cli import main\n"
        "code = main(['--help'])\n"
        f"print(code, sorted(set({HEAVY!r}) & set(sys.modules)), time.process_time())"
    )
    *shown, last = python(code).strip().splitlines()
    assert last.startswith("0 []"), last
    assert float(last.split()[-1]) < 0.4
    for command in COMMANDS:
        assert any(line.split()[:1] == [command.name] for line in shown)


def test_without_arguments_the_help_is_shown_and_the_code_is_2(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([]) == 2
    assert "COMMAND" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["qery"], "'query'"),
        (["prompts", "kinshp"], "'kinship'"),
        (["prompts", "kinship", "--uot", "x"], "'--out'"),
        (["prompts", "kinship", "--jsn"], "'--json'"),
        (["query", "kinshp", "-g", "p(X)"], "'kinship'"),
        (["query", "kinship", "-g", "p(X)", "--domain", "kinshp"], "'kinship'"),
        (["parse", "-", "--format", "englsh"], "'english'"),
        (["export", "kinship", "--to", "dott"], "'dot'"),
        (["distil", "kinship", "--strategy", "drect"], "'direct'"),
    ],
)
def test_a_mistyped_name_is_an_input_error_that_names_the_nearest(
    words: list[str], meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    shown = capsys.readouterr()
    assert f"did you mean {meant}?" in shown.err
    assert not shown.out


def test_a_missing_argument_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "kinship"]) == 2
    assert "--goal" in capsys.readouterr().err


def test_a_bug_of_ours_is_one_line_and_a_code_of_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(name: str) -> None:
        raise ZeroDivisionError("by hand")

    monkeypatch.setattr("preceptor.domain.load", broken)
    assert main(["prompts", "kinship"]) == 4
    shown = capsys.readouterr().err
    assert "internal error: ZeroDivisionError: by hand" in shown
    assert "-v" in shown
    assert "Traceback" not in shown
    with pytest.raises(ZeroDivisionError):
        main(["prompts", "kinship", "-v"])


def test_ctrl_c_is_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("preceptor.domain.load", interrupted)
    assert main(["prompts", "kinship"]) == 130
    assert "interrupted" in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_error() -> None:
    code = "from preceptor.cli import main; raise SystemExit(main(['prompts', 'kinship']))"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_output_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    rules = tmp_path / "rules.pl"
    rules.write_text("'größe'('Zoë').\n", encoding="utf-8")
    command = [sys.executable, "-m", "preceptor.cli", "query", str(rules), "-g", "'größe'(X)"]
    environment = {**os.environ, "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"}
    run = subprocess.run(command, capture_output=True, env=environment)
    assert run.stdout.decode("utf-8") == "X = 'Zoë'.\n"


def test_what_could_drive_a_terminal_is_shown_as_its_escape(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = tmp_path / "rules.pl"
    rules.write_text("p('\\x1b\\[2J').\nq('\\x202e\\evil').\n", encoding="utf-8")
    assert main(["query", str(rules), "-g", "p(X), q(Y)"]) == 0
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_init_makes_a_domain_that_prompts_reads(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "zoo"
    assert main(["init", "zoo", str(folder), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["schema"] == "preceptor/init/1"
    assert "domain.toml" in made["files"]
    assert main(["prompts", str(folder), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "preceptor/prompts/1"
    assert [prompt["id"] for prompt in document["prompts"]] == ["zoo/flies"]
    assert main(["init", "zoo", str(folder)]) == 2
    assert "not empty" in capsys.readouterr().err


def test_prompts_are_written_one_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "deep" / "prompts.jsonl"
    assert main(["prompts", "kinship", "--out", str(out), "-q"]) == 0
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "")
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert {"id", "domain", "topic", "messages"} <= lines[0].keys()
    assert len({line["id"] for line in lines}) == len(lines) > 1
