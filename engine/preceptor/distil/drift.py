"""Drift: what two teachers, or one at two dates, say otherwise when they are asked the same.

Only prompts that both answered are compared, sample by sample. The rules of each side are read and
judged together, as a run does; rules are the same if they differ in weight, names of variables and
order of the body alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from preceptor import check, harvest
from preceptor import domain as domains
from preceptor.check.variants import Key, variant_key
from preceptor.distil.answers import Answers, Said, placed
from preceptor.distil.candidates import reader, separate
from preceptor.distil.judging import example_facts
from preceptor.distil.verdicts import Row, deciding, reason, verdict_row
from preceptor.distil.votes import Votes
from preceptor.domain import Domain
from preceptor.logic import NO_SIGNATURE, Code, InputError, Rule
from preceptor.syntax.show import show_number

SCHEMA = "preceptor/teacherdiff/1"


@dataclass(frozen=True, slots=True)
class Judged:
    """A rule as one side has it. `weight` is in our print, 1 for a rule that is
    hard; `because` says why it was not kept."""

    rule: str
    text: str
    weight: str
    verdict: str
    code: str
    because: str

    def document(self) -> dict[str, str]:
        return {"rule": self.rule, "text": self.text, "verdict": self.verdict, "code": self.code}


@dataclass(frozen=True, slots=True)
class Drift:
    """The two sides, the prompts that both answered (`alike` of them in the same words) and that
    only one did, and the rules that differ."""

    sides: tuple[Answers, Answers]
    domain: str
    common: int
    alike: int
    alone: tuple[tuple[str, ...], tuple[str, ...]]
    same: int
    lost: tuple[Judged, ...]
    gained: tuple[Judged, ...]
    weights: tuple[tuple[Judged, Judged], ...]
    verdicts: tuple[tuple[Judged, Judged], ...]

    @property
    def is_none(self) -> bool:
        """Whether both say the same rules, with the same weights and verdicts, to all prompts."""
        rules = self.lost, self.gained, self.weights, self.verdicts
        return not any(rules) and not any(self.alone)

    def document(self) -> dict[str, Any]:
        """`preceptor/teacherdiff/1`."""
        return {
            "schema": SCHEMA,
            "domain": self.domain or None,
            **dict(zip("ab", map(_side, self.sides), strict=True)),
            "same": self.is_none,
            "prompts": {
                "common": self.common,
                "same_text": self.alike,
                "only_a": list(self.alone[0]),
                "only_b": list(self.alone[1]),
            },
            "rules": {"same": self.same},
            "lost": [one.document() for one in self.lost],
            "gained": [one.document() for one in self.gained],
            "weights": [
                {
                    "rule": b.rule,
                    "text": b.text,
                    "before": a.weight or None,
                    "after": b.weight or None,
                }
                for a, b in self.weights
            ],
            "verdicts": [
                {
                    "rule": b.rule,
                    "text": b.text,
                    **{"before": a.verdict, "after": b.verdict, "code": b.code or a.code},
                    "because": b.because or a.because,
                }
                for a, b in self.verdicts
            ],
        }


def drift(one: Answers, other: Answers, domain: Domain | None = None) -> Drift:
    """What the other says otherwise than the one. Without a domain no predicate is declared.

    Raises InputError where no prompt was answered by both.
    """
    prompts = () if domain is None else domains.prompts(domain)
    sides = placed(one, prompts), placed(other, prompts)
    pairs, alone = _paired(*sides)
    if not pairs:
        first, second = (f"{side.source} answers {side.said[0].name}" for side in sides)
        hint = "" if domain else "; --domain D says which prompt an id is of"
        raise InputError("no prompt was answered by both", f"{first}, {second}{hint}")
    before, after = (_judged([pair[side] for pair in pairs], domain) for side in (0, 1))
    both = [(before[key], after[key]) for key in after if key in before]
    weights = tuple((a, b) for a, b in both if a.weight != b.weight)
    verdicts = tuple((a, b) for a, b in both if a.verdict != b.verdict)
    return Drift(
        sides,
        "" if domain is None else domain.name,
        len(pairs),
        sum(a.text == b.text for a, b in pairs),
        alone,
        len(both),
        tuple(judged for key, judged in before.items() if key not in after),
        tuple(judged for key, judged in after.items() if key not in before),
        weights,
        verdicts,
    )


def _paired(
    one: Answers, other: Answers
) -> tuple[list[tuple[Said, Said]], tuple[tuple[str, ...], tuple[str, ...]]]:
    """The replies of both to one prompt and sample, and the names of all others."""
    by_id = {(said.id, said.sample): said for said in other.said if said.id}
    by_text = {(said.asked, said.sample): said for said in other.said if said.asked}
    pairs: list[tuple[Said, Said]] = []
    left = []
    for said in one.said:
        partner = by_text.get((said.asked, said.sample)) or by_id.get((said.id, said.sample))
        if partner is None:
            left.append(said.name)
        else:
            pairs.append((said, partner))
    taken = {id(partner) for _, partner in pairs}
    right = [said.name for said in other.said if id(said) not in taken]
    return pairs, (tuple(left), tuple(right))


def _judged(said: Sequence[Said], domain: Domain | None) -> Mapping[Key, Judged]:
    """The rules that the replies state in their order, each with the verdict on it."""
    candidates = [*chain.from_iterable(_candidates(one, domain) for one in said)]
    judgement = check.judge(
        candidates,
        NO_SIGNATURE if domain is None else domain.signature,
        constraints=() if domain is None else domain.constraints,
        facts=() if domain is None else example_facts(domain),
        scores=Votes.count(candidates).scores(candidates),
    )
    found: dict[Key, Judged] = {}
    for verdict, candidate in zip(judgement.verdicts, candidates, strict=True):
        key = variant_key(candidate)
        if key not in found or found[key].code == Code.DUPLICATE:
            found[key] = _of(verdict_row(verdict, candidate, 0.0), verdict.rule)
    return found


def _candidates(said: Said, domain: Domain | None) -> Iterator[Rule]:
    """The rules of one reply, each for itself."""
    read = harvest.read(
        said.text,
        said.name,
        reader="auto" if domain is None else reader(domain, said.id),
        signature=NO_SIGNATURE if domain is None else domain.signature,
        words=None if domain is None else domain.words,
    )
    for statement in read.statements:
        yield from separate(statement.rules)


def _of(row: Row, rule: Rule) -> Judged:
    why = "" if row["verdict"] in ("kept", "repaired") else deciding(row)["message"]
    weight = "1" if rule.is_hard else show_number(rule.weight)
    return Judged(row["rule"], row["text"], weight, row["verdict"], reason(row), why)


def _side(answers: Answers) -> dict[str, Any]:
    return {
        "source": answers.source,
        "kind": answers.kind,
        "models": list(answers.models),
        "dates": list(answers.dates),
        "replies": len(answers.said),
        "faults": [str(fault) for fault in answers.faults],
    }
