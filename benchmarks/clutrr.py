"""CLUTRR: from the relations along a chain of people to the relation of its two ends.

    python benchmarks/clutrr.py [--data FOLDER] [--rules FILE] [--seed N] [--no-student] [--json]

Three arms, never mixed. (a) teacher only: rules and weights as the teacher gave them; a student
trained from those rules; a hybrid of both. (b) teacher rules, weights fitted on the train
stories. (c) gold only: compositions mined from the train stories of two steps, no teacher.
How evidence is joined into a ranking is chosen per arm on a dev part carved from the train
stories, and this choice uses their labels. Every test item is counted. Ties for the best share
the hit. Nothing is chosen on test items.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from stories import Stories, Story, read_stories

import preceptor
from preceptor import domain as domains
from preceptor.graph import RuleGraph, compile
from preceptor.learn import Aggregation, fit_weights, rank, share
from preceptor.logic import Atom, InputError, Rule, Theory, Var
from preceptor.reason import Model, certify, materialise, prove
from preceptor.rooms import RULESETS
from preceptor.rulebase.fence import Fence
from preceptor.syntax import parse_theory


@dataclass
class Tally:
    """Sums over the items of one chain length."""

    items: int = 0
    derived: int = 0
    candidates: int = 0
    right: float = 0.0
    certified: int = 0
    answered: int = 0


@dataclass
class Arm:
    """What one arm did, by chain length; `missed` are the items whose gold was not derived."""

    name: str
    aggregation: str
    cpu_s: float = 0.0
    by_steps: dict[int, Tally] = field(default_factory=lambda: defaultdict(Tally))
    missed: list[str] = field(default_factory=list)
    by_student: int = 0

    def total(self) -> Tally:
        total = Tally()
        for tally in self.by_steps.values():
            for name in vars(total):
                setattr(total, name, getattr(total, name) + getattr(tally, name))
        return total


def main() -> int:
    options = _options()
    try:
        return _run(options)
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2


def _run(options: argparse.Namespace) -> int:
    kinship = domains.load("kinship")
    text = options.rules.read_text(encoding="utf-8")
    teacher = parse_theory(text, options.rules.name, kinship.signature)
    stories = read_stories(options.data, kinship.goals)
    _say(f"{len(stories.train)} train, {len(stories.dev)} dev, {len(stories.test)} test stories")
    arms = [
        *_teacher_arms(teacher, kinship.constraints, stories, options),
        _arm("b: teacher rules, weights fitted on train", _fitted(teacher, stories), stories),
        _arm("c: gold compositions only", _mined(stories), stories),
    ]
    gaps = _gaps(compile(teacher), stories.train)
    record = _record(arms, gaps, stories, options.seed)
    options.results.mkdir(parents=True, exist_ok=True)
    with (options.results / "clutrr.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(record, sort_keys=True) + "\n")
    print(json.dumps(record, indent=2) if options.json else "\n".join(_report(arms, gaps, record)))
    return 0


def _teacher_arms(
    teacher: Theory, constraints: tuple[Rule, ...], stories: Stories, options: argparse.Namespace
) -> list[Arm]:
    rules = _arm("a: teacher only, rules", teacher, stories)
    chosen = Aggregation(rules.aggregation)
    title = "a: rules, minus what a hand-written constraint forbids"
    fenced = _arm(title, teacher, stories, chosen, constraints)
    if options.student:
        from clutrr_student import student_arms

        return [rules, fenced, *student_arms(compile(teacher), stories, options.seed, chosen, Arm)]
    return [rules, fenced]


def _arm(
    name: str,
    theory: Theory,
    stories: Stories,
    by: Aggregation | None = None,
    constraints: tuple[Rule, ...] = (),
) -> Arm:
    """One arm over the test items, its aggregation chosen on dev unless it is given."""
    _say(name)
    began = time.process_time()
    graph = compile(theory)
    aggregation = by or _chosen(graph, stories.dev)
    arm = Arm(name, str(aggregation))
    models: dict[tuple[Atom, ...], Model] = {}
    for story in stories.test:
        facts = story.example.facts
        model = models.get(facts) or models.setdefault(facts, materialise(graph, facts))
        _count(arm, story, model, aggregation, Fence(constraints, facts))
    arm.cpu_s = time.process_time() - began
    return arm


def _chosen(graph: RuleGraph, dev: Sequence[Story]) -> Aggregation:
    """The aggregation with the most hits on dev; the simpler one where several tie."""
    alike = Counter(story.example for story in dev)
    hits: Counter[Aggregation] = Counter()
    for example, times in alike.items():
        model = materialise(graph, example.facts)
        for by in Aggregation:
            ranking = rank(model, example.candidates, by)
            hits[by] += times * (share(ranking, example.gold) if ranking else 0)
    for by in Aggregation:
        _say(f"  dev: {by} {hits[by] / len(dev):.4f}")
    return max(Aggregation, key=lambda by: round(hits[by], 6))


def _count(arm: Arm, story: Story, model: Model, by: Aggregation, fence: Fence) -> None:
    tally = arm.by_steps[story.steps]
    example = story.example
    held = tuple(a for a in example.candidates if model.holds(a) and not fence.forbids(a))
    ranking = rank(model, held, by)
    derived = example.gold in {ranked.atom for ranked in ranking}
    tally.items += 1
    tally.derived += derived
    tally.candidates += len(ranking)
    tally.answered += bool(ranking)
    tally.right += share(ranking, example.gold) if ranking else 0
    if not derived:
        arm.missed.append(f"{story.id} ({' '.join(story.relations)}): {story.gold}")
    if ranking:
        proof = prove(model, ranking[0].atom)
        assert proof is not None
        tally.certified += not certify(model.graph.theory, example.facts, proof)


def _fitted(teacher: Theory, stories: Stories) -> Theory:
    _say("fitting weights on the train stories")
    return fit_weights(teacher, [story.example for story in stories.train])


def _mined(stories: Stories) -> Theory:
    """`h(Y, X) :- r(Z, X), s(Y, Z)` for each pair of steps, weighted by how often it gave h."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for story in stories.train:
        if len(story.relations) == 2:
            seen[story.relations[0], story.relations[1]][story.gold] += 1
    x, y, z = Var("X"), Var("Y"), Var("Z")
    rules = [
        Rule(Atom(head, (y, x)), (Atom(one, (z, x)), Atom(two, (y, z))), Fraction(n, golds.total()))
        for (one, two), golds in sorted(seen.items())
        for head, n in sorted(golds.items())
    ]
    return Theory(tuple(rules))


