"""Asking: every prompt and sample put to the teacher, each reply on disk before it is used."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from preceptor import domain as domains
from preceptor.distil.folder import JOURNAL, Files, document
from preceptor.distil.ledger import LEDGER, Ledger, replayed
from preceptor.distil.progress import Event, Progress
from preceptor.domain import Domain, Prompt
from preceptor.logic import Code, Fault, Origin, TeacherError
from preceptor.syntax.files import write_text
from preceptor.syntax.jsonl import dump_lines, read_lines
from preceptor.teacher import (
    Journal,
    Prices,
    Record,
    Recorded,
    Recording,
    ReplayTeacher,
    Reply,
    Request,
    Style,
    Teacher,
    ask_many,
    read_recording,
)
from preceptor.teacher.wire import whole

REPLIES = "replies.jsonl"
RECORDING = "recording.json"
REQUESTS = "requests.jsonl"
PLAIN = Style()

Questions = tuple[tuple[Prompt, int], ...]  # each prompt with a sample number


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Whom to ask what: the questions in order, and what of a recording could not be read.

    `name` is the teacher's in the ledger. When `halted` is set no further question is asked. What
    `free` prompts ask for is not in the rule language, and no grammar goes with them.
    """

    teacher: Teacher
    questions: Questions
    recorded: str = ""
    faults: tuple[Fault, ...] = ()
    style: Style = PLAIN
    free: frozenset[str] = frozenset()
    name: str = ""
    prices: Prices | None = None
    halted: threading.Event | None = None

    @property
    def inputs(self) -> tuple[str, ...]:
        """What decides the replies: the keys of the requests, and the recording if there is one."""
        keys = (request.key for request in self.requests)
        return (*keys, self.recorded, _recording(self))

    @property
    def requests(self) -> tuple[Request, ...]:
        unheld = replace(self.style, grammar=None)
        return tuple(
            (unheld if prompt.id in self.free else self.style).request(prompt.messages, sample)
            for prompt, sample in self.questions
        )


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


def asking(
    domain: Domain,
    teacher: Teacher,
    samples: int,
    style: Style = PLAIN,
    *,
    name: str = "",
    prices: Prices | None = None,
    halted: threading.Event | None = None,
) -> Inquiry:
    """Each prompt of a domain, so many times, to a teacher of the caller's."""
    prompts = domains.prompts(domain)
    questions = tuple((p, sample) for p in prompts for sample in range(samples))
    free = frozenset(prompt.id for prompt in prompts if _is_free(domain, prompt))
    named = name or type(teacher).__name__
    return Inquiry(
        teacher,
        questions,
        style=style,
        free=free,
        name=named,
        prices=prices,
        halted=halted,
    )


def _is_free(domain: Domain, prompt: Prompt) -> bool:
    topic = domain.topic(prompt.topic)
    return topic is not None and topic.reader not in ("rules", "auto")


def ask(inquiry: Inquiry, path: Path, progress: Progress) -> Files:
    """The texts of replies.jsonl, recording.json and ledger.json.

    A live teacher's replies go to a journal before they are used, its own or one in the run folder,
    so that none is ever asked twice. Raises TeacherError where a reply is missing; the requests
    without one are then in requests.jsonl.
    """
    requests = inquiry.requests
    if isinstance(inquiry.teacher, ReplayTeacher):
        texts, misses = _replayed(inquiry, requests, progress)
        ledger = replayed(len(requests))
    else:
        with _recorded(inquiry.teacher, path) as teacher:
            texts, misses, ledger = _asked(inquiry, teacher, requests, path, progress)
    if misses:
        left = [inquiry.questions[number] for number in misses]
        write_text(path / REQUESTS, dump_lines(_request(p, sample) for p, sample in left))
        raise TeacherError(_said([*misses.values()], len(requests), path / REQUESTS))
    return {
        REPLIES: _replies(inquiry, requests, texts),
        RECORDING: _recording(inquiry),
        LEDGER: ledger,
    }


def origin(path: Path) -> str:
    """What names the run in a folder to a journal that several runs share."""
    return sha256(str(path.resolve()).encode()).hexdigest()[:16]


@contextmanager
def _recorded(teacher: Teacher, path: Path) -> Iterator[Recorded]:
    """The teacher over a journal: its own if it has one, else one in the run folder."""
    if isinstance(teacher, Recorded):
        yield teacher
        return
    with Journal(path / JOURNAL) as journal:
        yield Recorded(teacher, journal, origin=origin(path))


def _replayed(
    inquiry: Inquiry, requests: Sequence[Request], progress: Progress
) -> tuple[dict[int, str], dict[int, str]]:
    """The texts, and the reasons where there is none, by the number of the question."""
    texts: dict[int, str] = {}
    misses: dict[int, str] = {}
    for number, request in enumerate(requests):
        try:
            texts[number] = whole(inquiry.teacher.ask(request).text)
        except TeacherError as error:
            misses[number] = str(error)
            continue
        progress(Event("ask", number + 1, len(requests)))
    return texts, misses


def _asked(
    inquiry: Inquiry,
    teacher: Recorded,
    requests: Sequence[Request],
    path: Path,
    progress: Progress,
) -> tuple[dict[int, str], dict[int, str], str]:
    """The same of a live teacher, and the ledger, which is written whatever ends the asking."""
    texts: dict[int, str] = {}
    misses: dict[int, str] = {}
    ledger = Ledger(inquiry.name, len(requests), inquiry.prices)
    try:
        with closing(ask_many(teacher, requests, halted=inquiry.halted)) as outcomes:
            for number, outcome in enumerate(outcomes):
                if outcome.reply is None:
                    misses[number] = str(outcome.error)
                    continue
                texts[number] = _readable(outcome.reply)
                ledger.add(outcome.request, outcome.reply)
                progress(Event("ask", number + 1, len(requests), remark=ledger.cost))
    except BaseException:  # others have come meanwhile, further on than where it broke off
        ledger = Ledger(inquiry.name, len(requests), inquiry.prices)
        for request in dict.fromkeys(requests):
            kept = teacher.store.find(request.key)
            if kept is not None:
                cached = kept.origin != teacher.origin
                ledger.add(request, replace(kept.reply, cached=cached))
        raise
    finally:
        ledger.failed = len(misses)
        write_text(path / LEDGER, ledger.text())
    return texts, misses, ledger.text()


def _readable(reply: Reply) -> str:
    """The text; of a reply that broke off, its whole lines: half a rule can look like another.

    A JSON form that ends inside a rule is read up to there.
    """
    if reply.is_whole or reply.held == "json-schema":
        return reply.text
    return reply.text[: reply.text.rfind("\n") + 1]


def read_replies(path: Path) -> tuple[Record, ...]:
    """The replies of replies.jsonl, however long: what they hold is for the harvest to judge."""
    rows = (line.value for line in read_lines(path)[0])
    return tuple(Record(row["id"], row["sample"], row["response"], row["key"]) for row in rows)


def settle(path: Path) -> None:
    """Removes what only a broken-off asking needs, once its replies are in the run folder."""
    (path / REQUESTS).unlink(missing_ok=True)


def _replies(inquiry: Inquiry, requests: Sequence[Request], texts: Mapping[int, str]) -> str:
    return dump_lines(
        Record(prompt.id, sample, texts[number], requests[number].key).document()
        for number, (prompt, sample) in enumerate(inquiry.questions)
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
