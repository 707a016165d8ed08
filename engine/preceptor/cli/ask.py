"""`preceptor ask`: a run's student where it is sure, else its rules; and who it was."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from preceptor import domain as domains
from preceptor.cli.console import Console
from preceptor.cli.exits import Exit
from preceptor.distil import Run
from preceptor.logic import Answer, InputError, Source, Unavailable
from preceptor.rulebase import Answers, RuleBase
from preceptor.syntax import parse_goal

_EPILOG = """\
examples:
  preceptor ask runs/kinship "grandfather(X, bob)"
  preceptor ask runs/kinship "grandfather(X, bob)" --facts family.pl --why

The student answers where its confidence reaches the threshold that its training chose, else the
rules; where neither can, the answer is unknown. A proof always comes from the rules.
Exit code: 0 answered, 1 no answer, 2 an error in the input."""


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("run_folder", metavar="RUN", help="a run folder")
    parser.add_argument("goal", metavar="GOAL", help="such as  grandfather(X, bob)")
    parser.add_argument(
        "--facts",
        action="append",
        metavar="PATH",
        help="a file or folder of facts; may be given several times [the domain's own]",
    )
    parser.add_argument("--why", action="store_true", help="show the rules' proof of each answer")
    parser.epilog = _EPILOG


def run(options: Namespace, console: Console) -> int:
    finished = Run(options.run_folder)
    base = RuleBase(finished.rules, constraints=finished.constraints)
    base = base.reading_facts(options.facts or _own_facts(finished))
    proved = base.query(options.goal, why=options.why)  # also refuses what is no goal
    answers, decided_by, reason = _decide(finished, base, options.goal, proved)
    if options.why:
        answers = _with_proofs(answers, proved)
    console.document({**answers.document(), "decided_by": decided_by, "reason": reason})
    console.line(str(answers))
    for answer in answers if options.why else ():
        if not answer.proof:
            console.line("the rules have no proof of it")
    console.line(f"% decided by {decided_by}: {reason}")
    return Exit.OK if answers else Exit.FINDINGS


def _decide(finished: Run, base: RuleBase, goal: str, proved: Answers) -> tuple[Answers, str, str]:
    """The answers, who decided them, and why it was that one."""
    literals = parse_goal(goal)
    try:
        decision = finished.hybrid.ask(literals, base.model)
    except (InputError, Unavailable) as missing:  # no student in this run, or no torch
        decided_by = Source.RULES.value if proved else "none"
        return proved, decided_by, str(missing).partition("\n")[0]
    answers = base.answers(literals, decision.result)
    return answers, str(decision.decided_by), decision.reason


def _with_proofs(answers: Answers, proved: Answers) -> Answers:
    """The answers, each with the rules' proof of its bindings where they have one."""
    proofs = {answer.bindings: answer.proof for answer in proved}

    def prove(given: Iterable[Answer]) -> tuple[Answer, ...]:
        return tuple(replace(a, proof=proofs.get(a.bindings, ())) for a in given)

    return replace(answers, result=replace(answers.result, answers=prove(answers)))


def _own_facts(finished: Run) -> tuple[Path, ...]:
    """The example facts of the run's domain, where that is one known by name."""
    name: Any = finished.config["domain"]
    if name not in domains.available():
        return ()
    facts = domains.find(name) / "facts"
    return (facts,) if facts.is_dir() else ()
