"""A Prolog-style toplevel: goals, answers one by one, proofs, and rules changed at the prompt."""

from preceptor.shell.core import Outcome, ShellCore
from preceptor.shell.start import run

__all__ = ["Outcome", "ShellCore", "run"]
