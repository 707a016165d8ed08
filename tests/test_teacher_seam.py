"""The seam of teachers: keys that stay, and what a teacher says it can do."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from preceptor import domain as domains
from preceptor.logic import Declaration, Predicate, Role, Signature
from preceptor.rooms import RULESETS
from preceptor.teacher import (
    Capabilities,
    Finish,
    Reply,
    Request,
    Scorer,
    Teacher,
    capabilities,
    lock,
)

MESSAGES = (("system", "be brief"), ("user", "say ä"))
NAMES = [
    str(file.parent.relative_to(str(RULESETS)))
    for file in sorted(Path(str(RULESETS)).rglob("responses.jsonl"))
]


def first_key(messages: tuple[tuple[str, str], ...], sample: int, **known: object) -> str:
    """The key as the first recordings were given theirs."""
    document = {
        "grammar": None,
        "messages": [list(pair) for pair in messages],
        "model": None,
        "sample": sample,
        "schema": 1,
        "seed": None,
        "temperature": None,
        **known,
    }
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("name", NAMES)
def test_the_keys_of_the_recorded_replies_stay(name: str) -> None:
    domain = domains.load(name)
    prompts = {prompt.id: prompt.messages for prompt in domains.prompts(domain)}
    records = [json.loads(line) for line in domain.responses.read_text().splitlines()]
    assert records
    for record in records:
        messages = prompts[record["id"]]
        assert record["key"] == first_key(messages, record["sample"])
        assert record["key"] == Request(messages, record["sample"]).key


def test_a_key_covers_what_determines_the_answer() -> None:
    declared = Declaration(Predicate("p", 1), ("symbol",), Role.DERIVED)
    signature = Signature(declarations=(declared,))
    grammar = lock(signature)
    requests = [
        Request(MESSAGES),
        Request(MESSAGES[1:]),
        Request(MESSAGES, 1),
        Request(MESSAGES, model="m"),
        Request(MESSAGES, temperature=0.0),
        Request(MESSAGES, seed=0),
        Request(MESSAGES, top_p=0.9),
        Request(MESSAGES, max_tokens=10),
        Request(MESSAGES, stop=("\n\n",)),
        Request(MESSAGES, grammar=grammar),
        Request(MESSAGES, grammar="start: x"),
    ]
    assert len({request.key for request in requests}) == len(requests)
    assert Request(MESSAGES, grammar=grammar).key == Request(MESSAGES, grammar=grammar.lark).key
    digest = hashlib.sha256(grammar.lark.encode()).hexdigest()
    assert Request(MESSAGES, grammar=grammar).key == first_key(MESSAGES, 0, grammar=digest)
    assert Request(MESSAGES, 2, "m", 0.5, 7, max_tokens=9).key == first_key(
        MESSAGES, 2, model="m", temperature=0.5, seed=7, max_tokens=9
    )


def test_a_teacher_need_only_answer() -> None:
    class Brief:
        def ask(self, request: Request) -> Reply:
            return Reply("yes", request.key)

    class Able(Brief):
        capabilities = Capabilities("m", ("gbnf",), parallel=4)

        def score(self, pairs: list[tuple[str, str]]) -> tuple[float, ...]:
            return tuple(-1.0 for _ in pairs)

    assert isinstance(Brief(), Teacher)
    assert not isinstance(Brief(), Scorer)
    assert isinstance(Able(), Scorer)
    assert capabilities(Brief()) == Capabilities()
    assert capabilities(Able()).forms == ("gbnf",)


@pytest.mark.parametrize(
    ("finish", "whole"),
    [(Finish.STOP, True), (Finish.LENGTH, False), (Finish.CUT, False), (Finish.UNKNOWN, True)],
)
def test_a_reply_says_whether_it_is_whole(finish: Finish, whole: bool) -> None:
    assert Reply("", "k", finish=finish).is_whole is whole
