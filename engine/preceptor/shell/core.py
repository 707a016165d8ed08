"""The toplevel without a terminal: lines go in, text to be written comes out."""

from __future__ import annotations

from enum import Enum

from preceptor.logic import PreceptorError
from preceptor.rulebase import RuleBase
from preceptor.shell import asking
from preceptor.shell.change import add
from preceptor.shell.commands import NAMES, Reply, find
from preceptor.shell.session import begin
from preceptor.syntax import pieces

GOAL, CONTINUED, CLAUSE = "?- ", "|    ", "|: "


class Outcome(Enum):
    """How a session went, by its worst goal; the value is an exit code."""

    ANSWERED = 0
    UNANSWERED = 1
    FAILED = 2


class ShellCore:
    """Reads lines, keeps what is not yet a whole clause, and answers each clause when it is.

    While answers wait (`waits`), the next line says whether to go on: `;` does, an empty line or
    `.` does not, anything else is a new goal. After `[user].` lines are clauses until
    `end_of_file.` or the end of input. A core that is not `interactive` never waits: it shows up
    to `limit` answers at once.
    """

    def __init__(self, base: RuleBase, *, interactive: bool = True, limit: int = 1000) -> None:
        self.session = begin(base)
        self.interactive = interactive
        self.limit = limit
        self.outcome = Outcome.ANSWERED
        self.halted = False
        self._unread = ""  # the text that no full stop ends yet
        self._queue: list[str] = []  # clauses behind the one whose answers are being shown
        self._page: asking.Page | None = None
        self._typed: list[str] | None = None  # the clauses since [user].

    @property
    def waits(self) -> bool:
        """Whether an answer is shown and others wait behind it."""
        return self._page is not None and self._page.waits

    @property
    def prompt(self) -> str:
        if self.waits:
            return ""
        if self._unread:
            return CONTINUED
        return GOAL if self._typed is None else CLAUSE

    def feed(self, line: str) -> str:
        """The text to write, as it is, after the line was entered."""
        if self.waits:
            word = line.strip()
            if word in (";", ""):
                return self._go_on() if word else self._stop()
            return self._stop() + ("" if word == "." else self.feed(line))
        parts = list(pieces(f"{self._unread}{line}\n"))
        self._unread = "" if not parts or parts[-1].stopped else f"{parts[-1].text}\n"
        self._queue += [part.text for part in parts if part.stopped]
        return self._work()

    def end(self) -> str:
        """The end of input: of the clauses after `[user].`, else of the session."""
        if self._typed is not None:
            return self._define()
        unread, self._unread = self._unread.strip(), ""
        self.halted = True
        if not unread:
            return ""
        self._worsen(Outcome.FAILED)
        return f"the input ends inside a goal: {unread}\n  hint: a goal ends with a full stop\n"

    def interrupt(self) -> str:
        """Ctrl-C: whatever was being read, worked out or shown is dropped; the session goes on."""
        line_is_open = self.waits
        self._unread, self._page, self._typed = "", None, None
        self._queue.clear()
        return "\n% interrupted\n" if line_is_open else "% interrupted\n"

    def _go_on(self) -> str:
        assert self._page is not None
        self._page, text = asking.turn(self._page)
        self._remember()
        return f";\n{text}" + self._work()

    def _stop(self) -> str:
        self._page = None
        return ".\n" + self._work()

    def _work(self) -> str:
        """Answers the clauses in the queue up to one whose answers must wait."""
        out = []
        while self._queue and not self.waits and not self.halted:
            out.append(self._clause(self._queue.pop(0)))
        return "".join(out)

    def _clause(self, text: str) -> str:
        if self._typed is not None:
            if text.strip() == "end_of_file.":
                return self._define()
            self._typed.append(text)
            return ""
        try:
            return self._answer(text.strip().removeprefix("?-").strip())
        except PreceptorError as error:
            self._worsen(Outcome.FAILED)
            return f"{error}\n"

    def _answer(self, text: str) -> str:
        bare = text.removesuffix(".").rstrip()
        found = find(bare, self.session.base.known)
        if found is None:
            return self._goal(text)
        command, argument = found
        return self._obey(command.run(self.session, argument))

    def _obey(self, reply: Reply) -> str:
        self.session = reply.session
        self.halted = reply.halts
        if reply.reads_clauses:
            self._typed = []
        self._worsen(Outcome.ANSWERED if reply.ok else Outcome.UNANSWERED)
        self._worsen(Outcome.FAILED if reply.failed else Outcome.ANSWERED)
        return reply.text

    def _goal(self, text: str) -> str:
        page = asking.ask(self.session.base, text, NAMES)
        if not page.answers:
            self._worsen(Outcome.UNANSWERED)
        if self.interactive:
            self._page, out = asking.turn(page)
        else:
            self._page, out = asking.turn_all(page, self.limit)
        self._remember()
        return out

    def _remember(self) -> None:
        """Keeps the answer shown for `why.`, and lets go of a page that is at its end."""
        assert self._page is not None
        self.session = self.session.asking(self._page.asked)
        if not self.waits or not self.interactive:
            self._page = None

    def _define(self) -> str:
        """Takes in the clauses typed since `[user].`: all of them, or none where one is wrong."""
        clauses, self._typed, self._unread = self._typed or [], None, ""
        try:
            self.session = add(self.session, "\n".join(clauses))
        except PreceptorError as error:
            self._worsen(Outcome.FAILED)
            return f"{error}\n% nothing was added\n"
        return "true.\n"

    def _worsen(self, outcome: Outcome) -> None:
        self.outcome = max(self.outcome, outcome, key=lambda outcome: outcome.value)
