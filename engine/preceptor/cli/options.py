"""Options that several commands share: rule files, a domain, facts."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from preceptor.reason import Limits
from preceptor.rulebase import RuleBase


def add_rules(parser: ArgumentParser, *, many: bool = True) -> None:
    """FILE..., --domain and --facts."""
    parser.add_argument(
        "files",
        nargs="+" if many else "*",
        metavar="FILE",
        help="a .pl file, a folder with rules.pl, a domain's name, or - for stdin",
    )
    parser.add_argument(
        "--domain",
        metavar="NAME",
        help="the domain that gives signature and constraints [the domain.toml beside FILE]",
    )
    parser.add_argument(
        "--facts",
        action="append",
        metavar="PATH",
        help="a file of facts (.pl, .csv, .tsv) or a folder of them; may be given several times "
        "[the facts/ of a folder or domain]",
    )


def add_limits(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--timeout", type=float, metavar="SECONDS", help="stop with exit code 3 after that long"
    )
    parser.add_argument(
        "--max-facts", type=int, metavar="N", help="stop with exit code 3 past so many facts"
    )


def limits(options: Namespace) -> Limits:
    facts = Limits().facts if options.max_facts is None else options.max_facts
    return Limits(facts=facts, seconds=options.timeout)


def load(options: Namespace, limits: Limits | None = None) -> RuleBase:
    """The rule base that the arguments name. Raises ParseError, InputError."""
    return RuleBase.load(options.files, options.facts, domain=options.domain, limits=limits)
