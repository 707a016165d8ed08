"""Arranging: the steps of a variant in an order chosen by size and boundness."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping

from preceptor.logic import Atom, Const, Num, Predicate, Var, occurrences, variables
from preceptor.reason.bulk.columns import Columns
from preceptor.reason.bulk.costs import COST
from preceptor.reason.bulk.facts import code
from preceptor.reason.bulk.steps import (
    Compute,
    Has,
    Join,
    Names,
    Pattern,
    Scan,
    Step,
    Steps,
    Test,
    Value,
)
from preceptor.reason.plan import Part, Source, Variant
from preceptor.reason.symbols import Symbols


class Arranger:
    """Arranges variants. Those of a theory mostly have one of a few shapes, variables named alike:
    what is arranged for one serves for all."""

    def __init__(self, columns: Columns, symbols: Symbols, costly: frozenset[Predicate]) -> None:
        self._columns = columns
        self._symbols = symbols
        self._costly = costly  # the predicates whose rows have costs
        self._known: dict[Hashable, Steps] = {}

    def steps(self, variant: Variant, sizes: Mapping[Predicate, int]) -> Steps:
        """The variant's steps when the relations are of these sizes."""
        shape = self._shape(variant, sizes)
        known = None if shape is None else self._known.get(shape)
        made = None if known is None else _told_of(variant, known)
        if made is None:
            made = self._arranged(variant, sizes)
            if shape is not None:
                self._known.setdefault(shape, made)
        return made

    def _arranged(self, variant: Variant, sizes: Mapping[Predicate, int]) -> Steps:
        try:
            return _Arrangement(variant, self._columns, self._symbols, sizes, self._costly).steps()
        except _Impossible:
            return Steps(variant, (), None)

    def _shape(self, variant: Variant, sizes: Mapping[Predicate, int]) -> Hashable | None:
        """All that the steps depend on but the names of predicates; None where that is much: where
        constants are held by columns, or more than two premises ordered by their sizes."""
        reads = variant.reads
        if variant.computed or not 0 < len(reads) < 3:
            return None
        names: list[str | None] = []  # names are hashed once, variables each time
        for atom in (variant.head, *[s.atom for s in variant.sources], *variant.absent):
            for arg in atom.args:
                if not isinstance(arg, Var):
                    return None
                names.append(arg.name)
            names.append(None)
        return (
            tuple(names),
            tuple([source.part.value for source in variant.sources]),
            sizes[reads[0]] <= sizes[reads[-1]],
            tuple([predicate in self._costly for predicate in reads]) if self._costly else (),
            variant.tests,
            len(variant.absent),
            variant.local,
        )


def _told_of(variant: Variant, known: Steps) -> Steps | None:
    """The steps of a variant of the same shape, told of this one's predicates; None where two
    places of that one have the same predicate and two of this one do not."""
    theirs, own = _predicates(known.variant), _predicates(variant)
    named = dict(zip(theirs, own, strict=True))
    if tuple(map(named.__getitem__, theirs)) != own:
        return None
    steps: list[Step] = []
    for step in known.steps:
        if isinstance(step, Scan | Join | Has):
            pattern = step.pattern
            changed = pattern._replace(predicate=named[pattern.predicate])
            steps.append(step._replace(pattern=changed))
        else:
            steps.append(step)
    return Steps(variant, tuple(steps), known.head)


def _predicates(variant: Variant) -> tuple[Predicate, ...]:
    return (*variant.reads, *[atom.predicate for atom in variant.absent])


class _Impossible(Exception):
    """A premise asks for a constant that its column cannot hold."""


