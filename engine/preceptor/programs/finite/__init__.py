"""Finite-domain programs (variables, constraints, options): read, repaired, answered by Z3."""

from preceptor.programs.finite.program import account
from preceptor.programs.finite.reader import read_program

__all__ = ["account", "read_program"]
