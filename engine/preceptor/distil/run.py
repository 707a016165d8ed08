"""A finished run: its rules, student and metrics, and the story of every rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from preceptor.distil.amendment import AMENDMENT, amendment, is_empty
from preceptor.distil.asking import RECORDING
from preceptor.distil.authors import AUTHORS
from preceptor.distil.candidates import CANDIDATES, rejected
from preceptor.distil.card import CARD
from preceptor.distil.folder import CONFIG, read_document
from preceptor.distil.likelihoods import LIKELIHOOD
from preceptor.distil.metrics import METRICS
from preceptor.distil.page import told
from preceptor.distil.replyfile import REPLIES, read_replies
from preceptor.distil.rulefile import CONSTRAINTS, QUARANTINE, RULES
from preceptor.distil.schooling import STUDENT, report
from preceptor.distil.verdicts import VERDICTS, Row, read_verdicts
from preceptor.domain import Domain
from preceptor.graph import RuleGraph
from preceptor.logic import Code, InputError, Rule, Theory, did_you_mean
from preceptor.syntax import parse_rules
from preceptor.syntax.files import read_text, write_text
from preceptor.teacher import Record

if TYPE_CHECKING:
    from preceptor.student import Hybrid, PathStudent

GRAPH = "graph.json"


@dataclass(frozen=True, slots=True)
class Statement:
    """One place where a rule was said: the reply, the line as it stood, and what was repaired."""

    reply: str
    line: int
    column: int
    text: str
    operators: tuple[str, ...]
    verdict: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The story of a rule: where it was said, what was found about it, and what became of it."""

    rule: str
    text: str
    verdict: str
    score: float
    findings: tuple[Mapping[str, Any], ...]
    statements: tuple[Statement, ...]


class Run:
    """A run folder, read when asked. Raises InputError for an unfinished one, or none at all."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        if not (self.path / CONFIG).exists():
            raise InputError(f"{self.path} is no run folder", "preceptor distil makes one")
        if not (self.path / METRICS).exists():
            hint = f"preceptor distil {self.config['domain']} --out {self.path}  goes on with it"
            raise InputError(f"the run {self.path} was broken off", hint)

    def __repr__(self) -> str:
        return f"Run({str(self.path)!r})"

    @cached_property
    def config(self) -> Mapping[str, Any]:
        return read_document(self.path / CONFIG)

    @cached_property
    def metrics(self) -> Mapping[str, Any]:
        """The document `preceptor/run/1`."""
        return read_document(self.path / METRICS)

    @cached_property
    def faults(self) -> tuple[Mapping[str, str], ...]:
        """What of the recording could not be read: place, code and message."""
        return tuple(read_document(self.path / RECORDING)["faults"])

    @cached_property
    def graph(self) -> RuleGraph:
        """The rules and constraints, compiled."""
        return RuleGraph.from_json(read_text(self.path / GRAPH))

    @cached_property
    def rules(self) -> Theory:
        """The rules that were kept, in the order of rules.pl."""
        return Theory(self._rules(RULES), self.graph.signature)

    @cached_property
    def constraints(self) -> tuple[Rule, ...]:
        return self._rules(CONSTRAINTS)

    @cached_property
    def quarantine(self) -> tuple[Rule, ...]:
        return self._rules(QUARANTINE)

    @cached_property
    def verdicts(self) -> tuple[Row, ...]:
        """Every candidate in the order of the replies, with its verdict and findings."""
        return read_verdicts(self.path / VERDICTS)

    @cached_property
    def rejected(self) -> tuple[Row, ...]:
        """The statements of the replies that gave no rule."""
        return rejected(self.path / CANDIDATES)

    @cached_property
    def replies(self) -> tuple[Record, ...]:
        return read_replies(self.path / REPLIES)

    @cached_property
    def student(self) -> PathStudent:
        """The trained student. Raises InputError where the run has none."""
        skipped = report(self.path).get("skipped")
        if skipped is not None:
            raise InputError(f"the run {self.path} has no student: {skipped}")
        from preceptor.student import PathStudent

        return PathStudent.from_pretrained(self.path / STUDENT)

    @cached_property
    def hybrid(self) -> Hybrid:
        """The student above its threshold, else the rules."""
        from preceptor.student import Hybrid

        return Hybrid(self.student)

    def explain(self, rule: str) -> Explanation:
        """The story of a rule by its id, or by a beginning of it that no other id shares."""
        decided, rows = self._stating(rule)
        return Explanation(
            decided["rule"],
            decided["text"],
            decided["verdict"],
            decided["score"],
            tuple(decided["findings"]),
            tuple(map(_statement, rows)),
        )

    def publish(self, domain: Domain) -> None:
        """Writes the rules, the quarantine and the card into the folder of the domain.

        Where it has several authors, what they say and how to mend it too. Raises InputError,
        before it writes, where a file there was not made by a run.
        """
        figures = {key: value for key, value in self.metrics.items() if key != "student"}
        rules = read_text(self.path / RULES)
        diff = amendment(domain, rules) if domain.authors else ""
        texts = {
            RULES: rules,
            QUARANTINE: read_text(self.path / QUARANTINE),
            CARD: told(self.path, domain, figures, (self.path / LIKELIHOOD).exists(), diff),
        }
        if domain.authors:
            texts[AUTHORS] = read_text(self.path / AUTHORS)
            texts[AMENDMENT] = "" if is_empty(diff) else diff
        publish(domain, texts)

    def _rules(self, name: str) -> tuple[Rule, ...]:
        return parse_rules(read_text(self.path / name), str(self.path / name))

    def _stating(self, rule: str) -> tuple[Row, list[Row]]:
        """The row that decided on the rule, and the rows of all statements that came to it."""
        ids = sorted({row["rule"] for row in self.verdicts})
        meant = [name for name in ids if name == rule] or [n for n in ids if n.startswith(rule)]
        if len(meant) != 1 or not rule:
            what = f"several rules begin with {rule!r}" if meant else f"no rule {rule!r}"
            raise InputError(f"{what} in {self.path}", did_you_mean(rule, meant or ids))
        rows = [row for row in self.verdicts if meant[0] in _comes_to(row)]
        return min(
            rows, key=lambda row: (row["rule"] != meant[0], row["verdict"] == "dropped")
        ), rows


def publish(domain: Domain, texts: Mapping[str, str]) -> None:
    """Writes files into the folder of a domain, in the place of none but those of a run.

    One without a text is not to be there.
    """
    for name in texts:
        there = domain.path / name
        if there.exists() and "preceptor distil" not in read_text(there):
            raise InputError(f"{there} was not made by preceptor distil", "move it away first")
    for name, text in texts.items():
        if text:
            write_text(domain.path / name, text)
        else:
            (domain.path / name).unlink(missing_ok=True)


def _comes_to(row: Row) -> set[str]:
    """The id of a row's rule, and of the rule that it repeats."""
    repeated = [f["rules"] for f in row["findings"] if f["code"] == Code.DUPLICATE]
    return {row["rule"], *(name for names in repeated for name in names)}


def _statement(row: Row) -> Statement:
    return Statement(
        row["reply"],
        row["line"],
        row["column"],
        row["before"] or row["stated"],
        tuple(row["operators"]),
        row["verdict"],
    )
