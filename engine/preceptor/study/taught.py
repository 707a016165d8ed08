"""Rules that somebody states about a graph: read from any format, in the graph's own names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from preceptor import domain as domains
from preceptor.check.variants import variant_key
from preceptor.domain import Domain, Relation
from preceptor.learn.paths import path_of
from preceptor.learn.triples import Split
from preceptor.logic import (
    Atom,
    Compare,
    InputError,
    Literal,
    Not,
    ParseError,
    Rule,
    variables,
)
from preceptor.syntax import guess, parse_rules, read_amie, read_anyburl, read_chatrule, show_rule
from preceptor.syntax.files import read_text

READERS = {"anyburl": read_anyburl, "amie": read_amie, "chatrule": read_chatrule}
_NO_RELATION = "no relation "
WITHOUT_GUARD = "without-guard"  # a type of the domain that the graph has no relation for


def said(rule: Rule, split: Split) -> Hashable:
    """What two rules share if they say the same about a split."""
    path = path_of(rule, split)
    return variant_key(rule) if path is None else path


class Apart(NamedTuple):
    """A rule that says nothing about the graph, and why."""

    rule: Rule
    reason: str


@dataclass(frozen=True, slots=True)
class Taught:
    """The rules of one source, each once, and those kept apart; weights are the source's own.

    `repeated` counts rules that say the same as one before, `repairs` what was done to others.
    """

    name: str
    rules: tuple[Rule, ...]
    apart: tuple[Apart, ...] = ()
    repeated: int = 0
    repairs: Mapping[str, int] = field(default_factory=dict, hash=False)

    def called(self, name: str) -> Taught:
        """The same under another name."""
        return replace(self, name=name)

    def document(self) -> dict[str, object]:
        """The source as an entry of the document `preceptor/learn/1`."""
        return {
            "name": self.name,
            "rules": len(self.rules),
            "repeated": self.repeated,
            "repairs": dict(self.repairs),
            "reasons": self.reasons(),
            "apart": [{"rule": show_rule(rule), "reason": reason} for rule, reason in self.apart],
        }

    def unknown(self) -> tuple[str, ...]:
        """The relations that the graph has none of that name for."""
        told = (reason for reason in self.reasons() if reason.startswith(_NO_RELATION))
        return tuple(reason.removeprefix(_NO_RELATION).strip("'") for reason in told)

    def reasons(self) -> Mapping[str, int]:
        """How many rules are kept apart for each reason, most first."""
        return dict(Counter(each.reason for each in self.apart).most_common())


def taught(source: str | Path | Iterable[Rule], split: Split, name: str = "rules") -> Taught:
    """The rules of a file (ours, or a table of AnyBURL, AMIE or ChatRule), of a domain by its name
    or folder, or as given. Raises InputError, and ParseError with every fault of a file.

    A domain says what the graph calls its predicates: by `[graphs.NAME]` where the split has that
    name, else by `relation`.
    """
    if not isinstance(source, str | Path):
        return in_graph(source, split, name)
    path = Path(source)
    if path.is_file():
        return in_graph(_read(path), split, path.stem)
    domain = domains.load(source)
    if not domain.rules.is_file():
        raise InputError(f"{domain.path} has no {domain.rules.name}", "distil it first")
    rules = parse_rules(read_text(domain.rules), str(domain.rules))
    return in_domain(rules, domain, split)


def in_domain(rules: Iterable[Rule], domain: Domain, split: Split) -> Taught:
    """A domain's rules in the words of a graph."""
    unary = {d.predicate.name for d in domain.signature.declarations if d.predicate.arity == 1}
    return in_graph(rules, split, domain.name, domain.relations(split.name), frozenset(unary))


def in_graph(
    rules: Iterable[Rule],
    split: Split,
    name: str = "rules",
    names: Mapping[str, Relation] | None = None,
    types: frozenset[str] = frozenset(),
) -> Taught:
    """Rules in the words of a graph; `names` says what it calls a predicate, by default the same.

    Positive atoms of `types` are left out where the rule can do without: the data judges what
    is left. Constraints, facts, and what uses unknown relations are kept apart.
    """
    kept: dict[object, Rule] = {}
    apart: list[Apart] = []
    repairs: Counter[str] = Counter()
    total = 0
    for rule in rules:
        total += 1
        try:
            found, left_out = _fitted(rule, split, names, types)
        except _Unfit as reason:
            apart.append(Apart(rule, str(reason)))
            continue
        if kept.setdefault(said(found, split), found) is found:
            repairs[WITHOUT_GUARD] += left_out
    repeated = total - len(kept) - len(apart)
    return Taught(name, tuple(kept.values()), tuple(apart), repeated, dict(+repairs))


class _Unfit(ValueError):
    """Why a rule says nothing about a graph."""


def _fitted(
    rule: Rule, split: Split, names: Mapping[str, Relation] | None, types: frozenset[str]
) -> tuple[Rule, bool]:
    """The rule in the graph's words, and whether a guard was left out. Raises _Unfit."""
    if rule.head is None:
        raise _Unfit("a constraint")
    if not rule.body:
        raise _Unfit("a fact" if not variables(rule.head) else "a rule without a body")
    guards = [lit for lit in rule.body if isinstance(lit, Atom) and lit.name in types]
    body = tuple(_renamed(lit, split, names) for lit in rule.body if lit not in guards)
    head = _atom(rule.head, split, names)
    bound = {name for lit in body if isinstance(lit, Atom) for name in variables(lit)}
    if not set(variables(head)) <= bound:
        raise _Unfit("a head that only left-out types bind" if guards else "an unbound head")
    return Rule(head, body, rule.weight, origin=rule.origin), bool(guards)


def _renamed(literal: Literal, split: Split, names: Mapping[str, Relation] | None) -> Literal:
    match literal:
        case Atom():
            return _atom(literal, split, names)
        case Not(atom):
            return Not(_atom(atom, split, names))
        case Compare():
            return literal
        case _:
            raise _Unfit("an aggregate")


def _atom(atom: Atom, split: Split, names: Mapping[str, Relation] | None) -> Atom:
    if atom.negated:
        raise _Unfit("strong negation")
    if len(atom.args) != 2:
        raise _Unfit(f"{atom.predicate} has no two arguments")
    relation = Relation(atom.name) if names is None else names.get(atom.name)
    if relation is None or split.relation(relation.name) is None:
        name = atom.name if relation is None else relation.name
        raise _Unfit(f"{_NO_RELATION}{name!r}")
    return Atom(relation.name, atom.args[::-1] if relation.inverse else atom.args)


def _read(path: Path) -> tuple[Rule, ...]:
    """The rules of a file, in the format that it shows. Raises ParseError, InputError."""
    text = read_text(path)
    form = guess(text)
    if form not in READERS:
        return parse_rules(text, str(path))
    mined = READERS[form](text, str(path))
    if mined.faults:
        raise ParseError(mined.faults)
    return tuple(rule for rule, _ in mined.rules)
