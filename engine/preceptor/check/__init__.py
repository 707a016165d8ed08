"""Verdicts on rules: what a theory may keep, what is broken in it, and a witness for each."""

from preceptor.check.agreement import Agreement
from preceptor.check.check import check, report_of
from preceptor.check.expectations import misstated
from preceptor.check.judge import Judgement, judge
from preceptor.check.knowledge import Change
from preceptor.check.report import Report
from preceptor.check.session import CheckSession
from preceptor.check.status import Status
from preceptor.check.tables import with_tables
from preceptor.check.variants import variant_key
from preceptor.check.weights import low_median

__all__ = [
    "Agreement",
    "Change",
    "CheckSession",
    "Judgement",
    "Report",
    "Status",
    "check",
    "judge",
    "low_median",
    "misstated",
    "report_of",
    "variant_key",
    "with_tables",
]
