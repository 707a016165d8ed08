"""A study: the rules of each origin, and controls, ranked on one split under one protocol."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from preceptor.learn.completion import PROTOCOLS, Protocol
from preceptor.learn.mining import Budget, Mined, Progress, mine
from preceptor.learn.scores import ScoredRule
from preceptor.learn.triples import Split, read_split
from preceptor.logic import InputError, Rule, did_you_mean
from preceptor.study.arms import Arm, Result, Weights, run, scored
from preceptor.study.controls import capped, counts, shuffled
from preceptor.study.repair import repaired
from preceptor.study.rulefile import written
from preceptor.study.taught import Taught, said, taught

SCHEMA = "preceptor/learn/1"

Source = str | Path | Iterable[Rule]
Watch = Callable[[Progress], None]
Tell = Callable[[Result], None]


def _silent(_: object) -> None:
    """Nobody is told."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is compared. `length`, `constants`, `per_head`, `seconds`, and what a rule is to reach,
    bound the mining, as `mine` says. `repair` turns the given rules and adds types to them,
    `controls` draws others of their shapes and number, `student` fits ComplEx, `proofs` certifies
    the right answers in first place.
    """

    protocol: Protocol = PROTOCOLS["strict"]
    mining: bool = True
    length: int = 2
    constants: int = 0
    min_support: int = 2
    min_confidence: float = 0.01
    entity_confidence: float | None = None
    per_head: int | None = 500
    seconds: float | None = 60.0
    repair: bool = False
    controls: bool = False
    student: bool = False
    proofs: bool = False
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Study:
    """A split with the figures of each arm, in the order in which they were run."""

    split: Split
    plan: Plan
    sources: tuple[Taught, ...]
    results: tuple[Result, ...]
    mined: Mined | None = None

    @property
    def best(self) -> Result:
        """Of the arms with rules, or of all where none has any, the best on valid; the first of
        equals, and so where valid is empty: test chooses nothing."""
        some = [r for r in self.results if r.arm.rules and not r.arm.control] or self.results
        return max(some, key=lambda result: result.valid_mrr or 0.0)

    def rules(self, target: str = "rules") -> str:
        """The text of the best arm's rules in a format: `rules`, `anyburl`, `amie`, `chatrule`."""
        return written(self.best.arm.rules, target)

    def document(self) -> dict[str, object]:
        """The document `preceptor/learn/1`."""
        split, protocol = self.split, self.plan.protocol
        return {
            "schema": SCHEMA,
            "protocol": protocol.name,
            "split": split.name,
            "ties": protocol.ties.value,
            "directions": [direction.value for direction in protocol.directions],
            "graph": list(protocol.graph),
            "seed": self.plan.seed,
            "entities": len(split.entities),
            "relations": len(split.relations),
            "triples": {part: len(split.part(part)) for part in ("train", "valid", "test")},
            "notes": [note._asdict() | {"text": str(note)} for note in split.notes],
            "sources": [source.document() for source in self.sources],
            "mining": None if self.mined is None else _mining(self.mined),
            "arms": [result.document() for result in self.results],
        }


def _mining(mined: Mined) -> dict[str, object]:
    return {
        "rules": len(mined.rules),
        "complete": mined.complete,
        "stopped": mined.stopped,
        "cpu_s": round(mined.cpu_s, 2),
    }


def learn(
    train: str | Path | None = None,
    valid: str | Path | None = None,
    test: str | Path | None = None,
    *,
    data: str | Path | None = None,
    name: str | None = None,
    rules: Source | Sequence[Source] = (),
    protocol: str = "strict",
    watch: Watch = _silent,
    tell: Tell = _silent,
    **settings: object,
) -> Study:
    """Mines rules on train, ranks the test part by them and by those that are given, and compares.

    `data` is a folder with train.txt, valid.txt and test.txt. `rules` are files, names of domains,
    or rules. Further settings are those of `Plan`; `tell` hears of each arm as it is done. Raises
    ParseError with the place of every bad line, InputError.
    """
    if protocol not in PROTOCOLS:
        raise InputError(f"no protocol {protocol!r}", did_you_mean(protocol, PROTOCOLS))
    known = [each.name for each in fields(Plan) if each.name != "protocol"]
    for setting in settings:
        if setting not in known:
            raise InputError(f"no setting {setting!r}", did_you_mean(setting, known))
    split = read_split(*files(train, valid, test, data), name=name)
    plan = Plan(PROTOCOLS[protocol], **settings)  # type: ignore[arg-type]
    return study(split, _sources(rules, split), plan, watch=watch, tell=tell)


def files(
    train: str | Path | None, valid: str | Path | None, test: str | Path | None,
    data: str | Path | None,
) -> tuple[Path, Path | None, Path | None]:  # fmt: skip
    """The files of train, valid and test that are named, or lie in a folder. Raises InputError."""
    if data is None:
        if train is None or test is None:
            raise InputError("train and test triples are needed", "or a folder that has them")
        return Path(train), None if valid is None else Path(valid), Path(test)
    if train or valid or test:
        raise InputError("either a folder or single files, not both")
    folder = Path(data)
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder")
    valid = folder / "valid.txt"
    return folder / "train.txt", valid if valid.exists() else None, folder / "test.txt"


