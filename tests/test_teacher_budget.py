"""Caps that are never passed, a pace that is kept, patience, and many requests at once."""

from __future__ import annotations

import gc
import random
import threading
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from preceptor.logic import InputError, LimitExceeded, TeacherError
from preceptor.teacher import (
    Budgeted,
    Capabilities,
    Failure,
    Outcome,
    Patience,
    Prices,
    Reply,
    Request,
    Retrying,
    Spending,
    Throttled,
    Usage,
    ask_many,
    at_most,
    taken,
)

PRICES = Prices.read("2.50,10")


def request(number: int, size: int = 40) -> Request:
    return Request((("user", f"{number}".rjust(size)),), number, max_tokens=20)


class Server:
    """Takes a while and counts tokens; fails every so often, billed or not."""

    def __init__(self, seed: int = 0, *, fails: float = 0.0, slow_s: float = 0.0) -> None:
        self.chance = random.Random(seed)
        self.fails = fails
        self.slow_s = slow_s
        self.lock = threading.Lock()
        self.billed = Spending()
        self.active = self.most_active = 0

    def ask(self, request: Request) -> Reply:
        with self.lock:
            self.active += 1
            self.most_active = max(self.active, self.most_active)
            fate = self.chance.random()
            usage = Usage(self.chance.randint(1, 60), self.chance.randint(1, 20))
        time.sleep(self.slow_s * self.chance.random())
        with self.lock:
            self.active -= 1
            if fate < self.fails / 2:
                raise Failure("busy", passing=True)
            self.billed += Spending(1, usage.prompt_tokens, usage.completion_tokens)
            if fate < self.fails:
                raise Failure("broken", passing=True, billed=True)
        return Reply("yes", request.key, usage=usage)


def test_prices_are_exact() -> None:
    assert PRICES.cost(Usage(1_000_000, 0)) == Decimal("2.50")
    assert PRICES.cost(Usage(3, 7)) == Decimal("0.0000775")  # 3 * 2.5 + 7 * 10 millionths
    for text in ("", "1", "1,2,3", "a,b", "-1,2", "nan,1", "1,inf"):
        with pytest.raises(InputError, match="are no prices"):
            Prices.read(text)
    with pytest.raises(InputError, match="a cap on cost needs prices"):
        Budgeted(Server(), max_cost=1)


def test_a_prompt_takes_no_more_tokens_than_bytes() -> None:
    asked = Request((("system", "ä" * 10), ("user", "b")), max_tokens=7)
    assert at_most(asked) == Spending(1, 21 + 3 * 16, 7)
    with pytest.raises(InputError, match="nothing bounds the length"):
        at_most(Request((("user", "b"),)))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    "caps",
    [
        {"max_calls": 13},
        {"max_tokens": 1500},
        {"max_cost": 0.004, "prices": PRICES},
        {"max_calls": 30, "max_tokens": 2500, "max_cost": Decimal("0.01"), "prices": PRICES},
    ],
)
def test_no_cap_is_passed_however_many_ask_and_fail(caps: dict[str, Any], seed: int) -> None:
    server = Server(seed, fails=0.3, slow_s=0.004)
    teacher = Budgeted(server, **caps)
    replies: list[Outcome] = []

    def run() -> None:
        for outcome in ask_many(teacher, map(request, range(200)), 8):
            replies.append(outcome)

    with pytest.raises(LimitExceeded) as caught:
        run()
    billed = server.billed
    assert billed.calls <= caps.get("max_calls", 1000)
    assert billed.usage.total <= caps.get("max_tokens", 10**9)
    assert PRICES.cost(billed.usage) <= caps.get("max_cost", 1000)
    assert caught.value.kind in ("calls", "tokens", "cost")
    # It stops because the next call might pass the cap, and not long before.
    assert teacher.caps.passed(teacher.spent + at_most(request(0)))
    assert len(replies) > 3


