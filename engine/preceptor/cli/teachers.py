"""Options of live teachers: who is asked, how, within which limits, and what is kept."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from pathlib import Path

from preceptor.cli.parser import at_least, one_of
from preceptor.distil import JOURNAL
from preceptor.logic import did_you_mean
from preceptor.teacher import DIALECTS, LOCAL, MODES

KINDS = ("replay", "openai", *LOCAL)
FORMS = ("auto", "lark", "gbnf", "json-schema", "none")


def add_teacher(parser: ArgumentParser) -> None:
    """--teacher, and the options of one that is asked now."""
    parser.add_argument(
        "--teacher",
        type=_spec,
        default="replay",
        metavar="WHO",
        help="who answers the prompts: replay, the domain's recorded replies; openai:URL#MODEL, a "
        "server that speaks OpenAI's format; gguf:FILE, a model in this process by llama.cpp "
        "(gguf:smollm2 is a small one in a package); hf:DIR, one by transformers [replay]",
    )
    live = parser.add_argument_group("a live teacher (openai:URL#MODEL, gguf:FILE, hf:DIR)")
    live.add_argument(
        "--dialect",
        type=one_of(*DIALECTS),
        default="openai",
        help=f"whose server it is: {', '.join(DIALECTS)} [openai]",
    )
    live.add_argument(
        "--key-env", metavar="NAME", help="the environment variable that holds the key; '' for none"
    )
    live.add_argument(
        "--allow-http",
        action="store_true",
        help="send prompts and key unencrypted to another machine",
    )
    live.add_argument(
        "--form",
        type=one_of(*FORMS),
        default="auto",
        help=f"how the grammar is sent: {', '.join(FORMS)} [auto]",
    )
    live.add_argument(
        "--samples", type=at_least(1), default=1, metavar="K", help="ask each prompt K times [1]"
    )
    live.add_argument(
        "--temperature", type=_between(0, 2), metavar="T", help="of the sampling [the server's]"
    )
    live.add_argument(
        "--reply-tokens",
        type=at_least(1),
        default=1024,
        metavar="N",
        help="the longest reply [1024]",
    )
    live.add_argument(
        "--timeout",
        type=_between(0.01, 86400),
        default=120.0,
        metavar="S",
        help="seconds for one reply [120]",
    )
    live.add_argument(
        "--retries",
        type=at_least(0),
        default=5,
        metavar="N",
        help="further attempts after errors that pass [5]",
    )
    live.add_argument(
        "--concurrency",
        type=at_least(1),
        metavar="N",
        help="requests at once [8 of a server, 1 of a model on this machine]",
    )
    live.add_argument("--rpm", type=at_least(1), metavar="N", help="at most N requests a minute")
    live.add_argument("--tpm", type=at_least(1), metavar="N", help="at most N tokens a minute")
    live.add_argument("--licence", default="", metavar="NAME", help="of what the model writes")
    money = parser.add_argument_group("what it may cost")
    money.add_argument("--price", metavar="IN,OUT", help="of a million tokens in and out")
    money.add_argument("--max-cost", type=_money, metavar="C", help="stop before it costs more")
    money.add_argument("--max-calls", type=at_least(0), metavar="N", help="stop after N calls")
    money.add_argument(
        "--max-tokens", type=at_least(0), metavar="N", help="stop before it takes more tokens"
    )
    money.add_argument(
        "--dry-run", action="store_true", help="print calls, tokens and cost, and send nothing"
    )
    kept = parser.add_argument_group("where its replies are kept")
    kept.add_argument(
        "--journal",
        type=Path,
        metavar="F",
        help=f"the journal; several runs may share one [OUT/{JOURNAL}]",
    )
    kept.add_argument(
        "--record",
        type=one_of(*MODES),
        default="auto",
        help="auto: ask what the journal lacks; replay: ask nothing, F may be an "
        "export; record: refuse what another run asked; refresh: ask anew [auto]",
    )
    kept.add_argument(
        "--batch-out",
        type=Path,
        metavar="F",
        help="write what is to be asked as an OpenAI batch file, and send nothing",
    )
    kept.add_argument(
        "--batch-in",
        type=Path,
        metavar="F",
        help="take the output of that batch into the journal first",
    )


def _spec(word: str) -> str:
    kind, _, place = word.partition(":")
    if kind not in KINDS:
        raise ArgumentTypeError(f"{word!r} is none: {did_you_mean(kind, KINDS)}")
    if kind == "replay" and place:
        raise ArgumentTypeError("replay is the domain's own recording and takes no name")
    if kind in LOCAL and not place:
        raise ArgumentTypeError(f"{kind}: names no model, as in gguf:FILE or hf:DIR")
    if kind == "openai" and not all(place.partition("#")):
        raise ArgumentTypeError(
            "openai:URL#MODEL is expected, as in openai:http://localhost:8080#m"
        )
    return word


def _between(least: float, most: float) -> Callable[[str], float]:
    def check(word: str) -> float:
        try:
            value = float(word)
        except ValueError:
            value = least - 1
        if not least <= value <= most:
            raise ArgumentTypeError(f"a number from {least:g} to {most:g}, not {word!r}")
        return value

    return check


def _money(word: str) -> Decimal:
    try:
        value = Decimal(word)
    except InvalidOperation:
        value = Decimal(-1)
    if not value.is_finite() or value < 0:
        raise ArgumentTypeError(f"an amount, as 2.50, not {word!r}")
    return value
