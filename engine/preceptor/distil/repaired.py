"""repaired.pl: the rules that were kept, changed in as few as can be so that no law can be broken.

To look for the cheapest repair takes long, so the file says what it was made from, and stays as
long as that does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from preceptor.check.repair import Repair, repair
from preceptor.distil.folder import digest
from preceptor.distil.judging import example_facts
from preceptor.distil.rulefile import grouped
from preceptor.domain import Domain
from preceptor.logic import Rule, Theory
from preceptor.syntax import parse_rules, show_rule, show_theory
from preceptor.syntax.files import read_text

REPAIRED = "repaired.pl"

_WAS, _DROPPED = "% was: ", "% dropped: "


def repaired_file(domain: Domain, rules: str) -> str:
    """The text of repaired.pl for the text of rules.pl: the one that is there, or made anew."""
    there = domain.path / REPAIRED
    made_from = digest((rules, show_theory(domain.constraints), read_text(domain.settings)))[:16]
    known = read_text(there) if there.exists() else ""
    return known if f"% From {made_from}," in known else _repaired(domain, rules, made_from)


def changes(repaired: str) -> Iterator[tuple[str, str | None]]:
    """Each rule that was changed, with what stands in its place: None where it was dropped."""
    was: list[str] = []
    for line in repaired.splitlines():
        if line.startswith(_WAS):
            was.append(line.removeprefix(_WAS))
        elif line.startswith(_DROPPED):
            yield line.removeprefix(_DROPPED), None
        elif was:
            yield from ((before, line) for before in was)
            was = []


def _repaired(domain: Domain, rules: str, made_from: str) -> str:
    theory = Theory(parse_rules(rules, domain.rules.name), domain.signature)
    found = repair(theory, constraints=domain.constraints, facts=example_facts(domain))
    was: dict[Rule, list[Rule]] = {}
    for one in found.changed:
        if one.after is not None:
            was.setdefault(one.after, []).append(one.before)
    dropped = [one.before for one in found.changed if one.after is None]
    changed = len(found.changed) - len(dropped)
    parts = [
        f"% {domain.name}: {changed} rule{'' if changed == 1 else 's'} changed and "
        f"{len(dropped)} dropped, so that {_outcome(found)}.\n",
        f"% Made by  preceptor distil {domain.name} --publish  and made anew by it: do not edit.\n",
        f"% From {made_from}, which stands for rules.pl, constraints.pl and domain.toml.\n",
    ]
    for name, group in grouped(domain, tuple(dict.fromkeys(found.theory.rules))):
        parts.append(f"\n% {name}: {len(group)} rules\n")
        parts += (_shown(rule, was.get(rule, ())) for rule in group)
    parts += (f"\n{_DROPPED}{show_rule(rule)}\n" for rule in dropped)
    return "".join(parts)


def _outcome(found: Repair) -> str:
    if found.left:
        return "constraints can be broken by protected rules alone"
    return (
        "no constraint can be broken" if found.decided else "no way to break a constraint is known"
    )


def _shown(rule: Rule, before: Sequence[Rule]) -> str:
    """The rule under those that it stands in the place of; it may have been there before too."""
    return "".join((*(f"{_WAS}{show_rule(one)}\n" for one in before), show_theory([rule])))
