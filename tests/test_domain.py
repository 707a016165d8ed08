"""Domain folders: prompts byte for byte, and every mistake in the settings named with its place."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from preceptor import domain as domains
from preceptor.domain import Message
from preceptor.domain.settings import place
from preceptor.logic import (
    Code,
    Const,
    InputError,
    Num,
    ParseError,
    PreceptorError,
    Predicate,
    Role,
    SortKind,
)

SMALL = """\
description = "Who may drive."
goals = ["adult/1"]

[sorts.years]
type = "int"
min = 0
max = 130

[predicates.age]
args = ["person", "years"]
role = "input"
functional = [0]
text = "{0} is {1} years old"

[predicates.adult]
args = ["person"]
role = "derived"

[[topics]]
names = ["adult", "minor"]
prompt = "Who is {name}?"

[[topics]]
name = "chat"
preamble = false
reader = "english"
prompt = "Say it in words."
"""


def write(folder: Path, settings: str = SMALL, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "domain.toml").write_text(settings)
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text)
    return folder


def faults(folder: Path, settings: str, **files: str) -> list[str]:
    """The faults of a domain as `line:column message | hint`."""
    with pytest.raises(ParseError) as caught:
        domains.load(write(folder, settings, **files))
    found = caught.value.faults
    assert all(fault.origin.source.endswith((".toml", ".pl")) for fault in found)
    return [f"{f.origin.line}:{f.origin.column} {f.message} | {f.hint}" for f in found]


def test_a_domain_is_read_into_a_signature_topics_and_goals(tmp_path: Path) -> None:
    domain = domains.load(write(tmp_path / "driving"))
    assert domain.name == "driving"
    assert domain.goals == (Predicate("adult", 1),)
    age = domain.signature.declaration(Predicate("age", 2))
    assert age is not None
    assert (age.sorts, age.role, age.functional) == (("person", "years"), Role.INPUT, (0,))
    years, person = domain.signature.sort("years"), domain.signature.sort("person")
    assert years is not None
    assert person is not None
    assert (years.kind, years.minimum, years.maximum) == (SortKind.INT, Num(0), Num(130))
    assert person.kind is SortKind.SYMBOL
    assert [(t.name, t.reader) for t in domain.topics] == [
        ("adult", "rules"),
        ("minor", "rules"),
        ("chat", "english"),
    ]


def test_prompts_show_the_vocabulary_and_the_task(tmp_path: Path) -> None:
    adult, minor, chat = domains.prompts(domains.load(write(tmp_path / "driving")))
    assert (adult.id, minor.id) == ("driving/adult", "driving/minor")
    text = adult.messages[1].content
    assert text.startswith(
        "Domain: Who may drive.\n\nPredicates (use no others):\n"
        "- age(X, Y): X is Y years old.\n- adult(X)\n\nNotation (a small Prolog):\n- one statement"
    )
    assert text.endswith("- text after % is a comment.\n\nTask: Who is adult?")
    assert chat.messages[1] == Message("user", "Domain: Who may drive.\n\nTask: Say it in words.")


def test_decimals_are_exact_and_values_are_of_their_sort(tmp_path: Path) -> None:
    settings = (
        '[sorts.share]\ntype = "decimal"\nmin = 0.1\n[sorts.level]\ntype = "int"\nvalues = [1, 2]\n'
        '[sorts.colour]\nvalues = ["red", "dark blue"]\n'
    )
    signature = domains.load(write(tmp_path / "d", settings)).signature
    share, level, colour = signature.sorts
    assert share.minimum == Num(Fraction(1, 10))
    assert level.values == (Num(1), Num(2))
    assert colour.values == (Const("red"), Const("dark blue"))


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ('goal = ["a/1"]', ["1:1 unknown key 'goal' in the domain | did you mean 'goals'?"]),
        (
            '[predicates.p]\nargs = ["x"]\nrolle = "input"',
            ["3:1 unknown key 'rolle' in [predicates.p] | did you mean 'role'?"],
        ),
        (
            '[predicates.p]\nargs = ["x"]\nrole = "inputs"',
            [
                "3:1 predicates.p.role: expected input, derived, both, found 'inputs' "
                "| did you mean 'input'?"
            ],
        ),
        (
            "[predicates.p]\nargs = 2",
            ["2:1 predicates.p.args: expected a list of texts, found the number 2 | "],
        ),
        (
            '[sorts.person]\n[predicates.p]\nargs = ["persn"]',
            ["3:1 predicates.p.args: no sort is called 'persn' | did you mean 'person'?"],
        ),
        (
            '[predicates.p]\nargs = ["x"]\nfunctional = [1]',
            ["3:1 predicates.p.functional: there is no argument 1: they count from 0 | "],
        ),
        (
            '[predicates.p]\nargs = ["x"]\ntext = "{0} of {1}"',
            ["3:1 predicates.p.text: {1} names no argument | arguments are {0}, {1}, ..."],
        ),
        (
            '[sorts.n]\ntype = "int"\nmin = 1.5',
            ["3:1 sorts.n.min: expected a whole number, found 1.5 | "],
        ),
        (
            '[sorts.n]\ntype = "int"\nmin = 3\nmax = 2',
            ["3:1 sorts.n.min: 3 is more than max, 2 | "],
        ),
        (
            "[sorts.n]\nmin = 1",
            ['2:1 sorts.n.min: a symbol sort has no bounds | say  type = "int"  or  "decimal"'],
        ),
        (
            'goals = ["q/1"]\n[predicates.p]\nargs = ["x"]',
            ["1:1 goals: no predicate 'q/1' is declared | did you mean 'p/1'?"],
        ),
        (
            'about = "x"\n[[topics]]\nname = "a"\nprompt = "{nme}"',
            ["4:1 topics[1].prompt: {nme} stands for nothing | did you mean 'name'?"],
        ),
        (
            'about = "x"\n' + '[[topics]]\nname = "a"\nprompt = "b"\n' * 2,
            ["6:1 topics[2].name: a topic before this one is called 'a' | "],
        ),
        (
            'about = "x"\n[[topics]]\nname = "a"\nprompt = "b"\npreamble = 1',
            ["5:1 topics[1].preamble: expected true or false, found the number 1 | "],
        ),
        (
            '[words]\nparent = ["fathr"]\n[predicates.father]\nargs = ["x", "x"]',
            ["2:1 words.parent: no predicate is called 'fathr' | did you mean 'father'?"],
        ),
        (
            'name = "../x"',
            [
                "1:1 name: '../x' cannot name a domain | a name is made of letters, digits, _ "
                "and -, and / between a group and its domain"
            ],
        ),
        (
            '[predicates.p]\nargs = ["x"]\nrelation = "P"',
            ["3:1 predicates.p.relation: only a predicate of two arguments has triples | "],
        ),
        (
            '[predicates.p]\nargs = ["x", "x"]\n[predicates.q]\nargs = ["x", "x"]\nrelation = "p"',
            ["5:1 predicates.q.relation: p has the triples of 'p' | "],
        ),
        (
            'about = "x"\n[[topics]]\nsubjects = ["A b", "a B!"]\nprompt = "{name}"',
            [
                "3:1 topics[1].subjects: a name occurs twice | ",
                "4:1 topics[1].prompt: {name} stands for nothing | there is: subject",
            ],
        ),
        ("a = [1", ["1:1 not TOML: Unclosed array | "]),
        ('x = 1\ny = "', ["2:1 not TOML: Unterminated string | "]),
    ],
)
def test_a_mistake_in_the_settings_is_named_with_its_place(
    settings: str, expected: list[str], tmp_path: Path
) -> None:
    assert faults(tmp_path / "d", settings) == expected


def test_all_mistakes_are_collected_in_order(tmp_path: Path) -> None:
    settings = 'goals = 1\n[sorts.n]\ntype = "integer"\nmini = 0\n[predicates.p]\nargs = "x"\n'
    places = [fault.split()[0] for fault in faults(tmp_path / "d", settings)]
    assert places == ["1:1", "3:1", "4:1", "6:1"]


def test_constraints_may_only_use_what_is_declared(tmp_path: Path) -> None:
    found = faults(tmp_path / "d", SMALL, constraints_pl=":- adlt(X).\n:- age(X).\n")
    assert [line.split(" | ")[0] for line in found] == [
        "1:1 the domain declares no adlt/1",
        "2:1 the domain declares no age/1",
    ]


def test_constraints_may_define_predicates_of_their_own(tmp_path: Path) -> None:
    text = "old(X) :- age(X, N), N > 99.\n:- old(X), \\+ adult(X).\n"
    assert len(domains.load(write(tmp_path / "d", constraints_pl=text)).constraints) == 2


def test_an_unknown_domain_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no domain 'kinshp'.*\n.*'kinship'"):
        domains.load("kinshp")
    with pytest.raises(InputError, match=r"is no domain: it has no domain\.toml"):
        domains.load(tmp_path)


def test_a_topic_is_named_by_the_words_of_its_subject(tmp_path: Path) -> None:
    settings = 'about = "x."\n[[topics]]\nsubjects = ["Bees, ants (wild)", "Well-known ones"]\n'
    domain = domains.load(write(tmp_path / "d", settings + 'prompt = "Say {subject}!"\n'))
    assert [(t.name, t.task) for t in domain.topics] == [
        ("bees-ants-wild", "Say Bees, ants (wild)!"),
        ("well-known-ones", "Say Well-known ones!"),
    ]


def test_a_name_in_the_settings_outlives_a_copy(tmp_path: Path) -> None:
    domain = domains.load(write(tmp_path / "copy", 'name = "original"\n' + SMALL))
    assert domains.prompts(domain)[0].id == "original/adult"


def test_written_prompts_take_the_place_of_the_templates(tmp_path: Path) -> None:
    messages = [{"role": "user", "content": "Tell me."}]
    line = {"id": "d/talk", "domain": "d", "topic": "talk", "messages": messages}
    folder = write(tmp_path / "d", prompts_jsonl=json.dumps(line) + "\n")
    (prompt,) = domains.prompts(domains.load(folder))
    assert domains.prompt_document(prompt) == line


def test_a_bad_line_of_written_prompts_is_named(tmp_path: Path) -> None:
    good = json.dumps({"id": "d/a", "topic": "a", "messages": [{"role": "user", "content": "x"}]})
    text = f'{good}\n{{"id": "d/b"}}\n{good}\n{{"id"'
    with pytest.raises(ParseError) as caught:
        domains.prompts(domains.load(write(tmp_path / "d", prompts_jsonl=text)))
    assert [fault.origin.line for fault in caught.value.faults] == [2, 3, 4]


def test_kinship_asks_about_each_relation_once() -> None:
    domain = domains.load("kinship")
    asked = [prompt.topic for prompt in domains.prompts(domain)]
    assert len(asked) == len(set(asked)) == 23
    assert asked[:20] == [goal.name for goal in domain.goals]
    assert all(
        "{" not in message.content for p in domains.prompts(domain) for message in p.messages
    )


def test_kinship_prompts_equal_the_recorded_ones_byte_for_byte(shared: Path) -> None:
    recorded = (shared / "teacher" / "prompts" / "kinship.jsonl").read_text().splitlines()
    rendered = domains.prompts(domains.load("kinship"))
    assert len(rendered) == len(recorded) == 23
    for prompt, line in zip(rendered, recorded, strict=True):
        assert json.dumps(domains.prompt_document(prompt), ensure_ascii=False) == line


def test_places_are_found_by_table_and_key() -> None:
    text = 'a = 1\n[t]\n  b = 2\n[[u]]\nc = 1\n[[u]]\nc = 2\n[t."x y"]\nd = 1\n'
    assert place(text, ("a",)) == (1, 1)
    assert place(text, ("t", "b")) == (3, 3)
    assert place(text, ("u", 1, "c")) == (7, 1)
    assert place(text, ("u", 1, "missing")) == (6, 1)
    assert place(text, ("t", "x y", "d")) == (9, 1)
    assert place(text, ("nowhere",)) == (1, 1)


def test_a_new_domain_loads_and_says_what_to_do(tmp_path: Path) -> None:
    folder = domains.init("animals", tmp_path / "new" / "animals")
    domain = domains.load(folder)
    assert domain.name == "animals"
    assert [prompt.id for prompt in domains.prompts(domain)] == ["animals/flies"]
    assert len(domains.load_facts(domain.facts, domain.signature)) == 3
    assert domain.constraints[0].is_denial
    assert sorted(path.name for path in folder.parent.iterdir()) == ["animals"]


def test_a_new_domain_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("mine")
    with pytest.raises(InputError, match="not empty"):
        domains.init("animals", tmp_path)
    with pytest.raises(InputError, match="not empty"):
        domains.init("animals", tmp_path / "precious")
    with pytest.raises(InputError, match="cannot name a domain"):
        domains.init("../up", tmp_path / "x")
    assert [path.name for path in tmp_path.iterdir()] == ["precious"]


def test_settings_that_are_no_text_are_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "domain.toml").write_bytes(b'name = "d"\ndescription = "\xff"\n')
    with pytest.raises(PreceptorError) as caught:
        domains.load(tmp_path)
    assert isinstance(caught.value, ParseError)
    (fault,) = caught.value.faults
    assert (fault.origin.line, fault.origin.column, fault.code) == (2, 16, Code.CHARACTER)
