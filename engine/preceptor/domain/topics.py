"""Topics: what a domain asks its teacher about, one prompt each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from preceptor.domain.settings import Table
from preceptor.logic import did_you_mean

READERS = ("rules", "english", "auto")
_HOLE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Topic:
    """One question. `task` is its text; `preamble` puts the vocabulary and the notation before it.

    `reader` says what the reply is written in: the rule language, controlled English, or either.
    """

    name: str
    task: str
    preamble: bool = True
    reader: str = "rules"


def read_topics(table: Table, needs_prompt: bool) -> tuple[Topic, ...]:
    """The `[[topics]]`, those with several `names` spread out; faults go to the settings."""
    topics: dict[str, Topic] = {}
    for entry in table.tables("topics"):
        for topic in _entry(entry, needs_prompt):
            if topic.name in topics:
                entry.fault("name", f"a topic before this one is called {topic.name!r}")
            topics.setdefault(topic.name, topic)
    return tuple(topics.values())


def _entry(table: Table, needs_prompt: bool) -> tuple[Topic, ...]:
    name, names = table.string("name"), table.strings("names")
    prompt = table.string("prompt")
    preamble = table.flag("preamble", True)
    reader = table.choice("reader", READERS, "rules")
    table.close()
    if bool(name) == bool(names):
        table.fault("", "a topic has either a name or a list of names")
    if len(set(names)) < len(names):
        table.fault("names", "a name occurs twice")
    if needs_prompt and not prompt:
        table.fault("prompt", "a topic needs a prompt", "or the domain a prompts.jsonl")
    for hole in _HOLE.findall(prompt):
        if hole != "name":
            table.fault("prompt", f"{{{hole}}} stands for nothing", did_you_mean(hole, ["name"]))
    tasks = {each: prompt.replace("{name}", each) for each in names or (name,)}
    return tuple(Topic(each, task, preamble, reader) for each, task in tasks.items())
