"""Changes: clauses put in and taken out at the prompt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from preceptor.domain.facts import misfit
from preceptor.logic import Atom, InputError, Rule, Term, Var, is_ground
from preceptor.shell.session import USER, Session, define, rebuild, union
from preceptor.syntax import canonical, parse_rules, rule_id


@dataclass(frozen=True, slots=True)
class Selection:
    """What a retraction takes out: a test of facts, a test of rules."""

    fact: Callable[[Atom], bool]
    rule: Callable[[Rule], bool]


def add(session: Session, text: str) -> Session:
    """Adds clauses: ground facts without weight or id to the facts, all else to the typed rules.

    Raises ParseError; InputError for a fact that its declaration refuses; CompileError.
    """
    clauses = parse_rules(text, USER)
    heads = [clause.head for clause in clauses if clause.head and _is_plain_fact(clause)]
    for head in heads:
        _fits(session, head)
    facts = union(session.base.facts, heads)
    rules = tuple(clause for clause in clauses if not _is_plain_fact(clause))
    session = rebuild(session, session.sources, facts)
    return define(session, USER, (*session.typed, *rules)) if rules else session


def same_as(text: str) -> Selection:
    """The clauses that are `text` up to renaming, the facts that match it, the rule of that id."""
    clause = _clause(text)
    return Selection(
        lambda fact: clause.is_fact and _matches(clause.head, fact),
        lambda rule: (
            canonical(rule) == canonical(clause) or rule_id(rule) == text.strip().strip("'")
        ),
    )


def with_head(text: str) -> Selection:
    """The facts that match an atom, and the rules whose head does."""
    head = _clause(text).head
    return Selection(lambda fact: _matches(head, fact), lambda rule: _matches(head, rule.head))


def retract(session: Session, selection: Selection, *, every: bool) -> Session | None:
    """The session without the first clause selected, or without all; None where none is."""
    facts = tuple(fact for fact in session.base.facts if selection.fact(fact))
    rules = tuple(r for _, group in session.sources for r in group if selection.rule(r))
    if not (facts or rules):
        return None
    if not every:
        facts, rules = facts[:1], () if facts else rules[:1]
    gone = {id(rule) for rule in rules}
    sources = [
        (name, tuple(rule for rule in group if id(rule) not in gone))
        for name, group in session.sources
    ]
    return rebuild(session, sources, tuple(f for f in session.base.facts if f not in facts))


def _clause(text: str) -> Rule:
    clauses = parse_rules(f"{text.strip().removesuffix('.')} .", USER)
    if len(clauses) != 1:
        raise InputError("one clause at a time")
    return clauses[0]


def _is_plain_fact(rule: Rule) -> bool:
    return rule.is_fact and rule.is_hard and rule.name is None and is_ground(rule)


def _fits(session: Session, fact: Atom) -> None:
    """Raises InputError where the signature declares the name with other arguments."""
    signature = session.base.signature
    declaration = signature.declaration(fact.predicate)
    if declaration is None:
        others = " and ".join(str(other.predicate) for other in signature.named(fact.name))
        if others:
            raise InputError(f"{fact.predicate} is not declared", f"there is {others}")
        return
    for term, sort in zip(fact.args, declaration.sorts, strict=True):
        complaint = misfit(term, signature.sort(sort))
        if complaint:
            raise InputError(f"{fact.name}: {complaint}")


def _matches(pattern: Atom | None, atom: Atom | None) -> bool:
    """Whether putting terms for the pattern's variables gives the atom."""
    if pattern is None or atom is None or pattern.predicate != atom.predicate:
        return False
    bound: dict[str, Term] = {}
    return all(
        bound.setdefault(want.name, have) == have if isinstance(want, Var) else want == have
        for want, have in zip(pattern.args, atom.args, strict=True)
    )
