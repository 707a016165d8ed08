"""`preceptor shell`: the Prolog-style toplevel."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

import preceptor
from preceptor import shell
from preceptor.cli.console import Console
from preceptor.cli.options import add_rules, load
from preceptor.rulebase import RuleBase

_EPILOG = """\
examples:
  preceptor shell kinship
  preceptor shell rules.pl --facts facts/
  echo "grandfather(X, bob)." | preceptor shell rules.pl --facts facts/

Within it  help.  shows all commands. Piped input is answered without a prompt.
Exit code with piped input: 0 answered, 1 a goal had no answer, 2 an error in the input."""


def configure(parser: ArgumentParser) -> None:
    add_rules(parser, many=False)
    parser.epilog = _EPILOG


def run(options: Namespace, console: Console) -> int:
    base = load(options) if options.files else RuleBase().reading_facts(options.facts or ())
    base.graph  # noqa: B018  # compiles: rules that cannot be evaluated are told before the prompt
    banner = (
        f"preceptor {preceptor.__version__}: {len(base.theory)} clauses, {len(base.facts)} facts. "
        "help. for help, halt. to leave."
    )
    return shell.run(base, banner="" if console.quiet else banner)
