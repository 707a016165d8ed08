"""The argument parser: a table of commands, each set up by its own module when it is the one."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import NoReturn

import preceptor
from preceptor.logic import InputError, did_you_mean


class Usage(InputError):
    """Arguments that do not make a command."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command's name, the module that sets it up (`configure`) and runs it, and its one line."""

    name: str
    module: str
    line: str


COMMANDS = (
    Command("init", "init", "make the skeleton of a new domain"),
    Command("prompts", "prompts", "show what a teacher would be asked; paste it into any model"),
    Command("import", "replies", "bring the replies of a model or a person into a domain"),
    Command("distil", "distil", "ask, read, check and keep rules; train the student"),
    Command("probe", "probe", "measure whether a small teacher knows a domain; rank with it"),
    Command("journal", "journal", "count, verify, prune, export what live teachers answered"),
    Command("teacher", "teacher", "compare what two teachers, or one at two dates, answered"),
    Command("parse", "parse", "read a text or recorded replies, and account for every line"),
    Command("check", "check", "find what is wrong with rules, with the facts that show it"),
    Command("query", "query", "ask rules a goal; --why shows the proof"),
    Command("materialise", "materialise", "compute all that follows, and write it as tables"),
    Command("learn", "learn", "mine rules from triples; rank what rules find, beside controls"),
    Command("ask", "ask", "ask a run: the student where it is sure, else the rules"),
    Command("explain", "explain", "say where a run's rule came from and what was decided on it"),
    Command("grammar", "grammar", "write the grammar that holds a decoder to a domain's words"),
    Command("export", "export", "write rules for other reasoners, as JSON, or as a drawing"),
    Command("shell", "shell", "ask and change rules at a Prolog-style prompt"),
    Command("bench", "bench", "measure on recorded data, file by file"),
    Command("doctor", "doctor", "say what is installed, and what each missing part would give"),
)

_ABOUT = "A teacher model writes rules; solvers check them; they answer with proofs."
_ENDING = "`preceptor COMMAND --help` shows each command with examples."


class Parser(argparse.ArgumentParser):
    """An argument parser that raises Usage instead of leaving the process."""

    def error(self, message: str) -> NoReturn:
        raise Usage(f"{self.prog}: {message}", f"see  {self.prog} --help")


def parse_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """The options of a command line, with `run` the function to call; raises Usage."""
    words = _protect_goals(argv)
    name = words[0] if words else ""
    if name and not name.startswith("-") and name not in {c.name for c in COMMANDS}:
        raise Usage(
            f"preceptor: no command {name!r}", did_you_mean(name, (c.name for c in COMMANDS))
        )
    parser = Parser("preceptor", description=_ABOUT, epilog=_ENDING, allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"preceptor {preceptor.__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
    for command in COMMANDS:
        chosen = commands.add_parser(
            command.name,
            help=command.line,
            description=f"{command.line[0].upper()}{command.line[1:]}.",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        if command.name == name:
            _set_up(chosen, command)
    options, left = parser.parse_known_args(words)
    if left:
        raise _unrecognized(left[0], commands.choices.get(name, parser))
    return options


def _set_up(parser: argparse.ArgumentParser, command: Command) -> None:
    module = import_module(f"preceptor.cli.{command.module}")
    module.configure(parser)
    shared = parser.add_argument_group("on every command")
    shared.add_argument("--json", action="store_true", help="one JSON document on stdout")
    shared.add_argument("-q", "--quiet", action="store_true", help="no notes on stderr")
    shared.add_argument("-v", "--verbose", action="store_true", help="details on stderr")
    shared.add_argument("--seed", type=int, default=0, metavar="N", help="fixes all chance [0]")
    parser.set_defaults(run=module.run, command=command.name)


def _protect_goals(argv: Sequence[str]) -> list[str]:
    """Keeps argparse from taking a goal such as `-flies(X)` for a flag."""
    words: list[str] = []
    for word in argv:
        if words and words[-1] in ("-g", "--goal"):
            words[-1] = f"--goal={word}"
        elif re.match(r"-(?:[a-z]\w*|'[^']*')\(", word):
            words.append(f" {word}")
        else:
            words.append(word)
    return words


def _unrecognized(word: str, parser: argparse.ArgumentParser) -> Usage:
    message = f"{parser.prog}: unknown argument {word!r}"
    flag = word.partition("=")[0]
    known = re.findall(r"(?<![\w-])--?\w[\w-]*", parser.format_help())
    hint = did_you_mean(flag, known) if word.startswith("-") else ""
    return Usage(message, hint or f"see  {parser.prog} --help")


def one_of(*names: str) -> Callable[[str], str]:
    """An argument type: one of these names, or an error with the nearest."""

    def check(word: str) -> str:
        if word not in names:
            raise argparse.ArgumentTypeError(f"{word!r} is none: {did_you_mean(word, names)}")
        return word

    return check


def at_least(minimum: int) -> Callable[[str], int]:
    """An argument type: a whole number from `minimum` on."""

    def check(word: str) -> int:
        if not re.fullmatch(r"-?\d+", word) or int(word) < minimum:
            raise argparse.ArgumentTypeError(f"a whole number from {minimum} on, not {word!r}")
        return int(word)

    return check
