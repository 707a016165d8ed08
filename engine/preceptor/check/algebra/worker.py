"""The worker: sympy and Z3 in a process of its own, with a deadline that the parent keeps.

sympy may never come back from a simplification, and Z3 may overrun its limits. A question that is
not answered in time has no answer, and the next one starts a new process.
"""

from __future__ import annotations

import json
import subprocess
import sys
from threading import Timer
from typing import Any, Self

from preceptor.logic.identity import Identity
from preceptor.syntax.identity_show import show_identity

DEADLINE_S = 90.0  # wall time for one question; those that are answered take a second or two


class Worker:
    """Answers questions one after another in one process, started when needed; use in a `with`."""

    def __init__(self, deadline_s: float = DEADLINE_S) -> None:
        self.deadline_s = deadline_s
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def ask(self, task: str, identity: Identity) -> dict[str, Any]:
        """The answer to `prove` or `simplify`; {"failed": why} where there is none."""
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        timer = Timer(self.deadline_s, process.kill)
        timer.start()
        try:
            request = {"task": task, "identity": show_identity(identity)}
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except OSError:
            line = ""
        except BaseException:  # what is left of this answer must not be taken for the next one
            self.close()
            raise
        finally:
            timer.cancel()
        if not line.endswith("\n"):
            self.close()
            return {"failed": f"no answer within {self.deadline_s:g} s, or out of memory"}
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(
                (sys.executable, "-m", "preceptor.check.algebra.serve"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                start_new_session=True,  # Ctrl-C is for the parent, which ends the worker
            )
        return self._process