def _gaps(graph: RuleGraph, train: Iterable[Story]) -> list[str]:
    """The compositions of two steps seen in the train stories that the teacher never gave."""
    alike = Counter((s.example, s.relations) for s in train if len(s.relations) == 2)
    gaps: Counter[str] = Counter()
    for (example, relations), times in alike.items():
        if not materialise(graph, example.facts).holds(example.gold):
            gaps[f"{' then '.join(relations)} is {example.gold.name}"] += times
    return [f"{gap} ({times} train stories)" for gap, times in sorted(gaps.items())]


def _report(arms: Sequence[Arm], gaps: Sequence[str], record: dict[str, object]) -> list[str]:
    steps = sorted(arms[0].by_steps)
    lines = [
        f"CLUTRR, data {record['data']}, seed {record['seed']}, preceptor {record['preceptor']}, "
        f"Python {record['python']}",
        "split: official test; dev: one train story in ten; ties share the hit; none skipped",
        "",
        f"{'top-1 by number of steps':52}" + "".join(f"{k:>7}" for k in steps) + "    all",
    ]
    rows: list[tuple[str, Callable[[Tally], float]]] = [
        ("top-1", lambda t: t.right / t.items),
        ("gold among the derived", lambda t: t.derived / t.items),
        ("mean number of candidate relations", lambda t: t.candidates / t.items),
        ("share answered", lambda t: t.answered / t.items),
        ("share with a certified proof", lambda t: t.certified / t.items),
    ]
    for arm in arms:
        lines.append(f"{arm.name}  [ranking: {arm.aggregation}; {arm.cpu_s:.0f} CPU s]")
        for label, figure in rows:
            tallies = [arm.by_steps[k] for k in steps] + [arm.total()]
            lines.append(f"  {label:50}" + "".join(f"{figure(t):7.3f}" for t in tallies))
        if arm.by_student:
            lines.append(f"  answered by the student: {arm.by_student} of {arm.total().items}")
        lines += [f"  gold not derived: {missed}" for missed in arm.missed[:20]]
        if len(arm.missed) > 20:
            lines.append(f"  ... and {len(arm.missed) - 20} more")
    lines.append("")
    lines.append(f"compositions of two steps that the teacher never gave: {len(gaps)}")
    return lines + [f"  {gap}" for gap in gaps]


def _record(
    arms: Sequence[Arm], gaps: Sequence[str], stories: Stories, seed: int
) -> dict[str, object]:
    return {
        "suite": "clutrr",
        "data": stories.digest,
        "seed": seed,
        "preceptor": preceptor.__version__,
        "python": platform.python_version(),
        "versions": {n: importlib.metadata.version(n) for n in ("lark", "networkx", "numpy")},
        "items": len(stories.test),
        "arms": [
            {
                "name": arm.name,
                "aggregation": arm.aggregation,
                "top1": round(arm.total().right / arm.total().items, 4),
                "top1_by_steps": {k: round(t.right / t.items, 4) for k, t in arm.by_steps.items()},
                "derived": round(arm.total().derived / arm.total().items, 4),
                "candidates": round(arm.total().candidates / arm.total().items, 3),
                "answered": round(arm.total().answered / arm.total().items, 4),
                "certified": round(arm.total().certified / arm.total().items, 4),
                "not_derived": arm.missed,
                "by_student": arm.by_student,
                "cpu_s": round(arm.cpu_s, 1),
            }
            for arm in arms
        ],
        "never_given": list(gaps),
    }


def _options() -> argparse.Namespace:
    shared = os.environ.get("PRECEPTOR_SHARED")
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "--data",
        type=Path,
        default=shared and Path(shared) / "data" / "clutrr",
        help="folder of the CSV files (else PRECEPTOR_SHARED/data/clutrr)",
    )
    parser.add_argument("--rules", type=Path, default=RULESETS / "kinship" / "rules.pl")
    results = Path(__file__).parent / "results"
    parser.add_argument("--results", type=Path, default=results, help="where a line is added")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--no-student", dest="student", action="store_false")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of tables")
    options = parser.parse_args()
    if options.data is None:
        parser.error("name the data with --data FOLDER, or set PRECEPTOR_SHARED")
    return options


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
