"""Prompts: what a domain would ask a teacher, rendered from its settings, byte for byte."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from preceptor.domain.domain import Domain
from preceptor.domain.topics import Topic
from preceptor.logic import Code, Fault, Origin, ParseError
from preceptor.rooms import GRAMMARS
from preceptor.syntax.files import read_text
from preceptor.syntax.jsonl import Line, read_lines

TEMPLATE = "topic/1"  # a change of what `render` puts around a task is a new number


class Message(NamedTuple):
    """One turn of a conversation; `role` is system, user or assistant."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """One request to a teacher; `id` is DOMAIN/TOPIC. `template` says what rendered it."""

    id: str
    topic: str
    messages: tuple[Message, ...]
    template: str = TEMPLATE


def prompts(domain: Domain) -> tuple[Prompt, ...]:
    """What the domain asks, in the order of its topics, or of its prompts.jsonl where it has one.

    Raises ParseError with every fault of that file.
    """
    if domain.written_prompts.exists():
        return _written(domain.written_prompts)
    return tuple(render(domain, topic) for topic in domain.topics)


def prompt_document(prompt: Prompt) -> dict[str, Any]:
    """The prompt as a line of prompts.jsonl."""
    messages = [message._asdict() for message in prompt.messages]
    domain = prompt.id.rpartition("/")[0]
    return {"id": prompt.id, "domain": domain, "topic": prompt.topic, "messages": messages}


def render(domain: Domain, topic: Topic, template: str = TEMPLATE) -> Prompt:
    """The prompt of a task, with the domain's vocabulary and notation before it."""
    parts = [f"Domain: {domain.about}"]
    if topic.preamble and domain.format == "identity":
        parts.append(_notation("identity_notation.txt"))
    elif topic.preamble:
        listed = "".join(f"\n- {line}" for line in domain.lines)
        parts += [f"Predicates (use no others):{listed}", _notation("notation.txt")]
    parts.append(f"Task: {topic.task}")
    messages = (Message("system", domain.system), Message("user", "\n\n".join(parts)))
    return Prompt(f"{domain.name}/{topic.name}", topic.name, messages, template)


@cache
def _notation(name: str) -> str:
    return read_text(GRAMMARS / name).rstrip("\n")


def _written(path: Path) -> tuple[Prompt, ...]:
    lines, faults = read_lines(path)
    found: dict[str, Prompt] = {}
    problems = list(faults)
    for line in lines:
        prompt = _prompt(line)
        if prompt is None:
            problems.append(_malformed(path, line, "expected id, topic, and messages"))
        elif prompt.id in found:
            problems.append(_malformed(path, line, f"a line before has the id {prompt.id!r}"))
        else:
            found[prompt.id] = prompt
    if problems:
        raise ParseError(tuple(sorted(problems, key=lambda fault: fault.origin.line)))
    return tuple(found.values())


def _prompt(line: Line) -> Prompt | None:
    match line.value:
        case {"id": str(name), "topic": str(topic), "messages": [_, *_] as messages}:
            read = tuple(filter(None, map(_message, messages)))
            return Prompt(name, topic, read) if len(read) == len(messages) else None
        case _:
            return None


def _message(value: object) -> Message | None:
    match value:
        case {"role": str(role), "content": str(content)}:
            return Message(role, content)
        case _:
            return None


def _malformed(path: Path, line: Line, message: str) -> Fault:
    return Fault(Origin(str(path), line.number, 1), message, Code.MALFORMED)
