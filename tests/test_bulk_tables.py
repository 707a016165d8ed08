"""Tables in and out of bulk reasoning: read as `load_facts` reads them, by our own reader and by
DuckDB, written to be read back."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from preceptor.domain import load_facts
from preceptor.graph import compile
from preceptor.logic import (
    NO_SIGNATURE,
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
)
from preceptor.reason import bulk, sql
from preceptor.reason.bulk.budget import Budget
from preceptor.syntax import parse_theory

AGES = Signature(
    (Sort("person"), Sort("years", SortKind.INT, Num(0), Num(130)), Sort("price", SortKind.DECIMAL),
     Sort("side", values=(Const("left"), Const("right")))),
    (Declaration(Predicate("age", 2), ("person", "years")),
     Declaration(Predicate("cost", 2), ("person", "price")),
     Declaration(Predicate("hand", 2), ("person", "side"))),
)  # fmt: skip
NOTHING = compile(parse_theory(""))


class Memory:
    """Facts as our own reader has them."""

    def __call__(
        self, path: Path, signature: Signature = NO_SIGNATURE, header: bool = False
    ) -> set[Atom]:
        return set(bulk.materialise(NOTHING, bulk.read_tables([path], signature, header)))


class Duck:
    """Facts as DuckDB has them."""

    def __init__(self) -> None:
        self.session = sql.DuckSession(Budget(bulk.LIMITS), threads=1)

    def __call__(
        self, path: Path, signature: Signature = NO_SIGNATURE, header: bool = False
    ) -> set[Atom]:
        made = list(sql.materialise(NOTHING, sql.stage(self.session, [path], signature, header)))
        assert len(made) == len(set(made))
        return set(made)


Reader = Memory | Duck


@pytest.fixture(scope="module", params=["memory", "duckdb"][: 1 + bool(find_spec("duckdb"))])
def read(request: pytest.FixtureRequest) -> Iterator[Reader]:
    if request.param == "memory":
        yield Memory()
        return
    duck = Duck()
    yield duck
    duck.session.close()


def file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("p.csv", "a,1\nb,2\n"),
        ("p.csv", "a,1\n\nb,2"),
        ("p.csv", "a,1\r\nb,2\r\n"),
        ("p.csv", '"a,b",1\n"",2\n'),
        ("p.csv", "a,007\nb,1\n"),
        ("p.csv", "a,-0\nb,1\n"),
        ("p.csv", "a,1.5\nb,2\nc,1r3\n"),
        ("p.csv", "a,1\nb,x\n"),
        ("p.csv", 'a,1\nb,"1"\n'),
        ("p.csv", "a,001\nb,x\n"),
        ("p.csv", " a ,+1\nb, 2\n"),
        ("p.csv", ""),
        ("p.csv", "\n\n"),
        ("-p.csv", "a\nb\n"),
        ("p.tsv", 'a\t"b"\nc\td\n'),
        ("triples.tsv", "a\tlikes\tb\nb\tlikes\t3\n"),
        ("triples.tsv", 'a\tlikes\t"b"\n\nb\tage\t12\na\tis "a"\t1.5\nann\tage\t7\n'),
        ("p.pl", "p(a, 1). p(b). q."),
        ("age.csv", "person,years\nann,12\nbob,130\n"),
        ("age.csv", "ann,12\n12,13\n"),
        ("cost.csv", "ann,1.50\nbob,2\n"),
        ("hand.csv", "ann,left\n"),
    ],
)
def test_tables_are_read_as_facts_are(read: Reader, tmp_path: Path, name: str, text: str) -> None:
    path = file(tmp_path, name, text)
    assert read(path, AGES) == set(load_facts(path, AGES))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("p.csv", "a,1\nb\nc,2\n"),
        ("p.csv", "a,1\nb,2,3\n"),
        ("p.csv", "a,\n"),
        ("p.csv", 'a,"1\n'),
        ("age.csv", "ann,old\n"),
        ("age.csv", "ann,131\n"),
        ("age.csv", "ann,-1\nbob,1.5\n"),
        ("age.csv", "ann,1,2\n"),
        ("hand.csv", "ann,up\n"),
        ("triples.tsv", "a\tlikes\tb\na\t\tb\na\tlikes\nann\tage\t131\n"),
        ("triples.tsv", "a\tlikes\tb\na\t\tb\n"),
        ("p.pl", "p(X). q("),
    ],
)
def test_faults_are_those_of_facts(read: Reader, tmp_path: Path, name: str, text: str) -> None:
    path = file(tmp_path, name, text)
    with pytest.raises(ParseError) as expected:
        load_facts(path, AGES)
    with pytest.raises(ParseError) as caught:
        read(path, AGES)
    assert str(caught.value) == str(expected.value)


def test_random_tables_are_read_as_facts_are(read: Reader, tmp_path: Path) -> None:
    chance = random.Random(5)
    cells = ["a", "b c", "0", "-7", "12", "3.50", "1r3", "007", "-", "1e5", "é", "A", "_", "%"]
    for number in range(60 if isinstance(read, Memory) else 24):
        kinds = [chance.sample(cells, chance.randint(1, 4)) for _ in range(chance.randint(1, 3))]
        rows = [[chance.choice(kind) for kind in kinds] for _ in range(chance.randint(1, 6))]
        text = "\n".join(",".join(row) for row in rows)
        path = file(tmp_path, f"t{number}.csv", text)
        assert read(path) == set(load_facts(path)), text
        header = chance.random() < 0.5
        assert read(path, header=header) == set(load_facts(path, header=header)), text


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("p.csv", f"a,1\nb,{2**63}\n", "p.csv:2:3"),
        ("p.csv", f"a,1\n\nb,-{2**63}\n", "p.csv:3:3"),
        ("p.csv", f"{10**30}.5,1\n2.5,1\n", "p.csv:1:1"),
        ("p.csv", f'"a",{10**20}\n', "p.csv:1:5"),
        ("p.csv", f'"a",1\n"b\nc","{10**20}"\nd,{10**20}\n', "p.csv:4:3"),
        ("p.tsv", f'a\t1\nb "c"\t-{10**20}\n', "p.tsv:2:7"),
        ("p.pl", f"p(a). p({10**20}).", "p.pl:1:7"),
        ("triples.tsv", f"a\tage\t1\nb\tage\t{2**63}\n", "triples.tsv:2:7"),
    ],
)
def test_numbers_past_64_bits_are_refused(
    read: Reader, tmp_path: Path, name: str, text: str, place: str
) -> None:
    with pytest.raises(ParseError, match="past 64 bits") as caught:
        read(file(tmp_path, name, text))
    assert str(caught.value.faults[0].origin).endswith(place)


def test_faults_of_all_files_are_told(read: Reader, tmp_path: Path) -> None:
    file(tmp_path, "p.csv", "a,1\nb\n")
    file(tmp_path, "q.csv", f"{2**64}\n")
    with pytest.raises(ParseError) as caught:
        read(tmp_path)
    assert [fault.origin.line for fault in caught.value.faults] == [2, 1]


ODD = [Const(""), Const("1"), Const("New York"), Const('say "no"'), Const("a,b"), Const("é\n"),
       Const("-"), Num(7), Const("x")]  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "auto"])
def test_what_is_written_is_read_back(read: Reader, tmp_path: Path, form: str) -> None:
    facts = [Atom("odd", (one, other)) for one in ODD for other in ODD]
    facts += [Atom("n", (Num(i), Const(f"c{i}"))) for i in range(100)]
    theory = parse_theory(
        "half(X, H) :- n(X, _), H = X / 4, X < 5. -n(X, Y) :- n(X, Y), X > 90. "
        "any. none :- n(k, k)."
    )
    if isinstance(read, Duck):
        made = sql.materialise(compile(theory), facts, open_=lambda _: read.session)
        expected = set(made)  # tables of a session are those of its last run
        files = sql.write_relations(made, tmp_path / "out", form)
    else:
        made = bulk.materialise(compile(theory), facts)
        expected = set(made)
        files = bulk.write_relations(made, tmp_path / "out", form)
    names = {path.name.split(".")[0] for path in files}
    assert names == {"odd", "n", "-n", "half", "any"}
    assert read(tmp_path / "out") == expected
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


if find_spec("pyarrow") is not None:

    def test_parquet_is_read_and_written(read: Reader, tmp_path: Path) -> None:
        made = _ages([("ann", 12), ("bob", 40)])
        (path,) = bulk.write_relations(made, tmp_path / "out", "parquet")
        assert path.name == "age.parquet"
        assert read(path, AGES) == set(made)

    def test_parquet_is_held_to_the_signature(read: Reader, tmp_path: Path) -> None:
        made = _ages([("ann", 12), ("bob", 400)])
        (path,) = bulk.write_relations(made, tmp_path / "out", "parquet")
        with pytest.raises(InputError, match="column c1: 400 is above"):
            read(path, AGES)
        with pytest.raises(InputError, match="cannot be read as Parquet"):
            read(file(tmp_path, "age.parquet", "ann,12"))

    def test_what_cannot_be_in_parquet_is_named(read: Reader, tmp_path: Path) -> None:
        import pyarrow
        from pyarrow import parquet

        table = pyarrow.table({"who": ["a", "b"], "n": pyarrow.array([1, 2**63], pyarrow.uint64())})
        parquet.write_table(table, tmp_path / "p.parquet")
        with pytest.raises(InputError, match=rf"p\.parquet: column n, row 2: {2**63} does not fit"):
            read(tmp_path / "p.parquet")
        table = pyarrow.table({"who": ["a", None, "b"], "n": [1, 2, 3]})
        parquet.write_table(table, tmp_path / "p.parquet")
        with pytest.raises(InputError, match=r"p\.parquet: column who, row 2: a null"):
            read(tmp_path / "p.parquet")
        table = pyarrow.table({"n": [1.5]})
        parquet.write_table(table, tmp_path / "p.parquet")
        with pytest.raises(InputError, match=r"p\.parquet: column n holds (double|DOUBLE)"):
            read(tmp_path / "p.parquet")

    def _ages(rows: Iterable[tuple[str, int]]) -> bulk.Materialisation:
        return bulk.materialise(NOTHING, [Atom("age", (Const(a), Num(n))) for a, n in rows])


def test_names_that_are_no_file_names(tmp_path: Path) -> None:
    names = ["a/b", "..", ".hidden", "New York", "ü", "-"]
    facts = [Atom(name, (Const("x"),)) for name in names] + [Atom("ü", (Const("x"), Const("y")))]
    made = bulk.materialise(NOTHING, facts)
    files = bulk.write_relations(made, tmp_path / "out", "csv")
    assert len({path.name for path in files}) == len(facts)
    assert {path.parent for path in files} == {tmp_path / "out"}
    assert [path.read_text() for path in files].count("x\n") == len(names)


def test_the_same_bytes_whatever_computed_them(tmp_path: Path) -> None:
    theory = parse_theory("r(X, Y) :- e(X, Y). r(X, Z) :- r(X, Y), e(Y, Z).")
    facts = [Atom("e", (Const(f"c{i * 7 % 20}"), Const(f"c{i * 3 % 20}"))) for i in range(40)]
    texts = set()
    for using in ("numpy", "numba") if bulk.has_numba() else ("numpy",):
        made = bulk.materialise(compile(theory), facts, using=using, chunk=7)
        bulk.write_relations(made, tmp_path / using, "csv")
        texts.add((tmp_path / using / "r.csv").read_bytes())
    assert len(texts) == 1


def test_a_folder_that_cannot_be(tmp_path: Path) -> None:
    made = bulk.materialise(NOTHING, [Atom("p", (Const("x"),))])
    taken = file(tmp_path, "taken", "a file")
    with pytest.raises(InputError, match="cannot be written"):
        bulk.write_relations(made, taken, "csv")
    assert taken.read_text() == "a file"