class _Arrangement:
    """The work of an arranger: what is bound by now, and what waits."""

    def __init__(
        self,
        variant: Variant,
        columns: Columns,
        symbols: Symbols,
        sizes: Mapping[Predicate, int],
        costly: frozenset[Predicate],
    ) -> None:
        self._variant = variant
        self._columns = columns
        self._symbols = symbols
        self._sizes = sizes
        self._costly = costly
        self._bound: set[str] = set()
        self._sources = list(variant.sources)
        self._computed = list(variant.computed)
        self._tests = list(variant.tests)
        self._absent = list(variant.absent)

    def steps(self) -> Steps:
        variant = self._variant
        waits = bool(variant.computed or variant.tests or variant.absent)
        drafts: list[Step] = list(self._ready()) if waits else []
        while self._sources:
            source = self._next()
            self._sources.remove(source)
            drafts.append(self._premise(source, is_first=not drafts))
            if waits:
                drafts += self._ready()
        head, predicate = variant.head, variant.head.predicate
        made = tuple([self._value(predicate, i, arg) for i, arg in enumerate(head.args)])
        wanted = frozenset((COST, *occurrences(head)))
        return Steps(variant, _pruned(drafts, wanted, self._costly), made)

    def _next(self) -> Source:
        """What is new comes first, then what adds the fewest rows by what is known of it."""
        sources = self._sources
        for source in sources:
            if source.part is Part.NEW:
                return source
        return sources[0] if len(sources) == 1 else min(sources, key=self._rows)

    def _rows(self, source: Source) -> float:
        """About how many rows it adds to each."""
        predicate = source.atom.predicate
        size = self._sizes.get(predicate, 0)
        spread = 1
        for position, arg in enumerate(source.atom.args):
            if not isinstance(arg, Var) or arg.name in self._bound:
                spread *= self._spread(predicate, position)
        return size / max(1, min(size, spread))

    def _spread(self, predicate: Predicate, position: int) -> int:
        """How many values the position may have."""
        column = self._columns.position(predicate, position)
        if column.is_symbolic:
            return len(self._symbols.terms)
        return int((column.high - column.low) * (column.scale or 1)) + 1

    def _premise(self, source: Source, *, is_first: bool) -> Step:
        pattern = self._pattern(source.atom)
        self._bound.update([name for _, name in pattern.outputs])
        if is_first and (source.part is Part.NEW or not pattern.fixed):
            return Scan(pattern, source.part, frozenset())
        return Join(pattern, source.part, frozenset())

    def _ready(self) -> Iterable[Step]:
        """The tests, bindings and absences whose variables are bound."""
        progress = True
        while progress:
            progress = False
            for name, expr in list(self._computed):
                if self._bound.issuperset(occurrences(expr)):
                    column = self._columns.variable(self._variant, name)
                    self._computed.remove((name, expr))
                    self._bound.add(name)
                    progress = True
                    yield Compute(name, expr, column, frozenset())
            for test in list(self._tests):
                if self._bound.issuperset(occurrences(test)):
                    self._tests.remove(test)
                    yield Test(test, frozenset())
            for atom in list(self._absent):
                if self._bound.union(self._variant.local).issuperset(occurrences(atom)):
                    self._absent.remove(atom)
                    yield from self._absence(atom)

    def _absence(self, atom: Atom) -> Iterable[Step]:
        try:
            yield Has(self._pattern(atom), True, frozenset())
        except _Impossible:
            return

    def _pattern(self, atom: Atom) -> Pattern:
        predicate, bound = atom.predicate, self._bound
        fixed: list[tuple[int, Value]] = []
        outputs: dict[str, int] = {}
        same: list[tuple[int, int]] = []
        for position, arg in enumerate(atom.args):
            if not isinstance(arg, Var):
                fixed.append((position, self._value(predicate, position, arg)))
            elif arg.name in bound:
                fixed.append((position, arg.name))
            elif arg.name in outputs:
                same.append((outputs[arg.name], position))
            else:
                outputs[arg.name] = position
        given = tuple([(position, name) for name, position in outputs.items()])
        return Pattern(predicate, tuple(fixed), given, tuple(same))

    def _value(self, predicate: Predicate, position: int, arg: Var | Const | Num) -> Value:
        if isinstance(arg, Var):
            return arg.name
        held = code(arg, self._columns.position(predicate, position), self._symbols)
        if held is None:
            raise _Impossible
        return held


def _pruned(drafts: list[Step], wanted: Names, costly: Collection[Predicate]) -> tuple[Step, ...]:
    """The steps with what each has to keep; a join that binds nothing wanted, costs among that,
    only looks."""
    done: list[Step] = []
    for step in reversed(drafts):
        match step:
            case Scan(pattern, part):
                done.append(Scan(_wanted(pattern, wanted), part, wanted))
            case Join(pattern, part):
                pattern = _wanted(pattern, wanted)
                binds = pattern.outputs or pattern.predicate in costly
                if not binds and part is Part.ALL:
                    done.append(Has(pattern, False, wanted))
                else:
                    done.append(Join(pattern, part, wanted))
                wanted = _before(wanted, pattern)
            case Has(pattern, negated):
                done.append(Has(_wanted(pattern, frozenset()), negated, wanted))
                wanted = _before(wanted, pattern)
            case Test(compare):
                done.append(Test(compare, wanted))
                wanted = wanted.union(variables(compare))
            case Compute(name, expr, column):
                done.append(Compute(name, expr, column, wanted))
                wanted = (wanted - {name}).union(variables(expr))
    return tuple(reversed(done))


def _wanted(pattern: Pattern, wanted: Names) -> Pattern:
    outputs = tuple([output for output in pattern.outputs if output[1] in wanted])
    if len(outputs) == len(pattern.outputs):
        return pattern
    return Pattern(pattern.predicate, pattern.fixed, outputs, pattern.same)


def _before(wanted: Names, pattern: Pattern) -> Names:
    """What must be known before a premise so that `wanted` is known behind it."""
    given = {name for _, name in pattern.outputs}
    return (wanted - given).union([value for _, value in pattern.fixed if isinstance(value, str)])
