"""The ledger: what the replies of a run took, in the run folder and on the card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from preceptor.distil.folder import document, read_document
from preceptor.logic import visible
from preceptor.syntax.files import write_text
from preceptor.teacher import NOTHING, Finish, Prices, Reply, Request, Spending, taken

LEDGER = "ledger.json"
SCHEMA = "preceptor/ledger/1"


Document = Mapping[str, Any]


def replayed(requests: int) -> Document:
    """The ledger of a run from recorded replies, which cost nothing."""
    return {"schema": SCHEMA, "requests": requests}


def enter(path: Path, stage: str, part: Document) -> None:
    """Writes what a stage of a run took into its ledger, in the place of what was known of it.

    Where several stages asked, the ledger is their sum, and has each under `parts`.
    """
    parts = {**_parts(path), stage: part}
    total = dict(part) if len(parts) == 1 else {**_total([*parts.values()]), "parts": parts}
    write_text(path / LEDGER, document(total))


def _parts(path: Path) -> dict[str, Document]:
    if not (path / LEDGER).exists():
        return {}
    known = read_document(path / LEDGER)
    parts: dict[str, Document] = known.get("parts", {"ask": known})
    return parts


def _total(parts: Sequence[Document]) -> Document:
    """The sum of the stages of a run, which has one teacher."""
    live = [part for part in parts if "calls" in part]
    if not live:
        return replayed(sum(part["requests"] for part in parts))
    total = dict(live[0])
    for name, value in total.items():
        values = [part[name] for part in live]
        if isinstance(value, list) and name != "prices":
            total[name] = sorted({one for listed in values for one in listed})
        elif isinstance(value, dict):
            total[name] = {
                key: _sum([counted.get(key, 0) for counted in values])
                for key in sorted({key for counted in values for key in counted})
            }
        elif name not in ("schema", "teacher", "prices"):
            total[name] = _sum(values)
    return total


def _sum(values: Sequence[int | float | None]) -> int | float | None:
    """None where something is not known: a cost without prices."""
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    return round(sum(known), 9) if any(isinstance(value, float) for value in known) else sum(known)


@dataclass(slots=True)
class Ledger:
    """The account of a live teacher. A reply that was asked for another run is cached."""

    teacher: str
    requests: int
    prices: Prices | None = None
    spent: Spending = NOTHING
    unsure: Spending = NOTHING
    cached: int = 0
    retries: int = 0
    seconds: float = 0.0
    models: set[str] = field(default_factory=set)
    licences: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)
    templates: Counter[str] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)
    finished: Counter[str] = field(default_factory=Counter)
    uncounted: int = 0
    failed: int = 0
    _entered: set[str] = field(default_factory=set)

    def add(self, request: Request, reply: Reply) -> None:
        """Enters a reply. Two requests may share one."""
        if not reply.cached and reply.key not in self._entered:
            self._entered.add(reply.key)
            counted = taken(request, replace(reply, lost=0))
            self.spent += counted
            self.unsure += taken(request, reply) - counted
            self.retries += reply.retries
            self.seconds += reply.seconds
            self.uncounted += reply.usage is None
        else:
            self.cached += 1
        self.models |= {reply.model} - {None}  # type: ignore[arg-type]
        self.licences |= {reply.licence} - {""}
        self.dates |= {reply.date[:10]} - {""}
        self.templates[request.template] += 1
        self.held[reply.held or "none"] += 1
        self.finished[reply.finish.value] += 1

    @property
    def cost(self) -> str:
        """What was spent so far, for a progress bar."""
        tokens = f"{self.spent.calls} calls, {self.spent.usage.total} tokens"
        cost = "" if self.prices is None else f", cost {self.prices.cost(self.spent.usage):.4f}"
        return tokens + cost

    def document(self) -> Document:
        return {
            "schema": SCHEMA,
            "requests": self.requests,
            "teacher": self.teacher,
            "models": sorted(self.models),
            "licences": sorted(self.licences),
            "dates": sorted(self.dates),
            "calls": self.spent.calls,
            "cached": self.cached,
            "failed": self.failed,
            "retries": self.retries,
            "prompt_tokens": self.spent.prompt_tokens,
            "completion_tokens": self.spent.completion_tokens,
            "uncounted": self.uncounted,
            "prices": self.prices and [float(self.prices.prompt), float(self.prices.completion)],
            "cost": self.prices and float(self.prices.cost(self.spent.usage)),
            "unsure": {
                "calls": self.unsure.calls,
                "tokens": self.unsure.usage.total,
                "cost": self.prices and float(self.prices.cost(self.unsure.usage)),
            },
            "seconds": round(self.seconds, 3),
            "templates": dict(sorted(self.templates.items())),
            "held": dict(sorted(self.held.items())),
            "finish": dict(sorted(self.finished.items())),
        }


def live_ledger(path: Path) -> Mapping[str, Any] | None:
    """The ledger of a run folder; None where no live teacher was asked."""
    if not (path / LEDGER).exists():
        return None
    found = read_document(path / LEDGER)
    return found if "calls" in found else None


def ledger_sections(ledger: Mapping[str, Any]) -> list[str]:
    """The card's sections on a live teacher and on what its replies took."""
    cut = sum(ledger["finish"].get(name, 0) for name in (Finish.LENGTH, Finish.CUT))
    facts = (
        ("teacher", ledger["teacher"]),
        ("answered as", ", ".join(ledger["models"])),
        ("date", " to ".join(dict.fromkeys((*ledger["dates"][:1], *ledger["dates"][-1:])))),
        ("licence of what it writes", ", ".join(ledger["licences"]) or "not stated"),
        ("asked by", _templates(ledger.get("templates", {}))),
        ("held to the domain's words by", _held(ledger["held"])),
        ("replies that broke off", f"{cut}; only their whole lines are read" if cut else "none"),
    )
    rows = (
        ("requests", ledger["requests"], _asked(ledger)),
        ("calls", ledger["calls"], "replies asked for in this run"),
        ("cached", ledger["cached"], "replies that the journal had from another run"),
        ("retries", ledger["retries"], "further attempts, after errors that pass"),
        ("prompt tokens", ledger["prompt_tokens"], _counted(ledger["uncounted"])),
        ("completion tokens", ledger["completion_tokens"], ""),
        ("cost", _cost(ledger), ""),
        ("perhaps billed too", ledger["unsure"]["calls"], _unsure(ledger["unsure"])),
        ("seconds", ledger["seconds"], "waited for replies, all together"),
    )
    about = "\n".join(f"- {name}: {visible(str(value))}" for name, value in facts if value)
    table = "".join(f"| {name} | {value} | {what} |\n" for name, value, what in rows)
    return [
        f"## Teacher\n\n{about}",
        f"## Ledger\n\n| | number | |\n|---|---:|---|\n{table}".rstrip(),
    ]


def _asked(ledger: Mapping[str, Any]) -> str:
    further = ", and what came up in the run" if "parts" in ledger else ""
    return f"prompts times samples{further}"


def _templates(templates: Mapping[str, int]) -> str:
    return ", ".join(f"template {name} ({count} requests)" for name, count in templates.items())


def _held(held: Mapping[str, int]) -> str:
    named = {"none": "the prompt only", "json-schema": "a JSON schema"}
    return ", ".join(
        f"{named.get(form, f'a grammar ({form})')} ({count} replies)"
        for form, count in held.items()
    )


def _counted(uncounted: int) -> str:
    return f"{uncounted} replies came without a count, and are taken at most" if uncounted else ""


def _unsure(unsure: Mapping[str, Any]) -> str:
    cost = "" if unsure["cost"] is None else f", cost {unsure['cost']:.6f}"
    return f"attempts that brought no reply; at most {unsure['tokens']} tokens{cost}"


def _cost(ledger: Mapping[str, Any]) -> str:
    if ledger["cost"] is None:
        return "not known"
    prices = " and ".join(f"{price:g}" for price in ledger["prices"])
    return f"{ledger['cost']:.6f} (at {prices} a million tokens in and out)"
