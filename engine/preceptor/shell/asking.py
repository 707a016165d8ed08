"""Asking: a goal's answers, shown one after the other as a Prolog toplevel does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from preceptor.logic import (
    InputError,
    Literal,
    ParseError,
    Truth,
    map_literal,
    substituting,
)
from preceptor.rulebase import Answers, RuleBase
from preceptor.rulebase.vocabulary import unknown_procedure
from preceptor.rulebase.wording import BOTH, say_outcome
from preceptor.shell.session import Asked, Session
from preceptor.syntax import parse_goal, read_rules, show_goal


@dataclass(frozen=True, slots=True)
class Page:
    """Answers of a goal, of which the first `shown` are on the screen."""

    goal: tuple[Literal, ...]
    answers: Answers
    shown: int = 0

    @property
    def waits(self) -> bool:
        """Whether there are answers behind the one shown last."""
        return 0 < self.shown < len(self.answers)

    @property
    def asked(self) -> Asked:
        bindings = self.answers[self.shown - 1].bindings if self.shown else None
        return Asked(self.goal, bindings)


def ask(base: RuleBase, text: str, commands: Iterable[str] = ()) -> Page:
    """The page of a goal, nothing shown yet. Raises ParseError, and InputError for an unknown
    predicate, which may be a mistyped command.
    """
    try:
        goal = parse_goal(text)
    except ParseError:
        if read_rules(text, "<goal>")[0]:
            hint = f"to add it:  assertz(({text.removesuffix('.')})).  or write it after  [user]."
            raise InputError("a rule is no goal", hint) from None
        raise
    unknown = base.unknown(goal)
    if unknown is not None:
        raise unknown_procedure(unknown, base.known, commands)
    return Page(goal, base.query(show_goal(goal)))


def turn(page: Page) -> tuple[Page, str]:
    """Shows the next answer; its line stays open while others wait behind it."""
    if not page.answers:
        return page, f"{say_outcome(page.answers.result)}\n{_reservations(page)}"
    turned = replace(page, shown=page.shown + 1)
    words = page.answers.say(page.shown, ",\n")
    return turned, f"{words} " if turned.waits else f"{words}.\n{_reservations(page)}"


def turn_all(page: Page, limit: int) -> tuple[Page, str]:
    """Shows up to `limit` answers at once, and counts those left out."""
    if not page.answers:
        return turn(page)
    shown = [page.answers.say(i, ",\n") for i in range(min(limit, len(page.answers)))]
    left = len(page.answers) - len(shown)
    more = f"% and {left} more answers\n" if left else ""
    text = " ;\n".join(shown)
    return replace(page, shown=len(shown)), f"{text}.\n{more}{_reservations(page)}"


def explain(session: Session, text: str, *, missing: bool = False) -> Answers:
    """The proofs of a goal, or of the answer shown last; with `missing`, or for want of a proof,
    the rules that came nearest.
    """
    goal = text.strip() or _last(session)
    return session.base.whynot(goal) if missing else session.base.why(goal)


def _last(session: Session) -> str:
    if session.last is None:
        raise InputError("nothing was asked yet", "ask a goal first, or name it:  why(GOAL).")
    bindings = dict(session.last.bindings or ())
    return show_goal(map_literal(lit, substituting(bindings)) for lit in session.last.goal)


def _reservations(page: Page) -> str:
    """What the answers alone do not say."""
    opposed = page.answers.truth is Truth.BOTH
    lines = [f"% {BOTH}"] * opposed
    lines += ["% incomplete: a limit was hit"] * (not page.answers.complete)
    return "".join(f"{line}\n" for line in lines)
