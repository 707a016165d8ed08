"""Wishes: predicates that replies use or ask for and the domain does not declare."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest

from preceptor import domain as domains
from preceptor import harvest
from preceptor.distil.wish_card import snippet, wish_sections
from preceptor.distil.wishes import Wish, gather, read_answer, wish_prompt
from preceptor.domain import Domain
from preceptor.logic import NO_SIGNATURE, Predicate, Rule


@pytest.fixture
def domain(tmp_path: Path) -> Domain:
    return domains.load(domains.init("animals", tmp_path / "animals"))


def rules(domain: Domain, *replies: str) -> list[Rule]:
    """The rules of replies, each called `r#0`, `r#1`, ..."""
    found = []
    for number, text in enumerate(replies):
        read = harvest.read(text, f"r#{number}", signature=domain.signature)
        found += [rule for statement in read.statements for rule in statement.rules]
    return found


def test_what_is_used_and_not_declared_is_told_with_its_sorts_and_role(domain: Domain) -> None:
    stated = rules(
        domain,
        "flies(X) :- bird(X), \\+ injured(X, wing).\nhunts(X, Y) :- bird(X), prey(Y, X).\n",
        "flies(X) :- bird(X), \\+ injured(X, leg).\n"
        "flies(X, Y) :- bird(X).\nflies(X) :- bird(X).\n",
    )
    found = {str(wish.predicate): wish for wish in gather(stated, (), domain.signature)}
    assert list(found) == ["injured/2", "flies/2", "hunts/2", "prey/2"]
    injured = found["injured/2"]
    assert (injured.uses, injured.asked, injured.replies) == (2, 0, ("r#0", "r#1"))
    assert injured.example == "flies(X) :- bird(X), \\+ injured(X, wing)."
    assert (injured.sorts, injured.role) == (("animal", "animal"), "input")
    assert (found["hunts/2"].role, found["hunts/2"].sorts) == ("derived", ("animal", "animal"))
    assert found["flies/2"].nearest == "flies/1"  # of another arity
    assert injured.nearest == ""


def test_a_name_like_a_declared_one_is_said(domain: Domain) -> None:
    (wish,) = gather(rules(domain, "flies(X) :- penguins(X, Y).\n"), (), domain.signature)
    assert (str(wish.predicate), wish.nearest) == ("penguins/2", "penguin/1")


def test_nothing_is_wished_for_where_nothing_is_declared(domain: Domain) -> None:
    assert gather(rules(domain, "a(X) :- b(X)."), (), NO_SIGNATURE) == ()
    assert gather(rules(domain, "flies(X) :- bird(X).\n-flies(a)."), (), domain.signature) == ()


def test_uses_are_counted_as_a_plain_search_counts_them(domain: Domain) -> None:
    chance = random.Random(2)
    words = ("alpha", "beta", "gamma", "bird")
    for _ in range(20):
        texts = []
        for _ in range(chance.randint(1, 4)):
            lines = [
                f"flies(X) :- bird(X), {chance.choice(words)}(X), \\+ {chance.choice(words)}(X)."
                for _ in range(chance.randint(0, 5))
            ]
            texts.append("\n".join(lines))
        found = {w.predicate.name: w for w in gather(rules(domain, *texts), (), domain.signature)}
        for word in ("alpha", "beta", "gamma"):
            using = [len(re.findall(rf"^.*\b{word}\(.*$", text, re.M)) for text in texts]
            if not sum(using):
                assert word not in found
                continue
            assert found[word].uses == sum(using)
            assert found[word].replies == tuple(
                f"r#{number}" for number, count in enumerate(using) if count
            )


ANSWER = """\
These are missing:
- `eats(X, Y)`: X eats Y.
2. swims(animal) - the animal can swim
**sings/1**
flies(X): it flies
Nothing(X) else (really), or so
eats(Z, W): again
prey(X, Y): Y`}{"; [x] = 1
"""


def test_an_answer_is_read_line_by_line(domain: Domain) -> None:
    assert [*read_answer(ANSWER)] == [
        (Predicate("eats", 2), ("X", "Y"), "X eats Y"),
        (Predicate("swims", 1), ("animal",), "the animal can swim"),
        (Predicate("sings", 1), (), ""),
        (Predicate("flies", 1), ("X",), "it flies"),
        (Predicate("eats", 2), ("Z", "W"), "again"),
        (Predicate("prey", 2), ("X", "Y"), ""),
    ]
    wishes = gather((), [("w#0", ANSWER), ("w#1", "eats(A, B): B is eaten by A")], domain.signature)
    eats, *others = wishes
    assert (eats.asked, eats.uses, eats.replies) == (3, 0, ("w#0", "w#1"))
    assert (eats.meaning, eats.text) == ("X eats Y", "{0} eats {1}")
    assert [str(wish.predicate) for wish in others] == ["prey/2", "sings/1", "swims/1"]
    assert (others[2].text, others[2].sorts) == ("the {0} can swim", ("animal",))


def document(wishes: tuple[Wish, ...], answers: int = 0) -> dict[str, object]:
    return {"answers": answers, "wishes": [wish.document() for wish in wishes]}


def test_what_the_card_shows_can_be_pasted(domain: Domain) -> None:
    stated = rules(
        domain,
        "flies(X) :- bird(X), wingspan(X, W), W > 2.\nflies(X, Y) :- bird(X), 'Große Tat'(Y).\n"
        "storm :- bird(X), a(X, Y, Z).\n",
    )
    wishes = gather(stated, [("w#0", ANSWER)], domain.signature)
    (section,) = wish_sections(document(wishes, 1))
    (pasted,) = re.findall(r"```toml\n(.*?)```", section, re.DOTALL)
    assert pasted == snippet([wish.document() for wish in wishes])
    domain.settings.write_text(f"{domain.settings.read_text()}\n{pasted}")
    grown = domains.load(domain.path)
    declared = {str(d.predicate) for d in grown.signature.declarations}
    assert declared == {str(d.predicate) for d in domain.signature.declarations} | {
        str(wish.predicate) for wish in wishes
    }
    assert gather(stated, [("w#0", ANSWER)], grown.signature) == ()
    assert grown.signature.declaration(Predicate("eats", 2)).text == "{0} eats {1}"  # type: ignore[union-attr]


def test_the_card_says_whether_anybody_was_asked(domain: Domain) -> None:
    assert wish_sections(document(())) == []
    (section,) = wish_sections(document((), 2))
    assert "in 2 requests. No answer names a predicate" in section
    (wish,) = gather(rules(domain, "flies(X) :- swift(X)."), (), domain.signature)
    (section,) = wish_sections(document((wish,)))
    assert "Nobody was asked" in section
    assert "| `swift/1` | 1 | 0 | 1 |  | `flies(X) :- swift(X).` |" in section


def test_no_word_of_an_answer_leaves_its_place(domain: Domain) -> None:
    """Names and meanings of hostile answers, as they stand in the document and on the card."""
    chance = random.Random(8)
    for _ in range(300):
        line = "p(" + "".join(chance.choice("ab,(){}|`\"\\'#[]=\n\x1b\u202e:") for _ in range(40))
        wishes = gather((), [("w#0", f"{line}) : {line}")], domain.signature)
        told = json.dumps(document(wishes, 1))
        (section,) = wish_sections(json.loads(told))
        assert "\x1b" not in section
        assert "\u202e" not in section
        for pasted in re.findall(r"```toml\n(.*?)```", section, re.DOTALL):
            domain.settings.write_text(f"{domain.settings.read_text()}\n{pasted}")
            domains.load(domain.path)
            break
        domain = domains.load(domain.path)
        if len(domain.signature.declarations) > 12:
            break


def test_the_question_names_what_there_is(domain: Domain) -> None:
    prompt = wish_prompt(domain)
    assert prompt.id.startswith("animals/wishes/")
    assert "\n- bird(X)" in prompt.messages[1].content
    assert prompt == wish_prompt(domain)
