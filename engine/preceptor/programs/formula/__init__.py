"""First-order programs (Predicates, Premises, Conclusion): read, repaired, answered by Z3."""

from preceptor.programs.formula.program import read_formulas
from preceptor.programs.formula.reader import read_formula

__all__ = ["read_formula", "read_formulas"]
