"""CLUTRR stories as databases: a graph of people with relations on its edges, and one question.

An edge (a, b) of type r says that b is the r of a, hence r(b, a). Rows are read from the CSV
files of the release with training stories of two and three steps and tests of two to ten.
"""

from __future__ import annotations

import ast
import csv
import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path

from preceptor.learn import Example
from preceptor.logic import Atom, Const, InputError, Predicate

TRAIN = "1.2,1.3_train.csv"
TEST_STEPS = range(2, 11)
DEV_PART = 10  # one train story in ten, by the hash of its id, is kept for choices


@dataclass(frozen=True, slots=True)
class Story:
    """One item: its example, the relation asked for, and the two people asked about."""

    id: str
    steps: int
    example: Example
    relations: tuple[str, ...]  # the types of its edges, as listed

    @property
    def gold(self) -> str:
        return self.example.gold.name


@dataclass(frozen=True, slots=True)
class Stories:
    train: tuple[Story, ...]
    dev: tuple[Story, ...]
    test: tuple[Story, ...]
    digest: str


def read_stories(folder: Path, goals: tuple[Predicate, ...]) -> Stories:
    """All stories of a folder. Raises InputError with file and row for what cannot be read."""
    test = [s for k in TEST_STEPS for s in _read(folder / f"1.{k}_test.csv", k, goals)]
    rows = _read(folder / TRAIN, 0, goals)
    dev = tuple(story for story in rows if _bucket(story.id) == 0)
    train = tuple(story for story in rows if _bucket(story.id) != 0)
    return Stories(train, dev, tuple(test), _digest(folder))


def _read(path: Path, steps: int, goals: tuple[Predicate, ...]) -> list[Story]:
    if not path.is_file():
        raise InputError(f"no file {path}", "--data names the folder that holds 1.2_test.csv")
    csv.field_size_limit(sys.maxsize)
    stories = []
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            try:
                stories.append(_story(row, steps, goals))
            except (KeyError, ValueError, SyntaxError, TypeError, IndexError) as error:
                raise InputError(f"{path}: row {number} is no CLUTRR story: {error!r}") from None
    return stories


def _story(row: dict[str, str], steps: int, goals: tuple[Predicate, ...]) -> Story:
    edges: list[tuple[int, int]] = ast.literal_eval(row["story_edges"])
    types: list[str] = [_name(word) for word in ast.literal_eval(row["edge_types"])]
    start, end = ast.literal_eval(row["query_edge"])
    facts = [Atom(t, (_person(b), _person(a))) for (a, b), t in zip(edges, types, strict=True)]
    for number, entry in enumerate(row["genders"].split(",")):
        facts.append(Atom(entry.rpartition(":")[2].strip(), (_person(number),)))
    asked = (_person(end), _person(start))
    candidates = tuple(Atom(p.name, asked) for p in goals)
    gold = Atom(_name(row["target"]), asked)
    if gold not in candidates:
        raise ValueError(f"the answer {gold.name} is not a relation of the domain")
    example = Example(tuple(dict.fromkeys(facts)), candidates, gold)
    return Story(row["id"], steps or len(edges), example, tuple(types))


def _person(number: int) -> Const:
    return Const(f"p{number}")


def _name(word: str) -> str:
    return word.replace("-", "_")


def _bucket(identity: str) -> int:
    return int(hashlib.sha256(identity.encode()).hexdigest(), 16) % DEV_PART


def _digest(folder: Path) -> str:
    """A short hash of the files read, so that a result names its data."""
    hashed = hashlib.sha256()
    for name in [TRAIN, *(f"1.{k}_test.csv" for k in TEST_STEPS)]:
        hashed.update((folder / name).read_bytes())
    return hashed.hexdigest()[:16]
