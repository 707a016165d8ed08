"""SWI-Prolog as a second engine: our own print in, terms out, in a process of its own."""

from preceptor.prolog.installed import Part, Swipl, status, swipl
from preceptor.prolog.program import program
from preceptor.prolog.questions import Questions
from preceptor.prolog.replay import Replay, consequences, replay
from preceptor.prolog.worker import Confinement, PrologError, PrologLimit, Worker

__all__ = [
    "Confinement",
    "Part",
    "PrologError",
    "PrologLimit",
    "Questions",
    "Replay",
    "Swipl",
    "Worker",
    "consequences",
    "program",
    "replay",
    "status",
    "swipl",
]
