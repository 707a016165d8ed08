"""The data folders that travel with the package: `grammars/` and `rulesets/`.

In a wheel they lie inside the package; in a checkout they lie beside `engine/`.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]


def room(name: str) -> Path:
    """The folder `name`, from the wheel if it is packed there, else from the checkout."""
    packed = _PACKAGE / name
    return packed if packed.is_dir() else _CHECKOUT / name


GRAMMARS = room("grammars")
RULESETS = room("rulesets")
