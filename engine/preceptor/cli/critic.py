"""The critic of a run on the command line: a small model that tells how likely it finds rules."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from preceptor.cli.live import Live
from preceptor.distil.folder import read_document
from preceptor.distil.likelihoods import LIKELIHOOD, Critic
from preceptor.logic import InputError
from preceptor.teacher import LOCAL, GgufTeacher, TransformersTeacher, open_local

_SELF = "teacher"


def add_critic(parser: ArgumentParser) -> None:
    """--critic."""
    group = parser.add_argument_group("a second look at the rules")
    group.add_argument(
        "--critic",
        type=_critic,
        metavar="WHO",
        help="tell how likely a small model finds each rule beside what else could stand in its "
        "place: gguf:FILE, hf:DIR, or teacher, for the one that is asked. It is measured on the "
        "domain's labelled statements first, and refused where it may be guessing",
    )


@contextmanager
def opened_critic(options: Namespace, live: Live | None = None) -> Iterator[Critic | None]:
    """The critic that is named, loaded; None where none is. Raises InputError or Unavailable."""
    if options.critic is None:
        yield None
        return
    if options.critic == _SELF:
        model = None if live is None else live.server
        if not isinstance(model, GgufTeacher | TransformersTeacher):
            raise InputError(
                "the teacher of this run tells no likelihoods", "--critic gguf:FILE or hf:DIR"
            )
        yield Critic(str(model.capabilities.model), model)
        return
    local = open_local(options.critic)
    try:
        yield Critic(str(local.capabilities.model), local)
    finally:
        local.close()


def critic_lines(out: Path) -> Iterator[str]:
    """What a critic said of a run, in one line."""
    if not (out / LIKELIHOOD).exists():
        return
    found = read_document(out / LIKELIHOOD)
    if not found["measured"]:
        yield f"likelihood: not measured: {found['model']}: {found['why']}"
        return
    if not found["rules"]:
        yield "likelihood: not measured: no rule has the form of the domain's labelled statements"
        return
    first = sum(rule["place"] == 1 for rule in found["rules"])
    yield (
        f"likelihood: {found['model']} finds {first} of {len(found['rules'])} rules the likeliest "
        "that could stand in their place"
    )


def _critic(word: str) -> str:
    kind, _, place = word.partition(":")
    if word != _SELF and (kind not in LOCAL or not place):
        raise ArgumentTypeError(f"{word!r} is none: gguf:FILE, hf:DIR or {_SELF} is expected")
    return word
