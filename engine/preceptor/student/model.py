"""CompositionNet: a soft chart over a relation path, and the network that fills its cells.

The chart is CYK's, in the rules' own semiring (max-product): the score of a symbol between two
entities of the path is that of its best derivation from a split into two shorter spans. What two
neighbouring symbols compose to is the network's to say, and it may say: nothing.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn

# (left, right, kinds of the three entities: (..., 3)) -> a score in [0, 1] per symbol
Compose = Callable[[Tensor, Tensor, Tensor], Tensor]


def chart(compose: Compose, steps: Tensor, kinds: Tensor, same: int, beam: int) -> Tensor:
    """The score of every symbol between the two ends of each path: (batch, symbols).

    `steps` (batch, length) are symbols, `kinds` (batch, length + 1) the entities' kinds; all
    paths are of one length. `same` is the symbol of an entity with itself: a path of one step is
    composed with it. Each span keeps its `beam` best symbols; with as many as there are symbols
    the chart is exact.
    """
    length = steps.shape[1]
    if length == 1:
        triple = torch.stack((kinds[:, 0], kinds[:, 1], kinds[:, 1]), -1)  # (batch, 3)
        return compose(steps[:, 0], torch.full_like(steps[:, 0], same), triple)
    # cells[n]: the kept scores and symbols of every span of n steps, (batch, spans, kept)
    cells = {1: (torch.ones_like(steps, dtype=torch.float32).unsqueeze(-1), steps.unsqueeze(-1))}
    best = torch.empty(0)
    for span in range(2, length + 1):
        splits = [_join(compose, cells, kinds, span, cut) for cut in range(1, span)]
        best = torch.stack(splits).amax(0)  # (batch, spans, symbols)
        kept, symbols = best.topk(min(beam, best.shape[-1]), dim=-1)
        cells[span] = (kept, symbols)
    return best[:, 0]


def _join(
    compose: Compose,
    cells: dict[int, tuple[Tensor, Tensor]],
    kinds: Tensor,
    span: int,
    cut: int,
) -> Tensor:
    """The best scores of every span of `span` steps when it is split after `cut`."""
    spans = kinds.shape[1] - span
    left, left_symbols = (cell[:, :spans, :, None] for cell in cells[cut])
    right, right_symbols = (cell[:, cut : cut + spans, None, :] for cell in cells[span - cut])
    pairs = left * right  # (batch, spans, kept, kept)
    triple = torch.stack(
        [kinds[:, at : at + spans] for at in (0, cut, span)], -1
    )  # (batch, spans, 3)
    scores = compose(
        left_symbols.expand(pairs.shape),
        right_symbols.expand(pairs.shape),
        triple[:, :, None, None].expand(*pairs.shape, 3),
    )  # (batch, spans, kept, kept, symbols)
    return (pairs.unsqueeze(-1) * scores).amax((2, 3))


class CompositionNet(nn.Module):
    """What two neighbouring symbols compose to, by the kinds of their three entities."""

    def __init__(self, symbols: int, kinds: int, width: int, hidden: int, beam: int) -> None:
        super().__init__()
        self.symbols = symbols
        self.beam = beam
        self.left = nn.Embedding(symbols + 1, width)  # the last one is `same`
        self.right = nn.Embedding(symbols + 1, width)
        self.ends = nn.ModuleList(nn.Embedding(kinds, width) for _ in range(3))
        self.hidden = nn.Linear(2 * width, hidden)
        self.score = nn.Linear(hidden, symbols)

    def logits(self, left: Tensor, right: Tensor, kinds: Tensor) -> Tensor:
        """(...), (...), (..., 3) -> (..., symbols); the score of a symbol is its sigmoid."""
        first, middle, last = (embed(kinds[..., i]) for i, embed in enumerate(self.ends))
        one = self.left(left) + first + middle  # (..., width)
        two = self.right(right) + middle + last  # (..., width)
        joined = torch.cat((one, two), -1)  # (..., 2 width)
        out: Tensor = self.score(torch.relu(self.hidden(torch.relu(joined))))
        return out

    def compose(self, left: Tensor, right: Tensor, kinds: Tensor) -> Tensor:
        """The scores, in (0, 1)."""
        return torch.sigmoid(self.logits(left, right, kinds))

    def forward(self, steps: Tensor, kinds: Tensor) -> Tensor:
        """(batch, length), (batch, length + 1) -> scores (batch, symbols)."""
        return chart(self.compose, steps, kinds, self.symbols, self.beam)
