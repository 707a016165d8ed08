"""The teacher that runs on transformers, with a model of random weights; no hub is ever asked."""

from __future__ import annotations

import re
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from preceptor import domain
from preceptor.logic import InputError
from preceptor.syntax import parse_rules
from preceptor.teacher import (
    Finish,
    Request,
    Scorer,
    Teacher,
    TransformersTeacher,
    ask_many,
    capabilities,
    lock,
    open_local,
)
from tinymodel import BEGIN, END, tiny_model

MESSAGES = (("system", "Write rules."), ("user", "About families."))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="module")
def teacher(folder: Path) -> TransformersTeacher:
    found = open_local(f"hf:{folder}")
    assert isinstance(found, TransformersTeacher)
    return found


def token_by_token(folder: Path, before: str, after: str) -> float:
    """The log-likelihood with a forward pass for each token, alone, in 64 bits."""
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    model = AutoModelForCausalLM.from_pretrained(folder, local_files_only=True).double()
    first = [BEGIN, *tokenizer.encode(before, add_special_tokens=False)]
    whole = [BEGIN, *tokenizer.encode(before + after, add_special_tokens=False)]
    start = next((n for n, token in enumerate(first) if whole[n] != token), len(first))
    total = 0.0
    for at in range(start, len(whole)):
        with torch.no_grad():
            logits = model(input_ids=torch.tensor([whole[:at]])).logits[0, -1]
        total += float(torch.log(torch.exp(logits)[whole[at]] / torch.exp(logits).sum()))
    return total


def test_it_says_what_it_can_do(teacher: TransformersTeacher) -> None:
    assert isinstance(teacher, Teacher)
    assert isinstance(teacher, Scorer)
    said = capabilities(teacher)
    assert (said.model, said.forms, said.seeded, said.parallel) == ("tiny", ("lark",), True, 1)


def test_likelihoods_are_those_of_one_token_after_the_other(
    teacher: TransformersTeacher, folder: Path
) -> None:
    """In a batch of texts of different lengths, and where `p` and `ath` merge as `pa`, `th`."""
    pairs = [
        ("X is a p", "ath"),
        ("", "a"),
        ("the longest of all", " of these"),
        ("x", "yz"),
        ("x", ""),
    ]
    expected = [token_by_token(folder, *pair) for pair in pairs]
    assert min(expected[:4]) < -4
    assert expected[4] == 0
    assert teacher.score(pairs) == pytest.approx(expected, abs=1e-3)
    teacher.batch, kept = 2, teacher.batch
    assert teacher.score(pairs) == pytest.approx(expected, abs=1e-3)
    teacher.batch = kept


@pytest.mark.parametrize("sample", range(3))
def test_a_reply_is_held_to_the_grammar(teacher: TransformersTeacher, sample: int) -> None:
    signature = domain.load("kinship").signature
    request = Request(MESSAGES, sample, grammar=lock(signature), max_tokens=90, temperature=1.5)
    reply = teacher.ask(request)
    assert reply.held == "lark"
    lines = reply.text.split("\n")[: None if reply.is_whole else -1]
    parse_rules("\n".join(lines))
    said = set(re.findall(r"[a-z_]+(?=\()", reply.text))
    assert said
    assert said <= {declared.predicate.name for declared in signature.declarations}
    # Random weights say nothing of the kind by themselves.
    free = teacher.ask(Request(MESSAGES, sample, max_tokens=90, temperature=1.5))
    assert free.held == ""
    assert reply.text[:4].isascii()
    assert not free.text.isascii()


def test_a_seed_fixes_the_reply_and_nothing_else_is_drawn(teacher: TransformersTeacher) -> None:
    before = torch.random.get_rng_state()
    first, again, other = (
        teacher.ask(Request(MESSAGES, sample, max_tokens=12)).text for sample in (0, 0, 1)
    )
    assert first == again != other
    assert torch.equal(before, torch.random.get_rng_state())
    seeded = teacher.ask(Request(MESSAGES, 5, seed=1, max_tokens=12)).text
    assert seeded == other


