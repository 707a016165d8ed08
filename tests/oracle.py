"""The slow, obvious perfect model: what any engine must agree with. It shares `logic` alone.

Rules are joined by nested loops over all atoms known; negation is settled by the alternating
fixpoint (Van Gelder 1993), whose two ends meet on every stratified program, so no strata are
computed here; confidence and height are then iterated from below, in exact fractions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from preceptor.logic import (
    Aggregate,
    Arith,
    Atom,
    Compare,
    Const,
    Expr,
    Fold,
    Literal,
    Not,
    Num,
    Op,
    Rule,
    Term,
    Var,
    variables,
)

Bindings = dict[str, Term]
Label = tuple[Fraction, int]  # confidence of the best proof; the least height of such a proof


class Absence:
    """What is taken to be true: `\\+` and aggregates look there, and nowhere else."""

    def __init__(self, atoms: Iterable[Atom]) -> None:
        self.atoms = frozenset(atoms)

    def __call__(self, pattern: Atom) -> bool:
        """Whether `\\+ pattern` holds; variables left in it are existential."""
        return not any(match(pattern, atom, {}) is not None for atom in self.atoms)

    def come_to(self, aggregate: Aggregate, bindings: Bindings) -> Term | None:
        """The aggregate over the distinct tuples, its own variables not bound; None without."""
        tuples = set()
        for atom in self.atoms:
            found = match(ground(aggregate.atom, bindings), atom, {})
            if found is not None:
                every = {**bindings, **found}
                tuples.add(tuple(every[t.name] if isinstance(t, Var) else t
                                 for t in aggregate.terms))  # fmt: skip
        if aggregate.fold is Fold.COUNT:
            return Num(len(tuples))
        firsts = [listed[0] for listed in tuples]
        if not all(isinstance(first, Num) for first in firsts):
            return None
        numbers = sorted(Fraction(first.value) for first in firsts if isinstance(first, Num))
        if aggregate.fold is Fold.SUM:
            return Num(sum(numbers, Fraction(0)))
        if not numbers:
            return None
        return Num(numbers[0] if aggregate.fold is Fold.MIN else numbers[-1])


def perfect_model(rules: Iterable[Rule], facts: Iterable[Atom] = ()) -> dict[Atom, Label]:
    """Every atom of the perfect model with its label. Denials are passed over."""
    rules = [rule for rule in rules if rule.head is not None]
    facts = list(facts)
    return labels(rules, facts, absent_from(true_atoms(rules, facts)))


def true_atoms(rules: list[Rule], facts: list[Atom]) -> set[Atom]:
    """The alternating fixpoint: too little and too much are true in turn, until they meet."""
    low: set[Atom] = set()
    while True:
        high = least_model(rules, facts, absent_from(low))
        better = least_model(rules, facts, absent_from(high))
        if better == low:
            assert low == high, "not stratified"
            return low
        low = better


def least_model(rules: list[Rule], facts: list[Atom], absent: Absence) -> set[Atom]:
    known = set(facts)
    while True:
        new = {atom for rule in rules for atom, _ in instances(rule, known, absent)} - known
        if not new:
            return known
        known |= new


def labels(rules: list[Rule], facts: list[Atom], absent: Absence) -> dict[Atom, Label]:
    """Bellman-Ford: from the facts up, take every better derivation until there is none."""
    best: dict[Atom, Label] = {fact: (Fraction(1), 0) for fact in facts}
    changed = True
    while changed:
        changed = False
        for rule in rules:
            for head, premises in list(instances(rule, set(best), absent)):
                label = derived_label(rule, [best[p] for p in premises])
                if head not in best or beats(label, best[head]):
                    best[head] = label
                    changed = True
    return best


def derived_label(rule: Rule, premises: list[Label]) -> Label:
    confidence = rule.weight
    for label in premises:
        confidence *= label[0]
    height = 1 + max((label[1] for label in premises), default=0) if rule.body else 0
    return confidence, height


def beats(label: Label, other: Label) -> bool:
    return label[0] > other[0] or (label[0] == other[0] and label[1] < other[1])


def absent_from(atoms: Iterable[Atom]) -> Absence:
    return Absence(atoms)


def instances(
    rule: Rule, known: set[Atom], absent: Absence
) -> Iterator[tuple[Atom, tuple[Atom, ...]]]:
    """Each way to fire the rule: the head and the positive premises in their written order."""
    assert rule.head is not None
    for bindings, premises in solutions(rule.body, known, absent):
        yield ground(rule.head, bindings), premises


def solutions(
    body: Iterable[Literal], known: set[Atom], absent: Absence
) -> Iterator[tuple[Bindings, tuple[Atom, ...]]]:
    """Nested loops over the positive literals; then everything else is settled."""
    body = list(body)
    partial: list[tuple[Bindings, tuple[Atom, ...]]] = [({}, ())]
    for literal in body:
        if isinstance(literal, Atom):
            partial = [
                (extended, (*premises, atom))
                for bindings, premises in partial
                for atom in known
                if (extended := match(literal, atom, bindings)) is not None
            ]
    for bindings, premises in partial:
        settled = settle([lit for lit in body if not isinstance(lit, Atom)], bindings, absent)
        if settled is not None:
            yield settled, premises


def settle(rest: list[Literal], bindings: Bindings, absent: Absence) -> Bindings | None:
    """Bind what `=` and aggregates bind, then try tests and negations; None when one fails.

    Variables that stand nowhere but in the braces of aggregates are theirs; all others are bound
    before an aggregate is computed.
    """
    waiting = [lit for lit in rest if isinstance(lit, Compare | Aggregate)]
    outside = {*bindings, *(n for lit in rest for n in names(lit))}
    progress = True
    while waiting and progress:
        progress = False
        for test in list(waiting):
            if isinstance(test, Aggregate):
                inside = {a.name for a in test.atom.args if isinstance(a, Var)}
                if inside & outside <= bindings.keys():
                    total = absent.come_to(test, bindings)
                    bound = value(test.result, bindings)
                    if total is None or (bound is not None and bound != total):
                        return None
                    if isinstance(test.result, Var):
                        bindings = {**bindings, test.result.name: total}
                    waiting.remove(test)
                    progress = True
                continue
            left, right = value(test.left, bindings), value(test.right, bindings)
            if test.op is Op.SAME and isinstance(test.left, Var) and left is None and right:
                bindings = {**bindings, test.left.name: right}
            elif test.op is Op.SAME and isinstance(test.right, Var) and right is None and left:
                bindings = {**bindings, test.right.name: left}
            elif left is None or right is None:
                if not free(test.left, bindings) and not free(test.right, bindings):
                    return None  # all is known and yet there is no value: arithmetic failed
                continue
            elif not holds(test.op, left, right):
                return None
            waiting.remove(test)
            progress = True
    if waiting:
        return None
    negations = [lit.atom for lit in rest if isinstance(lit, Not)]
    return bindings if all(absent(ground(atom, bindings)) for atom in negations) else None


def names(literal: Literal) -> set[str]:
    """The variables of a literal, those in the braces of an aggregate left out."""
    if isinstance(literal, Aggregate):
        return set(variables(literal.result))
    return set(variables(literal))


def holds(op: Op, left: Term, right: Term) -> bool:
    if op is Op.SAME:
        return left == right
    if op is Op.DIFFERENT:
        return left != right
    if not isinstance(left, Num) or not isinstance(right, Num):
        return False
    a, b = left.value, right.value
    return {Op.LT: a < b, Op.LE: a <= b, Op.GT: a > b, Op.GE: a >= b, Op.EQ: a == b, Op.NE: a != b}[
        op
    ]


def value(expr: Expr, bindings: Bindings) -> Term | None:
    """The ground value; None for an unbound variable, a symbol in arithmetic, or x / 0."""
    if isinstance(expr, Var):
        return bindings.get(expr.name)
    if isinstance(expr, Const | Num):
        return expr
    assert isinstance(expr, Arith)
    left, right = value(expr.left, bindings), value(expr.right, bindings)
    if not isinstance(left, Num) or not isinstance(right, Num):
        return None
    a, b = Fraction(left.value), Fraction(right.value)
    if expr.op == "/":
        return Num(a / b) if b else None
    return Num({"+": a + b, "-": a - b, "*": a * b}[expr.op])


def free(expr: Expr, bindings: Bindings) -> bool:
    if isinstance(expr, Arith):
        return free(expr.left, bindings) or free(expr.right, bindings)
    return isinstance(expr, Var) and expr.name not in bindings


def match(pattern: Atom, atom: Atom, bindings: Bindings) -> Bindings | None:
    """The bindings extended so that the pattern becomes the ground atom, if they can be."""
    if pattern.predicate != atom.predicate:
        return None
    bindings = dict(bindings)
    for arg, term in zip(pattern.args, atom.args, strict=True):
        if isinstance(arg, Var):
            if bindings.setdefault(arg.name, term) != term:
                return None
        elif arg != term:
            return None
    return bindings


def ground(atom: Atom, bindings: Bindings) -> Atom:
    args = tuple(bindings.get(a.name, a) if isinstance(a, Var) else a for a in atom.args)
    return Atom(atom.name, args, atom.negated)
