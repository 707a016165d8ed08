"""The wire format: requests and replies as OpenAI's chat completions, in each server's dialect.

How a grammar is sent is where the dialects differ: as a custom tool (OpenAI), under
`structured_outputs` (vLLM), as `ebnf` (SGLang), as `grammar` (llama.cpp), or as a JSON schema only
(Ollama).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from preceptor.logic import InputError
from preceptor.teacher.failures import Failure
from preceptor.teacher.gbnf import gbnf
from preceptor.teacher.lock import Grammar
from preceptor.teacher.request import Finish, Request, Usage
from preceptor.teacher.seam import Form

Dialect = Literal["openai", "vllm", "sglang", "llamacpp", "ollama"]
DIALECTS: tuple[Dialect, ...] = get_args(Dialect)

# The forms of grammar that each takes, the best first.
FORMS: Mapping[Dialect, tuple[Form, ...]] = {
    "openai": ("lark", "json-schema"),
    "vllm": ("lark", "json-schema"),
    "sglang": ("gbnf", "lark", "json-schema"),
    "llamacpp": ("gbnf", "lark", "json-schema"),
    "ollama": ("json-schema",),
}
_LLGUIDANCE = "%llguidance {}\n"  # says which of its engines a server reads the grammar with
# x~0..7, and before it what only looks like it: texts, comments and patterns.
_TIMES = re.compile(r'"(?:[^"\\]|\\.)*"|//[^\n]*|/(?:[^/\\]|\\.)+/|~(\d+)\.\.(\d+)')
_TOOL = "rules"
_FINISH = {
    "stop": Finish.STOP,
    "tool_calls": Finish.STOP,
    "length": Finish.LENGTH,
    "content_filter": Finish.FILTER,
}


@dataclass(frozen=True, slots=True)
class Completion:
    """What a response says: its text, why it ended, who answered and what was counted."""

    text: str
    finish: Finish
    model: str | None
    usage: Usage | None


def body(request: Request, dialect: Dialect, constraint: Mapping[str, Any]) -> dict[str, Any]:
    """The body of a request. `constraint` is of `constrain`, or empty."""
    limit = "max_completion_tokens" if dialect == "openai" else "max_tokens"
    known = {
        "temperature": request.temperature,
        "top_p": request.top_p,
        "seed": request.seed,
        limit: request.max_tokens,
        "stop": None if request.stop is None else [*request.stop],
    }
    return {
        "model": request.model,
        "messages": [{"role": role, "content": content} for role, content in request.messages],
        **{name: value for name, value in known.items() if value is not None},
        **constraint,
    }


def constrain(grammar: Grammar | str, dialect: Dialect, form: Form) -> dict[str, Any]:
    """The fields that hold a reply to a grammar. Raises InputError where there is no such form."""
    if form not in FORMS[dialect]:
        raise InputError(
            f"{dialect} takes no grammar as {form}", f"it takes {', '.join(FORMS[dialect])}"
        )
    lark = grammar.lark if isinstance(grammar, Grammar) else grammar
    match dialect, form:
        case _, "json-schema":
            return _schema_fields(grammar, dialect)
        case "openai", _:
            return _tool_fields(lark)
        case "vllm", _:
            return {"structured_outputs": {"grammar": lark}}
        case "sglang", "gbnf":
            return {"ebnf": gbnf(lark)}
        case "sglang", _:
            return {"ebnf": _for_llguidance(lark)}
        case _, "gbnf":
            return {"grammar": gbnf(lark)}
        case _:
            return {"grammar": _for_llguidance(lark)}


def _for_llguidance(lark: str) -> str:
    """The grammar for a server's llguidance: an older one reads `x~0..7` as `x{0,7}` only."""
    return _LLGUIDANCE + _TIMES.sub(_braced, lark)


def _braced(found: re.Match[str]) -> str:
    return found[0] if found[1] is None else f"{{{found[1]},{found[2]}}}"


def _schema_fields(grammar: Grammar | str, dialect: Dialect) -> dict[str, Any]:
    if isinstance(grammar, str):
        raise InputError("a grammar in Lark's notation has no JSON schema", "lock a signature")
    if dialect == "vllm":
        return {"structured_outputs": {"json": grammar.json_schema}}
    # OpenAI's strict mode knows a part of JSON Schema only; the others hold to all of it.
    named = {"name": _TOOL, "schema": grammar.json_schema, "strict": dialect != "openai"}
    return {"response_format": {"type": "json_schema", "json_schema": named}}


def _tool_fields(lark: str) -> dict[str, Any]:
    held = {"type": "grammar", "grammar": {"syntax": "lark", "definition": lark}}
    custom = {"name": _TOOL, "description": "Takes the rules.", "format": held}
    return {
        "tools": [{"type": "custom", "custom": custom}],
        "tool_choice": {"type": "custom", "custom": {"name": _TOOL}},
        "parallel_tool_calls": False,
    }


def read_completion(document: object) -> Completion:
    """A response, read. Raises Failure where it is no completion."""
    try:
        choice = document["choices"][0]  # type: ignore[index]
        text = _text(choice["message"])
        said = choice.get("finish_reason")
    except (LookupError, TypeError, AttributeError):
        raise Failure("the server's answer is no completion", passing=True, billed=True) from None
    assert isinstance(document, Mapping)
    model = document.get("model")
    return Completion(
        whole(text),
        _FINISH.get(said, Finish.UNKNOWN) if isinstance(said, str) else Finish.UNKNOWN,
        whole(model) if isinstance(model, str) else None,
        _usage(document.get("usage")),
    )


def _text(message: Mapping[str, Any]) -> str:
    """The content, or what a custom tool was called with. Raises LookupError, TypeError."""
    if calls := message.get("tool_calls"):
        custom = [call["custom"]["input"] for call in calls if call.get("type") == "custom"]
        if custom:
            return _string(custom[0])
    content = message.get("content")
    if isinstance(content, list):  # of parts
        return "".join(_string(part["text"]) for part in content if part.get("type") == "text")
    if content is None and isinstance(message.get("refusal"), str):
        return ""
    return _string(content)


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _usage(said: object) -> Usage | None:
    if not isinstance(said, Mapping):
        return None
    counts = said.get("prompt_tokens"), said.get("completion_tokens")
    if not all(isinstance(count, int) and 0 <= count < 2**53 for count in counts):
        return None
    return Usage(*counts)  # type: ignore[arg-type]


def whole(text: str) -> str:
    """The text with half surrogate pairs, which no file can hold, as replacement characters."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
