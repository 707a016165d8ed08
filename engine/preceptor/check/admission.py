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

    def faults(self, rule: Rule) -> tuple[Finding, ...]:
        """What the signature does not allow, what is unsafe, says nothing, or is said already."""
        faults = misuse(rule, self._signature) or unsafe(rule)
        if faults:
            return faults
        if rule.is_denial:
            message = f"a constraint that only the teacher states:  {text(rule)}"
            hint = "promote it by writing it into the domain's constraints.pl"
            return (about(rule, Code.CANDIDATE_CONSTRAINT, message, hint, Severity.WARNING),)
        said = self._known.get(variant_key(rule))
        if said is not None:
            return (duplicate(rule, said),)
        vain = tautology(rule) or empty_body(rule, self._signature)
        return () if vain is None else (vain,)

    def take(self, rule: Rule) -> None:
        self._known[variant_key(rule)] = rule

    def leave(self, rule: Rule) -> None:
        del self._known[variant_key(rule)]
