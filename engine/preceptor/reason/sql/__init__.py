"""Reasoning in SQL: the plan of `reason.plan` as statements, for DuckDB and Spark.

dialect.py  all that differs between the two
words.py    arithmetic and comparisons as SQL
emit.py     a variant of a rule as one SELECT
care.py     values that SQL does not compute
session.py  what an engine is asked to do; duck.py and spark.py do it
tables.py   files as tables of texts; blocks.py: those that are not plain, cell by cell
reading.py  files onto the stage (staging.py); triples.py and parquet.py: those of these kinds
coder.py    texts as integers and symbols, translated by coding.py
engine.py   strata, rounds, limits
rows.py     relations, fetched when they are looked at; writing.py: written by DuckDB
"""

from preceptor.reason.sql.duck import DuckSession
from preceptor.reason.sql.engine import materialise
from preceptor.reason.sql.reading import stage
from preceptor.reason.sql.spark import open_spark
from preceptor.reason.sql.staging import Stage
from preceptor.reason.sql.writing import write_relations

__all__ = ["DuckSession", "Stage", "materialise", "open_spark", "stage", "write_relations"]
