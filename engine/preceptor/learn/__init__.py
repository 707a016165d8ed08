"""Rules meet data: ranking what they conclude, fitting their weights on examples, and critics."""

from preceptor.learn.alternatives import alternatives, values
from preceptor.learn.likelihood import LikelihoodCritic, Likely
from preceptor.learn.probe import CHANCE, Measured, measure
from preceptor.learn.ranking import Aggregation, Ranked, rank, share
from preceptor.learn.weights import Example, Record, competing, fit_weights, records

__all__ = [
    "CHANCE",
    "Aggregation",
    "Example",
    "LikelihoodCritic",
    "Likely",
    "Measured",
    "Ranked",
    "Record",
    "alternatives",
    "competing",
    "fit_weights",
    "measure",
    "rank",
    "records",
    "share",
    "values",
]
