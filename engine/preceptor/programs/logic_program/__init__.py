"""Logic-LM programs: predicates, facts, rules and a query over atoms with truth values."""

from preceptor.programs.logic_program.accounting import account
from preceptor.programs.logic_program.reader import OPERATORS, read_program
from preceptor.programs.logic_program.sections import is_logic_program

__all__ = ["OPERATORS", "account", "is_logic_program", "read_program"]
