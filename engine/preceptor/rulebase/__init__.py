"""Rule bases: rules loaded with their domain and facts, checked, asked and explained."""

from preceptor.rulebase.answers import Answers
from preceptor.rulebase.base import RuleBase
from preceptor.rulebase.engines import ENGINES
from preceptor.rulebase.sources import Reading, read

load = RuleBase.load

__all__ = ["ENGINES", "Answers", "Reading", "RuleBase", "load", "read"]
