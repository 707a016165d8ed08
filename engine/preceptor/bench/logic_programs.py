"""The suite `logic-programs`: how many recorded programs can be read, and how many answer right.

The gold answer is looked at here alone, after a program was answered. A program that cannot be
read has no answer and counts as wrong.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from preceptor.bench import SCHEMA
from preceptor.bench.records import Record, files_of, read_records
from preceptor.harvest import Status
from preceptor.logic import Code, InputError
from preceptor.programs import KINDS, Kind, Outcome, Reader, common_kind, rejected

SUITE = "logic-programs"

Progress = Callable[[str, int, int], None]  # a file, programs done, programs in all


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one program, and whether its answer is the gold one."""

    record: Record
    outcome: Outcome

    @property
    def is_right(self) -> bool:
        return self.outcome.answer == self.record.answer.strip().upper()

    def document(self) -> dict[str, Any]:
        outcome = self.outcome
        return {
            "id": self.record.id,
            "status": outcome.status.value,
            "code": None if outcome.code is None else outcome.code.value,
            "reason": outcome.reason,
            "operators": list(outcome.operators),
            "answer": outcome.answer,
            "gold": self.record.answer,
            "contradictory": outcome.contradictory,
            "unsupported": outcome.unsupported,
            "unread": list(outcome.unread),
            "explanation": list(outcome.explanation),
        }


@dataclass(frozen=True, slots=True)
class FileReport:
    """A file's results in order; `faults` are the records that could not be used."""

    file: str
    kind: Kind | None
    results: tuple[Result, ...]
    faults: tuple[str, ...]
    cpu_s: float

    def count(self, *statuses: Status) -> int:
        return sum(result.outcome.status in statuses for result in self.results)

    @property
    def rejected(self) -> dict[str, int]:
        codes = (result.outcome.code for result in self.results if not result.outcome.is_read)
        return dict(sorted(Counter(str(code or Code.UNREADABLE) for code in codes).items()))

    @property
    def operators(self) -> dict[str, int]:
        """In how many programs that could be read each repair was used, the most used first."""
        read = (result.outcome for result in self.results if result.outcome.is_read)
        return dict(Counter(name for outcome in read for name in outcome.operators).most_common())

    @property
    def read(self) -> tuple[Result, ...]:
        return tuple(result for result in self.results if result.outcome.is_read)

    @property
    def halves(self) -> tuple[float | None, float | None]:
        """Accuracy over all programs of the first and of the second half by position."""
        middle = len(self.results) // 2
        return accuracy(self.results[:middle]), accuracy(self.results[middle:])

    def document(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "kind": None if self.kind is None else self.kind.name,
            "programs": len(self.results),
            "as_written": self.count(Status.READ),
            "after_repair": len(self.read),
            "repaired": self.count(Status.REPAIRED),
            "operators": self.operators,
            "rejected": self.rejected,
            "unsupported": self.unsupported,
            "contradictory": sum(result.outcome.contradictory for result in self.results),
            "answered": len(self.answered),
            "accuracy_answered": accuracy(self.answered),
            "accuracy_all": accuracy(self.results),
            "accuracy_read": accuracy(self.read),
            "halves": list(self.halves),
            "cpu_s": self.cpu_s,
            "faults": list(self.faults),
        }

    @property
    def unsupported(self) -> dict[str, int]:
        """How many programs each construct left without an answer, the most frequent first."""
        named = (result.outcome.unsupported for result in self.results)
        return dict(Counter(construct for construct in named if construct).most_common())

    @property
    def answered(self) -> tuple[Result, ...]:
        return tuple(result for result in self.results if result.outcome.answer is not None)

    def failures(self) -> Iterator[dict[str, Any]]:
        """One object for each program without the gold answer, in order."""
        for result in self.results:
            if not result.is_right:
                yield {"file": self.file, **result.document()}


def accuracy(results: Sequence[Result]) -> float | None:
    """The share of right answers to four digits; None of nothing."""
    if not results:
        return None
    return round(sum(result.is_right for result in results) / len(results), 4)


def run(
    folder: Path, *, without: Collection[str] = (), progress: Progress | None = None
) -> tuple[FileReport, ...]:
    """Reads and answers every program of a folder's .json files, or of one such file.

    The format is told by what stands in the programs. `without` names repairs that may not be
    used; one that a format does not have changes nothing there. Raises InputError where there is
    no file.
    """
    return tuple(_measure(path, without, progress) for path in files_of(folder))


def document(reports: Sequence[FileReport]) -> dict[str, Any]:
    """The JSON document `preceptor/bench/1`."""
    files = [report.document() for report in reports]
    return {"schema": SCHEMA, "suite": SUITE, "files": files}


def _measure(path: Path, without: Collection[str], progress: Progress | None) -> FileReport:
    started = time.process_time()
    records, faults = read_records(path)
    kind = common_kind(record.program for record in records)
    results: list[Result] = []
    try:
        for result in _results(records, kind, without):
            if progress is not None:
                progress(path.name, len(results), len(records))
            results.append(result)
    except InputError as error:
        faults = (*faults, f"{path}: {error.message}")
    used = round(time.process_time() - started, 2)
    return FileReport(path.name, kind, tuple(results), faults, used)


def _results(
    records: Sequence[Record], kind: Kind | None, without: Collection[str]
) -> Iterator[Result]:
    if records:
        read = _reader(kind, without)
        yield from (Result(record, _answered(record, read)) for record in records)


def _reader(kind: Kind | None, without: Collection[str]) -> Reader:
    if kind is None:
        known = ", ".join(known.name for known in KINDS)
        raise InputError(f"its programs are of no known format; there is: {known}")
    return kind.reader(without)


def _answered(record: Record, read: Reader) -> Outcome:
    if not record.program.strip():
        return rejected(Code.MALFORMED, "no program was recorded")
    return read(record.program, record.asked, record.options)
