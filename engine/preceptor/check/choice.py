"""Choice: values for the variables of a case, by ranges where they suffice, else by Z3."""

from __future__ import annotations

from collections.abc import Mapping

from preceptor.check.cases import Case
from preceptor.check.guards import Outcome, decide, fresh, problem, values
from preceptor.check.ranges import solve
from preceptor.logic import (
    Const,
    Literal,
    Signature,
    Term,
    variables,
)


def choice(
    case: Case, signature: Signature, cross_check: bool = False
) -> Mapping[str, Term] | Outcome:
    """Values of the case's variables, by ranges where they suffice, else by Z3."""
    constants = (t for a in (*case.given, *case.absent) for t in a.args if isinstance(t, Const))
    taken = dict.fromkeys(constants)
    if not cross_check and _is_plain(case, signature):
        names = dict.fromkeys(name for atom in case.given for name in variables(atom))
        new = (const for const in map(Const, fresh()) if const not in taken)
        return dict(zip(names, new, strict=False))
    body: tuple[Literal, ...] = (*case.given, *case.guards)
    posed = problem(body, signature, case.nogoods, tuple(taken))
    quick = solve(posed)
    if quick is not Outcome.UNDECIDED and not cross_check:
        return quick
    outcome = decide(posed)
    if cross_check and quick is not Outcome.UNDECIDED:
        agreed = outcome is (Outcome.EMPTY if quick is Outcome.EMPTY else Outcome.SATISFIABLE)
        assert agreed or outcome is Outcome.UNDECIDED, (posed, quick, outcome)
        return quick
    if outcome is not Outcome.SATISFIABLE:
        return outcome
    found = values(posed)
    return Outcome.UNDECIDED if found is None else dict(found)


def _is_plain(case: Case, signature: Signature) -> bool:
    """Whether any symbols will do: nothing is compared and no sort or key restricts them."""
    if case.guards or case.nogoods:
        return False
    declared = (signature.declaration(atom.predicate) for atom in case.given)
    return not any(d is not None and (d.functional or any(d.sorts)) for d in declared)
