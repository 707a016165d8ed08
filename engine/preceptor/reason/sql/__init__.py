"""Reasoning in SQL: the plan of `reason.plan` as statements, for DuckDB and Spark.

dialect.py  all that differs between the two
words.py    arithmetic and comparisons as SQL
emit.py     a variant of a rule as one SELECT
care.py     values that SQL does not compute
session.py  what an engine is asked to do; duck.py and spark.py do it
engine.py   strata, rounds, limits
rows.py     relations, fetched when they are looked at
"""

from preceptor.reason.sql.engine import materialise
from preceptor.reason.sql.spark import open_spark

__all__ = ["materialise", "open_spark"]
