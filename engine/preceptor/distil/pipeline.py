"""The pipeline of a run: its stages in order, from questions to the card."""

from __future__ import annotations

import json
from dataclasses import dataclass

from preceptor import __version__
from preceptor import graph as graphs
from preceptor.distil.asking import RECORDING, Asker, ask, settle
from preceptor.distil.authors import AUTHORS, compare
from preceptor.distil.candidates import (
    CANDIDATES,
    HARVEST,
    harvest_replies,
    read_candidates,
)
from preceptor.distil.elicitation import (
    AGREEMENT,
    REFINEMENT,
    TURNS,
    Elicitation,
    ask_guided,
    open_requests,
    probe_rules,
    read_rows,
    refine_candidates,
    refined,
)
from preceptor.distil.elicitation.templates import texts
from preceptor.distil.folder import Folder, digest_path
from preceptor.distil.inquiry import Inquiry
from preceptor.distil.judging import CHECK, example_facts, judge
from preceptor.distil.ledger import LEDGER
from preceptor.distil.likelihoods import (
    LIKELIHOOD,
    Critic,
    likelihoods,
    probe_text,
)
from preceptor.distil.page import page
from preceptor.distil.progress import Event
from preceptor.distil.replyfile import REPLIES
from preceptor.distil.rulefile import CONSTRAINTS, RULES
from preceptor.distil.run import GRAPH
from preceptor.distil.schooling import STUDENT, missing, school
from preceptor.distil.verdicts import VERDICTS, read_verdicts
from preceptor.distil.wishes import WISHES, wish_prompt
from preceptor.distil.wishlist import open_wishes, wish_list
from preceptor.domain import Domain
from preceptor.graph import RuleGraph
from preceptor.logic import Rule, Theory
from preceptor.prolog import swipl
from preceptor.syntax import parse_rules, show_atom, show_theory
from preceptor.syntax.files import read_text


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The stages in order. Each reads what it needs from the files of those before it, so that a
    run in one go and a resumed one do the same."""

    folder: Folder
    domain: Domain
    inquiry: Inquiry
    seed: int
    student: bool
    elicitation: Elicitation
    samples: int
    wishes: bool = False
    critic: Critic | None = None

    def run(self) -> None:
        folder, path, domain = self.folder, self.folder.path, self.domain
        tell, told = folder.progress, (AUTHORS,) if domain.authors else ()
        if not (path / LEDGER).exists():
            folder.forget("ask", "wishes", "refine", "probe")
        asker = Asker(self.inquiry, path, tell)
        self._ask(asker)
        folder.stage(
            "harvest",
            self._inputs(REPLIES),
            lambda: harvest_replies(domain, path / REPLIES, tell),
        )
        self._wish(asker)
        self._refine(asker)
        changes = (REFINEMENT,) if self.elicitation.refine else ()
        folder.stage(
            "check",
            (*self._inputs(CANDIDATES, *changes), _facts(domain), str(swipl())),
            lambda: judge(domain, self._candidates()),
        )
        if domain.authors:
            folder.stage(
                "authors",
                (*self._inputs(CANDIDATES), str(swipl())),
                lambda: compare(domain, read_candidates(path / CANDIDATES)),
            )
        self._probe(asker)
        self._criticise()
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
                RECORDING,
                REPLIES,
                CANDIDATES,
                HARVEST,
                VERDICTS,
                CHECK,
                STUDENT,
                LEDGER,
                *told,
                *self._further(),
            ),
            lambda: page(path, domain, "direct", self.seed, self.critic is not None),
        )
        settle(path, open_requests(path) + open_wishes(path, domain))

    def _ask(self, asker: Asker) -> None:
        inquiry, domain, settings = self.inquiry, self.domain, self.elicitation
        if not settings.guided:
            self.folder.stage("ask", inquiry.inputs, lambda: ask(asker))
            return
        self.folder.stage(
            "ask",
            (*self._asked(), *self._inputs(), _facts(domain), str(self.samples)),
            lambda: ask_guided(
                asker, domain, settings, self.samples, self.seed, example_facts(domain)
            ),
        )

    def _wish(self, asker: Asker) -> None:
        candidates = self.folder.path / CANDIDATES
        asked = (*self._asked(), wish_prompt(self.domain).id) if self.wishes else ()
        self.folder.stage(
            "wishes",
            (*self._inputs(CANDIDATES), *asked),
            lambda: wish_list(asker, self.domain, read_candidates(candidates), self.wishes),
        )

    def _criticise(self) -> None:
        critic, path = self.critic, self.folder.path
        if critic is not None:
            self.folder.stage(
                "likelihood",
                (*self._inputs(VERDICTS), critic.name, probe_text(self.domain), str(self.seed)),
                lambda: likelihoods(
                    critic,
                    self.domain,
                    read_verdicts(path / VERDICTS),
                    self.seed,
                    lambda done, all_: self.folder.progress(Event("likelihood", done, all_)),
                ),
            )

    def _refine(self, asker: Asker) -> None:
        if self.elicitation.refine:
            candidates, domain = self.folder.path / CANDIDATES, self.domain
            self.folder.stage(
                "refine",
                (*self._asked(), *self._inputs(CANDIDATES), _facts(domain)),
                lambda: refine_candidates(
                    asker,
                    domain,
                    read_candidates(candidates),
                    self.elicitation.refine,
                    example_facts(domain),
                ),
            )

    def _probe(self, asker: Asker) -> None:
        if self.elicitation.probes:
            path = self.folder.path
            rows = read_rows(path, REFINEMENT) if self.elicitation.refine else ()
            # Of a conflict that nobody has answered yet it is open which rules there will be.
            is_open = any(row["outcome"] == "unanswered" for row in rows)
            rules = () if is_open else parse_rules(self.folder.text(RULES), RULES)
            self.folder.stage(
                "probe",
                (*self._asked(), *self._inputs(RULES), str(is_open)),
                lambda: probe_rules(asker, self.domain, rules, self.elicitation.probes, self.seed),
            )

    def _asked(self) -> tuple[str, ...]:
        """What decides the replies to what a run asks further."""
        style = json.dumps(self.inquiry.style.document())
        templates = (f"{name} {text}" for name, text in texts().items())
        settings = json.dumps(self.elicitation.document())
        return (
            self.inquiry.recorded,
            self.inquiry.recording,
            style,
            settings,
            str(self.seed),
            *templates,
        )

    def _further(self) -> tuple[str, ...]:
        """The files of what goes beyond the domain's prompts."""
        wanted = self.elicitation
        asked = (
            (WISHES, True),
            (TURNS, wanted.guided),
            (REFINEMENT, wanted.refine),
            (AGREEMENT, wanted.probes),
            (LIKELIHOOD, self.critic),
        )
        return tuple(name for name, is_asked in asked if is_asked)

    def _candidates(self) -> tuple[Rule, ...]:
        path = self.folder.path
        return refined(read_candidates(path / CANDIDATES), read_rows(path, REFINEMENT))

    def _inputs(self, *names: str) -> tuple[str, ...]:
        """What decides a stage: the files it reads, the domain's settings, and the version."""
        files = (digest_path(self.folder.path / name) for name in names)
        constraints = show_theory(self.domain.constraints)
        return (__version__, read_text(self.domain.settings), constraints, *files)

    def _graph(self) -> RuleGraph:
        texts = ((name, self.folder.text(name)) for name in (RULES, CONSTRAINTS))
        rules = tuple(rule for name, text in texts for rule in parse_rules(text, name))
        return graphs.compile(Theory(rules, self.domain.signature))


def _facts(domain: Domain) -> str:
    return "\n".join(map(show_atom, example_facts(domain)))
