"""Vocabulary drift: which predicates a text uses, and which of them can never fire.

A rule over a predicate that nothing concludes and no fact gives parses, and is silent for ever.
In recorded logic programs of language models this is a more frequent failure than bad syntax.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from preceptor.graph import body_atom
from preceptor.logic import NO_SIGNATURE, Atom, Predicate, Role, Rule, Signature


@dataclass(frozen=True, slots=True)
class Usage:
    """How often one predicate is used: in heads and bodies of rules and denials, and in facts.

    `declared` is None where no signature is. `fires` is whether it can ever hold: a fact gives it
    or a rule concludes it, or, as long as no facts were looked at, it is declared as one that a
    database gives.
    """

    predicate: Predicate
    declared: bool | None
    heads: int
    bodies: int
    facts: int
    fires: bool

    def document(self) -> dict[str, Any]:
        return {
            "predicate": str(self.predicate),
            "declared": self.declared,
            "heads": self.heads,
            "bodies": self.bodies,
            "facts": self.facts,
            "fires": self.fires,
        }

    @property
    def notes(self) -> tuple[str, ...]:
        """What is odd about it, in words."""
        used = self.heads + self.bodies + self.facts > 0
        return (
            *(("not declared",) if self.declared is False else ()),
            *(() if self.fires or not used else ("never fires",)),
            *(() if used else ("not used",)),
        )


def vocabulary(
    rules: Iterable[Rule],
    signature: Signature = NO_SIGNATURE,
    facts: Collection[Atom] | None = None,
) -> tuple[Usage, ...]:
    """The usage of each predicate: those declared, in their order, then the others by name.

    Facts among the rules count as facts. `facts` is the database, None where none was looked at.
    `-p` is a predicate of its own, listed where it is used.
    """
    heads: Counter[Predicate] = Counter()
    bodies: Counter[Predicate] = Counter()
    given = Counter(atom.predicate for atom in facts or ())
    for rule in rules:
        if rule.head is not None:
            (given if rule.is_fact else heads)[rule.head.predicate] += 1
        bodies.update(a.predicate for a in map(body_atom, rule.body) if a is not None)
    used = sorted({*heads, *bodies, *given})
    declared = tuple(declaration.predicate for declaration in signature.declarations)
    return tuple(
        Usage(
            predicate,
            signature.declaration(predicate) is not None if signature else None,
            heads[predicate],
            bodies[predicate],
            given[predicate],
            bool(heads[predicate] or given[predicate])
            or (facts is None and _is_input(predicate, signature)),
        )
        for predicate in dict.fromkeys((*declared, *used))
    )


def _is_input(predicate: Predicate, signature: Signature) -> bool:
    declaration = signature.declaration(predicate)
    given = declaration is not None and declaration.role is not Role.DERIVED
    return given and not predicate.negated


def show_vocabulary(usages: Collection[Usage]) -> Iterator[str]:
    """A table, a line for each predicate."""
    width = max((len(str(usage.predicate)) for usage in usages), default=0)
    for number, usage in enumerate(usages):
        if number == 0:
            yield f"{'predicate':{width}}  heads bodies facts"
        counts = f"{usage.heads:5} {usage.bodies:6} {usage.facts:5}"
        yield f"{usage.predicate!s:{width}}  {counts}  {', '.join(usage.notes)}".rstrip()
