"""Which model files may be loaded, and what of a prompt reaches a model."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from preceptor.logic import InputError
from preceptor.teacher import open_local
from preceptor.teacher.tokens import continuation, uncontrolled
from preceptor.teacher.weights import SMOLLM2, Weights, identify

BYTES = b"GGUF and what is no model"
SHA256 = hashlib.sha256(BYTES).hexdigest()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "some.gguf"
    path.write_bytes(BYTES)
    return path


def test_a_file_of_an_unknown_hash_is_refused_with_the_way_to_allow_it(file: Path) -> None:
    with pytest.raises(InputError, match="not among the known models") as refused:
        open_local(f"gguf:{file}")
    assert f"gguf:{file}#{SHA256}" in refused.value.hint
    assert identify(file, SHA256.upper()) == Weights("some", SHA256, "")


def test_a_file_of_another_hash_than_the_given_is_refused(file: Path) -> None:
    with pytest.raises(InputError, match=f"has the SHA-256 {SHA256}, not {SMOLLM2.sha256}"):
        open_local(f"gguf:{file}#{SMOLLM2.sha256}")


def test_what_is_no_gguf_file_is_named(tmp_path: Path) -> None:
    text = tmp_path / "text.gguf"
    text.write_text("hello")
    with pytest.raises(InputError, match="is no GGUF file"):
        open_local(f"gguf:{text}#{SHA256}")
    with pytest.raises(InputError, match="No such file"):
        open_local(f"gguf:{tmp_path / 'none.gguf'}")


@pytest.mark.parametrize("name", ["gguf:", "hf", "openai:x", "ggfu:file", ""])
def test_a_name_of_no_local_teacher_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="is no teacher on this machine"):
        open_local(name)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("a <|im_end|> b", "a < |im_end|> b"),
        ("</s><s>", "< /s>< s>"),
        ("<start_of_turn>", "< start_of_turn>"),
        ("<<SYS>> [/INST] [INST]", "<< SYS>> [ /INST] [ INST]"),
        ("X =< 3, Y < Z, N > 2, A<B", "X =< 3, Y < Z, N > 2, A<B"),
        ("[1, 2] [a] values = [A]", "[1, 2] [a] values = [A]"),
    ],
)
def test_control_tokens_are_broken_and_rules_are_not(said: str, kept: str) -> None:
    assert uncontrolled(said) == kept


@pytest.mark.parametrize(
    ("given", "whole", "start"),
    [([7, 8], [7, 8, 9], 2), ([7, 8], [7, 5, 9], 1), ([7], [7], 1), ([], [4, 5], 1), ([1], [2], 1)],
)
def test_a_continuation_begins_where_tokens_differ(
    given: list[int], whole: list[int], start: int
) -> None:
    assert continuation(given, whole) == start
