"""Facts from files: every format, numbers by sort, every bad cell named and none dropped."""

from __future__ import annotations

import csv
import io
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preceptor.domain import load_facts, misfit
from preceptor.domain.tables import rows
from preceptor.logic import (
    Atom,
    Const,
    Declaration,
    InputError,
    Num,
    ParseError,
    Predicate,
    Signature,
    Sort,
    SortKind,
    Unavailable,
)

SIGNATURE = Signature(
    (
        Sort("person"),
        Sort("years", SortKind.INT, Num(0), Num(130)),
        Sort("share", SortKind.DECIMAL),
        Sort("colour", SortKind.SYMBOL, values=(Const("red"), Const("blue"))),
    ),
    (
        Declaration(Predicate("age", 2), ("person", "years")),
        Declaration(Predicate("owns", 2), ("person", "share")),
        Declaration(Predicate("likes", 2), ("person", "colour")),
    ),
)


def atom(name: str, *args: str | int | Fraction, negated: bool = False) -> Atom:
    terms = tuple(Const(arg) if isinstance(arg, str) else Num(arg) for arg in args)
    return Atom(name, terms, negated)


def load(folder: Path, name: str, text: str, signature: Signature = SIGNATURE) -> tuple[Atom, ...]:
    (folder / name).write_text(text)
    return load_facts(folder / name, signature)


def faults(folder: Path, name: str, text: str) -> list[str]:
    """`line:column code message` of each fault."""
    with pytest.raises(ParseError) as caught:
        load(folder, name, text)
    return [
        f"{f.origin.line}:{f.origin.column} {f.code.value} {f.message}" for f in caught.value.faults
    ]


def test_a_prolog_file_gives_its_facts_once_in_order(tmp_path: Path) -> None:
    text = "age(ann, 30). % yes\nold('Big Ben').\nage(ann, 30).\n-fast(ben).\n"
    assert load(tmp_path, "a.pl", text) == (
        atom("age", "ann", 30),
        atom("old", "Big Ben"),
        atom("fast", "ben", negated=True),
    )


def test_what_is_no_fact_is_named_where_it_stands(tmp_path: Path) -> None:
    text = "p(a).\np(X) :- q(X).\n:- p(a).\n0.5 :: p(b).\np(X).\nage(ann).\np(.\n"
    assert faults(tmp_path, "a.pl", text) == [
        "2:1 P107 expected a fact, found a rule",
        "3:1 P107 expected a fact, found a rule",
        "4:1 P107 a fact of the database has no weight",
        "5:1 P204 p(X) has a variable: a fact is ground",
        "6:1 P202 age has 1 arguments here, but age/2 is declared",
        "7:3 P101 found '.'",
    ]


def test_a_table_names_its_relation_and_may_have_a_header(tmp_path: Path) -> None:
    expected = (atom("age", "ann", 30), atom("age", "ben", 4))
    assert load(tmp_path, "age.csv", "person,years\nann,30\nben,4\n") == expected
    assert load(tmp_path, "age.csv", "ann,30\r\nben,4") == expected
    assert load(tmp_path, "age.tsv", "ann\t30\n\nben\t4\n") == expected
    (tmp_path / "age.csv").write_text("who,how old\nann,30\nben,4\n")
    assert load_facts([tmp_path / "age.csv"], SIGNATURE, header=True) == expected


def test_numbers_are_read_by_sort_and_otherwise_by_form(tmp_path: Path) -> None:
    assert load(tmp_path, "owns.csv", "ann,0.25\nben,1r3\n42,2\n") == (
        atom("owns", "ann", Fraction(1, 4)),
        atom("owns", "ben", Fraction(1, 3)),
        atom("owns", "42", 2),
    )
    assert load(tmp_path, "x.csv", '7,-2.50,007,"7",v7\n') == (
        atom("x", 7, Fraction(-5, 2), "007", "7", "v7"),
    )


def test_a_cell_is_a_constant_verbatim(tmp_path: Path) -> None:
    text = '"a ""b"", c", New York ,"two\nlines",""\n'
    assert load(tmp_path, "x.csv", text) == (atom("x", 'a "b", c', " New York ", "two\nlines", ""),)
    assert load(tmp_path, "x.tsv", 'a "b\t,\n') == (atom("x", 'a "b', ","),)


def test_triples_name_their_relation_in_the_middle(tmp_path: Path) -> None:
    text = "ann\tage\t30\nann\t/film/director\tben\n"
    assert load(tmp_path, "triples.tsv", text) == (
        atom("age", "ann", 30),
        atom("/film/director", "ann", "ben"),
    )
    assert faults(tmp_path, "triples.tsv", "ann\tage\nann\t\tben\nann\tage\told\n") == [
        "1:1 P202 expected head, relation and tail, found 2 cells",
        "2:5 P107 a relation without a name",
        "3:9 P203 age: old is no int, as years has it",
    ]


