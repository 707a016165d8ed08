"""What knowledge graphs call a domain's predicates, and which way round."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from preceptor import domain as domains
from preceptor.domain import Domain, Relation
from preceptor.logic import ParseError

SETTINGS = """\
name = "tiny"
[graphs.census]
parent = "^child_of"
spouse = "married"
[predicates.parent]
args = ["person", "person"]
[predicates.spouse]
args = ["person", "person"]
relation = "Spouse"
[predicates.male]
args = ["person"]
"""


def _domain(folder: Path, settings: str) -> Domain:
    (folder / "domain.toml").write_text(settings)
    return domains.load(folder)


def test_a_graph_has_its_own_names_and_directions(tmp_path: Path) -> None:
    domain = _domain(tmp_path, SETTINGS)
    assert domain.relations("census") == {
        "parent": Relation("child_of", inverse=True),
        "spouse": Relation("married"),
    }


def test_a_graph_that_is_not_named_goes_by_relation_or_own_name(tmp_path: Path) -> None:
    domain = _domain(tmp_path, SETTINGS)
    assert domain.relations("other") == {
        "parent": Relation("parent"),
        "spouse": Relation("Spouse"),
    }


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('parant = "p"', "no predicate of two arguments is called 'parant'"),
        ('male = "m"', "no predicate of two arguments is called 'male'"),
        ('parent = "^"', "a relation without a name"),
        ('parent = "married"\nspouse = "married"', "parent has the triples of 'married'"),
        ("parent = 3", "expected a text, found the number 3"),
    ],
)
def test_a_mistake_in_a_graph_is_named(tmp_path: Path, line: str, message: str) -> None:
    settings = SETTINGS.replace('parent = "^child_of"\nspouse = "married"', line)
    with pytest.raises(ParseError, match=message):
        _domain(tmp_path, settings)


def test_kinship_runs_as_the_family_graph_does(shared: Path) -> None:
    """Worked out from the training triples alone: whoever is named by a relation has one gender,
    and parents stand at the head where their children stand at the tail."""
    heads: dict[str, set[str]] = defaultdict(set)
    pairs: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for line in (shared / "data/kg/family/train.txt").read_text().splitlines():
        head, relation, tail = line.split("\t")
        heads[relation].add(head)
        pairs[relation].add((head, tail))
    named = domains.load("kinship").relations("family")
    assert {relation.name for relation in named.values()} == set(pairs)

    def people(*predicates: str) -> set[str]:
        found: set[str] = set()
        for predicate in predicates:
            name, inverse = named[predicate]
            found |= {p[1] for p in pairs[name]} if inverse else heads[name]
        return found

    men = people("father", "husband", "son", "brother", "uncle", "nephew")
    women = people("mother", "wife", "daughter", "sister", "aunt", "niece")
    assert not men & women
    back = {(tail, head) for head, tail in pairs["son"] | pairs["daughter"]}
    assert len(pairs["father"] & back) > 0.7 * len(pairs["father"])
