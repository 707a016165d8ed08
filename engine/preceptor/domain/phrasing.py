"""Phrasing: a statement as a sentence that could stand in a text, for a model to judge."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from preceptor.logic import (
    NO_SIGNATURE,
    Atom,
    Const,
    Literal,
    Not,
    Rule,
    Signature,
    Term,
    Var,
    variables,
)
from preceptor.logic.identity import Identity
from preceptor.syntax import say_atom, show_literal, show_rule, show_term
from preceptor.syntax.identity_show import show_identity

Statement = Rule | Identity

_SLOT = re.compile(r"\{(\w+)(:a)?\}")
_VOWELS = tuple("aeiouAEIOU")


@dataclass(frozen=True, slots=True)
class Phrase:
    """How statements of one form are put: `{X}` in the text stands for what X is in the pattern,
    `{X:a}` for that with its article."""

    pattern: Rule
    text: str

    def __post_init__(self) -> None:
        known = variables(self.pattern)
        for name, _ in _SLOT.findall(self.text):
            if name not in known:
                raise ValueError(f"{{{name}}} stands for nothing in the pattern")

    def say(self, rule: Rule) -> str | None:
        """The sentence; None for a rule of another form."""
        bound = _match(self.pattern, rule)
        return None if bound is None else _SLOT.sub(lambda slot: _fill(slot, bound), self.text)


@dataclass(frozen=True, slots=True)
class Phrasing:
    """The words of a domain: its phrases, else the texts of its predicates, joined by if and then.

    `frame` is for identities: `{0}` in it stands for the equation.
    """

    signature: Signature = NO_SIGNATURE
    phrases: tuple[Phrase, ...] = ()
    frame: str = "{0}"

    def say(self, statement: Statement) -> str:
        """A sentence without its full stop, and with a capital letter."""
        words = (
            self._identity(statement) if isinstance(statement, Identity) else self._rule(statement)
        )
        return words[:1].upper() + words[1:]

    def _identity(self, identity: Identity) -> str:
        return self.frame.replace("{0}", show_identity(identity).removesuffix("."))

    def _rule(self, rule: Rule) -> str:
        for phrase in self.phrases:
            said = phrase.say(rule)
            if said is not None:
                return said
        body = " and ".join(map(self._literal, rule.body))
        if rule.head is None:
            return f"it never happens that {body}"
        head = say_atom(rule.head, self.signature)
        return f"if {body}, then {head}" if body else head

    def _literal(self, literal: Literal) -> str:
        match literal:
            case Atom():
                return say_atom(literal, self.signature)
            case Not(atom):
                return f"it is not known that {say_atom(atom, self.signature)}"
            case _:
                return show_literal(literal)


def show_statement(statement: Statement) -> str:
    """The statement in our print."""
    return show_identity(statement) if isinstance(statement, Identity) else show_rule(statement)


def _atoms(rule: Rule) -> Iterator[Atom]:
    if rule.head is not None:
        yield rule.head
    yield from (literal for literal in rule.body if isinstance(literal, Atom))


def _match(pattern: Rule, rule: Rule) -> Mapping[str, Term] | None:
    """What the variables of the pattern are in the rule, its body literal by literal."""
    if (pattern.head is None, len(pattern.body)) != (rule.head is None, len(rule.body)):
        return None
    given, found = list(_atoms(pattern)), list(_atoms(rule))
    if len(given) != len(found):
        return None
    bound: dict[str, Term] = {}
    for one, other in zip(given, found, strict=True):
        if one.predicate != other.predicate:
            return None
        for wanted, there in zip(one.args, other.args, strict=True):
            known = bound.setdefault(wanted.name, there) if isinstance(wanted, Var) else wanted
            if known != there:
                return None
    return bound


def _fill(slot: re.Match[str], bound: Mapping[str, Term]) -> str:
    term = bound[slot[1]]
    words = term.name.replace("_", " ") if isinstance(term, Const) else show_term(term)
    article = "an " if words.startswith(_VOWELS) else "a "
    return f"{article}{words}" if slot[2] else words
