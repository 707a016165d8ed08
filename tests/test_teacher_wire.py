"""Servers: each dialect's wire format, every fault and its retry, addresses, keys, limits."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from typing import Any

import pytest

from loopback import FAULTS, Loopback
from preceptor.logic import Declaration, InputError, Predicate, Role, Signature
from preceptor.syntax import parse_rules
from preceptor.teacher import (
    ONCE,
    Failure,
    Finish,
    OpenAICompatible,
    Patience,
    Request,
    Usage,
    json_form,
    lock,
    read_json_form,
)
from preceptor.teacher.wire import constrain

SIGNATURE = Signature(
    declarations=(
        Declaration(Predicate("flies", 1), ("symbol",), Role.DERIVED),
        Declaration(Predicate("bird", 1), ("symbol",), Role.INPUT),
    )
)
GRAMMAR = lock(SIGNATURE)
# As every llguidance reads it; the newer ones read the other form as well.
BRACED = GRAMMAR.lark.replace('(", " literal)~0..7', '(", " literal){0,7}')
RULE = "flies(X) :- bird(X).\n"
ASKED = Request((("system", "be brief"), ("user", "what flies?")), 2, grammar=GRAMMAR)
SOON = Patience(attempts=5, first_s=0.001, most_s=1.0)


def teacher(server: Loopback, **options: Any) -> OpenAICompatible:
    return OpenAICompatible(server.url, "m", **{"patience": SOON, "timeout_s": 0.5, **options})


# What is sent: written out by hand from each server's own documentation.
SENT: dict[tuple[str, str], dict[str, Any]] = {
    ("openai", "lark"): {
        "tools": [
            {
                "type": "custom",
                "custom": {
                    "name": "rules",
                    "description": "Takes the rules.",
                    "format": {
                        "type": "grammar",
                        "grammar": {"syntax": "lark", "definition": GRAMMAR.lark},
                    },
                },
            }
        ],
        "tool_choice": {"type": "custom", "custom": {"name": "rules"}},
        "parallel_tool_calls": False,
    },
    ("openai", "json-schema"): {
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "rules", "schema": GRAMMAR.json_schema, "strict": False},
        }
    },
    ("vllm", "lark"): {"structured_outputs": {"grammar": GRAMMAR.lark}},
    ("vllm", "json-schema"): {"structured_outputs": {"json": GRAMMAR.json_schema}},
    ("sglang", "gbnf"): {"ebnf": GRAMMAR.gbnf},
    ("sglang", "lark"): {"ebnf": f"%llguidance {{}}\n{BRACED}"},
    ("llamacpp", "gbnf"): {"grammar": GRAMMAR.gbnf},
    ("llamacpp", "lark"): {"grammar": f"%llguidance {{}}\n{BRACED}"},
    ("ollama", "json-schema"): {
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "rules", "schema": GRAMMAR.json_schema, "strict": True},
        }
    },
}


@pytest.mark.parametrize(("dialect", "form"), SENT)
def test_each_dialect_is_sent_the_grammar_as_it_wants_it(dialect: Any, form: Any) -> None:
    said = json.dumps({"rules": [json_form(rule) for rule in parse_rules(RULE)]})
    request = Request(
        ASKED.messages, 2, "n", 0.5, 7, GRAMMAR, top_p=0.9, max_tokens=64, stop=("END",)
    )
    with Loopback(lambda body: said if form == "json-schema" else RULE) as server:
        reply = teacher(server, dialect=dialect, form=form).ask(request)
    limit = "max_completion_tokens" if dialect == "openai" else "max_tokens"
    assert server.bodies == [
        {
            "model": "n",
            "messages": [
                {"role": "system", "content": "be brief"},
                {"role": "user", "content": "what flies?"},
            ],
            "temperature": 0.5,
            "top_p": 0.9,
            "seed": 7,
            limit: 64,
            "stop": ["END"],
            **SENT[dialect, form],
        }
    ]
    assert (reply.key, reply.sample, reply.held) == (request.key, 2, form)
    assert (reply.model, reply.finish) == ("n-0613", Finish.STOP)
    assert reply.usage == Usage(4, len(reply.text.split()))
    read = read_json_form(reply.text)[0] if form == "json-schema" else parse_rules(reply.text)
    assert read == parse_rules(RULE)


def test_only_what_repeats_is_put_in_braces() -> None:
    lark = 'start: "a~1..2" X~1..2 /b~3..4/ // c~5..6\nX: "\\"~7..8" | "y"~0..12\n'
    wanted = 'start: "a~1..2" X{1,2} /b~3..4/ // c~5..6\nX: "\\"~7..8" | "y"{0,12}\n'
    assert constrain(lark, "llamacpp", "lark") == {"grammar": f"%llguidance {{}}\n{wanted}"}
    assert "~" not in BRACED.replace("//", "")


@pytest.mark.parametrize("dialect", ["openai", "vllm", "sglang", "llamacpp", "ollama"])
def test_without_a_grammar_only_the_prompt_is_sent(dialect: Any) -> None:
    with Loopback() as server:
        asked = teacher(server, dialect=dialect)
        assert asked.ask(Request(ASKED.messages)).held == ""
        assert teacher(server, dialect=dialect, form="none").ask(ASKED).held == ""
    assert [set(body) for body in server.bodies] == [{"model", "messages"}] * 2


def test_a_server_that_does_not_know_a_form_is_sent_the_next() -> None:
    with Loopback(lambda _: RULE, refuses=("tools",)) as server:
        asked = teacher(server)
        assert [asked.ask(ASKED).held, asked.ask(ASKED).held] == ["json-schema", "json-schema"]
        assert [("tools" in b, "response_format" in b) for b in server.bodies] == [
            (True, False),
            (False, True),
            (False, True),  # what it does not know is tried once only
        ]
    with Loopback(lambda _: RULE, refuses=("response_format", "grammar")) as server:
        assert teacher(server, dialect="llamacpp").ask(ASKED).held == ""
        assert len(server.bodies) == 4


@pytest.mark.parametrize("fault", FAULTS)
def test_every_passing_fault_is_tried_again(fault: str) -> None:
    with Loopback(script=(fault, "ok")) as server:
        reply = teacher(server).ask(ASKED)
        assert (reply.retries, server.fates[fault], server.fates["ok"]) == (1, 1, 1)
        assert reply.text == server.answer(server.bodies[1])


@pytest.mark.parametrize("fault", FAULTS)
def test_what_does_not_pass_is_told_once_and_for_all(fault: str) -> None:
    paid = fault not in ("429", "500", "503")  # a reply may have been made all the same
    with Loopback(script=(fault,) * 3) as server:
        asked = teacher(server, patience=Patience(attempts=3, first_s=0.001))
        with pytest.raises(Failure, match=r"tried 3 times") as caught:
            asked.ask(ASKED)
        assert server.fates == {fault: 3}
        assert caught.value.billed is paid
        assert str(caught.value).startswith(server.url)


@pytest.mark.parametrize("status", ["400", "403"])
def test_what_another_attempt_cannot_mend_is_asked_once(status: str) -> None:
    with Loopback(script=(status,)) as server:
        with pytest.raises(Failure, match=f"{status}: scripted {status}"):
            teacher(server).ask(Request(ASKED.messages))
        assert server.fates == {status: 1}


@pytest.mark.parametrize(("header", "least"), [("0.2", 0.2), ("0", 0.0)])
def test_a_server_that_says_when_is_asked_then(header: str, least: float) -> None:
    with Loopback(script=("429", "429"), retry_after=header) as server:
        started = time.monotonic()
        assert teacher(server).ask(ASKED).retries == 2
        assert time.monotonic() - started >= 2 * least


def test_a_server_that_asks_for_too_long_a_wait_is_not_waited_for() -> None:
    with Loopback(script=("429",), retry_after="3600") as server:
        with pytest.raises(Failure, match=r"tried once; the server asks to wait 3600 s"):
            teacher(server).ask(ASKED)
        assert server.fates == {"429": 1}


def test_nobody_there_is_a_failure_that_costs_nothing() -> None:
    with Loopback() as server:
        url = server.url
    asked = OpenAICompatible(url, "m", patience=ONCE)
    with pytest.raises(Failure, match=r"cannot connect") as caught:
        asked.ask(ASKED)
    assert caught.value.passing
    assert not caught.value.billed


@pytest.mark.parametrize("text", ["ä" * 5000, "x\n" * 5000, "\x00\u2028" * 3000])
def test_a_reply_past_the_limit_on_bytes_is_cut_and_says_so(text: str) -> None:
    with Loopback(lambda _: text) as server:
        reply = teacher(server, max_bytes=1001).ask(Request(ASKED.messages))
        assert teacher(server).ask(Request(ASKED.messages)).text == text
    assert reply.finish is Finish.CUT
    assert not reply.is_whole
    assert text.startswith(reply.text)
    assert 1001 - 4 < len(reply.text.encode()) <= 1001


def test_of_an_endless_answer_the_beginning_is_kept() -> None:
    text = '"\\\n' * 200_000  # each character of which JSON writes as two
    with Loopback(lambda _: text) as server:
        reply = teacher(server, max_bytes=1000).ask(Request(ASKED.messages))
    assert (reply.finish, reply.usage) == (Finish.CUT, None)
    assert reply.text == text[:1000]


def test_a_reply_that_broke_off_says_so() -> None:
    with Loopback(finish="length") as server:
        assert teacher(server).ask(ASKED).finish is Finish.LENGTH
    with Loopback(finish="content_filter", usage=False) as server:
        reply = teacher(server).ask(ASKED)
        assert (reply.finish, reply.usage) == (Finish.FILTER, None)


KEY = "sk-very-secret-0123456789"


def test_a_key_comes_from_the_variable_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRECEPTOR_TEST_KEY", KEY)
    with Loopback(key=KEY) as server:
        asked = teacher(server, key_env="PRECEPTOR_TEST_KEY")
        assert asked.ask(ASKED).text
        assert KEY not in repr(asked) + repr(asked.__dict__.get("_secret"))
        with pytest.raises(Failure, match="401: Incorrect API key"):
            teacher(server, key_env="").ask(ASKED)
        with pytest.raises(InputError, match="the prompt holds the key of PRECEPTOR_TEST_KEY"):
            asked.ask(Request((("user", f"my key is {KEY}"),)))
    with pytest.raises(InputError, match=r"variable PRECEPTOR_OTHER_KEY, .* is not set"):
        teacher(server, key_env="PRECEPTOR_OTHER_KEY")


def test_a_key_that_a_server_repeats_is_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRECEPTOR_TEST_KEY", KEY)
    with Loopback(lambda _: f"your key is {KEY}.") as server:
        assert teacher(server, key_env="PRECEPTOR_TEST_KEY").ask(ASKED).text == (
            "your key is [key]."
        )
    with Loopback(key="another-key") as server:
        with pytest.raises(Failure, match=r"Bearer \[key\]") as caught:
            teacher(server, key_env="PRECEPTOR_TEST_KEY").ask(ASKED)
        assert KEY not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("http://example.com/v1", "http to example.com would send prompts and key in the clear"),
        ("http://127.0.0.1.example.com", "in the clear"),
        ("http://localhost.example.com", "in the clear"),
        ("http://me:secret@localhost/v1", "holds a user, a password or a query"),
        ("https://localhost/v1?key=secret", "holds a user, a password or a query"),
        ("ftp://localhost", "no URL of a server"),
        ("localhost:8080", "no URL of a server"),
        ("http://[::1", "URL is none"),
        ("https://example.com/v1", r"no key for example\.com"),
        ("https://api.openai.com/v1", "variable OPENAI_API_KEY"),
    ],
)
def test_an_address_that_could_leak_is_refused(
    url: str, error: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(InputError, match=error) as caught:
        OpenAICompatible(url, "m")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("http://example.com/v1", {"allow_http": True, "key_env": ""}),
        ("http://127.8.9.1:80", {}),
        ("http://[::1]:8080/v1", {}),
        ("https://localhost", {}),
    ],
)
def test_an_address_that_is_meant_is_taken(url: str, options: dict[str, Any]) -> None:
    assert OpenAICompatible(url, "m", **options).address.url.startswith(url)


def test_a_model_is_named_by_the_request_or_the_teacher() -> None:
    with Loopback() as server:
        nameless = OpenAICompatible(server.url)
        assert nameless.ask(replace(ASKED, model="n")).model == "n-0613"
        with pytest.raises(InputError, match="names a model"):
            nameless.ask(ASKED)


def test_a_pasted_endpoint_is_its_server() -> None:
    with Loopback() as server:
        assert OpenAICompatible(f"{server.url}/chat/completions", "m").ask(ASKED).text
        assert OpenAICompatible(server.url.removesuffix("/v1"), "m").ask(ASKED).text


def test_a_wrong_option_is_named() -> None:
    with pytest.raises(InputError, match=r"no dialect 'vlm'\n.*vllm"):
        OpenAICompatible("http://localhost", "m", dialect="vlm")  # type: ignore[arg-type]
    with pytest.raises(InputError, match=r"ollama takes no grammar as gbnf\n.*json-schema"):
        OpenAICompatible("http://localhost", "m", dialect="ollama", form="gbnf")
