"""Knowledge graphs in three parts: triples read, numbered, and held as sparse matrices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Literal, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from preceptor.logic import Code, Fault, InputError, Origin, ParseError
from preceptor.syntax.files import read_text

Part = Literal["train", "valid", "test"]
PARTS: tuple[Part, ...] = ("train", "valid", "test")
MAX_FAULTS = 1000  # of one file; the rest of a file so broken is not looked at
_SHOWN = 5  # examples that a note names


class Note(NamedTuple):
    """Something amiss with a split that stops nothing: what, how often, and the first of them.

    Codes: `duplicate` and `overlap` (triples), `unseen-entity` and `untrained-relation` (in valid
    or test alone), `empty` (a part without triples).
    """

    code: str
    part: Part
    number: int
    examples: tuple[str, ...] = ()

    def __str__(self) -> str:
        some = f": {', '.join(self.examples)}" if self.examples else ""
        return f"{self.part}: {self.number} {_TOLD[self.code]}{some}"


_TOLD = {
    "duplicate": "triples that the part has already, left out",
    "overlap": "triples that an earlier part has as well, kept",
    "unseen-entity": "entities without a triple of train",
    "untrained-relation": "relations without a triple of train",
    "empty": "triples",
}


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Split:
    """A knowledge graph in three parts over one vocabulary.

    `entities` and `relations` are sorted and those of all parts; a triple is a row (head,
    relation, tail) of their numbers, in the order of the file, each once in its part.
    """

    name: str
    entities: tuple[str, ...]
    relations: tuple[str, ...]
    train: NDArray[np.int32]
    valid: NDArray[np.int32]
    test: NDArray[np.int32]
    notes: tuple[Note, ...] = ()

    def part(self, part: Part) -> NDArray[np.int32]:
        """The triples of a part, (n, 3)."""
        return {"train": self.train, "valid": self.valid, "test": self.test}[part]

    def matrix(self, relation: int, part: Part = "train") -> csr_array:
        """The relation's triples as an E x E matrix of int32 ones, made once: do not change it."""
        return self.index(part).matrix(relation)

    def index(self, part: Part = "train") -> Index:
        """What is worked out from a part once, and kept as long as the split is."""
        known = _INDEXES.setdefault(self, {})
        if part not in known:
            known[part] = Index(len(self.entities), len(self.relations), self.part(part))
        return known[part]

    def entity(self, name: str) -> int | None:
        """The number of an entity; None where the split has none of that name."""
        return self.index().names(self.entities).get(name)

    def relation(self, name: str) -> int | None:
        """The number of a relation; None where the split has none of that name."""
        return self.index().names(self.relations).get(name)


class Index:
    """One part of a split, sorted and looked up in several ways."""

    def __init__(self, entities: int, relations: int, triples: NDArray[np.int32]) -> None:
        self.entities = entities
        self.relations = relations
        self.triples = triples
        self._matrices: dict[int, csr_array] = {}
        self._names: dict[int, dict[str, int]] = {}

    @cached_property
    def _by_relation(self) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        order = np.argsort(self.triples[:, 1], kind="stable")
        found = self.triples[order]
        return found, np.searchsorted(found[:, 1], np.arange(self.relations + 1))

    def of(self, relation: int) -> NDArray[np.int32]:
        """The triples of a relation, in the order of the file."""
        found, ends = self._by_relation
        return found[ends[relation] : ends[relation + 1]]

    def matrix(self, relation: int) -> csr_array:
        if relation not in self._matrices:
            rows, columns = self.of(relation)[:, 0], self.of(relation)[:, 2]
            ones = np.ones(len(rows), np.int32)
            shape = (self.entities, self.entities)
            made = csr_array((ones, (rows, columns)), shape=shape)
            made.sort_indices()
            self._matrices[relation] = made
        return self._matrices[relation]

    def names(self, words: tuple[str, ...]) -> dict[str, int]:
        """The numbers of words by name."""
        if id(words) not in self._names:
            self._names[id(words)] = {word: number for number, word in enumerate(words)}
        return self._names[id(words)]


_INDEXES: WeakKeyDictionary[Split, dict[Part, Index]] = WeakKeyDictionary()

Triple = tuple[str, str, str]


