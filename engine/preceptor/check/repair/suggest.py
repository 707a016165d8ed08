"""Suggestions: ways to mend a clash, each verified by checking again, the gentlest first.

In order: a guard is tightened; an exception is made; the case is forbidden to databases; the
teacher is asked; the rule of least score is dropped. What does not verify is not offered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from preceptor.check.notes import text
from preceptor.check.repair.clash import Clash
from preceptor.check.repair.forbidden import forbidding
from preceptor.check.repair.proposals import Proposal, narrowings
from preceptor.check.repair.trial import Trial
from preceptor.logic import Atom, Literal, RepairKind, Rule, Suggestion
from preceptor.syntax import rule_id, show_goal

MAX_TRIES = 12  # narrowings of one clash that are verified
PER_KIND = 2  # suggestions of one kind


@dataclass(frozen=True, slots=True)
class Prices:
    """What it costs to touch a rule: its score, 1 where none is known. Protected: never."""

    scores: Mapping[str, float] = field(default_factory=dict)
    protected: frozenset[str] = frozenset()

    def of(self, rule: Rule) -> float:
        return self.scores.get(rule_id(rule), 1.0)

    def may_touch(self, rule: Rule) -> bool:
        return rule_id(rule) not in self.protected


def suggestions(
    clash: Clash, trial: Trial, prices: Prices | None = None, ask: str = ""
) -> tuple[Suggestion, ...]:
    """What would mend the clash, each verified; `ask` is the question to the teacher."""
    prices = prices or Prices()
    found = [*narrowed(clash, trial, prices), *_forbidden(clash, trial)]
    if ask:
        found.append(Suggestion(RepairKind.ASK, None, None, None, 0, True, ask))
    return (*found, *_dropped(clash, trial, prices))


def narrowed(
    clash: Clash, trial: Trial, prices: Prices, per_kind: int = PER_KIND
) -> Iterator[Suggestion]:
    """The verified narrowings of rules that may be touched."""
    offered = (
        proposal
        for proposal in narrowings(clash, trial.vicinity)
        if prices.may_touch(proposal.before) and not trial.is_hopeless(proposal.before)
    )
    made: dict[RepairKind, int] = {}
    for proposal in islice(offered, MAX_TRIES):
        change = {proposal.before: proposal.after}
        if (
            made.get(proposal.kind, 0) < per_kind
            and not trial.objection([clash], change)
            and not trial.opens_gap(change)
        ):
            made[proposal.kind] = made.get(proposal.kind, 0) + 1
            yield suggestion(proposal, prices)


def suggestion(proposal: Proposal, prices: Prices) -> Suggestion:
    """A narrowing that was verified."""
    before, after = proposal.before, proposal.after
    return Suggestion(
        proposal.kind, rule_id(before), before, after, prices.of(before), True, said(before, after)
    )


def said(before: Rule, after: Rule | None) -> str:
    """`in r1 put  S >= 650  for  S >= 600:  approve(A) :- credit_score(A, S), S >= 650.`"""
    name = rule_id(before)
    if after is None:
        return f"drop {name}:  {text(before)}"
    gone = [literal for literal in before.body if literal not in after.body]
    new = [literal for literal in after.body if literal not in before.body]
    if gone:
        return f"in {name} put  {show_goal(new)}  for  {show_goal(gone)}:  {text(after)}"
    return f"to {name} add  {show_goal(new)}:  {text(after)}"


def _forbidden(clash: Clash, trial: Trial) -> Iterator[Suggestion]:
    """The constraint over given facts that rules the case out, where it costs no rule its use."""
    if clash.at_hand or not clash.steps:
        return
    search = trial.vicinity.around([clash.law, *clash.core], {}).search()
    law = forbidding(clash, trial.vicinity, search)
    if law is None or trial.objection([clash], {}, (law,)):
        return
    what = "declare them disjoint" if _is_disjointness(law.body) else "forbid it"
    said = f"if the case cannot occur, {what}:  {text(law)}"
    yield Suggestion(RepairKind.FORBID, None, None, law, 0, True, said)


def _is_disjointness(body: tuple[Literal, ...]) -> bool:
    """Whether it says of two predicates that nothing is both."""
    if len(body) != 2 or not all(isinstance(literal, Atom) for literal in body):
        return False
    one, other = body
    return isinstance(one, Atom) and isinstance(other, Atom) and one.args == other.args


def _dropped(clash: Clash, trial: Trial, prices: Prices) -> Iterator[Suggestion]:
    """The rule of least score that can go; of rules alike in that, the first that verifies."""
    touchable = [rule for rule in clash.core if prices.may_touch(rule)]
    least = min(map(prices.of, touchable), default=0.0)
    for rule in sorted((r for r in touchable if prices.of(r) == least), key=rule_id):
        if not trial.objection([clash], {rule: None}):
            yield Suggestion(
                RepairKind.DROP, rule_id(rule), rule, None, prices.of(rule), True, said(rule, None)
            )
            return
