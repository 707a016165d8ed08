"""Many requests at once: replies in the order of the requests, an error where one failed."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import islice
from queue import SimpleQueue

from preceptor.logic import TeacherError
from preceptor.teacher.request import Reply, Request
from preceptor.teacher.seam import Teacher, capabilities

_AHEAD = 4  # requests begun per thread before the first of them is taken
_JOIN_S = 0.2


@dataclass(frozen=True, slots=True)
class Outcome:
    """A request with its reply, or with why there is none."""

    request: Request
    reply: Reply | None
    error: TeacherError | None = None


Task = tuple[Request, "Future[Reply]"]


def ask_many(
    teacher: Teacher,
    requests: Iterable[Request],
    parallel: int | None = None,
    *,
    halted: threading.Event | None = None,
) -> Generator[Outcome, None, None]:
    """The outcomes in the order of the requests, of which only so many are taken ahead.

    `parallel` threads ask at once: an eighth more than the teacher takes by default, so that while
    some wait for the disk others ask; more would only stand in each other's way. When the caller
    stops, or a limit is hit, no further request is begun, `halted` is set, and those under way come
    to their end first: a reply that was paid for is written. Without `halted`, a teacher that takes
    one at a time is asked in the caller's own thread.
    """
    able = capabilities(teacher).parallel
    threads = parallel or able + able // 8
    if threads == 1 and halted is None:
        for request in requests:
            yield _outcome(request, teacher)
        return
    tasks: SimpleQueue[Task | None] = SimpleQueue()
    crew = [
        threading.Thread(target=_work, args=(teacher, tasks), daemon=True) for _ in range(threads)
    ]
    waiting: deque[Task] = deque()
    left = iter(requests)
    try:
        for thread in crew:
            thread.start()
        while True:
            for request in islice(left, threads * _AHEAD - len(waiting)):
                task: Task = (request, Future())
                waiting.append(task)
                tasks.put(task)
            if not waiting:
                return
            request, future = waiting[0]
            try:
                outcome = Outcome(request, future.result())
            except TeacherError as error:
                outcome = Outcome(request, None, error)
            waiting.popleft()
            yield outcome
    finally:
        if halted is not None and waiting:
            halted.set()
        for _, future in waiting:
            future.cancel()
        for _ in crew:
            tasks.put(None)
        for thread in crew:
            while thread.is_alive():  # in turns, so that a second Ctrl-C is heard
                thread.join(_JOIN_S)


def _outcome(request: Request, teacher: Teacher) -> Outcome:
    try:
        return Outcome(request, teacher.ask(request))
    except TeacherError as error:
        return Outcome(request, None, error)


def _work(teacher: Teacher, tasks: SimpleQueue[Task | None]) -> None:
    while (task := tasks.get()) is not None:
        request, future = task
        if future.set_running_or_notify_cancel():
            try:
                future.set_result(teacher.ask(request))
            except BaseException as error:
                future.set_exception(error)
