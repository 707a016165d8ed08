"""The reader of ontologies, and `preceptor check` on them: what is read, refused, and said."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from preceptor.cli import main
from preceptor.formats.owl import Ontology, Wording, read_ontology
from preceptor.logic import Fault

ZOO = """\
Prefix(:=<http://zoo.example/>)  # a comment ) with a parenthesis
Ontology(<http://zoo.example/> <http://zoo.example/1.0>
Annotation(rdfs:comment "it holds \\"(\\" and
a line break")
Declaration(Class(:Cat)) Declaration(ObjectProperty(:eats)) Declaration(NamedIndividual(:tom))
AnnotationAssertion(rdfs:label :Cat "house cat"@en)
AnnotationAssertion(rdfs:label :eats "eats"^^xsd:string)
SubClassOf(Annotation(rdfs:comment "why not") :Cat
    ObjectSomeValuesFrom(:eats ObjectIntersectionOf(:Fish <http://zoo.example/Small>)))
EquivalentClasses(:Kitten ObjectIntersectionOf(:Cat :Young))
SubObjectPropertyOf(ObjectPropertyChain(:eats :contains) :eats)
ClassAssertion(:Cat :tom) ObjectPropertyAssertion(:eats :tom _:fish1)
)
"""


def read(text: str) -> tuple[Ontology, tuple[Fault, ...]]:
    return read_ontology(text, "zoo.ofn")


def inside(axioms: str) -> tuple[Ontology, tuple[Fault, ...]]:
    return read(f"Prefix(:=<#>)\nOntology(\n{axioms}\n)")


def test_reads_axioms_with_places_and_counts_the_rest() -> None:
    ontology, faults = read(ZOO)
    assert faults == ()
    assert ontology.names == ("http://zoo.example/",)
    words = Wording(dict(ontology.labels))
    assert [(s.origin.line, words.axiom(s.axiom)) for s in ontology.axioms] == [
        (8, "'house cat' SubClassOf eats some (Fish and Small)"),
        (10, "Kitten EquivalentTo 'house cat' and Young"),
        (11, "eats o contains SubPropertyOf eats"),
        (12, "tom Type 'house cat'"),
        (12, "tom eats _:fish1"),
    ]
    assert (ontology.declarations, ontology.annotations) == (3, 3)
    names = [iri.removeprefix("http://zoo.example/") for iri in ontology.classes]
    assert names == ["Cat", "Fish", "Small", "Kitten", "Young"]
    assert ontology.individuals == ("http://zoo.example/tom", "_:fish1")


@pytest.mark.parametrize(
    ("axiom", "construct"),
    [
        ("SubClassOf(:A ObjectUnionOf(:B :C))", "ObjectUnionOf"),
        ("EquivalentClasses(:A ObjectComplementOf(:B))", "ObjectComplementOf"),
        ("SubClassOf(:A ObjectSomeValuesFrom(ObjectInverseOf(:r) :B))", "ObjectInverseOf"),
        ("SubClassOf(:A ObjectMaxCardinality(1 :r))", "ObjectMaxCardinality"),
        ("SubClassOf(:A DataHasValue(:age \"7\"^^xsd:integer))", "DataHasValue"),
        ("SubClassOf(:A ObjectSomeValuesFrom(owl:topObjectProperty :B))", "owl:topObjectProperty"),
        ("DisjointUnion(:A :B :C)", "DisjointUnion"),
        ("InverseObjectProperties(:r :s)", "InverseObjectProperties"),
        ("HasKey(:A () (:p))", "HasKey"),
    ],
)  # fmt: skip
def test_what_is_beyond_the_profile_is_named(axiom: str, construct: str) -> None:
    ontology, faults = inside(f"SubClassOf(:A :B)\n{axiom}")
    assert faults == ()
    assert len(ontology.axioms) == 1
    assert [(u.construct, u.origin.line) for u in ontology.unread] == [(construct, 4)]


@pytest.mark.parametrize(
    ("axioms", "place", "message", "hint"),
    [
        ("SubClasOf(:A :B)", (3, 1), "no statement is called SubClasOf", "'SubClassOf'"),
        ("SubClassOf(:A)", (3, 1), "SubClassOf takes 2, found 1", ""),
        ("SubClassOf(:A x:B)", (3, 15), "the prefix x: is not declared", "xsd:"),
        ("SubClassOf(:A ObjectSomeValueFrom(:r :B))", (3, 15), "no class expr", "SomeValuesF"),
        ("SubClassOf(:A \"B\")", (3, 15), "found 'B' where a class was expected", ""),
        ("EquivalentClasses(:A)", (3, 1), "takes two or more", ""),
        ("Declaration(Klass(:A))", (3, 13), "Declaration of Klass", "'Class'"),
        ("SubClassOf(:A :B :=)", (3, 19), "found '='", ""),
        ("SubClassOf(:A _:x)", (3, 15), "_:x where a class was expected", "individual"),
        ("SubClassOf(:A :B)\nfoo\nbar", (4, 1), "found 'foo' where an axiom was expected", ""),
        ("SubClassOf(:A \"B)", (3, 15), "this quotation mark is never closed", ""),
    ],
)  # fmt: skip
def test_a_fault_has_its_place(
    axioms: str, place: tuple[int, int], message: str, hint: str
) -> None:
    _, faults = inside(axioms)
    assert [(fault.origin.line, fault.origin.column) for fault in faults] == [place]
    assert message in faults[0].message
    assert hint in faults[0].hint


def test_a_missing_parenthesis_costs_its_own_axiom_alone() -> None:
    ontology, faults = inside("SubClassOf(:A :B)\nSubClassOf(:B :C\nSubClassOf(:C :D)\nFoo(:A)")
    assert [s.origin.line for s in ontology.axioms] == [3, 5]
    assert [str(fault.origin) for fault in faults] == ["zoo.ofn:5:1", "zoo.ofn:6:1"]
    assert faults[0].message == "SubClassOf begins before SubClassOf of line 4 is closed"
    ontology, faults = inside("SubClassOf(:A :B))\nSubClassOf(:B :C)\nSubClassOf(:C :D)")
    assert [s.origin.line for s in ontology.axioms] == [3, 4, 5]
    assert len(faults) == 1
    assert faults[0].message == "SubClassOf(...) behind the end of Ontology(...)"


def test_the_frame_must_be_there_and_closed() -> None:
    for text, message in [
        ("", "the text ends without Ontology(...)"),
        ("SubClassOf(<a> <b>)", "found SubClassOf(...) before Ontology(...)"),
        ("Ontology(SubClassOf(<a> <b>)", "Ontology(...) is never closed"),
        ("Ontology(SubClassOf(<a>", "SubClassOf(...) is never closed"),
        ("Ontology() Ontology()", "a second Ontology(...)"),
    ]:
        _, faults = read(text)
        assert faults[0].message == message


def test_deep_nesting_is_a_fault_and_many_axioms_are_read() -> None:
    deep = "ObjectSomeValuesFrom(:r " * 5000 + ":A" + ")" * 5000
    _, faults = inside(f"SubClassOf(:A {deep})")
    assert [fault.message for fault in faults] == ["expressions nested deeper than 100"]
    _, faults = inside(f"word{' ' * 5000}# {' ' * 5000}\nword")
    assert len(faults) == 1
    ontology, faults = inside("\n".join(f"SubClassOf(:A{n} :A{n + 1})" for n in range(3000)))
    assert (len(ontology.axioms), faults) == (3000, ())


# ---------------------------------------------------------------- the command

CARS = """\
Prefix(:=<http://cars.example/>)
Ontology(<http://cars.example/>
AnnotationAssertion(rdfs:label :Car "car")
SubClassOf(:Car ObjectSomeValuesFrom(:has :Engine))
SubClassOf(:Engine :Machine)
SubClassOf(:Engine :Idea)
DisjointClasses(:Machine :Idea)
)
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def command(*words: str) -> tuple[int, str, str]:
        code = main(words)
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return command


def test_the_command_says_why_a_class_can_have_no_member(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "cars.ofn"
    path.write_text(CARS)
    assert run("check", str(path)) == (
        1,
        f"""\
{path}:5:1: error P315: the class Engine can have no member: 3 axioms are enough for that
  reason 1 of 1, 3 axioms:
    line 5: Engine SubClassOf Machine
    line 6: Engine SubClassOf Idea
    line 7: DisjointClasses: Machine, Idea
{path}:4:1: error P315: the class car (<http://cars.example/Car>) can have no member, because of \
Engine: 4 axioms are enough for that
  reason 1 of 1, 4 axioms:
    line 4: car SubClassOf has some Engine
    line 5: Engine SubClassOf Machine
    line 6: Engine SubClassOf Idea
    line 7: DisjointClasses: Machine, Idea
4 axioms read; 2 of 4 classes can have no member; consistent: yes, coherent: no
""",
        "",
    )


def test_the_document_has_every_justification(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "cars.txt"
    path.write_text(CARS)
    code, out, _ = run("check", str(path), "--format", "ontology", "--json")
    document = json.loads(out)
    assert code == 1
    assert document["schema"] == "preceptor/ontology/1"
    assert (document["consistent"], document["coherent"]) == (True, False)
    assert document["classes"] == {
        "http://cars.example/Car": "derived",
        "http://cars.example/Engine": "root",
        "http://cars.example/Machine": "satisfiable",
        "http://cars.example/Idea": "satisfiable",
    }
    engine, car = document["findings"]
    assert (engine["code"], engine["severity"], engine["minimal"]) == ("P315", "error", True)
    (reason,) = car["justifications"]
    assert reason["rests_on"] == ["http://cars.example/Engine"]
    assert [axiom["line"] for axiom in reason["axioms"]] == [4, 5, 6, 7]
    assert [axiom["id"] for axiom in reason["axioms"]] == car["core"]
    assert set(engine["core"]) < set(car["core"])


def test_what_is_left_aside_leaves_the_verdict_open(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "open.ofn"
    path.write_text(
        "Ontology(Import(<http://other.example/>)\n"
        "SubClassOf(<a> <b>)\nFunctionalObjectProperty(<r>)\nFunctionalObjectProperty(<s>))"
    )
    code, out, _ = run("check", str(path))
    assert code == 0
    assert "FunctionalObjectProperty is not among what is checked of OWL 2 EL: 2 axioms" in out
    assert "the import <http://other.example/> is none of the files" in out
    assert out.endswith("consistent: not decided, coherent: not decided\n")
    assert run("check", str(path), "--strict")[0] == 1
    other = tmp_path / "other.ofn"
    other.write_text("Ontology(<http://other.example/>\nSubClassOf(<a> owl:Nothing))")
    code, out, _ = run("check", str(path), str(other), "--json")
    document = json.loads(out)
    assert code == 1
    assert document["imports"] == {"read": 1, "missing": []}
    assert [finding["where"][0]["file"] for finding in document["findings"][:1]] == [str(other)]


def test_a_broken_ontology_is_checked_as_far_as_it_is_read(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "broken.ofn"
    path.write_text("Ontology(\nSubClassOf(<a> owl:Nothing)\nSubClasOf(<a> <b>)\n)")
    code, out, _ = run("check", str(path))
    assert code == 2
    assert f"{path}:3:1: error P101: no statement is called SubClasOf" in out
    assert "the class a can have no member: 1 axiom is enough for that" in out


@pytest.mark.parametrize(
    ("begin", "name"),
    [
        (
            '<?xml version="1.0"?>\n<!DOCTYPE rdf:RDF [ <!ENTITY a "b"> ]>\n<rdf:RDF x="y">',
            "RDF/XML",
        ),
        ('<?xml version="1.0"?>\n<Ontology xmlns="http://www.w3.org/2002/07/owl#">', "OWL/XML"),
        ("# comment\n@prefix owl: <http://www.w3.org/2002/07/owl#> .\n", "Turtle"),
        ("<http://a> <http://b> <http://c> .\n", "Turtle or N-Triples"),
        ("Prefix: owl: <http://www.w3.org/2002/07/owl#>\n", "the Manchester syntax"),
        ("format-version: 1.2\n", "the OBO format"),
        ('{"@context": {}}', "JSON"),
    ],
)
def test_another_syntax_is_refused_by_name(run: Any, tmp_path: Path, begin: str, name: str) -> None:
    path = tmp_path / "other.owl"
    path.write_text(begin)
    code, out, err = run("check", str(path))
    assert (code, out) == (2, "")
    assert f"this is {name}; ontologies are read in OWL 2's functional-style syntax" in err
    assert "robot convert" in err


def test_an_ontology_may_come_from_standard_input(
    run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(CARS.encode()), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", stdin)
    code, out, _ = run("check", "-", "--format", "ontology")
    assert code == 1
    assert "<stdin>:5:1: error P315: the class Engine" in out