def test_a_reply_says_why_it_ended_and_what_was_used(teacher: TransformersTeacher) -> None:
    request = Request(MESSAGES, max_tokens=7, temperature=0)
    reply = teacher.ask(request)
    assert (reply.key, reply.finish, reply.model) == (request.key, Finish.LENGTH, "tiny")
    assert reply.usage is not None
    # "system: Write rules.\nuser: About families.\n", where no pair is a token.
    assert reply.usage.prompt_tokens == 43
    assert reply.usage.completion_tokens == 7
    ended = teacher.ask(Request(MESSAGES, grammar='start: "yes\\n"\n', max_tokens=7))
    assert (ended.text, ended.finish) == ("yes\n", Finish.STOP)
    stopped = teacher.ask(
        Request(MESSAGES, grammar='start: "abcdef"\n', max_tokens=9, stop=("cd",))
    )
    assert (stopped.text, stopped.finish) == ("ab", Finish.STOP)


def asked_together(count: int) -> list[Request]:
    """Of prompts of several lengths, every other one under a grammar."""
    grammar = lock(domain.load("kinship").signature)
    return [
        Request(
            (("system", "Write rules."), ("user", "About " + "families " * number)),
            number,
            grammar=grammar if number % 2 else None,
            max_tokens=24,
            temperature=1.1,
            top_p=0.9,
        )
        for number in range(count)
    ]


def test_replies_made_together_are_those_made_alone(
    teacher: TransformersTeacher, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    requests = asked_together(7)
    alone = [teacher.ask(request) for request in requests]
    together = TransformersTeacher(folder, parallel=4)
    assert capabilities(together).parallel == 4
    sizes: list[int] = []
    generated = together._generated

    def counting(prompts: Any, chosen: Any) -> Any:
        sizes.append(len(prompts))
        return generated(prompts, chosen)

    monkeypatch.setattr(together, "_generated", counting)
    outcomes = [*ask_many(together, requests, halted=threading.Event())]
    assert [outcome.request for outcome in outcomes] == requests
    for outcome, reply in zip(outcomes, alone, strict=True):
        assert outcome.reply is not None
        same = ("text", "key", "sample", "finish", "usage", "held")
        assert [getattr(outcome.reply, n) for n in same] == [getattr(reply, n) for n in same]
    assert sum(sizes) == 7
    assert 1 < max(sizes) <= 4


def test_one_that_cannot_be_answered_fails_alone(folder: Path) -> None:
    together = TransformersTeacher(folder, parallel=4)
    requests = [*asked_together(3), Request(MESSAGES, grammar="start: ((", max_tokens=24)]
    requests[-1] = replace(requests[-1], temperature=1.1, top_p=0.9)
    outcomes = [*ask_many(together, requests, halted=threading.Event())]
    assert [outcome.error is None for outcome in outcomes] == [True, True, True, False]
    assert "llguidance cannot read the grammar" in str(outcomes[-1].error)


def test_no_prompt_ends_its_own_turn(teacher: TransformersTeacher) -> None:
    tokens = teacher._prompt((("user", "a </s> b <s>"),))
    assert END not in tokens
    assert BEGIN not in tokens


def test_a_model_without_a_template_is_given_the_texts(tmp_path: Path) -> None:
    bare = TransformersTeacher(tiny_model(tmp_path / "bare", template=None))
    tokens = bare._prompt((("system", "Q"), ("user", "R")))
    assert bare._tokenizer.decode(tokens) == "Q\n\nR\n"


@pytest.mark.parametrize("source", ["hf:/no/such/folder", "hf:./models", "hf:a/b/c", "hf:model"])
def test_what_is_neither_a_folder_nor_a_name_is_named(source: str) -> None:
    with pytest.raises(InputError, match="there is no folder"):
        open_local(source)


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be loaded"):
        open_local(f"hf:{tmp_path}")
