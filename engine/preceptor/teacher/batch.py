"""Batch files: requests as OpenAI's batch API takes them, and its output back as replies.

Each line's `custom_id` is the key of its request, so that a file may be cut, joined and reordered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from preceptor.logic import Code, Fault, Origin, visible
from preceptor.syntax.jsonl import Line, dump_lines, read_lines
from preceptor.teacher.compatible import OpenAICompatible
from preceptor.teacher.failures import Failure
from preceptor.teacher.request import Reply, Request
from preceptor.teacher.seam import Form
from preceptor.teacher.wire import read_completion

_URL = "/v1/chat/completions"
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Batch:
    """The replies of a batch's output with their requests, and a fault for each other line."""

    replies: tuple[tuple[Request, Reply], ...]
    faults: tuple[Fault, ...]


def batch_lines(server: OpenAICompatible, requests: Iterable[Request]) -> str:
    """The input file of a batch: a request a line, with the grammar in the server's first form."""
    return dump_lines(
        {
            "custom_id": request.key,
            "method": "POST",
            "url": _URL,
            "body": server.document(request, _form(server, request)),
        }
        for request in requests
    )


def read_batch(server: OpenAICompatible, path: Path, requests: Iterable[Request]) -> Batch:
    """The replies of an output file to these requests.

    A line that failed, answers another request, or cannot be read is a fault with its place.
    """
    wanted = {request.key: request for request in requests}
    lines, found = read_lines(path)
    faults = list(found)
    replies: dict[str, tuple[Request, Reply]] = {}
    for line in lines:
        request = wanted.get(str(line.value.get("custom_id")))
        try:
            if request is None:
                raise Failure("it answers no request of this run: custom_id is not a key of one")
            replies.setdefault(request.key, (request, _reply(server, request, line)))
        except Failure as failure:
            place = Origin(str(path), line.number, 1)
            faults.append(Fault(place, visible(str(failure))[:_SHOWN], Code.MALFORMED))
    faults.sort(key=lambda fault: fault.origin.line)
    return Batch(tuple(replies.values()), tuple(faults))


def _reply(server: OpenAICompatible, request: Request, line: Line) -> Reply:
    response, error = line.value.get("response"), line.value.get("error")
    if error or not isinstance(response, Mapping):
        raise Failure(f"the batch has no reply: {_said(error)}")
    if response.get("status_code") != 200:
        body = response.get("body")
        told = body.get("error") if isinstance(body, Mapping) else None
        raise Failure(f"the batch has no reply: {response.get('status_code')} {_said(told)}")
    return server.reply(request, read_completion(response.get("body")), _form(server, request))


def _said(error: Any) -> str:
    return str(error.get("message", "")) if isinstance(error, Mapping) else str(error or "")


def _form(server: OpenAICompatible, request: Request) -> Form | None:
    forms = server.capabilities.forms
    return forms[0] if forms and request.grammar is not None else None
