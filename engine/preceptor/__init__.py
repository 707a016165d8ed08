"""A teacher model writes rules; solvers check them; they answer with proofs and train a student.

    import preceptor as pr

    kb = pr.load("rulesets/kinship")
    print(kb.query("grandfather(X, bob)", why=True))

Everything is loaded when it is first reached, so importing the package costs next to nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from preceptor.distil import Run, distil
    from preceptor.domain import Domain
    from preceptor.logic import (
        Answer,
        Atom,
        Finding,
        InputError,
        LimitExceeded,
        ParseError,
        PreceptorError,
        Proof,
        Result,
        Rule,
        Signature,
        Source,
        Theory,
        Truth,
        Unavailable,
    )
    from preceptor.reason import Limits
    from preceptor.rulebase import Answers, RuleBase, load
    from preceptor.study import Study, learn
    from preceptor.syntax import parse_rules, parse_theory

__version__ = "0.1.0"

_ROOMS = {
    "distil": ("Run", "distil"),
    "domain": ("Domain",),
    "logic": (
        "Answer",
        "Atom",
        "Finding",
        "InputError",
        "LimitExceeded",
        "ParseError",
        "PreceptorError",
        "Proof",
        "Result",
        "Rule",
        "Signature",
        "Source",
        "Theory",
        "Truth",
        "Unavailable",
    ),
    "reason": ("Limits",),
    "rulebase": ("Answers", "RuleBase", "load"),
    "study": ("Study", "learn"),
    "syntax": ("parse_rules", "parse_theory"),
}
_HOME = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = [
    "Answer",
    "Answers",
    "Atom",
    "Domain",
    "Finding",
    "InputError",
    "LimitExceeded",
    "Limits",
    "ParseError",
    "PreceptorError",
    "Proof",
    "Result",
    "Rule",
    "RuleBase",
    "Run",
    "Signature",
    "Source",
    "Study",
    "Theory",
    "Truth",
    "Unavailable",
    "__version__",
    "distil",
    "learn",
    "load",
    "parse_rules",
    "parse_theory",
]


def __getattr__(name: str) -> Any:
    """A public name from its room, imported at first use (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__


class _Package(ModuleType):
    """This package, in which `distil` and `learn` are the functions even when the rooms of those
    names are loaded.

    Importing a room binds its name in the package; here that binding is let pass.
    """

    @property
    def distil(self) -> Any:
        return import_module(f"{__name__}.distil").distil

    @distil.setter
    def distil(self, room: ModuleType) -> None:
        pass

    @property
    def learn(self) -> Any:
        return import_module(f"{__name__}.study").learn

    @learn.setter
    def learn(self, room: ModuleType) -> None:
        pass


sys.modules[__name__].__class__ = _Package
