"""Completion: how fast rules rank, and what the same rules reach under each protocol.

    PRECEPTOR_SHARED=../shared python benchmarks/completion.py
    PRECEPTOR_SHARED=../shared python benchmarks/completion.py --parts speed --seed 3

Read are public splits and ChatRule's recorded rules from PRECEPTOR_SHARED; without it, or for
another folder, `--shared`. Speeds are test triples, asked at both ends, a CPU second of one thread:
of family with closed rules of two steps, and of umls with some 266,000 rules, most of them about
one entity, drawn by the seed, written to a file as AnyBURL does and read from it. What is built
from the rules is told apart from ranking. Every figure beside `PyClause` was measured once on
another machine and is quoted. Targets that are missed are printed as missed.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from random import Random
from time import process_time

import numpy
import scipy

from preceptor.learn.completion import (
    CHATRULE,
    OPTIMISTIC,
    PYCLAUSE,
    STRICT,
    Ensemble,
    Protocol,
    Ties,
    certify_hits,
    evaluate,
    fit,
)
from preceptor.learn.completion.turning import turned
from preceptor.learn.mining import mine
from preceptor.learn.scores import ScoredRule, score
from preceptor.learn.triples import Split, read_split
from preceptor.logic import Const, Theory
from preceptor.syntax import read_anyburl, show_anyburl

PARTS = ("speed", "protocols", "weights")
MANY = 286_918  # rules that AnyBURL finds for umls in 100 seconds
LEAST = {"family": 5000, "umls": 138}  # triples a CPU second; the latter is PyClause's
KNOWN: dict[str, tuple[Protocol, tuple[float, float]]] = {
    "ChatRule's own": (CHATRULE, (0.780, 0.791)),
    "the same, no query skipped": (replace(CHATRULE, skip=False), (0.389, 0.395)),
    "and average ties": (replace(CHATRULE, skip=False, ties=Ties.AVERAGE), (0.394, 0.400)),
    "and optimistic ties": (OPTIMISTIC, (0.902, 0.908)),
    "both ends, average ties": (
        replace(CHATRULE, skip=False, ties=Ties.AVERAGE, directions=STRICT.directions),
        (0.360, 0.364),
    ),
    "strict, max-plus": (STRICT, (0.426, 0.431)),
    "pyclause, max-plus": (PYCLAUSE, (0.417, 0.421)),
}


def main() -> None:
    options = parsed()
    versions = f"numpy {numpy.__version__}, scipy {scipy.__version__}"
    print(f"python {platform.python_version()}, {versions}, seed {options.seed}")
    if "speed" in options.parts:
        speed_of_few(options.shared)
        speed_of_many(options.shared, options.rules, options.seed)
    if "protocols" in options.parts:
        protocols(options.shared)
    if "weights" in options.parts:
        weights(options.shared)


def parsed() -> argparse.Namespace:
    words = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    words.add_argument("--shared", type=Path, default=os.environ.get("PRECEPTOR_SHARED"))
    words.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    words.add_argument("--rules", type=int, default=MANY)
    words.add_argument("--seed", type=int, default=0)
    options = words.parse_args()
    if options.shared is None:
        sys.exit("completion.py: set PRECEPTOR_SHARED, or give --shared FOLDER")
    options.shared = Path(options.shared)
    return options


def split_named(shared: Path, name: str) -> Split:
    folder = shared / "data/kg" / name
    return read_split(*(folder / f"{part}.txt" for part in ("train", "valid", "test")))


def recorded(shared: Path, name: str, split: Split) -> list[ScoredRule]:
    """ChatRule's rules, scored on train."""
    text = (shared / f"data/chatrule/{name}.txt").read_text()
    rules = [rule for rule, _ in read_anyburl(text).rules]
    found = zip(rules, score(rules, split), strict=True)
    return [ScoredRule(rule, its) for rule, its in found if its]


def speed_of_few(shared: Path) -> None:
    split = split_named(shared, "family")
    mined = mine(split, length=2)
    ranked(split, mined.rules, "family")


def speed_of_many(shared: Path, count: int, seed: int) -> None:
    """Closed rules and as many about one entity as are missing, by way of a file."""
    split = split_named(shared, "umls")
    closed = mine(split, length=2, per_head=345).rules
    everything = mine(split, length=1, constants=400).rules
    about = [each for each in everything if _names_an_entity(each)]
    chosen = Random(seed).sample(about, min(count - len(closed), len(about)))
    given = [*closed, *chosen]
    measured = {each.rule: each.score for each in given}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rules.txt"
        file.write_text(show_anyburl(Theory(tuple(measured))))
        began = process_time()
        rules = [rule for rule, _ in read_anyburl(file.read_text()).rules]
    print(f"umls: {len(rules)} rules read in {process_time() - began:.2f} CPU s")
    scores = list(measured.values())
    ranked(split, [ScoredRule(*each) for each in zip(rules, scores, strict=True)], "umls")


def _names_an_entity(scored: ScoredRule) -> bool:
    head = scored.rule.head
    return head is not None and any(isinstance(arg, Const) for arg in head.args)


def ranked(split: Split, rules: list[ScoredRule] | tuple[ScoredRule, ...], name: str) -> None:
    began = process_time()
    ensemble = Ensemble(split, rules)
    for relation in ensemble.relations:
        ensemble.theory(relation)
    built = process_time() - began
    found = evaluate(split, ensemble)
    rate = len(split.test) / found.seconds
    print(found)
    print(
        f"{name}: {len(rules)} rules built in {built:.2f} CPU s; {len(split.test)} triples at both "
        f"ends ranked in {found.seconds:.2f} CPU s, {rate:,.0f} a second"
        f" ({len(split.test) / (found.seconds + built):,.0f} with building)"
    )
    reached(f"{name}: triples a CPU second", rate, LEAST[name])


def reached(what: str, value: float, least: float, most: float = float("inf")) -> None:
    if not least <= value <= most:
        print(f"MISSED {what}: {value:.4f}, wanted {least:g} to {most:g}")


def protocols(shared: Path) -> None:
    split = split_named(shared, "umls_chatrule")
    rules = recorded(shared, "umls", split)
    for name, (protocol, (least, most)) in KNOWN.items():
        found = evaluate(split, rules, protocol=protocol)
        print(f"{name}: {found}")
        reached(name, found.mrr, least, most)
    print(certify_hits(Ensemble(split, rules)))


def weights(shared: Path) -> None:
    """Weights fitted to train: kinship's mined rules, and ChatRule's for family, turned."""
    kinship = split_named(shared, "kinship")
    weighed(kinship, mine(kinship, length=2, per_head=300).rules, 0.75)
    family = split_named(shared, "family")
    told = recorded(shared, "family", family)
    sure = [each for each in told if each.score.support >= 2]
    weighed(family, sure, 0.9665)
    more = turned([rule for rule, _ in sure], family)
    weighed(family, [*sure, *(each for each in more if each.score.confidence >= 0.01)], 0.975)


def weighed(split: Split, rules: list[ScoredRule] | tuple[ScoredRule, ...], least: float) -> None:
    began = process_time()
    ensemble = Ensemble(split, rules)
    fitted = fit(ensemble)
    seconds = process_time() - began
    print(evaluate(split, ensemble))
    found = evaluate(split, ensemble, aggregation=fitted)
    print(f"{found}; {len(rules)} rules fitted in {seconds:.1f} CPU s, penalty {fitted.penalty}")
    print(certify_hits(ensemble, aggregation=fitted))
    reached(f"{split.name}, fitted", found.mrr, least)


if __name__ == "__main__":
    main()
