"""Contradictions of ontologies, against models that clingo searches and against published ones."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from ontology_oracle import Models
from preceptor.check.ontology import Judgement, judge
from preceptor.formats.owl import Axiom, Ontology, Stated, read_ontology
from preceptor.formats.owl.axioms import (
    NOTHING,
    THING,
    And,
    Concept,
    Disjoint,
    Domain,
    Equivalent,
    EquivalentRoles,
    Member,
    Named,
    Range,
    Reflexive,
    Related,
    Some,
    SubClass,
    SubRole,
    Transitive,
)
from preceptor.logic import Origin

SEEDS = int(os.environ.get("PRECEPTOR_SEEDS", "60"))
CLASSES = tuple(Named(name) for name in "ABC")
ROLES = ("r", "s")
PEOPLE = ("i", "j")


def judged(text: str, limit: int = 20) -> Judgement:
    ontology, faults = read_ontology(f"Prefix(:=<#>) Ontology({text})", "test.ofn")
    assert faults == ()
    return judge(ontology, limit)


def lines(judgement: Judgement) -> dict[str, list[list[int]]]:
    """The justifications of each contradiction, as the lines of their axioms."""
    return {
        c.iri.removeprefix("#"): [[s.origin.line for s in core] for core in c.cores]
        for c in judgement.contradictions
    }


# ---------------------------------------------------------------- against finite models


def random_concept(rng: random.Random, depth: int = 2) -> Concept:
    kind = rng.random()
    if depth == 0 or kind < 0.5:
        return rng.choice((*CLASSES, *CLASSES, THING))
    if kind < 0.85:
        return Some(rng.choice(ROLES), random_concept(rng, depth - 1))
    return And((random_concept(rng, depth - 1), random_concept(rng, depth - 1)))


def random_assertion(rng: random.Random) -> Axiom:
    if rng.random() < 0.5:
        return Member(rng.choice(PEOPLE), random_concept(rng, 1))
    return Related(rng.choice(ROLES), rng.choice(PEOPLE), rng.choice(PEOPLE))


def random_axiom(rng: random.Random) -> Axiom:
    role, other, third = (rng.choice(ROLES) for _ in range(3))
    pair = random_concept(rng, 1), random_concept(rng, 1)
    makers = [
        (8, lambda: SubClass(random_concept(rng), random_concept(rng))),
        (5, lambda: Disjoint((*pair, rng.choice(CLASSES))[: rng.choice((2, 2, 3))])),
        (2, lambda: Equivalent(pair)),
        (1, lambda: SubClass(random_concept(rng), NOTHING)),
        (1, lambda: SubClass(THING, random_concept(rng))),
        (1, lambda: SubRole((role,), other)),
        (2, lambda: SubRole((role, other, third)[: rng.choice((2, 2, 3))], rng.choice(ROLES))),
        (1, lambda: EquivalentRoles((role, other))),
        (1, lambda: Transitive(role)),
        (1, lambda: Reflexive(role)),
        (1, lambda: Domain(role, random_concept(rng, 1))),
        (2, lambda: Range(role, random_concept(rng, 1))),
        (1, lambda: random_assertion(rng)),
    ]
    weights, makes = zip(*makers, strict=True)
    return rng.choices(makes, weights)[0]()


def random_ontology(rng: random.Random, people: int = 0) -> Ontology:
    axioms = dict.fromkeys(random_axiom(rng) for _ in range(rng.randint(3, 8 - people // 2)))
    axioms |= dict.fromkeys(random_assertion(rng) for _ in range(people))
    stated = tuple(Stated(a, Origin("random", n, 1)) for n, a in enumerate(axioms))
    return Ontology(stated, classes=tuple(c.iri for c in CLASSES), individuals=PEOPLE)


@pytest.mark.parametrize("block", range(4))
def test_finds_the_justifications_that_a_search_for_models_finds(block: int) -> None:
    contradictory = 0
    for seed in range(block, SEEDS, 4):
        judgement = judge(random_ontology(random.Random(seed)), limit=10_000)
        axioms = [stated.axiom for stated in judgement.ontology.axioms]
        tbox = [n for n, a in enumerate(axioms) if not isinstance(a, Member | Related)]
        models = Models([axioms[n] for n in tbox])
        found = {c.subject: set(map(frozenset, c.cores)) for c in judgement.contradictions}
        for concept in (*CLASSES, THING):
            expected = {
                frozenset(judgement.ontology.axioms[tbox[n]] for n in core)
                for core in models.justifications(concept)
            }
            assert found.get(concept, set()) == expected, (seed, concept)
            contradictory += bool(expected)
        assert not judgement.truncated
    assert contradictory > 0


@pytest.mark.parametrize("block", range(2))
def test_finds_why_there_is_no_model_as_a_search_for_models_does(block: int) -> None:
    contradictory = 0
    for seed in range(block, SEEDS // 3, 2):
        judgement = judge(random_ontology(random.Random(1_000_000 + seed), people=4), limit=10_000)
        stated = judgement.ontology.axioms
        models = Models([one.axiom for one in stated])
        expected = {frozenset(stated[n] for n in core) for core in models.justifications(THING)}
        found = {
            frozenset(core)
            for c in judgement.contradictions
            if c.is_individual or c.subject == THING
            for core in c.cores
        }
        assert {core for core in found if not any(other < core for other in found)} == expected
        assert (judgement.consistent is False) is bool(expected)
        contradictory += bool(expected)
    assert contradictory > 0


# ---------------------------------------------------------------- published


UVULA = {  # sizes of the explanations that ROBOT publishes for these classes
    "UBERON_0001134": 9,
    "UBERON_0003682": 9,
    "UBERON_0010235": 2,
    "UBERON_0011822": 6,
    "UBERON_0011899": 7,
    "UBERON_0014892": 8,
}


def uvula(shared: Path, name: str) -> Ontology:
    path = shared / "data" / "checks" / "robot-uvula" / f"{name}.ofn"
    ontology, faults = read_ontology(path.read_text(), str(path))
    assert faults == ()
    return ontology


@pytest.fixture(scope="module")
def published(shared: Path) -> Judgement:
    return judge(uvula(shared, "uvula_multiple_unsat"))


def test_the_smallest_justifications_are_as_large_as_the_published(published: Judgement) -> None:
    sizes = {c.iri.split("/")[-1]: len(c.cores[0]) for c in published.contradictions}
    assert sizes == UVULA
    assert [len(core) for c in published.contradictions for core in c.cores[1:]] == [10]
    assert published.coherent is False
    assert published.consistent is None  # InverseObjectProperties is left aside


def test_the_smallest_justifications_are_the_published(published: Judgement, shared: Path) -> None:
    explained = uvula(shared, "uvula_multiple_unsat_all_explanation")
    axioms = {s.axiom for c in published.contradictions for s in c.cores[0]}
    assert axioms == {s.axiom for s in explained.axioms}
    again = judge(explained)
    assert {c.iri: len(c.cores[0]) for c in again.contradictions} == {
        c.iri: len(c.cores[0]) for c in published.contradictions
    }


def test_of_a_published_justification_nothing_can_be_spared(published: Judgement) -> None:
    for contradiction in published.contradictions:
        for core in contradiction.cores:
            models = Models([stated.axiom for stated in core])
            every = frozenset(range(len(core)))
            assert not models.satisfiable(Named(contradiction.iri), every)
            for spared in every:
                assert models.satisfiable(Named(contradiction.iri), every - {spared})


def test_an_individual_of_an_empty_class_contradicts_the_axioms(shared: Path) -> None:
    judgement = judge(uvula(shared, "uvula_inconsistent"))
    assert judgement.consistent is False
    (individual,) = [c for c in judgement.contradictions if c.is_individual]
    assert individual.iri.endswith("CL_0017514")
    assert len(individual.cores[0]) == 3  # what leaves the uvular muscle no member, and its member
    assert not individual.is_root
    (empty,) = judge(uvula(shared, "uvula_unsat")).contradictions
    assert empty.iri.endswith("UBERON_0010235")


# ---------------------------------------------------------------- by hand


def test_what_must_have_a_part_that_cannot_be_cannot_be() -> None:
    judgement = judged("""
        SubClassOf(:Car ObjectSomeValuesFrom(:has :Engine))
        SubClassOf(:Engine ObjectSomeValuesFrom(:has :Ghost))
        SubClassOf(:Ghost :Thing) SubClassOf(:Ghost :Idea)
        DisjointClasses(:Thing :Idea)
    """)
    assert lines(judgement) == {
        "Ghost": [[4, 4, 5]],
        "Engine": [[3, 4, 4, 5]],
        "Car": [[2, 3, 4, 4, 5]],
    }
    by_name = {c.iri: c for c in judgement.contradictions}
    assert [c.iri for c in judgement.contradictions if c.is_root] == ["#Ghost"]
    assert by_name["#Engine"].rests_on == (("#Ghost",),)
    assert by_name["#Car"].rests_on == (("#Engine", "#Ghost"),)


def test_chains_ranges_and_domains_have_their_meaning() -> None:
    assert lines(
        judged("""
        SubClassOf(:Niece ObjectSomeValuesFrom(:parent ObjectSomeValuesFrom(:brother :Man)))
        SubObjectPropertyOf(ObjectPropertyChain(:parent :brother) :uncle)
        ObjectPropertyDomain(:uncle :Person)
        DisjointClasses(:Niece :Person)
    """)
    ) == {"Niece": [[2, 3, 4, 5]]}
    assert lines(
        judged("""
        SubClassOf(:Dog ObjectSomeValuesFrom(:chases :Cat))
        SubObjectPropertyOf(:chases :moves)
        ObjectPropertyRange(:moves :Stone)
        DisjointClasses(:Stone :Cat)
    """)
    ) == {"Dog": [[2, 3, 4, 5]]}


def test_a_range_beside_a_chain_that_the_profile_forbids_is_left_aside() -> None:
    judgement = judged("""
        SubObjectPropertyOf(ObjectPropertyChain(:a :b) :c)
        ObjectPropertyRange(:c :X)
    """)
    assert [unread.origin.line for unread in judgement.ontology.unread] == [3]
    assert judgement.coherent is None
    whole = judged("""
        SubObjectPropertyOf(ObjectPropertyChain(:a :b) :c)
        ObjectPropertyRange(:c :X) ObjectPropertyRange(:b :X)
    """)
    assert whole.coherent is True


def test_where_nothing_can_exist_the_ontology_has_no_model() -> None:
    judgement = judged("SubClassOf(owl:Thing :A) SubClassOf(:A owl:Nothing)")
    assert judgement.consistent is False
    assert [(c.iri, c.is_root) for c in judgement.contradictions] == [
        ("#A", True),
        ("http://www.w3.org/2002/07/owl#Thing", False),
    ]


def test_two_names_of_one_empty_class_are_both_roots_when_neither_is_the_cause() -> None:
    judgement = judged("EquivalentClasses(:A :B) DisjointClasses(:A :B)")
    assert [(c.iri, c.is_root) for c in judgement.contradictions] == [("#A", True), ("#B", True)]


def test_what_is_said_twice_is_one_axiom() -> None:
    assert lines(judged("SubClassOf(:A owl:Nothing)\nSubClassOf(:A owl:Nothing)")) == {"A": [[1]]}


def test_more_justifications_than_the_limit_are_admitted_to() -> None:
    steps = 3
    text = "\n".join(
        f"SubClassOf(:S{n} :L{n}) SubClassOf(:S{n} :R{n}) "
        f"SubClassOf(:L{n} :S{n + 1}) SubClassOf(:R{n} :S{n + 1})"
        for n in range(steps)
    )
    text += (
        f"\nSubClassOf(:S{steps} owl:Nothing) SubClassOf(:S0 :Short) SubClassOf(:Short owl:Nothing)"
    )
    few, all_of_them = judged(text, 5), judged(text, 100)
    start = {c.iri: c for c in few.contradictions}["#S0"]
    assert start.truncated
    assert few.truncated
    assert [len(core) for core in start.cores] == [2, 7, 7, 7, 7]
    start = {c.iri: c for c in all_of_them.contradictions}["#S0"]
    assert len(start.cores) == 1 + 2**steps
    assert not start.truncated