def test_what_was_spent_before_counts() -> None:
    teacher = Budgeted(Server(), max_calls=5, spent=Spending(calls=3))
    outcomes = ask_many(teacher, map(request, range(9)))
    assert [next(outcomes).reply is not None for _ in range(2)] == [True, True]
    with pytest.raises(LimitExceeded, match="the limit on calls was hit: 6 of 5"):
        next(outcomes)


def test_room_that_is_left_over_is_used() -> None:
    """Each of ten calls may take half the cap, and takes a tenth of it: all are made."""
    server = Server(slow_s=0.002)
    most = at_most(request(0)).usage.total
    teacher = Budgeted(server, max_tokens=2 * most + 10 * 80)
    outcomes = [*ask_many(teacher, map(request, range(10)), 8)]
    assert all(outcome.reply for outcome in outcomes)


class Clock:
    """A clock and an event to wait on, in which waiting is what makes time pass."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> bool:
        self.waits.append(seconds)
        self.now += seconds
        return False


class Timed:
    """Notes when it is asked."""

    def __init__(self, clock: Clock, took: int = 0) -> None:
        self.clock = clock
        self.took = took
        self.at: list[float] = []

    def ask(self, request: Request) -> Reply:
        self.at.append(self.clock.now)
        self.clock.now += 0.5
        return Reply("", request.key, usage=Usage(self.took, 0))


def test_no_minute_has_more_requests_than_that() -> None:
    clock = Clock()
    server = Timed(clock)
    teacher = Throttled(server, rpm=7, clock=clock, halted=clock)  # type: ignore[arg-type]
    for number in range(60):
        teacher.ask(request(number))
    for start in server.at:
        assert sum(start <= at < start + 60 for at in server.at) <= 7
    assert clock.now == pytest.approx(60 * 8 + 4 * 0.5, abs=0.6)  # no slower than it must


def test_no_minute_has_requests_of_more_tokens_than_that() -> None:
    clock = Clock()
    server = Timed(clock, took=90)
    assert at_most(request(0)).usage.total == 92
    teacher = Throttled(server, tpm=455, clock=clock, halted=clock)  # type: ignore[arg-type]
    for number in range(20):
        teacher.ask(request(number))
    for start in server.at:
        assert sum(90 for at in server.at if start <= at < start + 60) <= 455
    assert clock.now < 60 * 3 + 10  # five a minute: what were 92 at most joins 360


class Failing:
    """Fails as scripted, then answers."""

    def __init__(self, *failures: Failure) -> None:
        self.failures = list(failures)
        self.asked = 0

    def ask(self, request: Request) -> Reply:
        self.asked += 1
        if self.failures:
            raise self.failures.pop(0)
        return Reply("yes", request.key)


def test_waits_double_at_most_and_keep_to_what_a_server_says() -> None:
    clock = Clock()
    busy = [Failure("busy", passing=True) for _ in range(4)]
    server = Failing(*busy, Failure("busy", passing=True, wait_s=17.0))
    patience = Patience(attempts=9, first_s=1.0, most_s=30.0)
    teacher = Retrying(server, patience, halted=clock, clock=clock)  # type: ignore[arg-type]
    reply = teacher.ask(request(0))
    assert (reply.text, reply.retries, reply.seconds) == ("yes", 5, clock.now)
    *drawn, told = clock.waits
    assert all(0 <= wait <= 2**n for n, wait in enumerate(drawn))
    assert len({*drawn}) == 4
    assert told == 17.0


def test_what_was_perhaps_billed_counts_at_most() -> None:
    server = Failing(
        Failure("busy", passing=True), Failure("cut", passing=True, billed=True, wait_s=0.0)
    )
    reply = Retrying(server, Patience(first_s=0.0)).ask(request(0))
    assert (reply.retries, reply.lost) == (2, 1)
    counted = replace(reply, usage=Usage(3, 4))
    most = at_most(request(0))
    assert taken(request(0), counted) == Spending(1, 3, 4) + most


@pytest.mark.parametrize(
    ("failures", "asked"),
    [
        ([Failure("no", passing=False)], 1),
        ([Failure("busy", passing=True)] * 9, 3),
        ([Failure("busy", passing=True, wait_s=31.0)], 1),
        ([Failure("busy", passing=True, wait_s=25.0)] * 9, 2),  # 50 s are more than 40
    ],
)
def test_patience_has_an_end(failures: list[Failure], asked: int) -> None:
    clock = Clock()
    server = Failing(*failures)
    patience = Patience(attempts=3, first_s=1.0, most_s=30.0, total_s=40.0)
    with pytest.raises(Failure):
        Retrying(server, patience, halted=clock, clock=clock).ask(  # type: ignore[arg-type]
            request(0)
        )
    assert server.asked == asked


def test_a_run_that_ends_does_not_wait_for_another_attempt() -> None:
    halted = threading.Event()
    halted.set()
    server = Failing(Failure("busy", passing=True, wait_s=100.0))
    with pytest.raises(Failure, match="busy"):
        Retrying(server, halted=halted).ask(request(0))
    assert server.asked == 1
    crowded = Throttled(server, rpm=1, halted=halted)
    assert crowded.ask(request(0)).text == "yes"
    with pytest.raises(Failure, match="the run ended"):
        crowded.ask(request(1))


class Jittery:
    """Answers after a random while, refuses some, and says how many it had at once."""

    capabilities = Capabilities("m", parallel=12)

    def __init__(self) -> None:
        self.chance = random.Random(3)
        self.lock = threading.Lock()
        self.active = self.most_active = 0
        self.begun: list[int] = []
        self.ended: list[int] = []

    def ask(self, request: Request) -> Reply:
        with self.lock:
            self.active += 1
            self.most_active = max(self.active, self.most_active)
            self.begun.append(request.sample)
        time.sleep(self.chance.random() * 0.01)
        with self.lock:
            self.active -= 1
            self.ended.append(request.sample)
        if request.sample % 7 == 3:
            raise TeacherError(f"no answer to {request.sample}")
        return Reply(str(request.sample), request.key)


def test_order_is_kept_and_each_error_stays_with_its_request() -> None:
    teacher = Jittery()
    outcomes = [*ask_many(teacher, map(request, range(300)))]
    assert [outcome.request.sample for outcome in outcomes] == [*range(300)]
    for number, outcome in enumerate(outcomes):
        if number % 7 == 3:
            assert str(outcome.error) == f"no answer to {number}"
            assert outcome.reply is None
        else:
            assert outcome.reply is not None
            assert outcome.reply.text == str(number)
    assert teacher.ended != sorted(teacher.ended)  # they did come in another order
    assert 12 <= teacher.most_active <= 18


def test_requests_are_taken_as_they_are_needed() -> None:
    taken = 0

    def endless() -> Iterator[Request]:
        nonlocal taken
        while True:
            taken += 1
            yield request(taken)

    outcomes = ask_many(Jittery(), endless(), 4)
    for _ in range(20):
        next(outcomes)
    outcomes.close()
    assert taken <= 20 + 4 * 4
    assert threading.active_count() < 8


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), LimitExceeded("calls", 1, 1)])
def test_whatever_ends_it_what_is_under_way_comes_to_its_end(stop: BaseException) -> None:
    teacher = Jittery()
    halted = threading.Event()

    def run() -> None:
        for number, _ in enumerate(ask_many(teacher, map(request, range(300)), halted=halted)):
            if number == 20:
                raise stop

    with pytest.raises(type(stop)):
        run()
    gc.collect()
    assert halted.is_set()
    assert sorted(teacher.begun) == sorted(teacher.ended)
    assert len(teacher.begun) < 150


def test_memory_does_not_grow_with_the_number_of_requests() -> None:
    class Quick:
        capabilities = Capabilities("m", parallel=8)

        def ask(self, request: Request) -> Reply:
            return Reply("x" * 2000, request.key)

    def peak(number: int) -> int:
        tracemalloc.start()
        for _ in ask_many(Quick(), map(request, range(number))):
            pass
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    assert peak(2000) < 2 * peak(200) < 2_000_000
