"""Asking: every prompt and sample put to the teacher, each reply kept before the next is asked."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from preceptor import domain as domains
from preceptor.distil.folder import Files, document
from preceptor.distil.progress import Event, Progress
from preceptor.domain import Domain, Prompt
from preceptor.logic import Code, Fault, Origin, TeacherError
from preceptor.syntax.files import write_text
from preceptor.syntax.jsonl import dump_lines, read_lines
from preceptor.teacher import (
    Record,
    Recording,
    ReplayTeacher,
    Request,
    Teacher,
    read_recording,
)

REPLIES = "replies.jsonl"
RECORDING = "recording.json"
REQUESTS = "requests.jsonl"
JOURNAL = "replies.journal.jsonl"
LEDGER = "ledger.json"

Questions = tuple[tuple[Prompt, int], ...]  # each prompt with a sample number


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Whom to ask what: the questions in order, and what of a recording could not be read."""

    teacher: Teacher
    questions: Questions
    recorded: str = ""
    faults: tuple[Fault, ...] = ()

    @property
    def inputs(self) -> tuple[str, ...]:
        """What decides the replies: the keys of the requests, and the recording if there is one."""
        keys = (request(prompt, sample).key for prompt, sample in self.questions)
        return (*keys, self.recorded, _recording(self))


def replaying(domain: Domain) -> Inquiry:
    """The recorded replies of a domain: each prompt in all the samples that it was recorded in.

    A prompt that was never recorded is asked all the same, and misses.
    """
    recording = Recording("", (), ())
    if domain.responses.exists():
        recording = read_recording(domain.responses)
    prompts = domains.prompts(domain)
    samples: dict[str, list[int]] = {prompt.id: [] for prompt in prompts}
    faults = list(recording.faults)
    for record in recording.records:
        if record.id in samples:
            samples[record.id].append(record.sample)
        else:
            faults.append(_unasked(record, recording.source))
    questions = tuple((p, sample) for p in prompts for sample in sorted(samples[p.id]) or [0])
    teacher = ReplayTeacher(recording.records, {p.id: p.messages for p in prompts})
    recorded = "".join(f"{r.id}#{r.sample} {r.key} {r.text}\n" for r in recording.records)
    return Inquiry(teacher, questions, recorded, tuple(faults))


def _unasked(record: Record, source: str) -> Fault:
    message = f"{record.id}#{record.sample} answers no prompt of the domain"
    return Fault(Origin(source, record.line, 1), message, Code.MALFORMED)


def asking(domain: Domain, teacher: Teacher, samples: int) -> Inquiry:
    """Each prompt of a domain, so many times, to a teacher of the caller's."""
    prompts = domains.prompts(domain)
    return Inquiry(teacher, tuple((p, sample) for p in prompts for sample in range(samples)))


def ask(inquiry: Inquiry, path: Path, progress: Progress) -> Files:
    """The texts of replies.jsonl and recording.json.

    Each reply is on disk before the next question, so that none is ever asked twice. Raises
    TeacherError where one is missing; the requests without a reply are then in requests.jsonl.
    """
    journal = path / JOURNAL
    keys = [request(prompt, sample).key for prompt, sample in inquiry.questions]
    texts = {} if inquiry.recorded else _journaled(journal, keys)
    write_text(journal, dump_lines(_entry(key, text) for key, text in texts.items()))
    misses: list[tuple[Prompt, int, str]] = []
    with journal.open("ab") as file:
        for number, (key, (prompt, sample)) in enumerate(zip(keys, inquiry.questions, strict=True)):
            if key not in texts:
                try:
                    texts[key] = _whole(inquiry.teacher.ask(request(prompt, sample)).text)
                except TeacherError as error:
                    misses.append((prompt, sample, str(error)))
                    continue
                file.write(dump_lines([_entry(key, texts[key])]).encode())
                file.flush()
                os.fsync(file.fileno())
            progress(Event("ask", number + 1, len(keys)))
    if misses:
        write_text(path / REQUESTS, dump_lines(_request(p, sample) for p, sample, _ in misses))
        raise TeacherError(_said([miss for _, _, miss in misses], len(keys), path / REQUESTS))
    return {
        REPLIES: _replies(inquiry, texts),
        RECORDING: _recording(inquiry),
        LEDGER: _ledger(keys),
    }


def read_replies(path: Path) -> tuple[Record, ...]:
    """The replies of replies.jsonl, however long: what they hold is for the harvest to judge."""
    rows = (line.value for line in read_lines(path)[0])
    return tuple(Record(row["id"], row["sample"], row["response"], row["key"]) for row in rows)


def settle(path: Path) -> None:
    """Removes what only a broken-off asking needs, once its replies are in the run folder."""
    (path / JOURNAL).unlink(missing_ok=True)
    (path / REQUESTS).unlink(missing_ok=True)


def request(prompt: Prompt, sample: int) -> Request:
    return Request(prompt.messages, sample)


def _journaled(path: Path, keys: Iterable[str]) -> dict[str, str]:
    """The replies of an earlier, broken-off asking, by key; a line that was torn is asked again."""
    lines = read_lines(path)[0] if path.exists() else ()
    wanted = set(keys)
    return {
        str(line.value["key"]): str(line.value["response"])
        for line in lines
        if line.value.get("key") in wanted and "response" in line.value
    }


def _whole(text: str) -> str:
    """The text with half surrogate pairs, which no file can hold, as replacement characters."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _entry(key: str, text: str) -> dict[str, str]:
    return {"key": key, "response": text}


def _replies(inquiry: Inquiry, texts: Mapping[str, str]) -> str:
    keyed = (
        (prompt.id, sample, request(prompt, sample).key) for prompt, sample in inquiry.questions
    )
    return dump_lines(
        Record(name, sample, texts[key], key).document() for name, sample, key in keyed
    )


def _request(prompt: Prompt, sample: int) -> dict[str, Any]:
    """A line to be answered by any model or by hand: add a response to it and import it."""
    messages = [message._asdict() for message in prompt.messages]
    return {"id": prompt.id, "sample": sample, "messages": messages}


def _said(misses: Sequence[str], asked: int, path: Path) -> str:
    return (
        f"{len(misses)} of {asked} requests have no reply (they are in {path}). "
        f"The first: {misses[0]}"
    )


def _ledger(keys: Sequence[str]) -> str:
    return document({"schema": "preceptor/ledger/1", "requests": len(keys)})


def _recording(inquiry: Inquiry) -> str:
    """What of the recording could not be read, named by its file alone, wherever it lies."""
    faults = [
        {
            "place": f"{Path(f.origin.source).name}:{f.origin.line}:{f.origin.column}",
            "code": f.code.value,
            "message": f.message,
        }
        for f in inquiry.faults
    ]
    return document({"faults": faults})
