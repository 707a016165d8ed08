"""Direct distillation: ask, read, judge, keep. West et al. 2022 (arXiv 2110.07178), for rules."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from preceptor import __version__
from preceptor import domain as domains
from preceptor import graph as graphs
from preceptor.distil.asking import RECORDING, Asker, ask, settle
from preceptor.distil.authors import AUTHORS, compare
from preceptor.distil.candidates import (
    CANDIDATES,
    HARVEST,
    harvest_replies,
    read_candidates,
    rejected,
)
from preceptor.distil.card import CARD, card
from preceptor.distil.folder import Files, Folder, digest_path, document
from preceptor.distil.inquiry import PLAIN, Inquiry, asking, replaying
from preceptor.distil.judging import CHECK, example_facts, judge
from preceptor.distil.ledger import LEDGER, live_ledger
from preceptor.distil.metrics import METRICS, metrics
from preceptor.distil.progress import Progress, silent
from preceptor.distil.replyfile import REPLIES
from preceptor.distil.rulefile import CONSTRAINTS, RULES
from preceptor.distil.run import GRAPH, Run
from preceptor.distil.schooling import STUDENT, missing, school
from preceptor.distil.verdicts import VERDICTS, read_verdicts
from preceptor.domain import Domain
from preceptor.graph import RuleGraph
from preceptor.logic import InputError, Theory, did_you_mean
from preceptor.prolog import swipl
from preceptor.syntax import parse_rules, show_atom, show_theory
from preceptor.syntax.files import read_text
from preceptor.teacher import Prices, Style, Teacher

STRATEGIES = ("direct",)


def distil(
    domain: Domain | str | Path,
    *,
    out: str | Path | None = None,
    strategy: str = "direct",
    teacher: Teacher | None = None,
    samples: int = 1,
    style: Style = PLAIN,
    prices: Prices | None = None,
    name: str = "",
    halted: threading.Event | None = None,
    seed: int = 0,
    student: bool = True,
    progress: Progress = silent,
) -> Run:
    """Distils a domain into a run folder (runs/NAME when `out` is None), or resumes one there.

    Without a teacher the domain's recorded replies are replayed; a teacher is asked every prompt
    `samples` times in a `style`, and its replies are kept in a journal: that of a `Recorded`
    teacher, or one in the run folder. The ledger calls it `name` and counts by `prices`; `halted`
    is set when the run ends early. A stage whose inputs have not changed is not done again. Raises
    InputError for a folder of other settings, TeacherError where a reply is missing, LimitExceeded
    where a budget is used up; what was paid for is then there when the same run goes on.
    """
    if strategy not in STRATEGIES:
        raise InputError(f"no strategy {strategy!r}", did_you_mean(strategy, STRATEGIES))
    loaded = domain if isinstance(domain, Domain) else domains.load(domain)
    if loaded.format != "rules":
        raise InputError(f"{loaded.name} is about identities", "use distil_identities()")
    config = {
        "schema": "preceptor/config/1",
        "domain": loaded.name,
        "strategy": strategy,
        # Not where it is: a server that has moved goes on with the run.
        "teacher": "replay" if teacher is None else _kind(name) or type(teacher).__name__,
        "samples": None if teacher is None else samples,
        **({"style": style.document()} if style != PLAIN else {}),
        "seed": seed,
        "student": student,
        "version": __version__,
    }
    path = Path("runs") / loaded.name if out is None else Path(out)
    inquiry = replaying(loaded)
    if teacher is not None:
        inquiry = asking(loaded, teacher, samples, style, name=name, prices=prices, halted=halted)
    folder = Folder.open(path, config, progress)
    _Direct(folder, loaded, inquiry, seed, student).run()
    return Run(path)


@dataclass(frozen=True, slots=True)
class _Direct:
    """The stages in order. Each reads what it needs from the files of those before it, so that a
    run in one go and a resumed one do the same."""

    folder: Folder
    domain: Domain
    inquiry: Inquiry
    seed: int
    student: bool

    def run(self) -> None:
        folder, path, domain = self.folder, self.folder.path, self.domain
        tell, told = folder.progress, (AUTHORS,) if domain.authors else ()
        if not (path / LEDGER).exists():
            folder.forget("ask")
        folder.stage("ask", self.inquiry.inputs, lambda: ask(Asker(self.inquiry, path, tell)))
        settle(path)
        folder.stage(
            "harvest",
            self._inputs(REPLIES),
            lambda: harvest_replies(domain, path / REPLIES, tell),
        )
        folder.stage(
            "check",
            (*self._inputs(CANDIDATES), _facts(domain), str(swipl())),
            lambda: judge(domain, read_candidates(path / CANDIDATES)),
        )
        if domain.authors:
            folder.stage(
                "authors",
                (*self._inputs(CANDIDATES), str(swipl())),
                lambda: compare(domain, read_candidates(path / CANDIDATES)),
            )
        folder.stage(
            "graph", self._inputs(RULES, CONSTRAINTS), lambda: {GRAPH: self._graph().to_json()}
        )
        folder.subfolder(
            STUDENT,
            (*self._inputs(GRAPH), str(self.seed), str(self.student), *missing()),
            lambda part: school(self._graph(), domain, self.seed, self.student, part, tell),
        )
        folder.stage(
            "card",
            self._inputs(
                RECORDING, REPLIES, CANDIDATES, HARVEST, VERDICTS, CHECK, STUDENT, LEDGER, *told
            ),
            self._card,
        )

    def _inputs(self, *names: str) -> tuple[str, ...]:
        """What decides a stage: the files it reads, the domain's settings, and the version."""
        files = (digest_path(self.folder.path / name) for name in names)
        constraints = show_theory(self.domain.constraints)
        return (__version__, read_text(self.domain.settings), constraints, *files)

    def _graph(self) -> RuleGraph:
        texts = ((name, self.folder.text(name)) for name in (RULES, CONSTRAINTS))
        rules = tuple(rule for name, text in texts for rule in parse_rules(text, name))
        return graphs.compile(Theory(rules, self.domain.signature))

    def _card(self) -> Files:
        path = self.folder.path
        found = metrics(path, self.domain.name, "direct", self.seed)
        rows = read_verdicts(path / VERDICTS)
        return {
            CARD: card(
                self.domain, found, rows, rejected(path / CANDIDATES), ledger=live_ledger(path)
            ),
            METRICS: document(found),
        }


def _kind(name: str) -> str:
    """`openai` of `openai:URL#MODEL`; the model is a matter of style."""
    return name.partition(":")[0]


def _facts(domain: Domain) -> str:
    return "\n".join(map(show_atom, example_facts(domain)))
