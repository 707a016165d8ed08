"""Exit codes: what a script may rely on."""

from enum import IntEnum


class Exit(IntEnum):
    """A run that ends in more than one way ends with the highest code."""

    OK = 0
    FINDINGS = 1  # findings of severity error, or no answer
    INPUT = 2  # a usage or input error
    LIMIT = 3  # a limit was hit
    INTERNAL = 4  # a bug of ours
    INTERRUPTED = 130  # Ctrl-C, as shells count it
    BROKEN_PIPE = 141  # the reader of our output went away
