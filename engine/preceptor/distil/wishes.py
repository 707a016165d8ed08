"""Wishes: predicates that a teacher used or asked for and the domain does not declare.

They are suggestions for domain.toml, in RUN/wishes.json and on the card. The signature is never
changed by them, nor the grammar that holds a decoder to it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from preceptor.distil.inquiry import WISH
from preceptor.domain import Domain, Message, Prompt
from preceptor.graph import body_atom
from preceptor.logic import Atom, Predicate, Rule, Signature, SortKind, Var, nearest, visible
from preceptor.syntax import show_rule
from preceptor.teacher import derived_id

WISHES = "wishes.json"
SCHEMA = "preceptor/wishes/1"

_ASK = (
    "Which predicates are missing, without which rules that belong to this domain cannot be said? "
    "Write each on a line of its own, as name(argument, argument): what it means. Name no "
    'predicate of the list above, and none that can do without. If none is missing, write "none".'
)
_LINE = re.compile(
    r"""\W*(?:[0-9]{1,3}[.):]\s+\W*)?      # a number, a bullet, a backquote
    ([a-z]\w{0,39})
    (?:/([0-9])(?!\d)|\(([^()]{0,200})\))
    [`*]*\s*(?:[:–—-]+\s*)?(.*)""",
    re.VERBOSE,
)
_MEANING = re.compile(r"[^\W_][\w ,.'/-]{0,119}")
_MOST_LINES = 50  # of one answer
_REPLIES = 10  # named for one wish


@dataclass(frozen=True, slots=True)
class Wish:
    """A predicate that is missing: how many statements use it and how many answers ask for it, in
    which replies, what is declared and has a name like it. Sorts and role are guessed from uses.
    """

    predicate: Predicate
    uses: int
    asked: int
    replies: tuple[str, ...]
    nearest: str
    example: str
    meaning: str
    text: str
    sorts: tuple[str, ...]
    role: str

    def document(self) -> dict[str, Any]:
        return {
            "predicate": str(self.predicate),
            "uses": self.uses,
            "asked": self.asked,
            "replies": list(self.replies[:_REPLIES]),
            "replies_in_all": len(self.replies),
            "nearest": self.nearest or None,
            "example": self.example,
            "meaning": self.meaning,
            "text": self.text,
            "args": list(self.sorts),
            "role": self.role,
        }


def wish_prompt(domain: Domain) -> Prompt:
    """The question for what is missing. It is free: no grammar goes with it."""
    listed = "".join(f"\n- {line}" for line in domain.lines)
    text = f"Domain: {domain.about}\n\nThe predicates are:{listed}\n\nTask: {_ASK}"
    messages = (Message("system", domain.system), Message("user", text))
    return Prompt(derived_id(f"{domain.name}/wishes", messages), "wishes", messages, WISH)


def gather(
    rules: Iterable[Rule], answers: Sequence[tuple[str, str]], signature: Signature
) -> tuple[Wish, ...]:
    """The wishes in candidate rules, and in answers to `wish_prompt`, each with its reply's name.

    Those that most replies have come first. An empty signature leaves nothing to wish for.
    """
    if not signature:
        return ()
    found: dict[Predicate, _Found] = {}
    for rule in rules:
        for atom in _atoms(rule):
            if signature.declaration(atom.predicate) is None:
                positive = Predicate(atom.name, len(atom.args))
                found.setdefault(positive, _Found()).use(rule, atom, signature)
    for reply, text in answers:
        for predicate, names, meaning in read_answer(text):
            if signature.declaration(predicate) is None:
                found.setdefault(predicate, _Found()).ask(reply, names, meaning, signature)
    wishes = (each.wish(predicate, signature) for predicate, each in found.items())
    return tuple(sorted(wishes, key=lambda w: (-len(w.replies), -w.uses, w.predicate)))


def read_answer(text: str) -> Iterator[tuple[Predicate, tuple[str, ...], str]]:
    """Each predicate that an answer asks for, the names of its arguments, and what it means: our
    own words, or '' where these hold more than words."""
    for line in text.splitlines()[:_MOST_LINES]:
        match = _LINE.match(line[:400])
        if match is None:
            continue
        name, digit, inside, rest = match.groups()
        names = tuple(part.strip() for part in (inside or "").split(",") if part.strip())
        arity = int(digit) if digit else len(names)
        meaning = " ".join(rest.split()).rstrip(".`* ")
        if not _MEANING.fullmatch(meaning):
            meaning = ""
        yield Predicate(name, arity), names if len(names) == arity else (), meaning


@dataclass(slots=True)
class _Found:
    """What was seen of one predicate."""

    places: set[tuple[str, int, int]] = field(default_factory=set)
    replies: dict[str, None] = field(default_factory=dict)
    asked: int = 0
    concluded: bool = False
    example: str = ""
    meaning: str = ""
    text: str = ""
    sorts: Counter[tuple[int, str]] = field(default_factory=Counter)

    def use(self, rule: Rule, atom: Atom, signature: Signature) -> None:
        origin = rule.origin
        if origin is not None:
            self.places.add((origin.source, origin.line, origin.column))
            self.replies[origin.source] = None
        self.concluded |= rule.head == atom and not rule.is_fact
        self.example = self.example or show_rule(replace(rule, name=None))
        known = _sorts(rule, signature)
        for place, term in enumerate(atom.args):
            if isinstance(term, Var):
                self.sorts.update((place, sort) for sort in known.get(term.name, ()))

    def ask(self, reply: str, names: tuple[str, ...], meaning: str, signature: Signature) -> None:
        self.asked += 1
        self.replies[reply] = None
        if meaning and not self.meaning:
            self.meaning, self.text = meaning, _holes(meaning, names)
        known = {sort.name.casefold(): sort.name for sort in signature.sorts}
        for place, name in enumerate(names):
            if name.casefold() in known:
                self.sorts[place, known[name.casefold()]] += 1

    def wish(self, predicate: Predicate, signature: Signature) -> Wish:
        declared = {d.predicate.name: str(d.predicate) for d in signature.declarations}
        close = predicate.name if predicate.name in declared else nearest(predicate.name, declared)
        return Wish(
            predicate,
            len(self.places),
            self.asked,
            tuple(self.replies),
            declared.get(close or "", ""),
            visible(self.example),
            self.meaning,
            self.text,
            tuple(self._sort(place, signature) for place in range(predicate.arity)),
            "derived" if self.concluded else "input",
        )

    def _sort(self, place: int, signature: Signature) -> str:
        """The sort that most uses say; else the only sort of symbols there is, else `thing`."""
        said = {sort: count for (at, sort), count in self.sorts.items() if at == place}
        if said:
            return min(said, key=lambda sort: (-said[sort], sort))
        symbols = [sort.name for sort in signature.sorts if sort.kind is SortKind.SYMBOL]
        return symbols[0] if len(symbols) == 1 else "thing"


def _holes(meaning: str, names: tuple[str, ...]) -> str:
    """The meaning with `{0}` for the name of the first argument, where it names each of them."""
    if len(set(names)) < max(1, len(names)):
        return ""
    for place, name in enumerate(names):
        whole = rf"(?<![\w{{]){re.escape(name)}(?![\w}}])"
        meaning, found = re.subn(whole, f"{{{place}}}", meaning, count=1)
        if not found:
            return ""
    return meaning


def _sorts(rule: Rule, signature: Signature) -> dict[str, list[str]]:
    """The sorts that declared predicates give to the variables of a rule."""
    found: dict[str, list[str]] = {}
    for atom in _atoms(rule):
        declaration = signature.declaration(atom.predicate)
        if declaration is not None:
            for term, sort in zip(atom.args, declaration.sorts, strict=True):
                if isinstance(term, Var):
                    found.setdefault(term.name, []).append(sort)
    return found


def _atoms(rule: Rule) -> Iterator[Atom]:
    if rule.head is not None:
        yield rule.head
    yield from filter(None, map(body_atom, rule.body))
