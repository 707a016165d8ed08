"""A domain: the folder that says what is asked, in which words, and what must always hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from preceptor.domain.graphs import Relation, read_graphs, relations
from preceptor.domain.settings import Settings, Table
from preceptor.domain.topics import Topic, read_topics
from preceptor.domain.vocabulary import read_vocabulary
from preceptor.logic import (
    Aggregate,
    Code,
    Compare,
    Fault,
    InputError,
    Not,
    Origin,
    ParseError,
    Predicate,
    Rule,
    Signature,
    did_you_mean,
)
from preceptor.rooms import RULESETS
from preceptor.syntax import parse_rules
from preceptor.syntax.files import read_text

SETTINGS = "domain.toml"
FORMATS = ("rules", "identity")

_NAME = re.compile(r"[a-z0-9][\w-]*(?:/[a-z0-9][\w-]*)*")  # policy/refund; no way out of a folder

SYSTEM = (
    "You are a careful knowledge engineer. "
    "You write down what you know as logic rules that a machine will read."
)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who wrote the recorded replies, when, and under which licence they may be used."""

    teacher: str = ""
    date: str = ""
    licence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Domain:
    """A loaded domain folder. `about` opens every prompt, `lines` show the predicates in it.

    `words` gives controlled English further nouns: a parent is a father or a mother.
    `constraints` are denials that a person wrote: trusted, never dropped. `format` says whether it
    is about rules or, as algebra, about identities. `authors` has the replies of each, such as
    `policy/refund#0`, where each wrote a whole theory. `no_student` says why no student of relation
    paths is trained; empty where one may be tried. `graphs` says what knowledge graphs call the
    predicates, where that is not what `relation` says.
    """

    name: str
    path: Path
    description: str = ""
    about: str = ""
    system: str = SYSTEM
    signature: Signature = field(default_factory=Signature)
    lines: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    constraints: tuple[Rule, ...] = ()
    goals: tuple[Predicate, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    provenance: Provenance = field(default_factory=Provenance)
    format: str = "rules"
    no_student: str = ""
    authors: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    graphs: Mapping[str, Mapping[str, Relation]] = field(default_factory=dict, hash=False)

    @property
    def settings(self) -> Path:
        return self.path / SETTINGS

    @property
    def written_prompts(self) -> Path:
        """Prompts kept verbatim where a template cannot render them; need not exist."""
        return self.path / "prompts.jsonl"

    @property
    def responses(self) -> Path:
        """The recorded replies; need not exist."""
        return self.path / "responses.jsonl"

    @property
    def rules(self) -> Path:
        """The distilled rule base; need not exist."""
        return self.path / "rules.pl"

    @property
    def identities(self) -> Path:
        """What is distilled where the domain is about identities; need not exist."""
        return self.path / "identities.txt"

    @property
    def facts(self) -> Path:
        """The example database; need not exist."""
        return self.path / "facts"

    def relations(self, graph: str) -> Mapping[str, Relation]:
        """What a knowledge graph of that name calls the predicates of two arguments."""
        return relations(self.signature, self.graphs, graph)

    def topic(self, name: str) -> Topic | None:
        return next((topic for topic in self.topics if topic.name == name), None)


def available() -> tuple[str, ...]:
    """The names of the domains that travel with the package; one in a group is `policy/refund`."""
    folders = (path.parent for path in RULESETS.rglob(SETTINGS))
    return tuple(sorted(folder.relative_to(RULESETS).as_posix() for folder in folders))


def members(group: str | Path) -> tuple[str, ...]:
    """The names of the domains of a group such as `policy`; none for anything else."""
    return tuple(name for name in available() if name.startswith(f"{group}/"))


def find(name_or_path: str | Path) -> Path:
    """The folder of a domain: a name that travels with the package, else a path.

    Raises InputError that names the nearest domain, or the domains of a group.
    """
    known = available()
    if str(name_or_path) in known:
        return RULESETS / name_or_path
    group = members(name_or_path)
    if group:
        raise InputError(f"{name_or_path} is a group of domains", f"say which: {', '.join(group)}")
    path = Path(name_or_path)
    folder = path.parent if path.name == SETTINGS else path
    if (folder / SETTINGS).is_file():
        return folder
    if folder.is_dir():
        raise InputError(f"{folder} is no domain: it has no {SETTINGS}")
    hint = did_you_mean(str(name_or_path), known)
    raise InputError(f"there is no domain {str(name_or_path)!r}", hint)


def load(name_or_path: str | Path) -> Domain:
    """The domain of that name or folder. Raises InputError, or ParseError with every fault."""
    path = find(name_or_path)
    settings = Settings(str(path / SETTINGS), read_text(path / SETTINGS))
    domain = _read(settings.read(), path)
    settings.settled()
    return domain


def _read(table: Table, path: Path) -> Domain:
    name = table.string("name")
    if name and not _NAME.fullmatch(name):
        hint = "a name is made of letters, digits, _ and -, and / between a group and its domain"
        table.fault("name", f"{name!r} cannot name a domain", hint)
    description = table.string("description")
    about = table.string("about", description)
    vocabulary = read_vocabulary(table)
    verbatim = (path / "prompts.jsonl").exists()
    form = table.choice("format", FORMATS, "rules")
    topics = read_topics(table, needs_prompt=not verbatim, reader=form)
    if not about and topics and not verbatim:
        table.fault("", "a domain needs an about (or a description) to open its prompts with")
    domain = Domain(
        name or path.resolve().name,
        path,
        description,
        about,
        table.string("system", SYSTEM),
        vocabulary.signature,
        vocabulary.lines,
        topics,
        _constraints(path / "constraints.pl", vocabulary.signature),
        _goals(table, vocabulary.signature),
        _words(table.table("words"), vocabulary.signature),
        _provenance(table.table("teacher")),
        form,
        table.string("no_student"),
        _authors(table.table("authors")),
        read_graphs(table, vocabulary.signature),
    )
    table.close()
    return domain


def _constraints(path: Path, signature: Signature) -> tuple[Rule, ...]:
    """The rules of constraints.pl: denials, and rules for predicates of their own.

    Raises ParseError also for a predicate that nothing declares: its denial would never fire.
    """
    rules = parse_rules(read_text(path), str(path)) if path.exists() else ()
    own = {str(rule.head.predicate) for rule in rules if rule.head is not None}
    known = own | {str(declaration.predicate) for declaration in signature.declarations}
    faults = tuple(
        _undeclared(rule, predicate, known)
        for rule in rules
        for predicate in _body_predicates(rule)
        if signature and predicate not in known
    )
    if faults:
        raise ParseError(faults)
    return rules


def _body_predicates(rule: Rule) -> tuple[str, ...]:
    """Each predicate of the body once, `-p/1` as `p/1`."""
    read = [literal for literal in rule.body if not isinstance(literal, Compare)]
    atoms = [lit.atom if isinstance(lit, Not | Aggregate) else lit for lit in read]
    return tuple(dict.fromkeys(f"{atom.name}/{len(atom.args)}" for atom in atoms))


def _undeclared(rule: Rule, predicate: str, known: set[str]) -> Fault:
    message = f"the domain declares no {predicate}"
    hint = did_you_mean(predicate, known)
    return Fault(rule.origin or Origin("", 1, 1), message, Code.UNDECLARED, "", (), hint)


def _goals(table: Table, signature: Signature) -> tuple[Predicate, ...]:
    known = {str(d.predicate): d.predicate for d in signature.declarations}
    goals = table.strings("goals")
    for goal in goals:
        if goal not in known:
            table.fault("goals", f"no predicate {goal!r} is declared", did_you_mean(goal, known))
    return tuple(known[goal] for goal in goals if goal in known)


def _words(table: Table, signature: Signature) -> Mapping[str, tuple[str, ...]]:
    known = [declaration.predicate.name for declaration in signature.declarations]
    words = {word: table.strings(word) for word in table.values}
    for word, meanings in words.items():
        for name in meanings:
            if name not in known:
                message = f"no predicate is called {name!r}"
                table.fault(word, message, did_you_mean(name, known))
    return words


def _authors(table: Table) -> Mapping[str, tuple[str, ...]]:
    """The replies of each author: a reply has one, and is named `PROMPT#SAMPLE`."""
    authors = {name: table.strings(name) for name in table.values}
    owners: dict[str, str] = {}
    for name, replies in authors.items():
        for reply in replies:
            if not re.fullmatch(r"\S+#\d+", reply):
                table.fault(name, f"{reply!r} names no reply", "say  PROMPT#SAMPLE")
            elif owners.setdefault(reply, name) != name:
                table.fault(name, f"{reply} is by {owners[reply]} already")
    return authors


def _provenance(table: Table) -> Provenance:
    provenance = Provenance(
        table.string("name"), table.string("date"), table.string("licence"), table.string("note")
    )
    table.close()
    return provenance
