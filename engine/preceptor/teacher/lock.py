"""The lock: a domain's words written into the teacher's grammar, so that no reply leaves them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from preceptor.logic import Declaration, Role, Signature, Term
from preceptor.rooms import GRAMMARS
from preceptor.syntax import show_name
from preceptor.syntax.files import read_text
from preceptor.teacher.constants import constants, show_exact, symbols
from preceptor.teacher.gbnf import gbnf
from preceptor.teacher.notation import literal
from preceptor.teacher.schema import schema

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
    """The rules head, atom and side, and one a sort that lists its values.

    `derived` and `given` share no atom, so that LALR tells heads from facts.
    """
    listed = [sort for sort in signature.sorts if constants(sort)]
    names = {sort.name: f"value_{number}" for number, sort in enumerate(listed, 1)}
    derived, given = (
        tuple(_atom(d, names) for d in signature.declarations if (d.role is Role.INPUT) is inputs)
        for inputs in (False, True)
    )
    groups = {name: atoms for name, atoms in (("derived", derived), ("given", given)) if atoms}
    rules: dict[str, Iterable[str]] = {
        "head": (*(name for name in groups if name == "derived"), '"-" atom'),
        "atom": groups,
        **groups,
        "side": ("number", *map(_literal, symbols(signature))),
        **{names[s.name]: ("VARIABLE", *map(_literal, constants(s))) for s in listed},
    }
    return "".join(_rule(name, options) for name, options in rules.items())


def _rule(name: str, options: Iterable[str]) -> str:
    """An option a line, each once."""
    joined = f"\n{' ' * len(name)}| ".join(dict.fromkeys(options))
    return f"{name}: {joined}\n"


def _literal(constant: Term) -> str:
    return literal(show_exact(constant))


def _atom(declaration: Declaration, names: dict[str, str]) -> str:
    """`"likes(" VARIABLE ", " value_1 ")"`"""
    name = show_name(declaration.predicate.name)
    if not declaration.sorts:
        return literal(name)
    arguments = ' ", " '.join(names.get(sort, "VARIABLE") for sort in declaration.sorts)
    return f'{literal(f"{name}(")} {arguments} ")"'
