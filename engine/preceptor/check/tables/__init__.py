"""Verdicts on decision tables: clashes, gaps, and rows that never count."""

from preceptor.check.tables.analysis import Analysis, analyse
from preceptor.check.tables.findings import findings_of
from preceptor.check.tables.report import with_tables

__all__ = ["Analysis", "analyse", "findings_of", "with_tables"]
