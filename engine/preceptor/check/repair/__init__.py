"""Repair: what would mend a theory, and the cheapest way to mend it all."""

from preceptor.check.repair.clash import Clash
from preceptor.check.repair.offer import FINDINGS, with_repairs
from preceptor.check.repair.repair import Changed, Repair
from preceptor.check.repair.suggest import Prices
from preceptor.check.repair.theory import repair, replaced

__all__ = [
    "FINDINGS",
    "Changed",
    "Clash",
    "Prices",
    "Repair",
    "repair",
    "replaced",
    "with_repairs",
]
