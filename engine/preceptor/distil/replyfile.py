"""Reply files: replies.jsonl, what a teacher said, and requests.jsonl, what nobody has answered."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from preceptor.domain import Prompt
from preceptor.syntax.jsonl import dump_lines, read_lines
from preceptor.teacher import Record

REPLIES = "replies.jsonl"
REQUESTS = "requests.jsonl"

Questions = tuple[tuple[Prompt, int], ...]  # each prompt with a sample number


def read_replies(path: Path) -> tuple[Record, ...]:
    """The replies of replies.jsonl, however long: what they hold is for the harvest to judge."""
    rows = (line.value for line in read_lines(path)[0])
    return tuple(Record(row["id"], row["sample"], row["response"], row["key"]) for row in rows)


def show_requests(questions: Iterable[tuple[Prompt, int]]) -> str:
    """The lines of requests.jsonl, each once: with a response added, an import takes them."""
    rows = {(prompt.id, sample): _request(prompt, sample) for prompt, sample in questions}
    return dump_lines(rows.values())


def _request(prompt: Prompt, sample: int) -> dict[str, Any]:
    messages = [message._asdict() for message in prompt.messages]
    return {
        "id": prompt.id,
        "sample": sample,
        "template": prompt.template,
        "messages": messages,
    }
