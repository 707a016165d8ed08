"""ComplEx: entities and relations as complex vectors, a triple's score as their product.

Trouillon et al. 2016 (the score), Lacroix et al. 2018 (reciprocal relations and the N3 penalty).
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

SPREAD = 1e-3  # standard deviation of a fresh weight


class ComplEx(nn.Module):
    """score(h, r, t) = Re(sum of h * r * conj(t)), each a complex vector of length `rank`.

    Relation r has a vector of its own for its inverse, r + relations, so that the head of a triple
    is asked for as the tail of the inverse one. A row holds its real parts, then the imaginary.
    """

    def __init__(self, entities: int, relations: int, rank: int) -> None:
        super().__init__()
        self.entity = nn.Parameter(torch.randn(entities, 2 * rank) * SPREAD)
        self.relation = nn.Parameter(torch.randn(2 * relations, 2 * rank) * SPREAD)

    @property
    def rank(self) -> int:
        return self.entity.shape[1] // 2

    def forward(self, given: Tensor, relations: Tensor) -> Tensor:
        """(n,) entities, (n,) relations or inverses -> (n, entities), a score per candidate."""
        given, relations = (
            functional.embedding(given, self.entity),  # (n, 2 rank)
            functional.embedding(relations, self.relation),  # (n, 2 rank)
        )
        (a, b), (c, d) = given.chunk(2, 1), relations.chunk(2, 1)  # each (n, rank)
        product = torch.cat((a * c - b * d, a * d + b * c), 1)  # (n, 2 rank)
        return product @ self.entity.T

    def n3(self, triples: Tensor) -> Tensor:
        """The sum of |v|^3 over all complex numbers of the vectors of (n, 3) triples: one number.

        A vector counts as often as it stands in a triple, so each is cubed once.
        """
        ends, kinds = triples[:, [0, 2]].flatten(), triples[:, 1]  # (2 n,), (n,)
        return _cubes(self.entity, ends) + _cubes(self.relation, kinds)


def _cubes(weight: Tensor, used: Tensor) -> Tensor:
    squares = torch.add(*(weight * weight).chunk(2, 1))  # (rows, rank)
    counts = torch.bincount(used, minlength=len(weight)).to(weight.dtype)  # (rows,)
    return counts @ squares.pow(1.5).sum(1)
