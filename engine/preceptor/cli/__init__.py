"""The command line: arguments to calls, nothing else."""

from preceptor.cli.main import main

__all__ = ["main"]
