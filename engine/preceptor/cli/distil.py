"""`preceptor distil`: from a teacher's text to checked rules and a student."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from preceptor import domain as domains
from preceptor.cli import groups, identities
from preceptor.cli.console import Console
from preceptor.cli.critic import add_critic, critic_lines, opened_critic
from preceptor.cli.elicitation import (
    add_elicitation,
    elicitation_lines,
    read_elicitation,
    wish_lines,
)
from preceptor.cli.exits import Exit
from preceptor.cli.live import Live, open_live
from preceptor.cli.parser import one_of
from preceptor.cli.progress import Bar
from preceptor.cli.teachers import add_teacher
from preceptor.distil import (
    STRATEGIES,
    Further,
    Run,
    asking,
    distil,
    live_ledger,
    plan,
    unknown,
)
from preceptor.domain import Domain
from preceptor.logic import TITLES, Code, InputError, LimitExceeded
from preceptor.rulebase.reporting import say_decision
from preceptor.syntax.files import write_text
from preceptor.teacher import Journal, OpenAICompatible, Request, batch_lines, read_batch

# Agreement with the rules where they say something; the share that the student answers itself,
# and how often it is then wrong; the error of its confidence.
_FIGURES = ("agreement", "coverage", "risk", "ece")

_EPILOG = """\
examples:
  preceptor distil kinship
  preceptor distil kinship --out runs/kinship --seed 1
  preceptor distil policy/personal-loan --no-student --json
  preceptor distil algebra --publish
  preceptor distil policy --publish

A live teacher, on this machine or another; the plan first, which sends nothing:
  preceptor distil animals --teacher openai:http://localhost:8080#qwen --dialect llamacpp
  preceptor distil animals --teacher openai:https://api.openai.com/v1#gpt-5-mini \\
      --price 0.25,2 --max-cost 1 --dry-run
Its replies are in RUN/journal.sqlite3 before they are used; see  preceptor journal --help.
The key is read from the environment (OPENAI_API_KEY for OpenAI, else --key-env), and written
nowhere.

