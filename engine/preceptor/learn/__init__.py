"""Rules meet data: ranking what they conclude, and fitting their weights on examples."""

from preceptor.learn.ranking import Aggregation, Ranked, rank, share
from preceptor.learn.weights import Example, Record, competing, fit_weights, records

__all__ = [
    "Aggregation",
    "Example",
    "Ranked",
    "Record",
    "competing",
    "fit_weights",
    "rank",
    "records",
    "share",
]
