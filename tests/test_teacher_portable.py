"""Grammars that every decoder reads alike, and the command that prints them."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pytest
from lark import Lark

from gbnf import Gbnf
from locked import KINSHIP, SIGNATURES, TEACHER, parses, verdict
from preceptor import domain
from preceptor.cli import main
from preceptor.logic import (
    Const,
    InputError,
)
from preceptor.rooms import GRAMMARS
from preceptor.teacher import forbidden, lock
from preceptor.teacher.gbnf import gbnf

_FOREIGN = [
    ("priority", 'start: A\nA.2: "x"\n', 2),
    ("priority", 'start: a\na.2: "x"\n', 2),
    ("template", 'start: _sep{"a", ","}\n', 1),
    ("directive", 'start: "a"\n%ignore " "\n', 2),
    ("directive", "start: WS\n%import common.WS\n", 2),
    ("directive", "%declare X\nstart: X\n", 1),
    ("look-around", "start: /a(?!b)c/\n", 1),
    ("look-around", "start: /a(?=b)c/\n", 1),
    ("look-around", "start: /a(?<!b)c/\n", 1),
    ("look-around", "start: /a(?<=b)c/\n", 1),
    ("lazy", "start: A\n\nA: /a{0,3}?b/\n", 3),
    ("lazy", "start: /a??b/\n", 1),
    ("unbounded", "start: /a*/\n", 1),
    ("unbounded", "start: /a+/\n", 1),
    ("unbounded", "start: /a{2,}/\n", 1),
    ("unbounded", 'start: A\nA: "a"+\n', 2),
    ("escape", "start: /\\bab/\n", 1),
    ("escape", "start: /\\w/\n", 1),
    ("escape", "start: /\\p{Lu}/\n", 1),
    ("escape", "start: /[\\d_]/\n", 1),
    ("any", "start: /a.c/\n", 1),
    ("anchor", "start: /^a$/\n", 1),
    ("flag", 'start: "abc"i\n', 1),
    ("flag", "start: /abc/i\n", 1),
    ("flag", "start: /(?i)abc/\n", 1),
    ("::=", '// root ::= a\nstart: "a"\n', 1),
    ("::=", 'start: "::="\n', 1),
    ("extension", "start: A\nA: /[a-z]/ & ~/b/\n", 2),
    ("extension", 'start: "x" j\nj: %json {"type": "integer"}\n', 2),
    ("extension", '%llguidance {}\nstart: "a"\n', 1),
    ("extension", "start: r\nr[max_tokens=5]: /[a-z]/\n", 2),
    ("extension", 'start: "a" <|im_end|>\n', 1),
    ("keyword", 'start: "not" NAME | NAME\nNAME: /[a-z]{1,9}/\n', 1),
    ("quote", 'start: /\\\\"/\n', 1),
    ("unknown", "start: 'a'\n", 1),
]


@pytest.mark.parametrize(("feature", "grammar", "line"), _FOREIGN)
def test_a_feature_that_is_not_portable_is_named_with_its_line(
    feature: str, grammar: str, line: int
) -> None:
    found = forbidden(grammar)
    assert (feature, line) in {(one.feature, one.line) for one in found}
    assert str(line) in str(found[0])
    with pytest.raises(InputError, match="not portable"):
        gbnf(grammar)


def test_our_own_grammars_are_portable() -> None:
    assert forbidden(TEACHER) == ()
    for signature in SIGNATURES.values():
        assert forbidden(lock(signature).lark) == ()
    assert {one.feature for one in forbidden((GRAMMARS / "rules.lark").read_text())} >= {
        "priority",
        "directive",
        "look-around",
        "unbounded",
    }


_PORTABLE = [
    'start: a+ // comment\n?a: "a" -> x\n  | "b" -> y\n',
    'start: ["a"] _r\n_r: "b"\n',
    'start: s~2..3\n!s: "a"\n',
    'start: "a"~2 ("b" | "ab"~0..1)*\n',
    'start: ("a".."b")~1..3\n',
    'start: A "c"? | B\nA: /a{1,2}(b|c)?/\nB: /[^ab]{2}|b[bc-]/\n',
    'start: ("a" ("b" |))~0..2 "c"\n',
    'start: /a\\x62?|\\u0063{2}/ "b"?\n',
    'start: "a\\"b" | "\\\\" | /\\\\\\x22|[\\]\\^-]/\n',
    'start: s\ns: "a" s "b" | "c"\n',
]


@pytest.mark.parametrize("grammar", _PORTABLE)
def test_gbnf_says_the_same_as_lark_on_every_short_text(grammar: str) -> None:
    assert forbidden(grammar) == ()
    lark, converted = Lark(grammar, parser="earley"), Gbnf(gbnf(grammar))
    alphabet = '"\\]^-ab' if "^-" in grammar else "abc-"
    texts = ["".join(letters) for size in range(5) for letters in product(alphabet, repeat=size)]
    said = [text for text in texts if parses(lark, text)]
    assert said == [text for text in texts if converted.matches(text)]
    assert said


def test_a_grammar_that_is_none_is_refused() -> None:
    for grammar in ("start\n", 'start: "a\n', "start: (A\n", 'start: ("a"]\n', "start: ~3\n"):
        with pytest.raises(InputError):
            gbnf(grammar)


def test_the_committed_gbnf_is_made_from_teacher_lark() -> None:
    """`preceptor grammar --to gbnf --out grammars/teacher.gbnf` makes it."""
    assert (GRAMMARS / "teacher.gbnf").read_text(encoding="utf-8") == gbnf(TEACHER)


# ---------------------------------------------------------------- the command


def test_grammar_writes_each_notation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    locked = lock(KINSHIP)
    assert main(["grammar", "kinship"]) == 0
    assert capsys.readouterr().out == locked.lark
    assert main(["grammar", "kinship", "--to", "gbnf"]) == 0
    assert capsys.readouterr().out == locked.gbnf
    assert main(["grammar", "kinship", "--to", "json-schema"]) == 0
    assert json.loads(capsys.readouterr().out) == locked.json_schema
    assert main(["grammar"]) == 0
    assert capsys.readouterr().out == TEACHER
    file = tmp_path / "kinship.gbnf"
    assert main(["grammar", "kinship", "--to", "gbnf", "--out", str(file)]) == 0
    shown = capsys.readouterr()
    assert (shown.out, file.read_text(encoding="utf-8")) == ("", locked.gbnf)
    assert str(file) in shown.err


def test_grammar_prints_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["grammar", "kinship", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "schema": "preceptor/grammar/1",
        "domain": "kinship",
        "format": "lark",
        "text": lock(KINSHIP).lark,
    }


@pytest.mark.parametrize(
    ("words", "meant"),
    [(["kinshp"], "'kinship'"), (["kinship", "--to", "gbnff"], "'gbnf'")],
)
def test_grammar_names_the_nearest_of_what_there_is_not(
    words: list[str], meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["grammar", *words]) == 2
    assert f"did you mean {meant}?" in capsys.readouterr().err


def test_the_lock_holds_the_words_of_a_domain_folder(tmp_path: Path) -> None:
    (tmp_path / "domain.toml").write_text(
        'name = "lights"\n[sorts.colour]\nvalues = ["red", "dark green"]\n'
        '[predicates."is lit"]\nargs = ["colour"]\nrole = "derived"\n',
        encoding="utf-8",
    )
    signature = domain.load(tmp_path).signature
    assert verdict(signature, "'is lit'('dark green').\n")
    assert not verdict(signature, "'is lit'(green).\n")
    assert lock(signature).json_schema["$defs"]["side"]["anyOf"][1] == {
        "enum": ["red", "'dark green'"]
    }
    assert Const("dark green") in signature.sorts[0].values
