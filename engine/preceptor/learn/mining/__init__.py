"""Mining: the rules that a graph itself suggests.

cycles.py  which chains close over a relation's triples
closed.py  closed path rules of one length
subjects.py constants.py  sets of subjects, and rules about one entity
guards.py  closed paths for one type
budget.py  what a run may use
miner.py   the run
"""

from preceptor.learn.mining.budget import Budget, Progress
from preceptor.learn.mining.miner import Mined, mine

__all__ = ["Budget", "Mined", "Progress", "mine"]
