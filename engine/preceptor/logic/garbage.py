"""Garbage: the collector of cycles held off while many objects are made that stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """Rules hold no cycles, and a theory is no garbage to look for: the cyclic collector would
    take up to half the time. Afterwards all count as old at once, unscanned."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            if not gc.get_freeze_count():  # what somebody froze stays so
                gc.freeze()
                gc.unfreeze()  # into the oldest generation
            gc.enable()
