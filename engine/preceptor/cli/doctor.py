"""`preceptor doctor`: what is installed, what each missing part would give, and a self test."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from preceptor import prolog
from preceptor.cli.console import Console
from preceptor.cli.exits import Exit
from preceptor.cli.parts import Part, parts
from preceptor.logic import Code
from preceptor.rulebase import RuleBase
from preceptor.syntax import parse_theory

SCHEMA = "preceptor/doctor/1"

_EPILOG = """\
examples:
  preceptor doctor
  preceptor doctor --json

Exit code: 0 when the base works, 1 when it does not; a missing extra is no fault."""

_RULES = """\
parent(ann, bob). parent(bob, carl).
ancestor(X, Y) :- parent(X, Y).
ancestor(X, Z) :- parent(X, Y), ancestor(Y, Z).
root(X) :- parent(X, _), \\+ parent(_, X).
"""
_IMPOSSIBLE = "odd(X) :- age(X, N), N > 3, N < 2."


@dataclass(frozen=True, slots=True)
class Trial:
    """A self test: what was tried, whether it must work, and what went wrong ('' for nothing)."""

    name: str
    required: bool
    trouble: str


def configure(parser: ArgumentParser) -> None:
    parser.epilog = _EPILOG


def run(options: Namespace, console: Console) -> int:
    found = parts()
    trials = tuple(_trials())
    works = all(part.found for part in found if part.required) and not any(
        trial.trouble for trial in trials if trial.required
    )
    console.document(_document(found, trials, works))
    console.lines(_say(found, trials))
    console.line(f"the base {'works' if works else 'does not work'}")
    return Exit.OK if works else Exit.FINDINGS


def _trials() -> Iterator[Trial]:
    yield Trial("the engine proves", True, _trouble(_engine))
    yield Trial("Z3 finds a body that cannot hold", True, _trouble(_solver))
    if prolog.swipl() is not None:
        yield Trial("SWI-Prolog agrees with the engine", False, _trouble(_prolog))


def _trouble(trial: Callable[[], str]) -> str:
    """What a trial complains of; whatever it raises is such a complaint."""
    try:
        return trial()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def _engine() -> str:
    answers = RuleBase(parse_theory(_RULES)).why("ancestor(ann, carl), root(ann)")
    return "" if answers and len(answers[0].proof) == 2 else "a goal that holds has no proof"


def _solver() -> str:
    report = RuleBase(parse_theory(_IMPOSSIBLE)).check(with_prolog=False)
    codes = {finding.code for finding in report.findings}
    return "" if Code.EMPTY_BODY in codes else "it took  N > 3, N < 2  for possible"


def _prolog() -> str:
    base = RuleBase(parse_theory(_RULES))
    theirs = prolog.consequences(base.graph, ())
    ours = {predicate: base.model.relations.get(predicate) for predicate in theirs}
    return "" if ours == theirs else "the two engines derive different atoms"


def _say(found: Iterable[Part], trials: Iterable[Trial]) -> Iterator[str]:
    missing = []
    for part in found:
        if part.found:
            place = f"  {part.path}" if part.path and part.path != part.name else ""
            yield f"  ok       {part.name:<16}{part.version}{place}"
        else:
            missing.append(part)
            yield f"  missing  {part.name:<16}it would give: {part.gives}"
    for trial in trials:
        yield f"  {'FAILED' if trial.trouble else 'ok':<9}{trial.name}  {trial.trouble}".rstrip()
    for command in dict.fromkeys(part.command for part in missing):
        names = ", ".join(part.name for part in missing if part.command == command)
        yield f"to get {names}:  {command}"


def _document(found: Iterable[Part], trials: Iterable[Trial], works: bool) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "works": works,
        "parts": [
            {
                "name": part.name,
                "found": part.found,
                "version": part.version,
                "path": part.path,
                "required": part.required,
                "gives": part.gives,
                "command": part.command,
            }
            for part in found
        ],
        "trials": [
            {"name": trial.name, "ok": not trial.trouble, "trouble": trial.trouble}
            for trial in trials
        ],
    }
