"""`preceptor journal`: what live teachers answered, counted, verified, pruned, exported."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from preceptor.cli.console import Console
from preceptor.cli.exits import Exit
from preceptor.cli.parser import one_of
from preceptor.distil import JOURNAL
from preceptor.logic import Fault, InputError
from preceptor.syntax.files import write_text
from preceptor.teacher import NOTHING, Finish, Journal, Kept, read_replay, show_replay

SCHEMA = "preceptor/journal/1"

_EPILOG = """\
examples:
  preceptor journal stats runs/animals
  preceptor journal verify runs/animals
  preceptor journal export runs/animals --out animals.replay.jsonl
  preceptor journal prune runs/animals --before 2026-01-01

JOURNAL is a journal, a run folder with one, or, to verify, an export. An export holds the latest
reply to each request, sorted, each with its hash; `preceptor distil --record replay --journal F`
replays it. A reply that is damaged is named and never used; prune takes it out, with those that a
later one has taken the place of.
Exit code: 0 all is well, 1 something is damaged, 2 no journal."""


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("action", type=one_of(*_ACTIONS), metavar="|".join(_ACTIONS))
    parser.add_argument("journal", type=Path, metavar="JOURNAL")
    parser.add_argument("--out", type=Path, metavar="F", help="where export writes")
    parser.add_argument("--before", type=_day, metavar="DATE", help="prune what is older, too")
    parser.epilog = _EPILOG


def run(options: Namespace, console: Console) -> int:
    path = options.journal / JOURNAL if options.journal.is_dir() else options.journal
    if path.suffix == ".jsonl" and options.action == "verify":
        replay = read_replay(path)
        return _told(console, path, {"replies": len(replay.replies)}, replay.faults)
    with Journal(path, create=False) as journal:
        return _ACTIONS[options.action](journal, options, console)


def _stats(journal: Journal, options: Namespace, console: Console) -> int:
    models: Counter[str] = Counter()
    finished: Counter[str] = Counter()
    spent, dates, faults = NOTHING, set(), []
    for kept in journal:
        if isinstance(kept, Fault):
            faults.append(kept)
            continue
        models[kept.reply.model or "unknown"] += 1
        finished[kept.reply.finish] += 1
        dates.add(kept.reply.date[:10])
        spent += kept.spending
    figures = {
        **journal.counts(),
        "models": dict(sorted(models.items())),
        "cut": finished[Finish.CUT] + finished[Finish.LENGTH],
        "prompt_tokens": spent.prompt_tokens,
        "completion_tokens": spent.completion_tokens,
        "dates": [min(dates), max(dates)] if dates else [],
        "bytes": journal.path.stat().st_size,
    }
    return _told(console, journal.path, figures, tuple(faults))


def _verify(journal: Journal, options: Namespace, console: Console) -> int:
    return _told(console, journal.path, journal.counts(), journal.verify())


def _prune(journal: Journal, options: Namespace, console: Console) -> int:
    gone = journal.prune(options.before or "")
    return _told(console, journal.path, {**journal.counts(), "pruned": gone}, ())


def _export(journal: Journal, options: Namespace, console: Console) -> int:
    if options.out is None:
        raise InputError("where to?", "--out F.jsonl names the file")
    found = list(journal)
    good = [kept for kept in found if isinstance(kept, Kept)]
    write_text(options.out, show_replay(good))
    faults = tuple(fault for fault in found if isinstance(fault, Fault))
    return _told(console, options.out, {"replies": len(good)}, faults)


_ACTIONS: dict[str, Callable[[Journal, Namespace, Console], int]] = {
    "stats": _stats,
    "verify": _verify,
    "prune": _prune,
    "export": _export,
}


def _told(console: Console, path: Path, figures: dict[str, Any], faults: tuple[Fault, ...]) -> int:
    for fault in faults:
        console.error(str(fault))
    console.line(str(path))
    for name, value in {**figures, "damaged": len(faults)}.items():
        console.line(f"{name:<18} {_shown(value)}")
    console.document(
        {"schema": SCHEMA, "file": str(path), **figures, "damaged": list(map(str, faults))}
    )
    return Exit.FINDINGS if faults else Exit.OK


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {count}" for name, count in value.items()) or "none"
    if isinstance(value, list):
        return " to ".join(dict.fromkeys(value)) or "none"
    return str(value)


def _day(word: str) -> str:
    try:
        return date.fromisoformat(word).isoformat()
    except ValueError:
        raise ArgumentTypeError(f"a day, as 2026-01-31, not {word!r}") from None
