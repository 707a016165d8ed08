"""Finite-domain programs (variables, constraints, options): read, repaired, answered by Z3."""

from preceptor.programs.constraints.repairs import OPERATORS
from preceptor.programs.finite.program import account
from preceptor.programs.finite.reader import read_program

__all__ = ["OPERATORS", "account", "read_program"]
