"""The cut: which arguments join facts, and whether rules can do without the facts of other shards.

Where a variable stands in two premises, the facts that agree on it belong together. If every
premise of a rule is tied to the others by such variables, and no conclusion brings in a value of
its own where facts are joined, then all that a rule needs lies in one connected component, and so
does what it concludes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from preceptor.logic import Atom, InputError, Num, Op, Predicate, Term, Var, occurrences
from preceptor.reason.bulk.columns import Columns
from preceptor.reason.folding import Folding
from preceptor.reason.plan import Plan, Variant
from preceptor.syntax import show_atom, show_term

_SHOWN = 3  # rules that a message names


class NotCut(InputError):
    """Some rules join what shards keep apart."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The argument positions on which facts are joined, each with the number of its class:
    positions of one class hold the same values."""

    classes: dict[tuple[Predicate, int], int]

    def positions(self, predicate: Predicate) -> list[tuple[int, int]]:
        """(position, class) of the predicate's joining arguments."""
        found = ((i, self.classes.get((predicate, i))) for i in range(predicate.arity))
        return [(position, number) for position, number in found if number is not None]


def cut(plan: Plan, columns: Columns) -> Cut:
    """Where the facts of a plan hang together. Raises NotCut, which names the rules."""
    folded = {folding.made: folding for folding in plan.foldings}
    variants = [_opened(variant, folded) for variant in plan.variants]
    joining = {
        id(columns.variable(variant, name)) for variant in variants for name in _joined(variant)
    }
    reasons = list(dict.fromkeys(r for v in variants for r in _reasons(v, columns, joining)))
    if reasons:
        more = f"\n  and {len(reasons) - _SHOWN} more" if len(reasons) > _SHOWN else ""
        shown = "".join(f"\n  {reason}" for reason in reasons[:_SHOWN])
        hint = "without --shards all facts are reasoned about together"
        raise NotCut(f"the rules join what shards would keep apart:{shown}{more}", hint)
    numbers = {key: number for number, key in enumerate(sorted(joining))}
    atoms = (a for v in variants for a in (v.head, *_premises(v)))
    places = ((a.predicate, i) for a in atoms for i in range(len(a.args)))
    found = ((place, numbers.get(id(columns.position(*place)))) for place in places)
    return Cut({place: number for place, number in found if number is not None})


def _opened(variant: Variant, folded: Mapping[Predicate, Folding]) -> Variant:
    """The variant with what an aggregate looks at as a premise, in place of what it comes to."""
    sources, local, computed = [], set(variant.local), list(variant.computed)
    for number, source in enumerate(variant.sources):
        folding = folded.get(source.atom.predicate)
        if folding is not None:
            *groups, result = source.atom.args
            args: list[Term] = [Var(f"_{number} {place}") for place in range(folding.over.arity)]
            for place, group in zip(folding.groups, groups, strict=True):
                args[place] = group
            local.update(arg.name for arg in args if isinstance(arg, Var) and arg not in groups)
            computed += [(result.name, Num(0))] if isinstance(result, Var) else []
            over = folding.over
            source = replace(source, atom=Atom(over.name, tuple(args), over.negated))
        sources.append(source)
    return replace(
        variant, sources=tuple(sources), local=frozenset(local), computed=tuple(computed)
    )


def _premises(variant: Variant) -> list[Atom]:
    return [*(source.atom for source in variant.sources), *variant.absent]


def _names(variant: Variant) -> dict[str, str]:
    """Variables that `=` makes one, each with the one that stands for it."""
    pairs = [(name, expr.name) for name, expr in variant.computed if isinstance(expr, Var)]
    for test in variant.tests:
        if test.op is Op.SAME and isinstance(test.left, Var) and isinstance(test.right, Var):
            pairs.append((test.left.name, test.right.name))
    return _united(pairs)


def _united(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    stands: dict[str, str] = {}
    for pair in pairs:
        one, other = (stands.get(name, name) for name in pair)
        stands |= dict.fromkeys((*pair, *(k for k, v in stands.items() if v == one)), other)
    return stands


def _variables(variant: Variant, names: dict[str, str]) -> list[set[str]]:
    """What each premise shares with others or may share."""
    found = (set(occurrences(atom)) - variant.local for atom in _premises(variant))
    return [{names.get(name, name) for name in some} for some in found]


def _joined(variant: Variant) -> Iterator[str]:
    """The variables that stand in two premises."""
    names = _names(variant)
    premises = _variables(variant, names)
    for name in {occ for atom in _premises(variant) for occ in occurrences(atom)} - variant.local:
        if sum(names.get(name, name) in some for some in premises) > 1:
            yield name


def _reasons(variant: Variant, columns: Columns, joining: set[int]) -> Iterator[str]:
    """Why the rule needs facts of several shards, or brings their facts together."""
    origin = variant.rule.rule.origin
    where = "" if origin is None else f"{origin}: "
    premises, names = _premises(variant), _names(variant)
    apart = _apart(_variables(variant, names))
    positive = len(variant.sources)
    first = set(occurrences(premises[0])) if positive else set()
    if first and first <= variant.local:
        yield f"{where}an aggregate looks at {_shown(premises[0])} of all entities"
    for number in apart:
        shown = _shown(premises[number])
        if number < positive:
            yield f"{where}no variable joins {shown} with {_shown(premises[0])}: a cross product"
        else:
            yield f"{where}\\+ {shown} looks at the facts of all entities"
    if not positive and variant.absent and not apart:
        yield f"{where}\\+ {_shown(premises[0])} looks at the facts of all entities"
    computed = {name for name, expr in variant.computed if not isinstance(expr, Var)}
    computed |= {name for name, expr in variant.computed if isinstance(expr, Var) and
                 names.get(name, name) in computed}  # fmt: skip
    for position, arg in enumerate(variant.head.args):
        if id(columns.position(variant.head.predicate, position)) not in joining:
            continue
        head = _shown(variant.head)
        if not isinstance(arg, Var):
            yield f"{where}{head} gives all entities the constant {show_term(arg)} to be joined on"
        elif arg.name in computed:
            yield f"{where}{head}: {arg.name} is computed, and other rules join facts on it"


def _shown(atom: Atom) -> str:
    """The atom with `_` for what nobody has named."""
    args = (Var("_") if isinstance(a, Var) and a.name.startswith("_") else a for a in atom.args)
    return show_atom(Atom(atom.name, tuple(args), atom.negated))


def _apart(premises: Sequence[set[str]]) -> list[int]:
    """The premises that no chain of common variables ties to the first."""
    if not premises:
        return []
    reached, left = set(premises[0]), list(range(1, len(premises)))
    while near := [number for number in left if premises[number] & reached]:
        for number in near:
            reached |= premises[number]
        left = [number for number in left if number not in near]
    return left