def test_a_relation_of_triples_goes_by_the_name_that_the_rules_have(tmp_path: Path) -> None:
    declared = Declaration(
        Predicate("co_occurs_with", 2), ("person", "person"), relation="Co-occurs_with"
    )
    signature = Signature((Sort("person"),), (declared,))
    text = "A\tCo-occurs_with\tB\nA\tco_occurs_with\tC\nA\tOther\tB\n"
    assert load(tmp_path, "triples.tsv", text, signature) == (
        atom("co_occurs_with", "A", "B"),
        atom("co_occurs_with", "A", "C"),
        atom("Other", "A", "B"),
    )
    assert load(tmp_path, "Co-occurs_with.tsv", "A\tB\n", signature) == (
        atom("Co-occurs_with", "A", "B"),
    )


def test_each_bad_cell_has_its_place(tmp_path: Path) -> None:
    text = "ann,30\nben,old\nben\ncid,131\n,4\ndan,3.5\n"
    assert faults(tmp_path, "age.csv", text) == [
        "2:5 P203 age: old is no int, as years has it",
        "3:1 P202 expected 2 cells for age/2, found 1",
        "4:5 P203 age: 131 is above the greatest years, 130",
        "5:1 P107 an empty cell",
        "6:5 P203 age: 3.5 is no int, as years has it",
    ]
    assert faults(tmp_path, "likes.csv", "ann,red\nben,green\n") == [
        "2:5 P203 likes: green is none of red, blue"
    ]


def test_a_stray_quote_is_named(tmp_path: Path) -> None:
    assert faults(tmp_path, "x.csv", 'a,b"c\n') == [
        "1:4 P107 a quote inside a cell that does not begin with one"
    ]
    assert faults(tmp_path, "x.csv", 'a\n"b"c\n') == ["2:1 P107 text behind the closing quote"]
    assert faults(tmp_path, "x.csv", 'a\n"b\n') == ["2:1 P107 the quote is never closed"]


def test_bytes_that_are_no_text_have_a_place(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"a,b\nc,\xff\n")
    with pytest.raises(ParseError, match=r"x\.csv:2:3: P103: byte 0xff is not UTF-8"):
        load_facts(tmp_path)


def test_a_folder_gives_all_its_files_and_faults(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text("x\n")
    (tmp_path / "a.pl").write_text("a(y).\n")
    (tmp_path / "README.md").write_text("About these facts.\n")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "c.tsv").write_text("z\n")
    assert load_facts(tmp_path) == (atom("a", "y"), atom("b", "x"), atom("c", "z"))
    (tmp_path / "b.csv").write_text("x\n,y\n")
    (tmp_path / "a.pl").write_text("a(Y).\n")
    with pytest.raises(ParseError) as caught:
        load_facts(tmp_path)
    assert len(caught.value.faults) == 2


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        load_facts(tmp_path / "missing.pl")
    (tmp_path / "x.xlsx").write_text("")
    with pytest.raises(InputError, match="no file of facts has this ending"):
        load_facts(tmp_path)
    (tmp_path / "x.xlsx").rename(tmp_path / "x.parquet")
    with pytest.raises(Unavailable, match="Parquet"):
        load_facts(tmp_path)


def test_misfit_is_silent_without_a_sort() -> None:
    assert misfit(Num(3), None) == ""
    assert misfit(Const("a"), Sort("s", SortKind.DECIMAL)) == "a is no decimal, as s has it"
    assert misfit(Num(Fraction(1, 2)), Sort("s", SortKind.DECIMAL)) == ""


CELLS = st.text(st.sampled_from('ab ",\n'), max_size=4)
TABLES = st.lists(st.lists(CELLS, min_size=2, max_size=3), max_size=4)


@settings(deadline=None, max_examples=200)
@given(TABLES)
def test_tables_are_read_as_the_csv_module_reads_them(table: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(table)
    read = [[cell.text for cell in row] for row in rows(text.getvalue(), "t", ",")]
    assert read == list(csv.reader(io.StringIO(text.getvalue(), newline="")))


@settings(deadline=None, max_examples=200)
@given(st.text(st.sampled_from('ab ",\n'), max_size=12))
def test_a_cell_stands_where_its_place_says(text: str) -> None:
    lines = text.split("\n")
    try:
        table = list(rows(text, "t", ","))
    except ParseError as error:
        (fault,) = error.faults
        assert lines[fault.origin.line - 1][fault.origin.column - 1] == '"'
        return
    for cell in (cell for row in table for cell in row):
        at = lines[cell.line - 1][cell.column - 1 :]
        assert at.startswith('"' if cell.quoted else cell.text)