def _sources(rules: Source | Sequence[Source], split: Split) -> tuple[Taught, ...]:
    given: list[Source] = [rules] if isinstance(rules, str | Path) else list(rules)  # type: ignore[arg-type]
    if given and all(isinstance(each, Rule) for each in given):
        given = [tuple(given)]  # type: ignore[arg-type]
    return _named(tuple(taught(each, split) for each in given))


def _named(sources: tuple[Taught, ...]) -> tuple[Taught, ...]:
    """Each under a name of its own."""
    names: list[str] = []
    for source in sources:
        same = sum(name.partition("#")[0] == source.name for name in names)
        names.append(source.name if not same else f"{source.name}#{same + 1}")
    return tuple(s.called(n) for s, n in zip(sources, names, strict=True))


def study(
    split: Split,
    sources: Sequence[Taught],
    plan: Plan = Plan(),
    *,
    watch: Watch = _silent,
    tell: Tell = _silent,
) -> Study:
    """Runs every arm of a plan. Raises InputError for a test part without triples, and for a
    student under a protocol that knows none."""
    if plan.student:
        from preceptor.study.students import taken

        taken(plan.protocol)
    if not len(split.test):
        raise InputError(f"{split.name} has no test triples to rank")
    found = mined(split, plan, watch) if plan.mining else None
    results: list[Result] = []
    for result in _results(split, arms(split, sources, plan, found), plan):
        results.append(result)
        tell(result)
    return Study(split, plan, tuple(sources), tuple(results), found)


def _results(split: Split, arms: Iterable[Arm], plan: Plan) -> Iterator[Result]:
    sets: list[Arm] = []
    for arm in arms:
        sets += [arm] if arm.weights is Weights.FITTED and not arm.control else []
        yield run(arm, split, plan.protocol, proofs=plan.proofs)
    if plan.student:
        from preceptor.study.students import with_student

        yield from with_student(split, sets, plan.protocol, seeds=(plan.seed,), proofs=plan.proofs)


def mined(split: Split, plan: Plan, watch: Watch = _silent) -> Mined:
    """What a plan mines."""
    return mine(
        split,
        length=plan.length,
        constants=plan.constants,
        min_support=plan.min_support,
        min_confidence=plan.min_confidence,
        entity_confidence=plan.entity_confidence,
        per_head=plan.per_head,
        budget=Budget(plan.seconds),
        watch=watch,
    )


def arms(split: Split, sources: Sequence[Taught], plan: Plan, mined: Mined | None) -> Iterator[Arm]:
    """No rules, then the rules of each source with their controls, then what was mined."""
    yield Arm("no rules", Weights.NONE, ())
    for source in sources:
        yield from _of(source, split, plan, mined)
    if mined is not None:
        yield from _both("mined", mined.rules, mined.cpu_s)


def _of(source: Taught, split: Split, plan: Plan, mined: Mined | None) -> Iterator[Arm]:
    rules, cpu_s = scored(source.rules, split)
    yield Arm(source.name, Weights.OWN, rules, cpu_s)
    yield from _both(source.name, rules, cpu_s)
    right = tuple(each for each in rules if each.score.support)
    name = source.name
    if plan.repair:
        right, more = repaired(right, split)
        cpu_s += more
        name = f"{name}, repaired"
        yield from _both(name, right, cpu_s)
    if mined is not None:
        joined = _joined(right, mined.rules, split)
        yield from _both(f"{name} + mined", joined, cpu_s + mined.cpu_s)
    if plan.controls:
        yield from _controls(source, rules, split, plan, mined)


def _controls(
    source: Taught, rules: Sequence[ScoredRule], split: Split, plan: Plan, mined: Mined | None
) -> Iterator[Arm]:
    drawn, cpu_s = scored(shuffled(source.rules, split, plan.seed), split)
    yield Arm(f"random like {source.name}", Weights.EXACT, drawn, cpu_s, control=True)
    if mined is not None:
        few = capped(mined.rules, counts(rules))
        yield from _both(f"mined, as many as {source.name}", few, mined.cpu_s, control=True)


def _both(
    name: str, rules: tuple[ScoredRule, ...], cpu_s: float, *, control: bool = False
) -> Iterator[Arm]:
    for weights in (Weights.EXACT, Weights.FITTED):
        yield Arm(name, weights, rules, cpu_s, control)


def _joined(
    one: Sequence[ScoredRule], other: Sequence[ScoredRule], split: Split
) -> tuple[ScoredRule, ...]:
    """The rules of both, each once."""
    found: dict[Hashable, ScoredRule] = {}
    for each in (*one, *other):
        found.setdefault(said(each.rule, split), each)
    return tuple(found.values())
