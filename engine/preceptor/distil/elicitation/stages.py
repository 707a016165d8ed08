"""Stages: elicitation as parts of a run, each from the files of those before it to its own."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from preceptor.check import judge
from preceptor.distil.asking import Answer, Asker, reply_files
from preceptor.distil.elicitation.guided import guided
from preceptor.distil.elicitation.probes import probe
from preceptor.distil.elicitation.refinement import refine
from preceptor.distil.elicitation.settings import Elicitation
from preceptor.distil.folder import Files, document
from preceptor.distil.replyfile import Questions, show_requests
from preceptor.distil.votes import Votes
from preceptor.domain import Domain, Message, Prompt
from preceptor.logic import Atom, Rule
from preceptor.syntax.jsonl import dump_lines, read_lines

TURNS = "guided.json"
REFINEMENT = "refinement.jsonl"
AGREEMENT = "agreement.jsonl"


def ask_guided(
    asker: Asker,
    domain: Domain,
    settings: Elicitation,
    samples: int,
    seed: int,
    facts: Sequence[Atom],
) -> Files:
    """The texts of replies.jsonl, recording.json and guided.json. Raises TeacherError as `ask`."""
    steps = guided(domain, samples, settings.exemplars, seed, facts)
    answers: list[Answer] = []
    try:
        questions = next(steps)
        while True:
            said = asker.ask("ask", questions)
            asker.insist(said)
            answers += said
            questions = steps.send(tuple(answer.text or "" for answer in said))
    except StopIteration as end:
        turns = {"turns": [turn.document() for turn in end.value]}
        return {**reply_files(asker.inquiry, answers), TURNS: document(turns)}


def refine_candidates(
    asker: Asker,
    domain: Domain,
    candidates: Sequence[Rule],
    rounds: int,
    facts: Sequence[Atom],
) -> Files:
    """The text of refinement.jsonl, a line for each question. See `_insist` for what it raises."""
    scores = Votes.count(candidates).scores(candidates)
    standing = judge(
        candidates,
        domain.signature,
        constraints=domain.constraints,
        facts=facts,
        scores=scores,
        with_prolog=False,
        set_incoherent_aside=False,
    )
    steps = refine(domain, standing.theory.rules, rounds, facts, scores)
    rows, answers = _driven(steps, asker)
    keys = {answer.prompt.id: answer for answer in answers}
    return {REFINEMENT: dump_lines(_with_request(row, keys) for row in rows)}


def _driven(
    steps: Generator[Questions, tuple[str | None, ...], tuple[dict[str, Any], ...]], asker: Asker
) -> tuple[tuple[dict[str, Any], ...], list[Answer]]:
    answers: list[Answer] = []
    try:
        questions = next(steps)
        while True:
            said = _heard(asker, "refine", questions)
            answers += said
            questions = steps.send(tuple(answer.text for answer in said))
    except StopIteration as end:
        return end.value, answers


def probe_rules(asker: Asker, domain: Domain, rules: Sequence[Rule], most: int, seed: int) -> Files:
    """The text of agreement.jsonl, a line for each rule that was asked about."""
    probed = probe(domain, rules, most, seed)
    questions = tuple((prompt, 0) for one in probed for prompt, _ in one.questions)
    answers = _heard(asker, "probe", questions)
    said = {answer.prompt.id: (answer.key, answer.text) for answer in answers}
    asked = {answer.prompt.id: answer for answer in answers}
    rows = []
    for one in probed:
        row = one.row(said)
        row["asked"] = [_with_request(question, asked) for question in row["asked"]]
        rows.append(row)
    return {AGREEMENT: dump_lines(rows)}


def _heard(asker: Asker, stage: str, questions: Questions) -> tuple[Answer, ...]:
    """The answers. A live teacher must give each; what nobody recorded is left open."""
    if not questions:
        return ()
    answers = asker.ask(stage, questions)
    if not asker.inquiry.is_replayed:
        asker.insist(answers)
    return answers


def _with_request(row: Mapping[str, Any], answers: Mapping[str, Answer]) -> Mapping[str, Any]:
    """The row with the key of its request and, where nobody has answered it, its messages."""
    answer = answers.get(row["id"])
    if answer is None:
        return row
    open_ = {} if answer.text is not None else {"messages": _messages(answer.prompt)}
    return {**row, "key": answer.key, **open_}


def _messages(prompt: Prompt) -> list[dict[str, str]]:
    return [message._asdict() for message in prompt.messages]


def read_rows(path: Path, name: str) -> tuple[Mapping[str, Any], ...]:
    """The lines of a file of the run; none where the run has no such file."""
    return (
        tuple(line.value for line in read_lines(path / name)[0]) if (path / name).exists() else ()
    )


def agreement_of(path: Path, rule: str) -> Mapping[str, Any] | None:
    """The line of agreement.jsonl on a rule, by its id; None where it was not asked about."""
    return next((row for row in read_rows(path, AGREEMENT) if row["rule"] == rule), None)


def open_requests(path: Path) -> str:
    """The lines of requests.jsonl: what nobody has answered of what a run asked further."""
    return show_requests(_open(path))


def _open(path: Path) -> Iterator[tuple[Prompt, int]]:
    asked = (question for row in read_rows(path, AGREEMENT) for question in row["asked"])
    for row in (*read_rows(path, REFINEMENT), *asked):
        if "messages" in row:
            messages = tuple(Message(**message) for message in row["messages"])
            yield Prompt(row["id"], "", messages, row["template"]), row["sample"]
