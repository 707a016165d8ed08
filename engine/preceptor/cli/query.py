"""`preceptor query`: ask rules a goal."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from preceptor.cli.console import Console
from preceptor.cli.exits import Exit
from preceptor.cli.options import add_limits, add_rules, limits, load
from preceptor.cli.parser import at_least, one_of
from preceptor.logic import InputError, Truth
from preceptor.rulebase import ENGINES, RuleBase
from preceptor.rulebase.wording import BOTH, say_answer

_SHOWN = 100
_CUT_SHORT = "preceptor query: a limit was hit; the answers may not be all there are"

_EPILOG = """\
examples:
  preceptor query kinship -g "grandfather(X, Y)"
  preceptor query rules.pl --facts facts/ -g "grandfather(X, bob), male(X)" --why
  preceptor query rules.pl -g "-flies(tweety)" --json

The world is open: a goal without answers is unknown, and false where its opposite is derived.
The engine python finds what the goal needs, as far as it needs it; bulk finds all that follows, in
columns, and answers by index; swi asks SWI-Prolog, which knows no weights and keeps no proofs. auto
is python, and bulk where that takes too many steps over many facts without weights.
Exit code: 0 answered, 1 no answer, 2 an error in the input, 3 a limit was hit."""


def configure(parser: ArgumentParser) -> None:
    add_rules(parser)
    parser.add_argument(
        "-g", "--goal", required=True, metavar="GOAL", help="literals with commas between them"
    )
    number = parser.add_mutually_exclusive_group()
    number.add_argument("--all", action="store_true", help="show all answers")
    number.add_argument(
        "--limit", type=at_least(1), default=_SHOWN, metavar="N", help=f"at most N [{_SHOWN}]"
    )
    parser.add_argument(
        "--why", action="store_true", help="show proofs; without an answer, what one lacked"
    )
    parser.add_argument(
        "--proofs",
        type=at_least(1),
        metavar="K",
        help="show each answer with up to K proofs, the surest first",
    )
    parser.add_argument("--dot", action="store_true", help="draw the proofs for Graphviz")
    parser.add_argument(
        "--probability",
        action="store_true",
        help="also how likely it is that an answer has a proof at all, or bounds",
    )
    parser.add_argument(
        "--engine",
        type=one_of(*ENGINES),
        default="auto",
        metavar="|".join(ENGINES),
        help="what finds the answers [auto]",
    )
    parser.add_argument(
        "--stream",
        action="store_true",
        help="print each answer as soon as it is found, all of them, unsorted",
    )
    add_limits(parser)
    parser.epilog = _EPILOG


def run(options: Namespace, console: Console) -> int:
    base = load(options, limits(options)).using(options.engine)
    if options.stream:
        return _stream(base, options, console)
    limit = None if options.all else options.limit
    if options.proofs is not None:
        answers = base.proofs(options.goal, most=options.proofs, limit=limit)
    elif options.why or options.dot:
        answers = base.why(options.goal, limit=limit)
    else:
        answers = base.query(options.goal, limit=limit)
    if options.probability:
        answers = base.with_probabilities(answers)
    console.detail(repr(base))
    console.document(answers.document())
    console.line(answers.dot().rstrip() if options.dot else str(answers))
    if answers.truth is Truth.BOTH:
        console.note(f"% {BOTH}")
    if base.cut_short:
        console.error(_CUT_SHORT)
        return Exit.LIMIT
    if not answers.complete:
        console.note(f"% the first {len(answers)} answers; --all shows the rest")
    return Exit.OK if answers else Exit.FINDINGS


def _stream(base: RuleBase, options: Namespace, console: Console) -> int:
    """Prints answers while more are looked for."""
    if options.json or options.why or options.proofs or options.dot or options.probability:
        raise InputError("--stream prints answers and nothing else", "leave out --stream")
    found = False
    for answer in base.stream(options.goal):
        found = True
        console.line(f"{say_answer(answer)}.")
    if base.cut_short:
        console.error(_CUT_SHORT)
        return Exit.LIMIT
    return Exit.OK if found else Exit.FINDINGS
