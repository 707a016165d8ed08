"""The process that proves and simplifies: a line of JSON in, a line of JSON out.

It reads identities in our own print alone. Started by `worker`, which ends it when it is late.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from preceptor.check.algebra.proof import prove
from preceptor.check.algebra.symbolic import is_zero
from preceptor.syntax.identity import parse_identity
from preceptor.syntax.identity_show import show_condition

MEMORY_BYTES = 4 << 30


def _confine() -> None:
    """Bounds memory, and forbids to write files; where the system has no such limits, nothing."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(task: str, text: str) -> dict[str, Any]:
    """The answer to `prove` or `simplify`, for an identity in our print."""
    identity = parse_identity(text)
    if task == "simplify":
        return {"zero": is_zero(identity)}
    proof = prove(identity)
    return {
        "outcome": proof.outcome,
        "missing": [show_condition(condition) for condition in proof.missing],
        "hidden": proof.hidden,
        "point": {variable.name: str(value) for variable, value in proof.point},
        "reason": proof.reason,
    }


def main() -> None:
    sys.setrecursionlimit(10_000)
    _confine()
    for line in sys.stdin:
        request = json.loads(line)
        try:
            reply = answer(request["task"], request["identity"])
        except Exception as error:  # whatever sympy or Z3 raise, the next question is another
            reply = {"failed": f"{type(error).__name__}: {error}"[:200]}
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    main()
