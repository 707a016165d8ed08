"""The likelihood critic: a language model ranks statements by how likely it finds their sentences.

A small model cannot say whether a statement holds, but of statements that compete it often finds
the true one the likeliest. So candidates are compared with each other and no score is a verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from preceptor.domain import Phrasing, Statement, show_statement
from preceptor.teacher import Scorer

CHUNK = 64  # pairs that a scorer is given at once


@dataclass(frozen=True, slots=True)
class Likely:
    """A statement and the log-likelihood, in nats, of what tells it from its competitors."""

    statement: Statement
    score: float


@dataclass(frozen=True, slots=True)
class LikelihoodCritic:
    """Ranks by a teacher that can score, in the words of a domain.

    Of sentences that compete the beginning that all share is what is given, an end that all share
    is left out, and what remains is scored.
    """

    scorer: Scorer
    phrasing: Phrasing

    def rank(self, candidates: Sequence[Statement]) -> tuple[Likely, ...]:
        """The candidates, the likeliest first, ties in the order of their print."""
        return self.rank_each([candidates])[0]

    def rank_each(
        self,
        groups: Sequence[Sequence[Statement]],
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> tuple[tuple[Likely, ...], ...]:
        """Each group of statements that compete, ranked; `progress` hears of pairs done, of all."""
        pairs = [pair for group in groups for pair in parted([*map(self.phrasing.say, group)])]
        scores: list[float] = []
        for start in range(0, len(pairs), CHUNK):
            scores += self.scorer.score(pairs[start : start + CHUNK])
            progress(len(scores), len(pairs))
        left = iter(scores)
        return tuple(_ranked(map(Likely, group, islice(left, len(group)))) for group in groups)


def _ranked(likely: Iterator[Likely]) -> tuple[Likely, ...]:
    return tuple(sorted(likely, key=lambda one: (-one.score, show_statement(one.statement))))


def parted(sentences: Sequence[str]) -> list[tuple[str, str]]:
    """Each sentence as what all have in common before, and what it has of its own."""
    split = [sentence.split(" ") for sentence in sentences]
    least = min(map(len, split), default=1)
    before = min(_shared(split), least - 1)
    after = min(_shared([words[::-1] for words in split]), least - 1 - before)
    if len(split) == 1:
        before, after = least - 1, 0
    return [
        (
            " ".join(words[:before]),
            (" " if before else "") + " ".join(words[before : len(words) - after]),
        )
        for words in split
    ]


def _shared(split: Sequence[Sequence[str]]) -> int:
    """How many words all begin with."""
    columns = zip(*split, strict=False)
    return sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, columns))
