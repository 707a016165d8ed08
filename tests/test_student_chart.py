"""The soft chart against a slow chart over dictionaries, and against symbolic composition."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
import torch
from torch import Tensor

from preceptor.student import CompositionNet
from preceptor.student.model import Compose, chart

SYMBOLS, KINDS, SAME = 5, 2, 5
Table = dict[tuple[int, int, int, int, int], dict[int, float]]  # left, right, three kinds


def random_table(chance: random.Random, density: float, certain: bool) -> Table:
    """Scores for every pair of symbols (`same` on the right too) and every choice of kinds."""
    return {
        (left, right, *kinds): {
            symbol: 1.0 if certain else chance.random()
            for symbol in range(SYMBOLS)
            if chance.random() < density
        }
        for left in range(SYMBOLS)
        for right in range(SYMBOLS + 1)
        for kinds in ((a, b, c) for a in range(KINDS) for b in range(KINDS) for c in range(KINDS))
    }


def slow_chart(table: Table, steps: Sequence[int], kinds: Sequence[int]) -> dict[int, float]:
    """Max-product CYK, cell by cell, pair by pair."""
    if len(steps) == 1:
        return table[steps[0], SAME, kinds[0], kinds[1], kinds[1]]
    cells: dict[tuple[int, int], dict[int, float]] = {}
    for i, step in enumerate(steps):
        cells[i, i + 1] = {step: 1.0}
    for span in range(2, len(steps) + 1):
        for i in range(len(steps) - span + 1):
            j = i + span
            cell: dict[int, float] = {}
            for m in range(i + 1, j):
                for left, a in cells[i, m].items():
                    for right, b in cells[m, j].items():
                        for symbol, c in table[left, right, kinds[i], kinds[m], kinds[j]].items():
                            cell[symbol] = max(cell.get(symbol, 0.0), a * b * c)
            cells[i, j] = cell
    return cells[0, len(steps)]


def looking_up(table: Table) -> Compose:
    """The table as the chart's `compose`."""
    tensor = torch.zeros(SYMBOLS, SYMBOLS + 1, KINDS, KINDS, KINDS, SYMBOLS)
    for place, scores in table.items():
        for symbol, score in scores.items():
            tensor[(*place, symbol)] = score

    def compose(left: Tensor, right: Tensor, kinds: Tensor) -> Tensor:
        return tensor[left, right, kinds[..., 0], kinds[..., 1], kinds[..., 2]]

    return compose


def random_paths(
    chance: random.Random, length: int, count: int
) -> tuple[list[list[int]], list[list[int]]]:
    steps = [[chance.randrange(SYMBOLS) for _ in range(length)] for _ in range(count)]
    return steps, [[chance.randrange(KINDS) for _ in range(length + 1)] for _ in range(count)]


@pytest.mark.parametrize("length", [1, 2, 3, 4, 5, 6])
def test_chart_equals_the_slow_chart(length: int) -> None:
    chance = random.Random(length)
    for density in (0.1, 0.4, 1.0):
        table = random_table(chance, density, certain=False)
        steps, kinds = random_paths(chance, length, 12)
        fast = chart(looking_up(table), torch.tensor(steps), torch.tensor(kinds), SAME, SYMBOLS)
        for row, path, nodes in zip(fast, steps, kinds, strict=True):
            slow = slow_chart(table, path, nodes)
            wanted = [slow.get(symbol, 0.0) for symbol in range(SYMBOLS)]
            assert row.tolist() == pytest.approx(wanted, abs=1e-6)


def derivable(table: Table, steps: tuple[int, ...], kinds: tuple[int, ...]) -> set[int]:
    """The symbols that some bracketing of the path composes to, by plain recursion."""
    if len(steps) == 1:
        return set(steps)
    found: set[int] = set()
    for m in range(1, len(steps)):
        for left in derivable(table, steps[:m], kinds[: m + 1]):
            for right in derivable(table, steps[m:], kinds[m:]):
                found |= set(table[left, right, kinds[0], kinds[m], kinds[-1]])
    return found


@pytest.mark.parametrize("length", [2, 3, 5])
def test_a_table_of_zeros_and_ones_composes_symbols(length: int) -> None:
    chance = random.Random(length)
    table = random_table(chance, density=0.12, certain=True)
    steps, kinds = random_paths(chance, length, 40)
    fast = chart(looking_up(table), torch.tensor(steps), torch.tensor(kinds), SAME, SYMBOLS)
    composed = 0
    for row, path, nodes in zip(fast, steps, kinds, strict=True):
        wanted = derivable(table, tuple(path), tuple(nodes))
        assert {symbol for symbol, score in enumerate(row.tolist()) if score == 1.0} == wanted
        assert {symbol for symbol, score in enumerate(row.tolist()) if score > 0.0} == wanted
        composed += bool(wanted)
    assert 0 < composed < 40  # both cases were seen


def test_a_narrow_beam_only_ever_loses() -> None:
    chance = random.Random(7)
    compose = looking_up(random_table(chance, density=0.6, certain=False))
    steps, kinds = map(torch.tensor, random_paths(chance, 5, 30))
    exact = chart(compose, steps, kinds, SAME, SYMBOLS)
    narrow = chart(compose, steps, kinds, SAME, 1)
    assert bool((narrow <= exact + 1e-7).all())
    assert bool((narrow < exact - 1e-7).any())


def test_the_net_fills_the_chart_with_its_own_scores() -> None:
    torch.manual_seed(3)
    net = CompositionNet(SYMBOLS, KINDS, width=4, hidden=6, beam=SYMBOLS)
    places = [
        (left, right, a, b, c)
        for left in range(SYMBOLS)
        for right in range(SYMBOLS + 1)
        for a in range(KINDS)
        for b in range(KINDS)
        for c in range(KINDS)
    ]
    with torch.no_grad():
        table: Table = {}
        for place in places:
            left, right, *kinds = place
            scores = net.compose(torch.tensor(left), torch.tensor(right), torch.tensor(kinds))
            table[place] = dict(enumerate(scores.tolist()))
        out = net(torch.tensor([[0, 3, 2, 4]]), torch.tensor([[0, 1, 1, 0, 1]]))[0].tolist()
    slow = slow_chart(table, [0, 3, 2, 4], [0, 1, 1, 0, 1])
    assert out == pytest.approx([slow[symbol] for symbol in range(SYMBOLS)], abs=1e-6)
