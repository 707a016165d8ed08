"""Demand: what a goal needs is found when it is asked, and the rest never.

Each predicate that rules define has a table for every way of calling it: which arguments are
known, and as what. A rule's body is put in order for what a call knows (sideways information
passing), so that tabled evaluation asks what magic sets would ask (Bancilhon et al. 1986; Chen and
Warren 1996). What a question costs does not grow with the database, only with its answer.
"""

from preceptor.reason.demand.demand import demand

__all__ = ["demand"]
