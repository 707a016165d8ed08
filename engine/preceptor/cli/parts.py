"""Parts: the software that preceptor uses, what each gives, and the command that installs it."""

from __future__ import annotations

import platform
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from preceptor import prolog
from preceptor.teacher.weights import INSTALL, PACKAGE


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its version (None where it is missing), what it gives, how to get it."""

    name: str
    version: str | None
    gives: str
    command: str
    required: bool = False
    path: str | None = None

    @property
    def found(self) -> bool:
        return self.version is not None


_BASE = (
    ("lark", "reading rules"),
    ("networkx", "safety and strata of rules, and drawings of their graph"),
    ("numpy", "reasoning in bulk, and numbers for the student and the learner"),
    ("sympy", "checking algebraic identities"),
    ("z3-solver", "deciding which rules can conflict, with the facts that show it"),
)

_EXTRAS = (
    ("torch", "student", "training the student, and asking it"),
    ("transformers", "student", "students and teachers that read text"),
    ("safetensors", "student", "saving and loading the student"),
    ("numba", "fast", "reasoning in bulk with compiled loops"),
    ("prompt_toolkit", "shell", "history, Tab and single keys in the shell"),
    ("pygments", "shell", "colours in the shell"),
    ("rich", "shell", "tables and progress in the terminal"),
    ("matplotlib", "report", "plots"),
    ("xllamacpp", "gguf", "teachers in GGUF files, run in this process"),
    ("httpx", "http", "asking a teacher on a server"),
    ("python-sat", "sat", "the cheapest repair where very many rules conflict"),
)


def parts() -> tuple[Part, ...]:
    """Python, what the base needs, SWI-Prolog with its bridge, and the extras, in that order."""
    python = Part("python", platform.python_version(), "", "", required=True, path=sys.executable)
    base = [
        Part(name, _version(name), gives, "pip install preceptor", required=True)
        for name, gives in _BASE
    ]
    solver = [
        Part(part.name, part.version, part.gives, part.command, path=part.path)
        for part in prolog.status()
    ]
    extras = [
        Part(name, _version(name), gives, f"pip install 'preceptor[{extra}]'")
        for name, extra, gives in _EXTRAS
    ]
    model = Part(
        PACKAGE, _version(PACKAGE), "a small teacher that needs no network: gguf:smollm2", INSTALL
    )
    return (python, *base, *solver, *extras, model)


def _version(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None
