"""Inquiries: whom to ask, what, and in which style."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from pathlib import Path

from preceptor import domain as domains
from preceptor.distil.folder import document
from preceptor.distil.replyfile import Questions
from preceptor.domain import Domain, Prompt
from preceptor.logic import Code, Fault, Origin
from preceptor.teacher import (
    Prices,
    Record,
    Recording,
    ReplayTeacher,
    Request,
    Style,
    Teacher,
    capabilities,
    is_derived,
    read_recording,
)

PLAIN = Style()
WISH = "wishes/1"  # asks what the vocabulary lacks, so no lock goes with it
YES_OR_NO = 'start: "yes" | "no"\n'


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Whom to ask what: the questions in order, and what of a recording could not be read.

    `name` is the teacher's in the ledger. When `halted` is set no further question is asked. What
    `free` prompts ask for is not in the rule language, and no grammar goes with them; to `verdict`
    are held the answers to what asks for a yes or a no.
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
    verdict: str | None = None

    @property
    def inputs(self) -> tuple[str, ...]:
        """What decides the replies: the keys of the requests, and the recording if there is one."""
        keys = (request.key for request in self.requests)
        return (*keys, self.recorded, self.recording)

    @property
    def requests(self) -> tuple[Request, ...]:
        return tuple(self.request(prompt, sample) for prompt, sample in self.questions)

    def request(self, prompt: Prompt, sample: int) -> Request:
        style = self.style
        if prompt.id in self.free or prompt.template == WISH:
            style = replace(style, grammar=None)
        elif prompt.template.startswith("probe/"):
            style = replace(style, grammar=self.verdict)
        return replace(style.request(prompt.messages, sample), template=prompt.template)

    @property
    def is_replayed(self) -> bool:
        """Whether nobody is asked now."""
        return isinstance(self.teacher, ReplayTeacher)

    @property
    def recording(self) -> str:
        """What of the recording could not be read, named by its file alone, wherever it lies."""
        faults = [
            {
                "place": f"{Path(f.origin.source).name}:{f.origin.line}:{f.origin.column}",
                "code": f.code.value,
                "message": f.message,
            }
            for f in self.faults
        ]
        return document({"faults": faults})


def replaying(domain: Domain) -> Inquiry:
    """The recorded replies of a domain: each prompt in all the samples that it was recorded in.

    A prompt that was never recorded is asked all the same, and misses. What answers a question that
    came up in a run is used where it comes up again.
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
        elif not is_derived(record.id):
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
    return Inquiry(
        teacher,
        tuple((p, sample) for p in prompts for sample in range(samples)),
        style=style,
        free=frozenset(prompt.id for prompt in prompts if _is_free(domain, prompt)),
        name=name or type(teacher).__name__,
        prices=prices,
        halted=halted,
        verdict=_verdict(teacher, style),
    )


def _is_free(domain: Domain, prompt: Prompt) -> bool:
    topic = domain.topic(prompt.topic)
    return topic is not None and topic.reader not in ("rules", "auto")


def _verdict(teacher: Teacher, style: Style) -> str | None:
    """The grammar of a yes or a no, where rules are held to one and it has no other form."""
    forms = capabilities(teacher).forms
    return YES_OR_NO if style.grammar is not None and forms == ("lark",) else None
