"""The wish list of a run: what its replies use beyond the vocabulary, and what is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from preceptor.distil.asking import Asker
from preceptor.distil.folder import Files, document, read_document
from preceptor.distil.replyfile import show_requests
from preceptor.distil.wishes import SCHEMA, WISHES, gather, wish_prompt
from preceptor.domain import Domain
from preceptor.logic import Rule


def wish_list(asker: Asker, domain: Domain, rules: Iterable[Rule], is_asked: bool) -> Files:
    """The text of wishes.json. Where the teacher is asked, a live one must answer; a question that
    nobody recorded is left open."""
    answers: list[tuple[str, str]] = []
    is_open = False
    if is_asked:
        said = asker.ask("wishes", ((wish_prompt(domain), 0),))
        if not asker.inquiry.is_replayed:
            asker.insist(said)
        answers = [(f"{a.prompt.id}#{a.sample}", a.text) for a in said if a.text is not None]
        is_open = not answers
    wishes = gather(rules, answers, domain.signature)
    return {
        WISHES: document(
            {
                "schema": SCHEMA,
                "domain": domain.name,
                "answers": len(answers),
                "open": is_open,
                "wishes": [wish.document() for wish in wishes],
            }
        )
    }


def open_wishes(path: Path, domain: Domain) -> str:
    """The line of requests.jsonl for the question, where nobody has answered it."""
    if not (path / WISHES).exists() or not read_document(path / WISHES)["open"]:
        return ""
    return show_requests([(wish_prompt(domain), 0)])
