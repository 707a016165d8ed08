"""First-order programs (Predicates, Premises, Conclusion): read, repaired, answered by Z3."""

from preceptor.programs.formula.program import account
from preceptor.programs.formula.reader import read_program
from preceptor.programs.formula.repairs import OPERATORS

__all__ = ["OPERATORS", "account", "read_program"]
