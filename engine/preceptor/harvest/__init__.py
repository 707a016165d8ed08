"""Teacher text to candidate rules, every line of it accounted for."""

from preceptor.harvest.fitting import RULE_OPERATORS, RuleOperator
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
from preceptor.harvest.vocabulary import Usage, show_vocabulary, vocabulary

__all__ = [
    "MAX_REJECTED",
    "OFTEN",
    "OPERATORS",
    "PROBABLY",
    "RULE_OPERATORS",
    "SCHEMA",
    "SOMETIMES",
    "USUALLY",
    "Harvest",
    "Operator",
    "RuleOperator",
    "Statement",
    "Status",
    "Totals",
    "Usage",
    "document",
    "gather",
    "read",
    "show_vocabulary",
    "vocabulary",
]
