"""Asking: questions put to a teacher in turn, each reply on disk before it is used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from preceptor.distil.folder import JOURNAL, Files
from preceptor.distil.inquiry import Inquiry
from preceptor.distil.ledger import Ledger, enter, replayed
from preceptor.distil.progress import Event, Progress
from preceptor.distil.replyfile import REPLIES, REQUESTS, Questions, show_requests
from preceptor.domain import Prompt
from preceptor.logic import TeacherError
from preceptor.syntax.files import write_text
from preceptor.syntax.jsonl import dump_lines
from preceptor.teacher import Journal, Record, Recorded, Reply, Request, Teacher, ask_many
from preceptor.teacher.wire import whole

RECORDING = "recording.json"


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with what the teacher said to it; `text` is None where it said nothing."""

    prompt: Prompt
    sample: int
    key: str
    text: str | None
    why: str = ""  # there is no text


@dataclass(slots=True)
class Asker:
    """Puts questions to the teacher of an inquiry, and enters what they took in the ledger.

    A live teacher's replies go to a journal before they are used, its own or one in the run folder,
    so that none is ever asked twice.
    """

    inquiry: Inquiry
    path: Path
    progress: Progress
    _asked: dict[str, list[Request]] = field(default_factory=dict)

    def ask(self, stage: str, questions: Questions) -> tuple[Answer, ...]:
        """The answers in the order of the questions, entered under the stage of the run."""
        requests = [self.inquiry.request(prompt, sample) for prompt, sample in questions]
        before = self._asked.setdefault(stage, [])
        if self.inquiry.is_replayed:
            said = list(self._replayed(stage, requests))
            before += requests
            enter(self.path, stage, replayed(len(before)))
        else:
            with _recorded(self.inquiry.teacher, self.path) as teacher:
                said = self._live(stage, teacher, requests)
        return tuple(
            Answer(prompt, sample, request.key, text, why)
            for (prompt, sample), request, (text, why) in zip(
                questions, requests, said, strict=True
            )
        )

    def insist(self, answers: Sequence[Answer]) -> None:
        """Raises TeacherError where an answer is missing; those are then in requests.jsonl."""
        missing = [answer for answer in answers if answer.text is None]
        if missing:
            path = self.path / REQUESTS
            write_text(path, show_requests((a.prompt, a.sample) for a in missing))
            raise TeacherError(
                f"{len(missing)} of {len(answers)} requests have no reply (they are in {path}). "
                f"The first: {missing[0].why}"
            )

    def _replayed(
        self, stage: str, requests: Sequence[Request]
    ) -> Iterator[tuple[str | None, str]]:
        for number, request in enumerate(requests, 1):
            try:
                text = whole(self.inquiry.teacher.ask(request).text)
            except TeacherError as error:
                yield None, str(error)
                continue
            self.progress(Event(stage, number, len(requests)))
            yield text, ""

    def _live(
        self, stage: str, teacher: Recorded, requests: Sequence[Request]
    ) -> list[tuple[str | None, str]]:
        """What was said. The ledger is written whatever ends the asking."""
        asked = self._asked[stage]
        ledger = self._account(teacher, asked)
        ledger.requests += len(requests)
        said: list[tuple[str | None, str]] = []
        try:
            with closing(ask_many(teacher, requests, halted=self.inquiry.halted)) as outcomes:
                for number, outcome in enumerate(outcomes, 1):
                    if outcome.reply is None:
                        said.append((None, str(outcome.error)))
                        ledger.failed += 1
                        continue
                    said.append((readable(outcome.reply, outcome.request.template), ""))
                    ledger.add(outcome.request, outcome.reply)
                    self.progress(Event(stage, number, len(requests), remark=ledger.cost))
        except BaseException:  # others have come meanwhile, further on than where it broke off
            failed = ledger.failed
            ledger = self._account(teacher, [*asked, *requests])
            ledger.failed = failed
            raise
        finally:
            enter(self.path, stage, ledger.document())
            asked += requests
        return said

    def _account(self, teacher: Recorded, requests: Sequence[Request]) -> Ledger:
        """What the requests of a stage took, as the journal has it."""
        ledger = Ledger(self.inquiry.name, len(requests), self.inquiry.prices)
        for request in dict.fromkeys(requests):
            kept = teacher.store.find(request.key)
            if kept is not None:
                cached = kept.origin != teacher.origin
                ledger.add(request, replace(kept.reply, cached=cached))
        return ledger


def ask(asker: Asker) -> Files:
    """The texts of replies.jsonl and recording.json: all that the inquiry asks, at once.

    Raises TeacherError where a reply is missing; the requests without one are in requests.jsonl.
    """
    answers = asker.ask("ask", asker.inquiry.questions)
    asker.insist(answers)
    return reply_files(asker.inquiry, answers)


def reply_files(inquiry: Inquiry, answers: Sequence[Answer]) -> Files:
    """The texts of replies.jsonl and recording.json."""
    records = (Record(a.prompt.id, a.sample, a.text or "", a.key) for a in answers)
    return {REPLIES: dump_lines(r.document() for r in records), RECORDING: inquiry.recording}


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


def readable(reply: Reply, template: str) -> str:
    """The text; of rules that broke off, the whole lines: half a rule can look like another.

    A JSON form that ends inside a rule is read up to there, and of a yes its beginning will do.
    """
    if reply.is_whole or reply.held == "json-schema" or template.startswith("probe/"):
        return reply.text
    return reply.text[: reply.text.rfind("\n") + 1]


def settle(path: Path, left: str = "") -> None:
    """Puts what is `left` to be answered into requests.jsonl, which is not there where all is."""
    if left:
        write_text(path / REQUESTS, left)
    else:
        (path / REQUESTS).unlink(missing_ok=True)
