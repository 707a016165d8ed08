"""The session: what a toplevel has loaded, and the goal that it asked last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from preceptor.domain import load_facts
from preceptor.logic import Atom, Literal, Rule, Term, Theory
from preceptor.rulebase import RuleBase
from preceptor.rulebase.sources import Reading, read

USER = "user"  # the source of what is typed
Source = tuple[str, tuple[Rule, ...]]


@dataclass(frozen=True, slots=True)
class Asked:
    """The last goal, and the bindings of the answer shown last; None if it had no answer."""

    goal: tuple[Literal, ...]
    bindings: tuple[tuple[str, Term], ...] | None


@dataclass(frozen=True, slots=True)
class Session:
    """A rule base with its rules by source: a file consulted again replaces its old self."""

    base: RuleBase
    sources: tuple[Source, ...] = ()
    last: Asked | None = None

    @property
    def typed(self) -> tuple[Rule, ...]:
        """The rules that were typed, not read from a file."""
        return dict(self.sources).get(USER, ())

    def asking(self, asked: Asked) -> Session:
        return replace(self, last=asked)


def begin(base: RuleBase) -> Session:
    """A session on a loaded rule base."""

    def source(rule: Rule) -> str:
        return USER if rule.origin is None else rule.origin.source

    groups = groupby(base.theory.rules, source)
    return Session(base, tuple((name, tuple(rules)) for name, rules in groups))


def rebuild(
    session: Session, sources: Iterable[Source], facts: tuple[Atom, ...] | None = None
) -> Session:
    """The session with these sources and facts; raises CompileError."""
    kept = tuple((name, rules) for name, rules in sources if rules)
    theory = Theory(tuple(rule for _, rules in kept for rule in rules), session.base.signature)
    facts = session.base.facts if facts is None else facts
    base = replace(session.base, theory=theory, facts=facts)
    base.graph  # noqa: B018  # compiles: what is refused must be refused here
    return replace(session, base=base, sources=kept)


def define(session: Session, source: str, rules: Iterable[Rule]) -> Session:
    """Makes these the rules of a source. Raises CompileError."""
    return rebuild(session, {**dict(session.sources), source: tuple(rules)}.items())


def union(facts: tuple[Atom, ...], more: Iterable[Atom]) -> tuple[Atom, ...]:
    """The facts and more, each once, in order."""
    return tuple(dict.fromkeys((*facts, *more)))


def consult(session: Session, name: str) -> tuple[Session, Reading]:
    """Loads a file (its `.pl` may be left out), folder or domain, in place of what it gave before.
    The facts/ of a folder or domain are added to the facts.

    What cannot be read is left out and told in the reading's faults. Raises InputError for a name
    that leads nowhere, CompileError for rules that cannot be evaluated.
    """
    path = Path(name)
    longer = path.with_name(f"{path.name}.pl") if path.name else path
    reading = read([longer if longer.is_file() and not path.exists() else name])
    if reading.domain is not None:
        base = replace(
            session.base,
            domain=reading.domain,
            constraints=reading.constraints,
            theory=Theory(session.base.theory.rules, reading.signature),
        )
        session = replace(session, base=base)
    facts = load_facts(reading.own_facts([name]), reading.signature)
    session = define(session, str(reading.files[0]), reading.rules)
    return rebuild(session, session.sources, union(session.base.facts, facts)), reading