def read_split(
    train: Path,
    valid: Path | None = None,
    test: Path | None = None,
    *,
    name: str | None = None,
) -> Split:
    """The split of two or three files of tab-separated head, relation and tail.

    Blank lines are passed over. Raises InputError for a file that cannot be read or a train part
    without triples, and ParseError with the place of every line that is no triple.
    """
    faults: list[Fault] = []
    parts = [_read(path, faults) for path in (train, valid, test)]
    if faults:
        raise ParseError(tuple(faults))
    if not parts[0]:
        raise InputError(f"{train}: no triples to learn from")
    return split_of(*parts, name=name or Path(train).resolve().parent.name)


def split_of(
    train: Sequence[Triple],
    valid: Sequence[Triple] = (),
    test: Sequence[Triple] = (),
    *,
    name: str = "split",
) -> Split:
    """The split of triples of names: numbered, each triple once in its part, oddities noted."""
    given = (train, valid, test)
    entities = tuple(sorted({e for head, _, tail in chain(*given) for e in (head, tail)}))
    relations = tuple(sorted({relation for _, relation, _ in chain(*given)}))
    parts = [list(dict.fromkeys(triples)) for triples in given]
    numbers = {word: number for number, word in enumerate(entities)}
    kinds = {word: number for number, word in enumerate(relations)}
    notes = tuple(_notes(given, parts))
    first, second, third = (_numbered(triples, numbers, kinds) for triples in parts)
    return Split(name, entities, relations, first, second, third, notes)


def _numbered(
    triples: Sequence[Triple], entities: dict[str, int], relations: dict[str, int]
) -> NDArray[np.int32]:
    rows = [
        (entities[head], relations[relation], entities[tail]) for head, relation, tail in triples
    ]
    return np.array(rows, np.int32).reshape(len(rows), 3)


def _read(path: Path | None, faults: list[Fault]) -> list[Triple]:
    """The triples of a file; the faults of its lines go to `faults`."""
    if path is None:
        return []
    found: list[Triple] = []
    limit = len(faults) + MAX_FAULTS
    for number, line in enumerate(read_text(Path(path)).split("\n"), 1):
        cells = line.rstrip("\r").split("\t")
        if len(cells) == 3 and all(cells):
            found.append((cells[0], cells[1], cells[2]))
        elif line.strip():
            faults.append(_fault(Path(path), number, line, cells))
            if len(faults) == limit:
                break
    return found


def _fault(path: Path, number: int, line: str, cells: list[str]) -> Fault:
    hint = "write the three between single tabs" if len(line.split()) == 3 else ""
    if len(cells) != 3:
        column = len("\t".join(cells[:3])) + 1
        message, code = f"found {len(cells)} cells", Code.ARITY
    else:
        empty = cells.index("")
        column = len("\t".join(cells[:empty])) + (empty > 0) + 1
        message, code = f"an empty {('head', 'relation', 'tail')[empty]}", Code.MALFORMED
    expected = ("head, relation and tail, tab-separated",)
    return Fault(Origin(str(path), number, column), message, code, line, expected, hint)


def _notes(given: Iterable[Sequence[Triple]], parts: Sequence[list[Triple]]) -> Iterable[Note]:
    trained = {e for head, _, tail in parts[0] for e in (head, tail)}
    used = {relation for _, relation, _ in parts[0]}
    before: set[Triple] = set()
    for part, raw, triples in zip(PARTS, given, parts, strict=True):
        if not triples:
            yield Note("empty", part, 0)
        if len(raw) > len(triples):
            yield _note("duplicate", part, len(raw) - len(triples), _repeated(raw))
        again = [" ".join(triple) for triple in triples if triple in before]
        unseen = sorted({e for head, _, tail in triples for e in (head, tail)} - trained)
        untrained = sorted({relation for _, relation, _ in triples} - used)
        for code, found in (
            ("overlap", again),
            ("unseen-entity", unseen),
            ("untrained-relation", untrained),
        ):
            if found:
                yield _note(code, part, len(found), found)
        before.update(triples)


def _repeated(raw: Sequence[Triple]) -> list[str]:
    seen: set[Triple] = set()
    again = []
    for triple in raw:
        if triple in seen:
            again.append(" ".join(triple))
        seen.add(triple)
    return again


def _note(code: str, part: Part, count: int, found: Sequence[str]) -> Note:
    return Note(code, part, count, tuple(found[:_SHOWN]))
