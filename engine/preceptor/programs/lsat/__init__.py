"""Programs for Z3 (sorts, functions, constraints, options): read and answered, never executed."""

from preceptor.programs.constraints.repairs import OPERATORS
from preceptor.programs.lsat.program import account
from preceptor.programs.lsat.reader import read_program

__all__ = ["OPERATORS", "account", "read_program"]
