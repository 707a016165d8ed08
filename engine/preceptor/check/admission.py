"""Admission: whether a rule may join a theory at all, before anything is searched."""

from __future__ import annotations

from preceptor.check.bodies import empty_body
from preceptor.check.notes import about, text
from preceptor.check.sifting import duplicate, unsafe
from preceptor.check.signature import misuse
from preceptor.check.tautology import tautology
from preceptor.check.variants import Key, Outline, outline, variant_key
from preceptor.logic import Aggregate, Code, Finding, Rule, Severity, Signature


class Admission:
    """The rules of a theory by what they say, and what keeps another one out."""

    def __init__(self, signature: Signature) -> None:
        self._signature = signature
        self._alike: dict[Outline, dict[Key | None, Rule]] = {}  # without a key where one is alone
        self._places: dict[Rule, tuple[Outline, Key | None]] = {}

    def admit(self, rule: Rule) -> tuple[Finding, ...]:
        """Takes in a rule, unless something is wrong with it: that is returned.

        It may be misused, unsafe, a denial, said already, or never conclude anything new.
        """
        faults = misuse(rule, self._signature) or unsafe(rule)
        if faults:
            return faults
        if rule.is_denial:
            message = f"a constraint that only the teacher states:  {text(rule)}"
            hint = "promote it by writing it into the domain's constraints.pl"
            return (about(rule, Code.CANDIDATE_CONSTRAINT, message, hint, Severity.WARNING),)
        shape = outline(rule)
        alike = self._keyed(shape)
        key = variant_key(rule) if alike else None
        if key in alike:
            return (duplicate(rule, alike[key]),)
        if any(isinstance(literal, Aggregate) for literal in rule.body):
            message = f"the search does not count, so it cannot take in  {text(rule)}"
            hint = "check it on facts, with the whole theory"
            return (about(rule, Code.UNDECIDED, message, hint, Severity.WARNING),)
        vain = tautology(rule) or empty_body(rule, self._signature)
        if vain is not None:
            return (vain,)
        self._alike.setdefault(shape, {})[key] = rule
        self._places[rule] = shape, key
        return ()

    def _keyed(self, shape: Outline) -> dict[Key | None, Rule]:
        """The rules of an outline by their keys."""
        alike = self._alike.get(shape, {})
        alone = alike.pop(None, None)
        if alone is not None:
            key = variant_key(alone)
            alike[key] = alone
            self._places[alone] = shape, key
        return alike

    def leave(self, rule: Rule) -> None:
        """Forgets a rule that was admitted. Raises KeyError for any other."""
        shape, key = self._places.pop(rule)
        del self._alike[shape][key]
