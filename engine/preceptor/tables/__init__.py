"""Decision tables: CSV and DMN files read as rows, boxes and rules."""

from preceptor.tables.dmn import read_dmn
from preceptor.tables.files import is_table, read_tables
from preceptor.tables.grid import Grid
from preceptor.tables.rules import rules_of
from preceptor.tables.sheet import read_sheet
from preceptor.tables.table import HitPolicy, Remark, Row, Table, TableReading
from preceptor.tables.vocabulary import signature_of

__all__ = [
    "Grid",
    "HitPolicy",
    "Remark",
    "Row",
    "Table",
    "TableReading",
    "is_table",
    "read_dmn",
    "read_sheet",
    "read_tables",
    "rules_of",
    "signature_of",
]
