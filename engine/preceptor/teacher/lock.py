"""The lock: a domain's words written into the teacher's grammar, so that no reply leaves them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from preceptor.logic import Role, Signature, Sort, Term
from preceptor.rooms import GRAMMARS
from preceptor.syntax import show_name
from preceptor.syntax.files import read_text
from preceptor.teacher.gbnf import gbnf
from preceptor.teacher.schema import schema
from preceptor.teacher.symbols import literal
from preceptor.teacher.words import constants, declarations, show_exact, symbols

Sorts = tuple[Sort, ...]  # of arguments
Ends = Mapping[Sorts, str]

_SEAM = "// The vocabulary:"  # begins the part of teacher.lark that a lock replaces


@dataclass(frozen=True, slots=True)
class Grammar:
    """What holds a decoder to the rule language and, where a signature is given, to its words.

    `lark` is in the portable subset: for llguidance, xgrammar, vLLM and lark itself.
    """

    lark: str
    signature: Signature

    @property
    def gbnf(self) -> str:
        """The same language for llama.cpp."""
        return gbnf(self.lark)

    @property
    def json_schema(self) -> dict[str, Any]:
        """The JSON form of the same rules, for servers that know only schemas."""
        return schema(self.signature)


def lock(signature: Signature) -> Grammar:
    """teacher.lark with the declared predicates, at their arities, as the only atoms there are.

    An argument is a variable, or a constant of its sort where the sort lists them or is a small
    range of whole numbers. Only what rules may conclude is the head of a rule with a body. An
    empty signature declares nothing and locks nothing.
    """
    text = _teacher()
    if not signature:
        return Grammar(text, signature)
    frame = text.partition(_SEAM)[0]
    return Grammar(f"{frame}{_SEAM} a domain's own words.\n{_vocabulary(signature)}", signature)


@cache
def _teacher() -> str:
    return read_text(GRAMMARS / "teacher.lark")


def _vocabulary(signature: Signature) -> str:
    """The rules head, atom and side, and one for each end of an argument list that begins with
    constants.

    `derived` and `given` share no atom, so that LALR tells heads from facts.
    """
    declared = declarations(signature)
    lists = [tuple(signature.sort(name) or Sort(name) for name in d.sorts) for d in declared]
    ends = _ends(lists)
    groups: dict[str, list[str]] = {"derived": [], "given": []}
    for declaration, sorts in zip(declared, lists, strict=True):
        group = "given" if declaration.role is Role.INPUT else "derived"
        groups[group].append(_atom(declaration.predicate.name, sorts, ends))
    said = {name: atoms for name, atoms in groups.items() if atoms}
    rules: dict[str, Iterable[str]] = {
        "head": (*(name for name in said if name == "derived"), '"-" atom'),
        "atom": said,
        **said,
        "side": ("number", *map(_literal, symbols(signature))),
        **{name: _options(sorts, ends) for sorts, name in ends.items()},
    }
    return "".join(_rule(name, options) for name, options in rules.items())


def _ends(lists: Iterable[Sorts]) -> Ends:
    """A name for each end of an argument list that begins with an argument with constants.

    The argument and all that follows it are one rule. Were the argument a rule of its own, LALR
    would have to end it, at a variable, before it can know which arity of a name this is.
    """
    found = (sorts[at:] for sorts in lists for at in range(len(sorts)) if constants(sorts[at]))
    return {sorts: f"end_{number}" for number, sorts in enumerate(dict.fromkeys(found), 1)}


def _rule(name: str, options: Iterable[str]) -> str:
    """An option a line."""
    joined = f"\n{' ' * len(name)}| ".join(options)
    return f"{name}: {joined}\n"


def _atom(name: str, sorts: Sorts, ends: Ends) -> str:
    """`"age(" VARIABLE ", " VARIABLE ")"`, or `"likes(" VARIABLE ", " end_1`"""
    shown = show_name(name)
    return f"{literal(f'{shown}(')} {_end(sorts, ends)}" if sorts else literal(shown)


def _end(sorts: Sorts, ends: Ends) -> str:
    """The arguments from here on, with the parenthesis that closes them."""
    return ends.get(sorts) or f"VARIABLE {_behind(sorts, ends)}"


def _behind(sorts: Sorts, ends: Ends) -> str:
    """What follows the first argument."""
    return f'", " {_end(sorts[1:], ends)}' if len(sorts) > 1 else '")"'


def _options(sorts: Sorts, ends: Ends) -> Iterator[str]:
    for argument in ("VARIABLE", *map(_literal, constants(sorts[0]))):
        yield f"{argument} {_behind(sorts, ends)}"


def _literal(constant: Term) -> str:
    return literal(show_exact(constant))
