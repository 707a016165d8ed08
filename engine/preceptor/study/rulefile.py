"""Scored rules as files: our own language, or the tables of AnyBURL, AMIE and ChatRule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from preceptor.learn.scores import Score, ScoredRule
from preceptor.logic import Atom, Compare, InputError, Op, Rule, Var, did_you_mean, variables
from preceptor.syntax import Measures, show_amie, show_anyburl, show_chatrule, show_rule

_TABLES: dict[str, Callable[[Iterable[Rule], Iterable[Measures]], str]] = {
    "anyburl": show_anyburl,
    "amie": show_amie,
    "chatrule": show_chatrule,
}
FORMATS = ("rules", *_TABLES)


def written(scored: Sequence[ScoredRule], target: str = "rules") -> str:
    """The rules in the format of that name, each weighted by what it is on the graph.

    In our language the weight is the confidence, and what scores take for granted is said:
    `X \\= Y` for variables that could take one value. The other formats state support over
    predictions, and leave out a rule that was never right: they have no word for it. Raises
    InputError for what a format cannot say.
    """
    if target == "rules":
        return "".join(f"{_line(each)}\n" for each in scored)
    if target not in _TABLES:
        raise InputError(f"no format {target!r}", did_you_mean(target, FORMATS))
    right = [each for each in scored if each.score.support]
    measures = [_measures(each.score) for each in right]
    rules = [
        replace(each.rule, weight=m.confidence) for each, m in zip(right, measures, strict=True)
    ]
    return _TABLES[target](map(_plain, rules), measures)


def _measures(score: Score) -> Measures:
    return Measures(
        score.predictions,
        score.support,
        Fraction(score.support, score.predictions),
        Fraction(score.support, score.head_size),
        Fraction(score.support, score.body_heads),
    )


def _line(each: ScoredRule) -> str:
    places = 10**4
    weight = Fraction(round(each.score.confidence * places), places)
    if not weight:
        return f"% never right here: {show_rule(replace(each.rule, weight=Fraction(1)))}"
    return show_rule(apart(replace(each.rule, weight=weight)))


def _plain(rule: Rule) -> Rule:
    """Without `X \\= Y`, which those formats mean anyway."""
    return replace(
        rule,
        body=tuple(
            lit
            for lit in rule.body
            if not (isinstance(lit, Compare) and lit.op is Op.DIFFERENT)
        ),
    )  # fmt: skip


def apart(rule: Rule) -> Rule:
    """The rule with `X \\= Y` for each two of its variables that it does not hold apart yet.

    Rules are scored under object identity, where distinct variables take distinct values.
    """
    said = {
        frozenset((lit.left, lit.right))
        for lit in rule.body
        if isinstance(lit, Compare) and lit.op is Op.DIFFERENT
    }
    atoms = (lit for lit in rule.body if isinstance(lit, Atom))
    names = dict.fromkeys(name for atom in atoms for name in variables(atom))
    missing = [
        Compare(Op.DIFFERENT, Var(one), Var(other))
        for one, other in combinations(names, 2)
        if frozenset((Var(one), Var(other))) not in said
    ]
    return replace(rule, body=(*rule.body, *missing))
