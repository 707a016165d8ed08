"""Budgets: what a request may cost at most, what was spent, and a cap that is never passed."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from preceptor.logic import InputError, LimitExceeded
from preceptor.teacher.failures import Failure
from preceptor.teacher.lock import Grammar
from preceptor.teacher.request import Reply, Request, Usage
from preceptor.teacher.seam import Capabilities, Teacher, capabilities

_MILLION = 1_000_000
_PER_MESSAGE = 16  # tokens of a chat template around a message, at most


@dataclass(frozen=True, slots=True)
class Prices:
    """What a million tokens cost, of prompts and of replies, in the caller's currency. Exact."""

    prompt: Decimal
    completion: Decimal

    @classmethod
    def read(cls, text: str) -> Prices:
        """Prices as `2.50,10`; raises InputError for anything else."""
        try:
            prompt, completion = map(Decimal, text.split(","))
        except (ValueError, InvalidOperation):
            prompt = completion = Decimal(-1)
        if not (prompt.is_finite() and completion.is_finite() and min(prompt, completion) >= 0):
            raise InputError(
                f"{text!r} are no prices", "IN,OUT of a million tokens, as in --price 2.50,10"
            )
        return cls(prompt, completion)

    def cost(self, usage: Usage) -> Decimal:
        counted = usage.prompt_tokens * self.prompt + usage.completion_tokens * self.completion
        return counted / _MILLION


FREE = Prices(Decimal(0), Decimal(0))


@dataclass(frozen=True, slots=True)
class Spending:
    """Calls made and the tokens that they took."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0

    def __add__(self, other: Spending) -> Spending:
        return Spending(
            self.calls + other.calls,
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
        )

    def __sub__(self, other: Spending) -> Spending:
        return self + Spending(-other.calls, -other.prompt_tokens, -other.completion_tokens)

    @property
    def usage(self) -> Usage:
        return Usage(self.prompt_tokens, self.completion_tokens)


NOTHING = Spending()


@dataclass(frozen=True, slots=True)
class Caps:
    """The most that may be spent; None is no cap. A cap on cost needs prices.

    `with_grammar`: the server counts the grammar as part of the prompt, as OpenAI does.
    """

    calls: int | None = None
    tokens: int | None = None
    cost: Decimal | None = None
    prices: Prices | None = None
    with_grammar: bool = True

    def __post_init__(self) -> None:
        if self.cost is not None and self.prices is None:
            raise InputError("a cap on cost needs prices", "--price IN,OUT of a million tokens")

    def passed(self, spending: Spending) -> LimitExceeded | None:
        """The limit that this much would pass."""
        cost = (self.prices or FREE).cost(spending.usage)
        for kind, used, most in (
            ("calls", spending.calls, self.calls),
            ("tokens", spending.usage.total, self.tokens),
            ("cost", cost, self.cost),
        ):
            if most is not None and used > most:
                return LimitExceeded(kind, float(used), float(most))
        return None

    @property
    def needs_tokens(self) -> bool:
        return self.tokens is not None or self.cost is not None


def at_most(request: Request, with_grammar: bool = True) -> Spending:
    """What one call may take at most: a token holds a byte at least, of the grammar in its longest
    form too.

    Raises InputError for a request that leaves the length of its reply to the server.
    """
    if request.max_tokens is None:
        raise InputError("nothing bounds the length of a reply", "set max_tokens of the request")
    size = sum(len(content.encode()) for _, content in request.messages)
    frame = _PER_MESSAGE * (len(request.messages) + 1)
    held = _grammar_bytes(request.grammar) if with_grammar else 0
    return Spending(1, size + frame + held, request.max_tokens)


def about(request: Request) -> int:
    """A guess at the tokens of a prompt without its grammar: four bytes each."""
    return sum(len(content.encode()) // 4 + 4 for _, content in request.messages)


@lru_cache(maxsize=64)
def _grammar_bytes(grammar: Grammar | str | None) -> int:
    if grammar is None:
        return 0
    if isinstance(grammar, str):
        return len(grammar.encode())
    return max(len(grammar.lark.encode()), len(json.dumps(grammar.json_schema).encode()))


def taken(request: Request, reply: Reply) -> Spending:
    """What a reply took, as the server counted it; at most, where it does not count, and for each
    attempt before it that may have been billed."""
    if reply.usage is not None:
        counted = Spending(1, reply.usage.prompt_tokens, reply.usage.completion_tokens)
    elif request.max_tokens is None:
        counted = Spending(1, about(request), len(reply.text.encode()))
    else:
        counted = at_most(request)
    if not reply.lost or request.max_tokens is None:
        return counted
    return sum([at_most(request)] * reply.lost, counted)


class Budgeted:
    """A teacher with caps; None is no cap, and one on cost needs prices.

    What a call may take at most is set aside before it is made, so that no cap is passed however
    many run at once; a call that may have been billed without a reply counts as such. `spent` is
    what went before. For `with_grammar` see Caps.
    """

    def __init__(
        self,
        teacher: Teacher,
        max_calls: int | None = None,
        max_tokens: int | None = None,
        max_cost: Decimal | float | None = None,
        *,
        prices: Prices | None = None,
        with_grammar: bool = True,
        spent: Spending = NOTHING,
    ) -> None:
        cost = None if max_cost is None else Decimal(str(max_cost))
        self.teacher = teacher
        self.caps = Caps(max_calls, max_tokens, cost, prices, with_grammar)
        self.spent = spent
        self._aside = NOTHING
        self._room = threading.Condition()

    @property
    def capabilities(self) -> Capabilities:
        return capabilities(self.teacher)

    def ask(self, request: Request) -> Reply:
        """The reply. Raises LimitExceeded, and asks nothing, where a cap might be passed."""
        most = Spending(calls=1)
        if self.caps.needs_tokens:
            most = at_most(request, self.caps.with_grammar)
        self._set_aside(most)
        took = most
        try:
            reply = self.teacher.ask(request)
            took = taken(request, reply)
        except Failure as failure:
            took = most if failure.billed else NOTHING
            raise
        finally:
            with self._room:
                self._aside -= most
                self.spent += took
                self._room.notify_all()
        return reply

    def _set_aside(self, most: Spending) -> None:
        """Waits for calls that are under way where what they leave over might be room enough."""
        with self._room:
            while self.caps.passed(self.spent + self._aside + most):
                passed = self.caps.passed(self.spent + most)
                if passed is not None:
                    raise passed
                self._room.wait()
            self._aside += most
