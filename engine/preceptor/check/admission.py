"""Admission: whether a rule may join a theory at all, before anything is searched."""

from __future__ import annotations

from preceptor.check.bodies import empty_body
from preceptor.check.judge import duplicate, unsafe
from preceptor.check.notes import about, text
from preceptor.check.signature import misuse
from preceptor.check.tautology import tautology
from preceptor.check.variants import Key, variant_key
from preceptor.logic import Code, Finding, Rule, Severity, Signature


class Admission:
    """The rules of a theory by what they say, and what keeps another one out."""

    def __init__(self, signature: Signature) -> None:
        self._signature = signature
        self._known: dict[Key, Rule] = {}
        self._keys: dict[Rule, Key] = {}

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
        key = variant_key(rule)
        said = self._known.get(key)
        if said is not None:
            return (duplicate(rule, said),)
        vain = tautology(rule) or empty_body(rule, self._signature)
        if vain is not None:
            return (vain,)
        self._keys[rule], self._known[key] = key, rule
        return ()

    def leave(self, rule: Rule) -> None:
        """Forgets a rule that was admitted. Raises KeyError for any other."""
        del self._known[self._keys.pop(rule)]
