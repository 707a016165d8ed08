"""The page of a run: its metrics and its card, from the files of all stages before."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from preceptor.distil.candidates import CANDIDATES, rejected
from preceptor.distil.card import CARD, card
from preceptor.distil.folder import Files, document, read_document
from preceptor.distil.ledger import live_ledger
from preceptor.distil.likelihoods import LIKELIHOOD, likelihood_sections
from preceptor.distil.metrics import METRICS, metrics
from preceptor.distil.undone import undone_sections
from preceptor.distil.verdicts import VERDICTS, read_verdicts
from preceptor.distil.wish_card import wish_sections
from preceptor.distil.wishes import WISHES
from preceptor.domain import Domain


def page(path: Path, domain: Domain, strategy: str, seed: int, has_critic: bool) -> Files:
    """The texts of README.md and metrics.json."""
    found = metrics(path, domain.name, strategy, seed)
    return {CARD: told(path, domain, found, has_critic), METRICS: document(found)}


def told(
    path: Path,
    domain: Domain,
    figures: Mapping[str, Any],
    has_critic: bool,
    repaired: str = "",
) -> str:
    """The card of the run at a path, from its figures and the files of its stages."""
    likely = likelihood_sections(read_document(path / LIKELIHOOD)) if has_critic else []
    return card(
        domain,
        figures,
        read_verdicts(path / VERDICTS),
        rejected(path / CANDIDATES),
        repaired,
        live_ledger(path),
        [
            *likely,
            *wish_sections(read_document(path / WISHES)),
            *undone_sections(figures.get("elicitation", {}), has_critic),
        ],
    )
