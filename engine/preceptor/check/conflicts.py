"""Conflicts: what is reported of rules that break a law together, or whenever they fire.

Hard rules that can break a law on an admissible database are a conflict (P302), each minimal core
a finding of its own; where a weighted rule is needed it is a tension (P306), and the surest of a
law is shown. A hard rule that never fires without breaking something is incoherent, an error. Z3
or exact ranges decide, SWI-Prolog replays every witness.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from preceptor.check.beside import admits, admitted, settled
from preceptor.check.laws import Breach, breaches
from preceptor.check.notes import about, places, text
from preceptor.check.reach import MAX_CORES, Reach, Violation, reach
from preceptor.check.replays import replayed
from preceptor.check.search import Search
from preceptor.check.setting import Setting
from preceptor.check.standing import Standing, standings
from preceptor.check.status import Status
from preceptor.graph import body_atom
from preceptor.logic import Code, Finding, Rule, Severity
from preceptor.prolog import Worker
from preceptor.syntax import rule_id, show_atom, show_goal

MAX_TENSIONS = 3  # of one law, to choose the surest from

DECIDED_BY = "z3"


@dataclass(frozen=True, slots=True)
class Incoherent:
    """A hard rule that never fires, or not without breaking a law together with `against`."""

    rule: Rule
    against: tuple[Rule, ...]
    finding: Finding
    fires: bool


@dataclass(frozen=True, slots=True)
class Conflicts:
    """`findings` has the incoherences too.

    `reachable`: an admissible database leads to a violation by hard rules; None where a bound
    leaves that open. `truncated`: a bound or a limit cut some search short.
    """

    findings: tuple[Finding, ...]
    incoherent: tuple[Incoherent, ...]
    reachable: bool | None
    truncated: bool
    statuses: dict[Rule, Status]


def conflicts(setting: Setting, worker: Worker | None, cores: int = MAX_CORES) -> Conflicts:
    """P301, P302, P306 and P402 of all laws and hard rules, and the status of every rule.

    At most `cores` minimal cores of a law are looked for.
    """
    search = setting.search()
    counting = setting.counting
    stood = settled(standings(counting.without(setting.rules), search), setting)
    broken = tuple(breaches(setting.rules, setting.laws, setting.signature))
    incoherent = tuple(_incoherences(stood, broken, setting, worker))
    explained = frozenset(case.rule for case in incoherent)
    told = frozenset(case.finding.constraint for case in incoherent)
    findings: list[Finding] = [case.finding for case in incoherent]
    findings += _tense_breaches(broken, explained)
    laws = counting.without(_reachable_laws(setting, search))
    found = [admitted(reach(law, search, is_hard, cores), setting) for law in laws]
    shown: list[tuple[Violation, Finding]] = []
    for one in found:
        is_told = rule_id(one.law) in told
        apart = [v for v in one.violations if not is_told or explained.isdisjoint(v.core)]
        shown += ((violation, conflict(violation)) for violation in apart)
        if not one.violations:
            tension = surest_tension(one.law, search)
            if tension is not None and admits(tension.facts, setting):
                shown.append((tension, conflict(tension)))
        if not one.decided and not one.violations:
            findings.append(undecided(one))
    findings += replayed(shown, setting, worker)
    findings += [counting.finding(setting.rules)] if counting else []
    statuses = {rule: found.status for rule, found in stood.items()}
    decided = all(one.decided for one in found) and not counting.rest_on_rules()
    reachable = any(one.violations for one in found)
    return Conflicts(
        tuple(findings),
        incoherent,
        True if reachable else False if decided else None,
        search.truncated,
        statuses,
    )


def is_hard(rule: Rule) -> bool:
    return rule.is_hard


def _reachable_laws(setting: Setting, search: Search) -> Iterator[Rule]:
    """The denials that read what rules conclude; the others only say what is admissible."""
    for law in setting.laws:
        atoms = (atom for literal in law.body if (atom := body_atom(literal)) is not None)
        if law.is_denial and any(search.definitions.is_derived(atom.predicate) for atom in atoms):
            yield law


def _incoherences(
    standings: dict[Rule, Standing],
    broken: Sequence[Breach],
    setting: Setting,
    worker: Worker | None,
) -> Iterator[Incoherent]:
    """Hard rules that fire only into a violation, and rules that a law's own words rule out."""
    ruled_out = {breach.rule: breach for breach in broken}
    facts_told = False  # the facts of a theory break a law all together, or not at all
    shown: list[tuple[Standing, Violation, Finding]] = []
    for rule, found in standings.items():
        breach = ruled_out.get(rule)
        if breach is not None and _is_ruled_out(found, breach):
            yield Incoherent(rule, (), _forbidden_body(breach), fires=False)
        elif found.status is Status.INCOHERENT and rule.is_hard:
            if not found.has_part or (rule.is_fact and facts_told):
                continue  # the rules that it falls with are told
            facts_told = facts_told or rule.is_fact
            violation = violation_of(found)
            shown.append((found, violation, incoherence(found, violation)))
    checked = replayed(((v, finding) for _, v, finding in shown), setting, worker)
    for (found, _, _), finding in zip(shown, checked, strict=True):
        yield Incoherent(found.rule, found.against, finding, fires=True)


