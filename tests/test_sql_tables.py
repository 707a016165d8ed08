"""What DuckDB reads by itself, what is left to be read cell by cell, and that a part at a time.

PRECEPTOR_SEEDS=N puts the facts of N random programs (24 by default) into files.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from random import Random

import pytest

import grown
from preceptor.cli import main
from preceptor.domain import load_facts
from preceptor.graph import compile
from preceptor.logic import (
    NO_SIGNATURE,
    Atom,
    Declaration,
    Num,
    ParseError,
    Predicate,
    Signature,
    Sort,
    SortKind,
    Theory,
)
from preceptor.reason import bulk, sql
from preceptor.reason.bulk.budget import Budget
from preceptor.reason.sql.blocks import read_blocks
from preceptor.syntax import parse_theory

SEEDS = int(os.environ.get("PRECEPTOR_SEEDS", "24"))
AGES = Signature(
    (Sort("person"), Sort("years", SortKind.INT, Num(0), Num(130))),
    (Declaration(Predicate("age", 2), ("person", "years")),),
)

if find_spec("duckdb") is not None:

    @pytest.fixture(scope="module")
    def duck() -> Iterator[sql.DuckSession]:
        session = sql.DuckSession(Budget(bulk.LIMITS), threads=1)
        yield session
        session.close()

    @pytest.mark.parametrize(
        ("name", "text", "is_plain"),
        [
            ("p.csv", "a,1\nb,2\n", True),
            ("p.csv", "\ufeffa,1\r\nb,2", True),
            ("p.csv", '"a, ""b""",1\n\n"",2\n"1",3\n', True),
            ("p.csv", "a,1.5\nb,1r3\nc,x\n", True),
            ("p.tsv", 'a\t"b"\n\nc\td\n', True),
            ("triples.tsv", 'a\tis "a"\tb\nb\tage\t7\n', True),
            ("p.csv", '"a\nb",1\n', False),  # a cell of two lines
            ("p.csv", "a,1\r\nb,2\n", False),  # lines that end in two ways
            ("p.csv", "a\n \nb\n", False),  # a row of blanks is none
            ("p[1]*'.csv", "a,1\n", True),
        ],
    )
    def test_plain_files_are_read_by_duckdb(
        duck: sql.DuckSession, tmp_path: Path, name: str, text: str, is_plain: bool
    ) -> None:
        path = tmp_path / name
        path.write_bytes(text.encode())
        staged = sql.stage(duck, [path])
        assert bool(staged.tables) is is_plain
        assert bool(staged.database.tables) is not is_plain
        assert len(staged) == len(load_facts(path))

    def test_a_file_that_is_not_plain_is_named_by_its_row(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The place is the same whoever reads."""
        (tmp_path / "r.pl").write_text("p(X) :- cross(X, _).\n")
        rows = [f"n{i},{i}\n" for i in range(2000)]
        rows[1500] = "n1500\n"
        (tmp_path / "facts").mkdir()
        (tmp_path / "facts" / "cross.csv").write_text("".join(rows))
        said = []
        for engine in ("memory", "duckdb"):
            words = ["--facts", str(tmp_path / "facts"), "--engine", engine]
            assert main(["materialise", str(tmp_path / "r.pl"), *words]) == 2
            said.append(capsys.readouterr().err)
        assert "cross.csv:1501:1: " in said[0]
        assert said[0] == said[1]

    def test_rules_over_what_duckdb_has_read(duck: sql.DuckSession, tmp_path: Path) -> None:
        """Columns of a file are held as the rules need them: integers as symbols where names join
        them, symbols as scaled integers where all are numbers."""
        nothing = compile(Theory())
        staged_rows = 0
        for seed in range(SEEDS):
            theory, facts = grown.grown(seed)
            folder = tmp_path / str(seed)
            bulk.write_relations(bulk.materialise(nothing, facts), folder, "csv")
            staged = sql.stage(duck, [folder])
            staged_rows += sum(t.size for tables in staged.tables.values() for t in tables)
            made = list(sql.materialise(compile(theory), staged))
            expected = bulk.materialise(compile(theory), facts, using="numpy")
            assert len(made) == len(set(made)), f"seed {seed}"
            assert set(made) == set(expected), f"seed {seed}"
        assert staged_rows > 3 * SEEDS

    @pytest.mark.parametrize("number", ["7", "7.5"])
    def test_a_column_is_held_as_rules_join_it(
        duck: sql.DuckSession, tmp_path: Path, number: str
    ) -> None:
        (tmp_path / "n.csv").write_text(f"{number}\n8\n", encoding="utf-8")
        (tmp_path / "name.csv").write_text("ann\n8\n", encoding="utf-8")
        (tmp_path / "one.csv").write_text("1.5\n3\n", encoding="utf-8")
        rules = """
        both(X) :- n(X), name(X).
        any(X) :- n(X).
        any(X) :- name(X).
        two(Y) :- one(X), Y = X * 2.
        """
        made = sql.materialise(compile(parse_theory(rules)), sql.stage(duck, [tmp_path]))
        found = {str(atom) for p in ("both", "any", "two") for atom in made.atoms(Predicate(p, 1))}
        assert found == {"both(8)", f"any({Fraction(number)})", "any(8)", "any(ann)", "two(3)",
                         "two(6)"}  # fmt: skip


def _whole(path: Path, signature: Signature, header: bool) -> tuple[set[Atom], str]:
    try:
        return set(load_facts(path, signature, header, words=True)), ""
    except ParseError as error:
        return set(), str(error)


def _parts(path: Path, signature: Signature, header: bool) -> tuple[set[Atom], str]:
    found: set[Atom] = set()
    try:
        for atoms in read_blocks(path, signature, header, block=20):
            found |= set(atoms)
    except ParseError as error:
        return set(), str(error)
    return found, ""


def test_a_part_at_a_time_is_what_the_whole_is(tmp_path: Path) -> None:
    """Random tables, good and bad, cut every few rows."""
    chance = Random(4)
    bad = 0
    for number in range(120):
        name = chance.choice(["age.csv", "p.csv", "p.tsv", "triples.tsv"])
        tab = "," if name.endswith("csv") else "\t"
        cells = ["ann", "bob", "7", "12", "-"]
        cells += ['"a,b"', '"two\nlines"', '""'] if tab == "," and chance.random() < 0.5 else []
        odd = ["", "131", "x", str(2**70)] if chance.random() < 0.5 else []
        width = 3 if name == "triples.tsv" else 2
        lines = [
            tab.join(chance.choice(cells + odd) if i != 1 or name != "age.csv" else
                     chance.choice(["7", "12", *odd]) for i in range(width))
            for _ in range(chance.randint(3, 12))
        ]  # fmt: skip
        if chance.random() < 0.2:
            lines[chance.randrange(1, len(lines))] = chance.choice(["", "ann"])
        header = chance.random() < 0.3 and name != "triples.tsv"
        if name == "age.csv" and chance.random() < 0.3:
            lines.insert(0, "person,years")
        path = tmp_path / str(number) / name
        path.parent.mkdir()
        path.write_text("\n".join(lines) + "\n" * chance.randint(0, 2), encoding="utf-8")
        signature = AGES if name == "age.csv" else NO_SIGNATURE
        expected = _whole(path, signature, header)
        assert _parts(path, signature, header) == expected, path.read_text()
        bad += bool(expected[1])
    assert 20 < bad < 100
