"""Antonyms: names of predicates that look as if they exclude each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_PREFIXES = ("not_", "non_", "non", "no_", "un", "in", "im", "il", "ir", "dis")
_PAIRS = """
    abnormal normal  above below  absent present  accept decline  accept refuse  accept reject
    active passive  admit refuse  admit reject  adult child  adult minor  alive dead
    allow deny  allow forbid  allow prohibit  allow refuse  ancestor descendant
    approve decline  approve deny  approve refuse  approve reject  approved declined
    approved denied  approved rejected  benign malignant  buyer seller  closed open
    cold hot  cheap expensive  clean dirty  deny grant  deny permit  dry wet  early late
    easy hard  empty full  even odd  fail pass  failed passed  fake genuine  false true
    fast slow  female male  find lose  first last  fresh stale  forbid permit  good bad
    guilty innocent  heavy light  high low  hire reject  hired rejected  ill healthy  indoor outdoor
    large small  left right  long short  lose win  married single  max min  negative positive
    new old  optional required  poor rich  private public  prohibit permit  refuse permit
    refuse grant  reject hire  risky safe  dangerous safe  strong weak  thick thin  top bottom
    winner loser  young old
"""
_WORDS = _PAIRS.split()
_KNOWN = frozenset(
    frozenset(pair) for pair in zip(_WORDS[::2], _WORDS[1::2], strict=True)
)  # fmt: skip


def antonyms(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each two names of which one denies the other by a prefix, or by one word that differs.

    `eligible` and `ineligible`, `known` and `not_known`, `approve_loan` and `decline_loan`. What
    looks so may be meant otherwise: `valuable` and `invaluable` do.
    """
    known = sorted(set(names))
    listed = frozenset(known)
    for name in known:
        for prefix in _PREFIXES:
            if len(name) > 2 and prefix + name in listed:
                yield name, prefix + name
        words = name.split("_")
        for place, word in enumerate(words):
            for other in _opposites(word):
                changed = "_".join((*words[:place], other, *words[place + 1 :]))
                if name < changed and changed in listed:
                    yield name, changed


def _opposites(word: str) -> Iterator[str]:
    for pair in _KNOWN:
        if word in pair:
            yield from pair - {word}