def _is_ruled_out(found: Standing, breach: Breach) -> bool:
    """Whether the law's own words tell what the search left open: the rule can only do harm."""
    is_open = found.rule.is_hard and found.status is Status.UNKNOWN
    return is_open or (found.status is Status.DEAD and breach.by_body)


def violation_of(found: Standing) -> Violation:
    assert found.found is not None
    assert found.law is not None
    assert found.model is not None
    core = tuple(dict.fromkeys((found.rule, *found.against)))
    return Violation(found.law, core, found.facts, found.model)


def incoherence(found: Standing, violation: Violation) -> Finding:
    """P302, an error: the rule never fires without breaking this law."""
    rule = found.rule
    others = "".join(f"  {text(other)}" for other in found.against if other != rule)
    return replace(
        _about(violation, f"whenever it fires, a constraint is broken:  {text(rule)}{others}"),
        severity=Severity.ERROR,
        where=tuple(dict.fromkeys(places((rule, violation.law, *found.against)))),
    )


def _forbidden_body(breach: Breach) -> Finding:
    """P301 where the law forbids the body, P302 where it forbids the conclusion beside it."""
    rule, law = breach.rule, breach.law
    if breach.by_body:
        message = f"its body can never hold, a constraint forbids it:  {text(rule)}  {text(law)}"
        finding = about(rule, Code.EMPTY_BODY, message, "drop it")
    else:
        message = f"whenever it fires, a constraint is broken:  {text(rule)}  {text(law)}"
        finding = about(rule, Code.CONFLICT, message, "add to its body what keeps the law")
    place = (*places((rule,)), *places((law,)))
    return replace(finding, where=place, constraint=rule_id(law), decided_by=DECIDED_BY)


def _tense_breaches(broken: Sequence[Breach], explained: frozenset[Rule]) -> Iterator[Finding]:
    """P306 for a weighted rule whose own words break a law whenever it fires."""
    for breach in broken:
        rule, law = breach.rule, breach.law
        if rule.is_hard or rule in explained or breach.by_body:
            continue
        message = f"whenever it fires, a constraint is broken:  {text(rule)}  {text(law)}"
        finding = about(rule, Code.TENSION, message, "add to its body what keeps the law")
        yield replace(
            finding,
            severity=Severity.WARNING,
            where=(*places((rule,)), *places((law,))),
            constraint=rule_id(law),
            decided_by=DECIDED_BY,
        )


def surest_tension(law: Rule, search: Search) -> Violation | None:
    """The surest of the first ways to break the law that need a weighted rule."""
    if not search.program.weighted:
        return None
    cut = search.truncated
    found = reach(law, search, lambda rule: True, MAX_TENSIONS, weighted=True).violations
    search.truncated = cut  # a limit on warnings hides no error
    return max(found, key=lambda v: v.confidence, default=None)


def conflict(violation: Violation) -> Finding:
    """P302 of hard rules, a warning; P306 where a weighted rule is needed, P312 without a rule."""
    if not violation.core:
        return _unmet(violation)
    rules = "  ".join(map(text, violation.core))
    if violation.is_hard:
        return _about(violation, f"rules can break a constraint together:  {rules}")
    sure = f"rules of confidence {violation.confidence:.3g} can break a constraint together"
    return replace(_about(violation, f"{sure}:  {rules}"), code=Code.TENSION)


def _unmet(violation: Violation) -> Finding:
    """P312: a law asks for a conclusion, and no rule draws it."""
    law = violation.law
    return Finding(
        Code.GAP,
        Severity.WARNING,
        "a constraint asks for what no rule concludes in this case:  "
        f"{text(law)}  (on  {show_goal(violation.facts)})",
        (),
        places((law,)),
        constraint=rule_id(law),
        witness=violation.facts,
        hint="add a rule for such cases, or forbid them by a constraint on what is given",
        decided_by=DECIDED_BY,
    )


def _about(violation: Violation, message: str) -> Finding:
    law = violation.law
    on = show_goal(violation.facts) or "no facts at all"
    return Finding(
        Code.CONFLICT,
        Severity.WARNING,
        f"{message}  against  {text(law)}  (on  {on})",
        tuple(map(rule_id, violation.core)),
        tuple(dict.fromkeys(places((*violation.core, law)))),
        constraint=rule_id(law),
        witness=violation.facts,
        derives=tuple(
            f"{show_atom(atom)} by {rule_id(rule)}" for atom, rule in violation.derivations()
        ),
        hint="add an exception to the less specific rule, or forbid the case by a constraint",
        decided_by=DECIDED_BY,
    )


def undecided(found: Reach) -> Finding:
    law = found.law
    return Finding(
        Code.UNDECIDED,
        Severity.NOTE,
        f"within the bound it is open whether rules can break  {text(law)}",
        (),
        places((law,)),
        constraint=rule_id(law),
        decided_by=DECIDED_BY,
    )
