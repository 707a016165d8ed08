"""Completing a knowledge graph by rules: answers in order, and what that order is worth."""

from preceptor.learn.completion.aggregation import Aggregation, MaxPlus, NoisyOr
from preceptor.learn.completion.answers import Answer, Scores, answers, scores_for
from preceptor.learn.completion.certified import Certified, certify_hits
from preceptor.learn.completion.chatrule import PathSum
from preceptor.learn.completion.ensemble import Ensemble
from preceptor.learn.completion.evaluation import Evaluation, Figures, evaluate
from preceptor.learn.completion.fitting import Learned, fit
from preceptor.learn.completion.protocols import (
    CHATRULE,
    OPTIMISTIC,
    PROTOCOLS,
    PYCLAUSE,
    STRICT,
    Protocol,
    Ties,
)
from preceptor.learn.completion.queries import Direction, Query
from preceptor.learn.completion.strength import Measure

__all__ = [
    "CHATRULE",
    "OPTIMISTIC",
    "PROTOCOLS",
    "PYCLAUSE",
    "STRICT",
    "Aggregation",
    "Answer",
    "Certified",
    "Direction",
    "Ensemble",
    "Evaluation",
    "Figures",
    "Learned",
    "MaxPlus",
    "Measure",
    "NoisyOr",
    "PathSum",
    "Protocol",
    "Query",
    "Scores",
    "Ties",
    "answers",
    "certify_hits",
    "evaluate",
    "fit",
    "scores_for",
]
