"""The amendment: what to change in rules.pl so that no law can be broken, as a diff.

    policy/refund: 6 rules changed and 0 dropped, so that no constraint can be broken.
    ...
    @@ -21,1 +21,1 @@ else it can break  :- refund(O), deny(O).
    -deny(O) :- \\+ defective(O), days_since(O, N), N > 45.
    +deny(O) :- \\+ defective(O), days_since(O, N), N > 60.

To look for the cheapest repair takes long, so the file says what it was made from, and stays as
long as that does. Where nothing is to be changed there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from preceptor.check.repair import Repair, repair, replaced
from preceptor.distil.folder import digest
from preceptor.distil.judging import example_facts
from preceptor.distil.rulefile import RULES
from preceptor.domain import Domain
from preceptor.logic import Rule, Theory
from preceptor.syntax import parse_rules, show_rule, show_theory
from preceptor.syntax.files import read_text

AMENDMENT = "repair.diff"
HUNK = "\n@@ "


def amendment(domain: Domain, rules: str) -> str:
    """The text of repair.diff for the text of rules.pl: the one that is there, or made anew."""
    there = domain.path / AMENDMENT
    known = read_text(there) if there.exists() else ""
    return known if f"from {made_from(domain, rules)}," in known else _made(domain, rules)


def is_empty(diff: str) -> bool:
    """Whether there is nothing to change, so that no file need say so."""
    return HUNK not in diff


def made_from(domain: Domain, rules: str) -> str:
    """What stands for all that decides a repair: rules, constraints and settings."""
    return digest((rules, show_theory(domain.constraints), read_text(domain.settings)))[:16]


def outcome(diff: str) -> str:
    """`6 rules changed and 0 dropped, so that no constraint can be broken.`"""
    return diff.partition("\n")[0].partition(": ")[2]


def changes(diff: str) -> Iterator[tuple[str, str]]:
    """Each clause that is changed, with what stands in its place: nothing where it is dropped."""
    for hunk in diff.split(HUNK)[1:]:
        lines = hunk.splitlines()[1:]
        before, after = (
            "\n".join(line[1:] for line in lines if line.startswith(sign)) for sign in "-+"
        )
        yield before, after


@dataclass(frozen=True, slots=True)
class _Hunk:
    """Lines of rules.pl from `line` on, what stands in their place, the law that is at stake."""

    line: int
    before: tuple[str, ...]
    after: tuple[str, ...]
    law: Rule


def _made(domain: Domain, rules: str) -> str:
    theory = Theory(parse_rules(rules, RULES), domain.signature)
    found = repair(theory, constraints=domain.constraints, facts=example_facts(domain))
    hunks = list(_hunks(rules, theory, found))
    dropped = sum(not hunk.after for hunk in hunks)
    changed = len(hunks) - dropped
    return (
        f"{domain.name}: {changed} rule{'' if changed == 1 else 's'} changed and "
        f"{dropped} dropped, so that {_outcome(found)}.\n"
        f"Applied by  patch -o repaired.pl {RULES} {AMENDMENT}  or made anew by  "
        f"preceptor check {domain.name} --repair repaired.pl\n"
        f"Made by  preceptor distil {domain.name} --publish  from {made_from(domain, rules)}, "
        f"which stands for {RULES}, constraints.pl and domain.toml.\n"
        f"--- {RULES}\n+++ repaired.pl\n{''.join(_shown(hunks))}"
    )


def _hunks(rules: str, theory: Theory, found: Repair) -> Iterator[_Hunk]:
    """The changed clauses where they stand; the alternatives of one go together."""
    laws = {one.before: one.clashes[0].law for one in found.changed if one.clashes}
    lines = rules.splitlines()
    for origin, pairs in groupby(replaced(theory, found.change), lambda pair: pair[0].origin):
        clause = list(pairs)
        broken = [laws[old] for old, new in clause if new is not old and old in laws]
        if broken and origin is not None:
            kept = show_theory(replace(new, name=None) for _, new in clause if new is not None)
            yield _Hunk(
                origin.line,
                tuple(lines[origin.line - 1 : origin.end_line]),
                tuple(kept.splitlines()),
                broken[0],
            )


def _shown(hunks: Iterable[_Hunk]) -> Iterator[str]:
    shift = 0
    for hunk in hunks:
        old, new = len(hunk.before), len(hunk.after)
        place = hunk.line + shift - (not new)
        shift += new - old
        law = show_rule(replace(hunk.law, name=None))
        yield f"@@ -{hunk.line},{old} +{place},{new} @@ else it can break  {law}\n"
        yield from (f"-{line}\n" for line in hunk.before)
        yield from (f"+{line}\n" for line in hunk.after)


def _outcome(found: Repair) -> str:
    if found.left:
        return "constraints can be broken by protected rules alone"
    return (
        "no constraint can be broken" if found.decided else "no way to break a constraint is known"
    )
