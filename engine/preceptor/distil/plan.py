"""The plan of a run: what a live teacher would be asked, and what that may cost, before it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from preceptor.distil.further import Further
from preceptor.distil.inquiry import Inquiry
from preceptor.logic import LimitExceeded
from preceptor.teacher import NOTHING, Caps, Recorded, Request, Spending, about, at_most


@dataclass(frozen=True, slots=True)
class Plan:
    """Requests in all, and those that must be asked: what they take about, and at most.

    `later` is the most that questions take which come up only in the run; `spent` what the run has
    taken before; `passed` is the cap that asking all may pass.
    """

    requests: int
    asked: int
    about_tokens: int
    most: Spending
    spent: Spending
    caps: Caps
    later: Spending = NOTHING

    @property
    def known(self) -> int:
        return self.requests - self.asked

    @property
    def passed(self) -> LimitExceeded | None:
        return self.caps.passed(self.spent + self.most + self.later)

    def cost(self, spending: Spending) -> float | None:
        """In the currency of the prices; None where there are none."""
        prices = self.caps.prices
        return None if prices is None else float(prices.cost(spending.usage))

    def document(self) -> dict[str, Any]:
        return {
            "schema": "preceptor/plan/1",
            "requests": self.requests,
            "known": self.known,
            "calls": self.asked,
            "prompt_tokens": {"about": self.about_tokens, "most": self.most.prompt_tokens},
            "completion_tokens": {"most": self.most.completion_tokens},
            "cost": {"most": self.cost(self.most), "spent": self.cost(self.spent)},
            "spent": _shown(self.spent),
            **({} if self.later == NOTHING else {"later": self._later()}),
            "passes": None if self.passed is None else self.passed.kind,
        }

    def _later(self) -> dict[str, Any]:
        return {
            "calls": {"most": self.later.calls},
            "prompt_tokens": {"most": self.later.prompt_tokens},
            "completion_tokens": {"most": self.later.completion_tokens},
            "cost": {"most": self.cost(self.later)},
        }

    def lines(self) -> Iterator[str]:
        """The plan in words."""
        most = self.most
        yield f"requests           {self.requests:>9}  prompts times samples"
        yield f"known              {self.known:>9}  in the journal, not asked again"
        yield f"calls              {self.asked:>9}"
        yield (
            f"prompt tokens      {most.prompt_tokens:>9}  at most; about {self.about_tokens} "
            "at four bytes each"
        )
        yield f"completion tokens  {most.completion_tokens:>9}  at most"
        cost = self.cost(most)
        shown = "not known: no --price" if cost is None else f"{cost:>9.4f}  at most"
        yield f"cost               {shown}"
        if self.later != NOTHING:
            cost = self.cost(self.later)
            worth = "" if cost is None else f", cost {cost:.4f}"
            yield (
                f"later, at most     {self.later.calls:>9}  calls, "
                f"{self.later.usage.total} tokens{worth}: what comes up in the run"
            )
        if self.spent != NOTHING:
            cost = self.cost(self.spent)
            worth = "" if cost is None else f", cost {cost:.4f}"
            yield (
                f"spent before       {self.spent.calls:>9}  calls, "
                f"{self.spent.usage.total} tokens{worth}"
            )
        if self.passed is not None:
            yield f"the cap on {self.passed.kind} may end the run early: {self.passed.limit:g}"


def plan(
    inquiry: Inquiry, caps: Caps, spent: Spending = NOTHING, further: Further | None = None
) -> Plan:
    """The plan of asking what is not known yet. Raises InputError where replies have no bound."""
    asked = unknown(inquiry) if further is None else further.unknown()
    return Plan(
        len(inquiry.questions) if further is None else further.first,
        len(asked),
        sum(map(about, asked)),
        _most(asked, caps),
        spent,
        caps,
        NOTHING if further is None else _most(further.later(), caps),
    )


def _most(asked: Iterable[Request], caps: Caps) -> Spending:
    return sum((at_most(request, caps.with_grammar) for request in asked), NOTHING)


def unknown(inquiry: Inquiry) -> tuple[Request, ...]:
    """The requests that the teacher must be asked, each once."""
    teacher = inquiry.teacher
    requests = dict.fromkeys(inquiry.requests)
    if not isinstance(teacher, Recorded):
        return tuple(requests)
    return tuple(request for request in requests if teacher.known(request) is None)


def _shown(spending: Spending) -> Mapping[str, int]:
    return {
        "calls": spending.calls,
        "prompt_tokens": spending.prompt_tokens,
        "completion_tokens": spending.completion_tokens,
    }
