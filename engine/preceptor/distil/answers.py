"""Answers: what a teacher said to which prompts, read from a run or from a file of replies."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from preceptor.distil.folder import CONFIG, JOURNAL, read_document
from preceptor.distil.ledger import live_ledger
from preceptor.distil.replyfile import REPLIES, read_replies
from preceptor.domain import Domain, Prompt
from preceptor.logic import Fault, InputError
from preceptor.syntax.jsonl import read_lines
from preceptor.teacher import Journal, Kept, Messages, Reply, read_recording, read_replay

_SQLITE = b"SQLite format 3\0"
_WHAT = "expected a run folder, a journal (.sqlite3), its export or a recording (.jsonl)"


@dataclass(frozen=True, slots=True)
class Said:
    """One reply. Of its prompt the id is known, or the text by its hash, or both."""

    text: str
    sample: int
    id: str = ""
    asked: str = ""

    @property
    def name(self) -> str:
        """As in places: `kinship/father#2`."""
        return f"{self.id or self.asked[:12]}#{self.sample}"


@dataclass(frozen=True, slots=True)
class Answers:
    """All that one teacher said. `kind` is run, journal, export or recording; `domain` the name
    that a run has for it; `faults` are what of the source could not be used."""

    source: str
    kind: str
    said: tuple[Said, ...]
    models: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    domain: str = ""
    faults: tuple[Fault, ...] = ()


def read_answers(place: str) -> Answers:
    """The answers in a run folder or a file; `F#MODEL` are those of one model in a journal.

    Raises InputError for what is none of these.
    """
    path, model = Path(place), ""
    if not path.exists() and "#" in place:
        name, _, model = place.rpartition("#")
        path = Path(name)
    if path.is_dir():
        found = _run(path)
    elif not path.exists():
        raise InputError(f"there is no {path}", _WHAT)
    elif _begins(path, _SQLITE):
        with Journal(path, create=False) as journal:
            found = _kept("journal", path, journal, model)
    else:
        found = _lines(path, model)
    if model and found.kind not in ("journal", "export"):
        raise InputError(f"a {found.kind} is of one teacher", f"leave out  #{model}")
    if not found.said:
        raise InputError(f"{place} holds no replies", _WHAT if not found.faults else "")
    return found


def placed(answers: Answers, prompts: Iterable[Prompt]) -> Answers:
    """The answers with what the domain knows of their prompts: the id of a text, the text of an
    id."""
    asked = {prompt.id: digest(prompt.messages) for prompt in prompts}
    ids = {text: name for name, text in asked.items()}
    return replace(
        answers,
        said=tuple(
            replace(
                one, id=one.id or ids.get(one.asked, ""), asked=one.asked or asked.get(one.id, "")
            )
            for one in answers.said
        ),
    )


def digest(messages: Messages | Sequence[tuple[str, str]]) -> str:
    """What names the text of a prompt."""
    return hashlib.sha256(json.dumps([*map(list, messages)]).encode()).hexdigest()


def of_domain(answers: Answers) -> Domain | None:
    """The domain of a run, where it travels with the package; else None."""
    from preceptor import domain as domains

    known = answers.domain in domains.available()
    return domains.load(answers.domain) if known else None


def _run(path: Path) -> Answers:
    if not (path / CONFIG).exists():
        raise InputError(f"{path} is no run folder", _WHAT)
    if not (path / REPLIES).exists():
        raise InputError(f"the run {path} has no replies yet", f"its journal may: {path / JOURNAL}")
    asked: Mapping[str, str] = {}
    if (path / JOURNAL).exists():
        with Journal(path / JOURNAL, create=False) as journal:
            asked = {kept.key: _asked(kept) for kept in journal if isinstance(kept, Kept)}
    ledger = live_ledger(path) or {}
    return Answers(
        str(path),
        "run",
        tuple(
            Said(record.text, record.sample, record.id, asked.get(record.key or "", ""))
            for record in read_replies(path / REPLIES)
        ),
        tuple(ledger.get("models", ())),
        tuple(ledger.get("dates", ())),
        str(read_document(path / CONFIG).get("domain", "")),
    )


def _lines(path: Path, model: str) -> Answers:
    """An export or a recording, whichever its first line is of."""
    lines, faults = read_lines(path)
    first = lines[0].value if lines else {}
    if {"key", "request", "reply", "hash"} <= first.keys():
        replay = read_replay(path)
        return _kept("export", path, (*replay.replies.values(), *replay.faults), model)
    if {"id", "sample", "response"} <= first.keys():
        recording = read_recording(path)
        said = tuple(Said(r.text, r.sample, r.id) for r in recording.records)
        return Answers(str(path), "recording", said, faults=recording.faults)
    raise InputError(f"{path} holds no replies", str(faults[0]) if faults else _WHAT)


def _kept(kind: str, path: Path, entries: Iterable[Kept | Fault], model: str) -> Answers:
    found = _Kept(str(path), model)
    for entry in entries:
        found.add(entry)
    if model and not found.said:
        named = ", ".join(sorted(found.others)) or "none"
        raise InputError(f"{path} has no replies of {model}", f"it has those of {named}")
    return Answers(
        str(path),
        kind,
        tuple(found.said.values()),
        tuple(sorted(found.models)),
        tuple(sorted(found.dates)),
        faults=tuple(found.faults),
    )


@dataclass(slots=True)
class _Kept:
    """Kept replies, of which each prompt and sample may have one."""

    source: str
    model: str
    said: dict[tuple[str, int], Said] = field(default_factory=dict)
    models: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)

    def add(self, entry: Kept | Fault) -> None:
        if isinstance(entry, Fault):
            self.faults.append(entry)
            return
        names = {*_names(entry)}
        if self.model and self.model not in names:
            self.others |= names
            return
        one = Said(_readable(entry.reply), entry.reply.sample, asked=_asked(entry))
        if self.said.setdefault((one.asked, one.sample), one) != one:
            named = sorted(self.models | names)
            raise InputError(
                f"{self.source} has two replies to one prompt, of {' and '.join(named)}",
                f"say whose are meant: {self.source}#{named[0]}",
            )
        self.models |= {self.model} if self.model else names
        self.dates |= {entry.reply.date[:10]} - {""}


def _names(kept: Kept) -> Iterator[str]:
    """The models that a reply is of: as it was asked for, and as the server says."""
    asked = json.loads(kept.request).get("model")
    yield from filter(None, (asked, kept.reply.model))


def _asked(kept: Kept) -> str:
    return digest(json.loads(kept.request)["messages"])


def _readable(reply: Reply) -> str:
    """Of a reply that broke off, its whole lines, as a run reads it."""
    if reply.is_whole or reply.held == "json-schema":
        return reply.text
    return reply.text[: reply.text.rfind("\n") + 1]


def _begins(path: Path, magic: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(magic)) == magic
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from None
