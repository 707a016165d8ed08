"""The replay teacher: answers from a recording, and never makes up what nobody recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from preceptor.logic import TeacherError
from preceptor.teacher.recording import Record
from preceptor.teacher.request import Messages, Reply, Request


class ReplayTeacher:
    """Finds replies by the key of the request, so that an edited prompt misses.

    `prompts` are the texts that the recorded ids stand for today; a miss is explained by them.
    """

    def __init__(
        self, records: Iterable[Record], prompts: Mapping[str, Messages] | None = None
    ) -> None:
        self.records = tuple(records)
        self.prompts = dict(prompts or {})
        self._by_key = {record.key: record for record in self.records if record.key is not None}

    def ask(self, request: Request) -> Reply:
        """The recorded reply. Raises TeacherError that names the nearest recorded prompt."""
        record = self._by_key.get(request.key)
        if record is None:
            raise TeacherError(self._miss(request))
        return Reply(record.text, request.key, record.id, record.sample)

    def _miss(self, request: Request) -> str:
        asked = request.messages[-1][1] if request.messages else ""
        name = self._nearest(request.messages)
        if name is None:
            names = sorted({record.id for record in self.records})
            shown = f"it has {', '.join(names[:6])}" if names else "it is empty"
            return f"the recording has no reply to {_quoted(asked)}: {shown}"
        samples = sorted(record.sample for record in self.records if record.id == name)
        known = f"nearest recorded prompt: {name} (samples {', '.join(map(str, samples))})"
        if self.prompts.get(name) != request.messages:
            return f"the recording has no reply to {_quoted(asked)}; {known}"
        if request.sample not in samples:
            return f"the recording has no sample {request.sample} of {name}; {known}"
        if any(r.key is None for r in self.records if r.place == (name, request.sample)):
            return f"the reply {name}#{request.sample} has no key: bring it in with an import"
        return (
            f"the prompt's text changed since the reply {name}#{request.sample} was recorded; "
            f"{known}. Undo the change, or ask anew and import the replies"
        )

    def _nearest(self, messages: Messages) -> str | None:
        """The recorded id whose prompt is most like the messages; None when no text is known."""
        recorded = {record.id for record in self.records}
        known = {name: text for name, text in sorted(self.prompts.items()) if name in recorded}
        same = [name for name, text in known.items() if text == messages]
        if same:
            return same[0]
        wanted = _words(messages)
        likeness = {
            name: SequenceMatcher(None, wanted, _words(text), autojunk=False).ratio()
            for name, text in known.items()
        }
        return max(likeness, key=lambda name: likeness[name], default=None)


def _words(messages: Messages) -> list[str]:
    return [word for _, content in messages for word in content.split()]


def _quoted(text: str) -> str:
    """The end of a prompt, where its task stands, on one line."""
    line = " ".join(text.split())
    return repr(line if len(line) <= 80 else f"...{line[-77:]}")
