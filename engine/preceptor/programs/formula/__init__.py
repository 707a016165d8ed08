"""First-order programs (Predicates, Premises, Conclusion): read, repaired, answered by Z3."""

from preceptor.programs.formula.program import account
from preceptor.programs.formula.reader import read_program

__all__ = ["account", "read_program"]
