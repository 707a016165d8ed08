"""Topics: what a domain asks its teacher about, one prompt each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from preceptor.domain.settings import Table
from preceptor.logic import did_you_mean

READERS = ("rules", "english", "identity", "auto")

_HOLE = re.compile(r"\{(\w+)\}")
_MARKS = re.compile(r"[^\w\s-]")


@dataclass(frozen=True, slots=True)
class Topic:
    """One question. `task` is its text; `preamble` puts the vocabulary and the notation before it.

    `reader` says what the reply is written in: the rule language, controlled English, either of
    these, or identities.
    """

    name: str
    task: str
    preamble: bool = True
    reader: str = "rules"


def read_topics(table: Table, needs_prompt: bool, reader: str = "rules") -> tuple[Topic, ...]:
    """The `[[topics]]`, those with several `names` or `subjects` spread out; faults go to the
    settings. `reader` is that of a topic which names none."""
    topics: dict[str, Topic] = {}
    for entry in table.tables("topics"):
        for topic in _entry(entry, needs_prompt, reader):
            if topic.name in topics:
                entry.fault("name", f"a topic before this one is called {topic.name!r}")
            topics.setdefault(topic.name, topic)
    return tuple(topics.values())


def _entry(table: Table, needs_prompt: bool, usual: str) -> tuple[Topic, ...]:
    """One topic for each name; a name of a subject is its words: `bees-ants-and-butterflies`."""
    named = {key: table.strings(key) for key in ("names", "subjects")}
    single = table.string("name")
    prompt = table.string("prompt")
    preamble = table.flag("preamble", True)
    reader = table.choice("reader", READERS, usual)
    table.close()
    holes = {single: single} if single else {name: name for name in named["names"]}
    if named["subjects"]:
        holes = {_slug(subject): subject for subject in named["subjects"]}
    if (bool(single), bool(named["names"]), bool(named["subjects"])).count(True) != 1:
        table.fault("", "a topic has either a name, or a list of names, or of subjects")
    for key, given in named.items():
        if len(set(map(_slug, given) if key == "subjects" else given)) < len(given):
            table.fault(key, "a name occurs twice")
    if needs_prompt and not prompt:
        table.fault("prompt", "a topic needs a prompt", "or the domain a prompts.jsonl")
    known = "subject" if named["subjects"] else "name"
    for hole in _HOLE.findall(prompt):
        if hole != known:
            table.fault("prompt", f"{{{hole}}} stands for nothing", did_you_mean(hole, [known]))
    return tuple(
        Topic(name, prompt.replace(f"{{{known}}}", words), preamble, reader)
        for name, words in holes.items()
    )


def _slug(subject: str) -> str:
    return re.sub(r"\s+", "-", _MARKS.sub("", subject.lower()).strip())
