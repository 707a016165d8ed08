"""How likely a relation's train triples are under weights of rules: the loss, and its gradient."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from preceptor.learn.completion.firing import Fired, Theory
from preceptor.learn.completion.queries import Direction
from preceptor.learn.scores import PESSIMISM
from preceptor.learn.triples import Split

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

MOST = 6_000_000  # conclusions held for one end of a relation, about 40 bytes each
_BLOCK = 256  # entities asked about at once


class Questions(NamedTuple):
    """One end of every train triple of a relation as a choice among all entities.

    `features` is (candidates that a rule concludes, rules and one), by the row that asks; its last
    column is the assurance of the surest rule. `owner` is that row, `rival` is false for what
    train knows. Of each triple `gold` is its candidate, -1 where no
    rule concludes it, and `asked` its row. `silent[row]` counts the rivals of weight 0.
    """

    features: csr_array
    turned: csr_array
    owner: Ints
    rival: NDArray[np.bool_]
    gold: Ints
    asked: Ints
    silent: Ints


def questions(
    split: Split, theories: Sequence[Theory], direction: Direction, most: int = MOST
) -> Questions:
    """The questions that a relation's train triples make; features of all theories, in order.

    What a rule concludes never rests on the triple concluded, so no triple supports itself, and
    from the scores of the rules that conclude it, it is taken off. Only rules of the first theory
    speak for a candidate. Where rules conclude more than `most` things, some of the entities are
    asked about, drawn evenly.
    """
    triples = split.index().of(theories[0].relation).astype(np.int64)
    given, wanted = (0, 2) if direction is Direction.TAIL else (2, 0)
    size = len(split.entities)
    entities, fired = _fired(theories, direction, np.unique(triples[:, given]), size, most)
    triples = triples[np.isin(triples[:, given], entities)]
    asked = np.searchsorted(entities, triples[:, given])
    codes, candidate = np.unique(fired.code, return_inverse=True)
    told = asked * size + triples[:, wanted]
    at = np.minimum(np.searchsorted(codes, told), max(len(codes) - 1, 0))
    there = codes[at] == told if len(codes) else np.zeros(len(told), bool)
    rival = np.ones(len(codes), bool)
    rival[at[there]] = False
    features = _features(theories, fired, candidate, rival)
    taken = np.bincount(codes // size, minlength=len(entities))
    taken += np.bincount(asked[~there], minlength=len(entities))
    gold = np.where(there, at, -1)
    turned = csr_array(features.T)
    return Questions(features, turned, codes // size, rival, gold, asked, size - taken)


def assurance(theory: Theory, *, spared: int = 0) -> Floats:
    """-log(1 - confidence) of each rule, as if it had been right `spared` times less."""
    counts = [(score.support - spared, score.predictions - spared) for _, score in theory.scored]
    right, told = np.array(counts, np.float64).reshape(-1, 2).T
    return np.asarray(-np.log1p(-np.maximum(right, 0) / (told + PESSIMISM)))


def _features(
    theories: Sequence[Theory], fired: Fired, candidate: Ints, rival: NDArray[np.bool_]
) -> csr_array:
    speaks = fired.rule < len(theories[0].scored)
    rule, at = fired.rule[speaks], candidate[speaks]
    sure = [assurance(theories[0], spared=spared)[rule] for spared in (1, 0)]
    surest = np.zeros(len(rival))
    np.maximum.at(surest, at, np.where(rival[at], sure[1], sure[0]))
    count = sum(len(theory.scored) for theory in theories)
    some = np.flatnonzero(surest)
    rows, columns = np.append(candidate, some), np.append(fired.rule, np.full(len(some), count))
    data = np.append(np.ones(len(candidate)), surest[some])
    return csr_array((data, (rows, columns)), shape=(len(rival), count + 1))


def _fired(
    theories: Sequence[Theory], direction: Direction, entities: Ints, size: int, most: int
) -> tuple[Ints, Fired]:
    """Entities, of which all or as many as `most` conclusions allow, and what is concluded."""
    drawn = np.random.default_rng(0).permutation(entities)
    blocks: list[Ints] = []
    found = [Fired(np.zeros(0, np.int64), np.zeros(0, np.int64))]
    held = 0
    for begin in range(0, len(drawn), _BLOCK):
        blocks.append(np.sort(drawn[begin : begin + _BLOCK]))
        fired = _together(theories, direction, blocks[-1])
        known = blocks[-1][fired.code // size]
        found.append(Fired(known * size + fired.code % size, fired.rule))
        held += len(fired.code)
        if held >= most:
            break
    asked = np.sort(np.concatenate([np.zeros(0, np.int64), *blocks]))
    code, rule = (np.concatenate(column) for column in zip(*found, strict=True))
    row = np.searchsorted(asked, code // size)
    return asked, Fired(row * size + code % size, rule)


def _together(theories: Sequence[Theory], direction: Direction, entities: Ints) -> Fired:
    fired = [theory.fire(direction, entities) for theory in theories]
    first = np.cumsum([0, *(len(theory.scored) for theory in theories)])
    rules = [each.rule + before for each, before in zip(fired, first[:-1], strict=True)]
    return Fired(np.concatenate([each.code for each in fired]), np.concatenate(rules))


def loss(weights: Floats, asked: Questions) -> tuple[float, Floats]:
    """The sum of -log P(answer | question) by softmax, other known answers left out; gradient."""
    score = asked.features @ weights
    rows = len(asked.silent)
    peak = np.zeros(rows)  # a silent candidate's score
    np.maximum.at(peak, asked.owner, score)
    power = np.exp(score - peak[asked.owner])
    rivals = np.where(asked.rival, power, 0.0)
    silent = asked.silent * np.exp(-peak)
    others = np.bincount(asked.owner, rivals, minlength=rows) + silent
    spoken = asked.gold >= 0
    mine = np.where(spoken, score[asked.gold] if len(score) else 0.0, 0.0)
    own = np.exp(mine - peak[asked.asked])
    whole = own + others[asked.asked]
    value = float((np.log(whole) + peak[asked.asked] - mine).sum())
    pull = rivals * np.bincount(asked.asked, 1 / whole, minlength=rows)[asked.owner]
    np.add.at(pull, asked.gold[spoken], (own / whole - 1)[spoken])
    return value, asked.turned @ pull
