"""The page of a run: its metrics and its card, from the files of all stages before."""

from __future__ import annotations

from pathlib import Path

from preceptor.distil.candidates import CANDIDATES, rejected
from preceptor.distil.card import CARD, card
from preceptor.distil.folder import Files, document, read_document
from preceptor.distil.ledger import live_ledger
from preceptor.distil.likelihoods import LIKELIHOOD, likelihood_sections
from preceptor.distil.metrics import METRICS, metrics
from preceptor.distil.verdicts import VERDICTS, read_verdicts
from preceptor.distil.wish_card import wish_sections
from preceptor.distil.wishes import WISHES
from preceptor.domain import Domain


def page(path: Path, domain: Domain, strategy: str, seed: int, has_critic: bool) -> Files:
    """The texts of README.md and metrics.json."""
    found = metrics(path, domain.name, strategy, seed)
    likely = likelihood_sections(read_document(path / LIKELIHOOD)) if has_critic else []
    return {
        CARD: card(
            domain,
            found,
            read_verdicts(path / VERDICTS),
            rejected(path / CANDIDATES),
            ledger=live_ledger(path),
            more=[*likely, *wish_sections(read_document(path / WISHES))],
        ),
        METRICS: document(found),
    }
