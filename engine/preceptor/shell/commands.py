"""Commands: what the toplevel does besides answering goals."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from preceptor.logic import (
    Atom,
    InputError,
    ParseError,
    Predicate,
    Rule,
    did_you_mean,
)
from preceptor.rulebase.reporting import say_report
from preceptor.rulebase.wording import say_rule
from preceptor.shell import asking, change
from preceptor.shell.session import Session, consult
from preceptor.syntax import parse_atom, rule_id, show_atom, show_rule, show_term


@dataclass(frozen=True, slots=True)
class Reply:
    """The session after a command and the text to write. Not `ok`: it answered "no"."""

    session: Session
    text: str = "true.\n"
    ok: bool = True
    failed: bool = False
    halts: bool = False
    reads_clauses: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """A command: how it is written, what it does, and the function that does it."""

    usage: str
    line: str
    run: Callable[[Session, str], Reply]

    @property
    def name(self) -> str:
        return re.split(r"[(.]", self.usage)[0]

    @property
    def arity(self) -> int:
        return int("(" in self.usage)


def find(text: str, known: Collection[Predicate]) -> tuple[Command, str] | None:
    """The command of a clause without its full stop, and its argument as written.

    A predicate of the rule base hides a command of its name; None for what is a goal.
    """
    if text.startswith("[") and text.endswith("]"):
        return CONSULT, text[1:-1]
    written = re.fullmatch(r"([a-z]\w*)\s*(?:\((.*)\))?", text, re.DOTALL)
    if written is None:
        return None
    name, argument = written.groups()
    arity = int(argument is not None)
    command = next((c for c in COMMANDS if (c.name, c.arity) == (name, arity)), None)
    if command is None or (Predicate(name, arity) in known and command is not HALT):
        return None
    return command, argument or ""


def _consult(session: Session, argument: str) -> Reply:
    names = _names(argument)
    if names == ("user",):
        return Reply(session, "", reads_clauses=True)
    lines: list[str] = []
    failed = False
    for name in names:
        before = len(session.base.facts)
        session, reading = consult(session, name)
        added = len(session.base.facts) - before
        lines += map(str, reading.faults)
        broken = f", {len(reading.faults)} not read" if reading.faults else ""
        facts = f", {added} facts" if added else ""
        lines.append(f"% {reading.files[0]}: {len(reading.rules)} clauses{facts}{broken}")
        failed = failed or bool(reading.faults)
    return Reply(session, "\n".join((*lines, "true.\n")), failed=failed)


def _names(argument: str) -> tuple[str, ...]:
    """The file names of `a, 'b/c.pl'`; a path that needs quotes but has none is taken as it is."""
    try:
        atom = parse_atom(f"consult({argument})")
    except ParseError:
        return tuple(name.strip() for name in argument.split(","))
    return tuple(getattr(term, "name", show_term(term)) for term in atom.args)


def _facts(session: Session, argument: str) -> Reply:
    before = len(session.base.facts)
    base = session.base.reading_facts(_names(argument))
    text = f"% {len(base.facts) - before} facts\ntrue.\n"
    return Reply(Session(base, session.sources, session.last), text)


def _listing(session: Session, argument: str) -> Reply:
    wanted = argument.strip()
    rules = [rule for rule in session.base.theory if _is_listed(rule.head, wanted)]
    facts = [fact for fact in session.base.facts if _is_listed(fact, wanted)]
    if wanted and not (rules or facts):
        names = {predicate.name for predicate in session.base.known}
        if wanted.split("/")[0] not in names:
            raise InputError(f"no predicate {wanted}", did_you_mean(wanted, names))
    lines = [*map(_listed, rules), *(f"{show_atom(fact)}." for fact in facts)]
    return Reply(session, "".join(f"{line}\n" for line in (*lines, "true.")))


def _is_listed(atom: Atom | None, wanted: str) -> bool:
    if atom is None:
        return not wanted
    name, _, arity = wanted.partition("/")
    return not wanted or (name == atom.name and arity in ("", str(len(atom.args))))


def _listed(rule: Rule) -> str:
    return show_rule(rule) if rule.name else f"{show_rule(rule)}  % {rule_id(rule)}"


def _assertz(session: Session, argument: str) -> Reply:
    return Reply(change.add(session, f"{_inner(argument)} ."))


def _retract(session: Session, argument: str) -> Reply:
    changed = change.retract(session, change.same_as(_inner(argument)), every=False)
    return Reply(session, "false.\n", ok=False) if changed is None else Reply(changed)


def _retractall(session: Session, argument: str) -> Reply:
    changed = change.retract(session, change.with_head(argument), every=True)
    return Reply(session if changed is None else changed)


def _inner(argument: str) -> str:
    """The clause of `assertz((head :- body))`, where Prolog wants a second pair of parentheses."""
    text = argument.strip()
    if not text.startswith("("):
        return text
    if text.count("(") != text.count(")") or not text.endswith(")"):
        raise InputError("the parentheses do not balance", "write  assertz((head :- body)).")
    return text[1:-1]


def _why(session: Session, argument: str) -> Reply:
    answers = asking.explain(session, argument)
    return Reply(session, f"{answers.explained()}\n", ok=bool(answers))


def _how(session: Session, argument: str) -> Reply:
    answers = asking.explain(session, argument)
    return Reply(session, f"{answers.explained(clauses=True)}\n", ok=bool(answers))


def _whynot(session: Session, argument: str) -> Reply:
    answers = asking.explain(session, argument, missing=True)
    return Reply(session, f"{answers.explained()}\n")


def _rule(session: Session, argument: str) -> Reply:
    rules = session.base.rule(argument.strip().strip("'"))
    return Reply(session, "".join(f"{line}\n" for rule in rules for line in say_rule(rule)))


def _check(session: Session, _: str) -> Reply:
    report = session.base.check()
    lines = tuple(say_report(report, session.base.signature))
    return Reply(session, "".join(f"{line}\n" for line in lines), ok=not report.errors)


def _help(session: Session, topic: str) -> Reply:
    wanted = topic.strip()
    if not wanted:
        return Reply(session, _overview())
    commands = [command for command in COMMANDS if command.name == wanted]
    if not commands:
        raise InputError(f"no help on {wanted!r}", did_you_mean(wanted, (c.name for c in COMMANDS)))
    return Reply(session, _table(commands))


def _overview() -> str:
    return f"{_INTRODUCTION}\n{_table(COMMANDS)}"


def _table(commands: Iterable[Command]) -> str:
    return "".join(f"  {command.usage:<24}{command.line}\n" for command in commands)


def _halt(session: Session, _: str) -> Reply:
    return Reply(session, "", halts=True)


_INTRODUCTION = """\
A goal ends with a full stop:  grandfather(X, bob), male(X).
After an answer  ;  or space shows the next,  Enter  or  .  stops.
true. false. unknown.: the world is open, so a goal without answers is unknown;
it is false where its opposite -goal is derived.
A number in parentheses is the confidence of an answer's best proof.
"""

CONSULT = Command("consult(File).", "load rules; also  [File].  or a domain's name", _consult)
HALT = Command("halt.", "leave; so does Ctrl-D", _halt)

COMMANDS = (
    CONSULT,
    Command("facts(Path).", "load facts: a .pl, .csv or .tsv file, or a folder", _facts),
    Command("listing.", "show the rules and the facts", _listing),
    Command("listing(Name).", "show those of a predicate: father, or father/2", _listing),
    Command("assertz(Clause).", "add a fact or a rule:  assertz((p(X) :- q(X))).", _assertz),
    Command("assert(Clause).", "the same", _assertz),
    Command("asserta(Clause).", "the same: order has no meaning", _assertz),
    Command(
        "retract(Clause).", "take out the first clause like it, or the rule of that id", _retract
    ),
    Command("retractall(Head).", "take out all facts and rules of that head", _retractall),
    Command("why.", "prove the answer shown last, or say what it lacked", _why),
    Command("why(Goal).", "prove a goal, or say what it lacks", _why),
    Command("how.", "as  why.  with the text of each rule", _how),
    Command("how(Goal).", "as  why(Goal).  with the text of each rule", _how),
    Command("whynot(Goal).", "the rules that come nearest to a goal, and what they lack", _whynot),
    Command("rule(Id).", "a rule, where it was written, and what was repaired", _rule),
    Command("check.", "what is wrong with the rules, with the facts that show it", _check),
    Command("help.", "this page", _help),
    Command("help(Command).", "what a command does", _help),
    HALT,
    Command("quit.", "the same", _halt),
    Command("exit.", "the same", _halt),
)
NAMES = tuple(dict.fromkeys(command.name for command in COMMANDS))
