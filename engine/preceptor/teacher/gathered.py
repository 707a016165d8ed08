"""Gathered: requests of several threads answered together by a model that takes them one by one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Sequence

from preceptor.teacher.request import Reply, Request


class _Asked:
    """A request, and what came of it."""

    __slots__ = ("error", "reply", "request")

    def __init__(self, request: Request) -> None:
        self.request = request
        self.reply: Reply | None = None
        self.error: BaseException | None = None


class Gathered:
    """Answers by `answer`, which is given at most `most` requests at once, all of one `kind`.

    Whoever finds the model free takes those along that came while it was busy. Where that fails,
    each is answered alone, so that an error is only that request's.
    """

    def __init__(
        self,
        answer: Callable[[Sequence[Request]], Sequence[Reply]],
        kind: Callable[[Request], Hashable],
        most: int,
    ) -> None:
        self._answer = answer
        self._kind = kind
        self._most = most
        self._waiting: list[_Asked] = []
        self._list = threading.Lock()
        self._model = threading.Lock()

    def ask(self, request: Request) -> Reply:
        mine = _Asked(request)
        with self._list:
            self._waiting.append(mine)
        with self._model:
            if mine.reply is None and mine.error is None:
                self._work(mine)
        if mine.error is not None:
            raise mine.error
        assert mine.reply is not None
        return mine.reply

    def _work(self, mine: _Asked) -> None:
        with self._list:
            kind = self._kind(mine.request)
            others = [a for a in self._waiting if a is not mine and self._kind(a.request) == kind]
            chosen = [mine, *others[: self._most - 1]]
            self._waiting = [asked for asked in self._waiting if asked not in chosen]
        self._do(chosen)

    def _do(self, chosen: Sequence[_Asked]) -> None:
        try:
            replies = self._answer([asked.request for asked in chosen])
            for asked, reply in zip(chosen, replies, strict=True):
                asked.reply = reply
        except Exception as error:
            if len(chosen) == 1:
                chosen[0].error = error
            else:
                for asked in chosen:
                    self._do([asked])
        except BaseException as error:  # the end of the program
            for asked in chosen:
                asked.error = error
