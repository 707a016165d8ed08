"""Splits of knowledge graphs: what is read, what is noted, what is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from preceptor.learn.triples import Note, read_split, split_of
from preceptor.logic import InputError, ParseError


def write(folder: Path, **parts: str) -> list[Path]:
    paths = [folder / f"{name}.txt" for name in parts]
    for path, text in zip(paths, parts.values(), strict=True):
        path.write_text(text, "utf-8")
    return paths


def test_parts_share_one_vocabulary_and_keep_their_order(tmp_path: Path) -> None:
    paths = write(
        tmp_path, train="zoe\tlikes\tann\nann\tknows\tzoe\n", valid="ann\tlikes\tzoe\r\n", test=""
    )
    split = read_split(*paths)
    assert split.name == tmp_path.name
    assert split.entities == ("ann", "zoe")
    assert split.relations == ("knows", "likes")
    assert split.train.tolist() == [[1, 1, 0], [0, 0, 1]]
    assert split.valid.tolist() == [[0, 1, 1]]
    assert split.test.shape == (0, 3)
    assert split.notes == (Note("empty", "test", 0),)
    assert split.entity("zoe") == 1
    assert split.relation("zoe") is None
    assert split.matrix(1).toarray().tolist() == [[0, 0], [1, 0]]
    assert split.matrix(1, "valid").toarray().tolist() == [[0, 1], [0, 0]]
    assert split.matrix(1) is split.matrix(1)


def test_what_is_amiss_is_named_and_counted() -> None:
    split = split_of(
        [("a", "r", "b"), ("b", "r", "a"), ("a", "r", "b"), ("a", "r", "b")],
        [("a", "r", "b"), ("new", "r", "a")],
        [("a", "s", "b"), ("a", "t", "newer")],
    )
    assert split.train.tolist() == [[0, 0, 1], [1, 0, 0]]
    assert split.notes == (
        Note("duplicate", "train", 2, ("a r b", "a r b")),
        Note("overlap", "valid", 1, ("a r b",)),
        Note("unseen-entity", "valid", 1, ("new",)),
        Note("unseen-entity", "test", 1, ("newer",)),
        Note("untrained-relation", "test", 2, ("s", "t")),
    )
    assert str(split.notes[-1]) == "test: 2 relations without a triple of train: s, t"


def test_every_line_that_is_no_triple_is_told_with_its_place(tmp_path: Path) -> None:
    train, valid = write(
        tmp_path, train="a\tr\tb\n\na r b\na\t\tb\n", valid="a\tr\tb\tc\nr\tb\n\tr\tb\n"
    )
    with pytest.raises(ParseError) as refused:
        read_split(train, valid)
    places = [(Path(f.origin.source).name, f.origin.line, f.origin.column, f.message)
              for f in refused.value.faults]  # fmt: skip
    assert places == [
        ("train.txt", 3, 6, "found 1 cells"),
        ("train.txt", 4, 3, "an empty relation"),
        ("valid.txt", 1, 6, "found 4 cells"),
        ("valid.txt", 2, 4, "found 2 cells"),
        ("valid.txt", 3, 1, "an empty head"),
    ]
    assert "tab" in refused.value.faults[0].hint


def test_a_part_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    (empty,) = write(tmp_path, train="\n")
    with pytest.raises(InputError, match="no triples to learn from"):
        read_split(empty)
    with pytest.raises(InputError, match="cannot be read"):
        read_split(tmp_path / "nowhere.txt")


def test_the_graphs_that_others_use_have_the_sizes_that_they_tell(shared: Path) -> None:
    """Counts as the papers on these graphs print them."""
    sizes = {"family": (3007, 12, 23483, 2038, 2835), "umls": (135, 46, 5327, 569, 633)}
    for name, expected in sizes.items():
        folder = shared / "data" / "kg" / name
        split = read_split(*(folder / f"{part}.txt" for part in ("train", "valid", "test")))
        parts = (len(split.train), len(split.valid), len(split.test))
        assert (len(split.entities), len(split.relations), *parts) == expected
        assert not [note for note in split.notes if note.code in ("duplicate", "overlap")]
        assert split.train.dtype == np.int32
