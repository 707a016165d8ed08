"""The worker: SWI-Prolog in a process of its own, confined, with a deadline that the parent keeps.

Only programs that `program.py` printed go in, only terms come out. The process may die of its
limits at any time: the caller gets an error, and the next call starts a new one.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from pathlib import Path
from threading import Lock, Timer
from time import monotonic
from typing import Self
from weakref import finalize

from preceptor.logic import Const, LimitExceeded, Num, PreceptorError, Term, Unavailable
from preceptor.prolog.installed import Swipl, command, swipl

_HERE = Path(__file__).parent
_KEPT = ("SWI_HOME_DIR", "SYSTEMROOT", "PATH")  # what of the environment the worker gets to see


class PrologError(PreceptorError):
    """SWI-Prolog refused a program of ours, or its process ended: a bug here, or a hit limit."""


class PrologLimit(PrologError):
    """A resource ran out: `resource` is SWI-Prolog's name for it."""

    def __init__(self, resource: str, said: str) -> None:
        super().__init__(said)
        self.resource = resource


@dataclass(frozen=True, slots=True)
class Confinement:
    """What the process may use. Memory is address space; files are never written."""

    memory_bytes: int = 6 << 30
    stack_bytes: int = 1 << 30
    table_bytes: int = 3 << 30
    cpu_s: int = 3600

    @property
    def limits(self) -> str:
        return f"as={self.memory_bytes},cpu={self.cpu_s},core=0,fsize=0"

    def command(self, found: Swipl) -> tuple[str, ...]:
        worker = (
            found.path,
            *("-f", "none", "-q", "--no-packs", "--no-tty"),
            f"--stack-limit={self.stack_bytes}",
            f"--table-space={self.table_bytes}",
            *("-g", "serve", "-t", "halt", str(_HERE / "worker.pl")),
        )
        if sys.platform == "win32":  # no resource module there
            return worker
        return (sys.executable, "-I", "-S", str(_HERE / "confine.py"), self.limits, *worker)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a reply: an `answer` of the predicate numbered `index`, or a `viol`ation."""

    kind: str
    index: int
    values: tuple[Term, ...]


class Worker:
    """Runs programs one after another in one process, started when needed; use it in a `with`.

    Raises Unavailable when SWI-Prolog is not installed.
    """

    def __init__(self, confinement: Confinement | None = None) -> None:
        found = swipl()
        if found is None:
            raise Unavailable("SWI-Prolog", command(), "no second engine checks the rules")
        self._command = (confinement or Confinement()).command(found)
        self._process: subprocess.Popen[bytes] | None = None
        self._finalizer: finalize[[subprocess.Popen[bytes]], Worker] | None = None
        self._ids = count(1)
        self._lock = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process; a later run starts a new one."""
        self._process = None
        if self._finalizer is not None:
            self._finalizer()

    def run(self, program: str, timeout_s: float) -> tuple[Row, ...]:
        """The rows that the program gives. Raises PrologError; LimitExceeded at the deadline."""
        return self._request("run", "-", program, timeout_s)

    def load(self, place: str, clauses: str, timeout_s: float | None = None) -> None:
        """Keeps clauses beside those that the place has, until it is forgotten or the process ends:
        after an error it has."""
        self._request("load", place, clauses, timeout_s)

    def ask(
        self, place: str, goal: str, shown: str, most: int, timeout_s: float | None = None
    ) -> tuple[Row, ...]:
        """The instances of a list under which a goal holds among the clauses of a place, no two
        alike. Raises PrologLimit where one call on the way has more than `most` answers."""
        return self._request("ask", place, f"ask({most}, {goal}, {shown})", timeout_s)

    def forget(self, place: str) -> None:
        """Drops the clauses of a place."""
        self._request("forget", place, "", None)

    def _request(
        self, verb: str, place: str, text: str, timeout_s: float | None
    ) -> tuple[Row, ...]:
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self.close()
                self._process = self._start()
                self._finalizer = finalize(self, _end, self._process)  # where nobody closes it
            process = self._process
            name = str(next(self._ids))
            try:
                with _deadline(process, timeout_s):
                    _send(process, f"{name} {verb} {place} {len(text)}\n{text}")
                    return _rows(tuple(_lines(process, name)))
            except BaseException:  # what is left of this reply must not be taken for the next one
                self.close()
                raise

    def _start(self) -> subprocess.Popen[bytes]:
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        return subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_HERE,
            env={**kept, "HOME": "/nonexistent", "LC_ALL": "C"},
            start_new_session=True,  # Ctrl-C is for the parent, which ends the worker if it must
        )


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.communicate()


@contextmanager
def _deadline(process: subprocess.Popen[bytes], timeout_s: float | None) -> Iterator[None]:
    """Ends the process when the time is up, and says that it was that."""
    if timeout_s is None:
        yield
        return
    deadline = monotonic() + timeout_s
    executioner = Timer(timeout_s, process.kill)
    executioner.start()
    try:
        yield
    except PrologError:
        if monotonic() >= deadline:
            raise LimitExceeded("seconds of SWI-Prolog", timeout_s, timeout_s) from None
        raise
    finally:
        executioner.cancel()


def _send(process: subprocess.Popen[bytes], request: str) -> None:
    assert process.stdin is not None
    try:
        process.stdin.write(request.encode("ascii"))
        process.stdin.flush()
    except OSError as error:
        raise PrologError(f"SWI-Prolog's process is gone: {error}") from None


def _lines(process: subprocess.Popen[bytes], name: str) -> Iterator[list[str]]:
    """The fields of each line of the reply to the request `name`, without its `end`."""
    assert process.stdout is not None
    for number, line in enumerate(process.stdout):
        asked, *fields = line.decode("ascii").removesuffix("\n").split(" ")
        if asked != name:
            raise PrologError(f"SWI-Prolog answered request {asked!r} in place of {name!r}")
        if fields[0] != "end":
            yield fields
        elif fields[1:] == [str(number)]:
            return
        else:
            raise PrologError(f"SWI-Prolog's reply is not whole: {number} of {fields[1:]} lines")
    said = f"SWI-Prolog's process broke off (exit code {process.wait()})"
    raise PrologLimit("process", said)


def _rows(lines: tuple[list[str], ...]) -> tuple[Row, ...]:
    for kind, *values in lines:
        if kind == "limit":
            resource, said = map(_text, values)
            raise PrologLimit(resource, f"SWI-Prolog says: {said}")
    messages = [_text(value) for kind, *values in lines if kind == "message" for value in values]
    if messages:
        raise PrologError("SWI-Prolog says: " + "\n".join(messages))
    return tuple(
        Row(kind, int(values[0]), tuple(map(_value, values[1:])))
        if kind == "answer"
        else Row(kind, 0, tuple(map(_value, values)))
        for kind, *values in lines
    )


def _value(field: str) -> Term:
    """The term of one field: `a97.98` or `n-7/14`."""
    if field.startswith("a"):
        return Const(_text(field))
    numerator, denominator = field.removeprefix("n").split("/")
    return Num(Fraction(int(numerator, 16), int(denominator, 16)))


def _text(field: str) -> str:
    return "".join(chr(int(code)) for code in field.removeprefix("a").split(".") if code)