A group of domains, such as policy, is distilled one by one; --publish then makes its table too.
A run that was broken off, by Ctrl-C or otherwise, goes on when the same command is given again.
Exit code: 0 done, 2 an error in the input or a reply that is missing, 3 a cap was hit, 130
interrupted."""


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "domain", metavar="DOMAIN", help="the name of a domain or of a group, or a folder"
    )
    parser.add_argument(
        "--strategy", type=one_of(*STRATEGIES), default="direct", help="how to distil [direct]"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="the run folder [runs/DOMAIN]")
    parser.add_argument("--no-student", action="store_true", help="rules only")
    parser.add_argument(
        "--publish", action="store_true", help="write rules.pl and the card into the domain too"
    )
    add_teacher(parser)
    add_elicitation(parser)
    add_critic(parser)
    parser.epilog = _EPILOG


def run(options: Namespace, console: Console) -> int:
    if options.teacher != "replay":
        return _run_live(options, console)
    if groups.is_meant([options.domain]):
        return groups.distil(
            options,
            console,
            lambda name, out: _distilled(options, domains.load(name), out, console),
        )
    domain = domains.load(options.domain)
    if domain.format == "identity":
        if not read_elicitation(options).is_plain or options.wishes or options.critic:
            raise InputError(f"{domain.name} is about identities", "these are replayed as they are")
        return identities.distil(options, domain, console)
    done = _distilled(options, domain, options.out, console)
    if done is None:
        return Exit.INTERRUPTED
    console.document(done.metrics)
    return Exit.OK


def _run_live(options: Namespace, console: Console) -> int:
    """A plan, a batch file, or a run with a teacher that is asked now."""
    if groups.is_meant([options.domain]):
        raise InputError(f"{options.domain} is a group", "a live teacher is asked for one domain")
    domain = domains.load(options.domain)
    if domain.format == "identity":
        raise InputError(f"{domain.name} is about identities", "they are replayed only")
    if options.guided and (options.batch_out or options.batch_in):
        raise InputError("--guided asks step by step", "a batch is for prompts that are known")
    out = options.out or Path("runs") / domain.name
    live = open_live(options, domain, out)
    try:
        inquiry = asking(domain, live.teacher, options.samples, live.style)
        if options.batch_in is not None:
            _take_batch(options.batch_in, live, inquiry.requests, console)
        if options.batch_out is not None and isinstance(live.server, OpenAICompatible):
            left = unknown(inquiry)
            write_text(options.batch_out, batch_lines(live.server, left))
            console.note(f"{len(left)} requests written to {options.batch_out}")
        if options.dry_run or options.batch_out is not None:
            wanted = read_elicitation(options)
            further = Further(
                domain, inquiry, wanted, options.samples, options.wishes, options.seed
            )
            planned = plan(inquiry, live.caps, live.spent, further)
            console.document(planned.document())
            console.lines(planned.lines())
            return Exit.OK
        done = _distilled(options, domain, out, console, live)
    finally:
        for fault in live.teacher.faults:
            console.error(str(fault))
        live.close()
    if done is None:
        return Exit.INTERRUPTED
    console.document(done.metrics)
    return Exit.OK


def _take_batch(path: Path, live: Live, requests: Iterable[Request], console: Console) -> None:
    """Journals the replies of a batch that are not known yet; tells of each line without one."""
    assert isinstance(live.server, OpenAICompatible)  # no other takes batches
    batch = read_batch(live.server, path, requests)
    journal = live.teacher.store
    new = [(request, said) for request, said in batch.replies if not live.teacher.known(request)]
    if isinstance(journal, Journal):
        for request, said in new:
            journal.put(request, said, live.teacher.origin)
    for fault in batch.faults:
        console.error(str(fault))
    console.note(f"{path}: {len(new)} replies taken, {len(batch.faults)} lines refused")


def _distilled(
    options: Namespace,
    domain: Domain,
    out: Path | None,
    console: Console,
    live: Live | None = None,
) -> Run | None:
    """The run of one domain, told; None where it was interrupted."""
    out = out or Path("runs") / domain.name
    bar = Bar(console)
    asked: dict[str, Any] = {"samples": options.samples}
    if live is not None:
        asked |= {
            "teacher": live.teacher,
            "style": live.style,
            "prices": live.caps.prices,
            "name": live.name,
            "halted": live.halted,
        }
    try:
        with opened_critic(options, live) as critic:
            done = distil(
                domain,
                out=out,
                strategy=options.strategy,
                seed=options.seed,
                student=not options.no_student,
                progress=bar,
                elicitation=read_elicitation(options),
                wishes=options.wishes,
                critic=critic,
                **asked,
            )
    except KeyboardInterrupt:
        bar.close()
        console.error(f"interrupted; the same command goes on with {out}")
        return None
    except LimitExceeded:
        bar.close()
        if live is not None:
            console.error(f"what was paid for is kept; with a higher cap {out} goes on")
        raise
    bar.close()
    if options.publish:
        done.publish(domain)
        console.note(f"published: {domain.rules}")
    for fault in done.faults:
        console.error(f"{fault['place']}: {fault['code']}: {fault['message']}")
    console.lines(_say(done))
    return done


def _say(run: Run) -> Iterator[str]:
    """What was kept and dropped and why, how the student does, and where everything lies."""
    counts = run.metrics["counts"]
    yield _row("replies", counts["replies"])
    yield _row("statements", counts["statements"])
    yield _row("rules kept", counts["accepted"], f"{counts['repaired']} of them repaired")
    yield from _reasons("statements rejected", counts["rejected"])
    yield from _reasons("rules dropped", counts["dropped"])
    yield from _reasons("rules quarantined", counts["quarantined_by"])
    if counts["undecided"]:
        yield _row("rules undecided", counts["undecided"], "the solver gave up")
    yield (
        f"consistent: {say_decision(run.metrics['consistent'])}, "
        f"safe: {say_decision(run.metrics['safe'])} (bound {run.metrics['bound']})"
    )
    ledger = live_ledger(run.path)
    if ledger is not None:
        yield _spent(ledger)
    yield from elicitation_lines(run.metrics.get("elicitation", {}), run.path)
    yield from wish_lines(run.path)
    yield from critic_lines(run.path)
    yield from _student(run.metrics["student"])
    yield ""
    yield f"{run.path}: rules.pl, quarantine.pl, verdicts.jsonl, metrics.json, README.md"
    yield f'next:  preceptor ask {run.path} "GOAL" --facts FACTS --why'
    if run.rules.rules:
        yield f"       preceptor explain {run.path} {run.verdicts[0]['rule']}"


def _spent(ledger: Mapping[str, Any]) -> str:
    tokens = ledger["prompt_tokens"] + ledger["completion_tokens"]
    cost = "" if ledger["cost"] is None else f", cost {ledger['cost']:.4f}"
    counts = ", ".join(f"{ledger[name]} {name}" for name in ("calls", "cached", "retries"))
    return f"teacher: {counts}, {tokens} tokens{cost}"


def _reasons(what: str, codes: Mapping[str, int]) -> Iterator[str]:
    yield _row(what, sum(codes.values()))
    for code, number in codes.items():
        yield _row(f"  {code}", number, TITLES[Code(code)])


def _row(name: str, number: int, remark: str = "") -> str:
    return f"{name:<22}{number:>6}  {remark}".rstrip()


def _student(report: Mapping[str, Any]) -> Iterator[str]:
    if "skipped" in report:
        yield f"student: none ({report['skipped']})"
        return
    sure = report["threshold"] <= 1
    least = f"sure from {report['threshold']:.2f} on" if sure else "never sure: the rules answer"
    yield f"student: {report['parameters']} parameters, {least}"
    for split in ("train", "dev", "test"):
        figures = report[split]
        shown = ", ".join(
            f"{name} {figures[name]:.3f}" for name in _FIGURES if figures[name] is not None
        )
        yield f"  {split:<6}{figures['paths']} paths: {shown}"
