"""Teacher text to candidate rules, every line of it accounted for."""

from preceptor.harvest.operators import OPERATORS, Operator
from preceptor.harvest.reading import MAX_REJECTED, read
from preceptor.harvest.sentences import OFTEN, PROBABLY, SOMETIMES, USUALLY
from preceptor.harvest.statements import (
    SCHEMA,
    Harvest,
    Statement,
    Status,
    Totals,
    document,
    gather,
)

__all__ = [
    "MAX_REJECTED",
    "OFTEN",
    "OPERATORS",
    "PROBABLY",
    "SCHEMA",
    "SOMETIMES",
    "USUALLY",
    "Harvest",
    "Operator",
    "Statement",
    "Status",
    "Totals",
    "document",
    "gather",
    "read",
]
