"""The check of a theory as it stands in a file: every break named, with its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from time import process_time

from preceptor.check.coverage import gaps
from preceptor.check.expectations import unmet
from preceptor.check.guards import left_open
from preceptor.check.judge import BOUND, SECONDS, Judgement, judge
from preceptor.check.lints import dead, given_in, lints
from preceptor.check.naming import arities, unknown, unusable
from preceptor.check.overall import is_consistent, is_safe, rule_statuses
from preceptor.check.reach import MAX_CORES
from preceptor.check.report import Report
from preceptor.check.setting import Setting
from preceptor.check.sifting import duplicate, unsafe
from preceptor.check.signature import misuse
from preceptor.check.suggestions import suggestions
from preceptor.check.variants import groups
from preceptor.graph import compile
from preceptor.logic import (
    Atom,
    Code,
    Finding,
    Kept,
    LimitExceeded,
    Predicate,
    Rule,
    Severity,
    Signature,
    Theory,
    Unavailable,
    without_collection,
)
from preceptor.prolog import Worker
from preceptor.reason import Limits, materialise

# What says of a rule why it never fires.
_WHY_DEAD = (Code.EMPTY_BODY, Code.UNFOUNDED, Code.UNDEFINED)


@without_collection()
def check(
    theory: Theory,
    *,
    constraints: Sequence[Rule] = (),
    facts: Iterable[Atom] = (),
    goals: Iterable[Predicate] = (),
    expectations: Sequence[Rule] = (),
    bound: int = BOUND,
    with_prolog: bool = True,
    cores: int = MAX_CORES,
) -> Report:
    """Checks the rules and denials of a theory, under a domain's constraints, on facts.

    What is broken is reported and left aside, so that the rest is still checked in full. `goals`
    are what the rules are for; of `expectations`, `fact.` must follow and `:- fact.` must not.
    Raises CompileError for constraints (denials, and rules that define what only they read) that
    are not safe.
    """
    began = process_time()
    given = tuple(dict.fromkeys(facts))
    own_laws, unlawful = _usable(theory.denials, theory.signature)
    laws = tuple(dict.fromkeys((*constraints, *own_laws)))
    with left_open() as unanswered:
        judged = judge(
            theory.definite,
            theory.signature,
            constraints=laws,
            facts=given,
            with_prolog=with_prolog,
            bound=bound,
            set_incoherent_aside=False,
            cores=cores,
        )
    setting = judged.setting
    assert setting is not None
    further = (
        *unlawful,
        *_repeated(own_laws),
        *lints(setting, own_laws, laws, goals),
        *(() if theory.denials else suggestions(setting, given)),
        *_gaps(setting, with_prolog),
        *_unmet(setting, given, expectations),
    )
    report = _report(theory, judged, setting, given, began, further)
    return _admitting(report, len(unanswered))


def report_of(
    judged: Judgement,
    *,
    constraints: Sequence[Rule] = (),
    facts: Iterable[Atom] = (),
    goals: Iterable[Predicate] = (),
    bound: int = BOUND,
) -> Report:
    """What `check` says of the theory that a judgement keeps, without another search.

    Constraints, facts and bound are those that it was judged with.
    """
    began = process_time()
    laws, given = tuple(dict.fromkeys(constraints)), tuple(dict.fromkeys(facts))
    kept = tuple(map(Kept, judged.theory))
    whole = replace(judged, verdicts=kept, findings=judged.standing, incoherent=())
    setting = Setting.of(judged.theory.rules, judged.theory.signature, laws, given, bound)
    further = (
        *lints(setting, (), laws, goals),
        *suggestions(setting, given),
        *_gaps(setting, with_prolog=False),
    )
    return _report(judged.theory, whole, setting, given, began, further)


def _report(
    theory: Theory,
    judged: Judgement,
    setting: Setting,
    given: tuple[Atom, ...],
    began: float,
    further: Iterable[Finding],
) -> Report:
    findings = [
        *arities(theory),
        *unusable(given, theory.signature),
        *map(_named, judged.findings),
        *unknown(theory.plus(setting.laws), (*judged.theory, *setting.laws), given),
        *further,
    ]
    told = {name for finding in findings if finding.code in _WHY_DEAD for name in finding.rules}
    findings += dead(judged.statuses, told, given_in(setting))
    statuses = rule_statuses(theory, judged)
    return Report(
        len(theory),
        is_consistent(theory, judged, statuses, setting),
        is_safe(judged, setting, given),
        setting.bound,
        judged.truncated,
        tuple(statuses.items()),
        tuple(sorted(findings, key=_place)),
        judged.agreement,
        process_time() - began,
        setting,
    )


def _gaps(setting: Setting, with_prolog: bool) -> Iterator[Finding]:
    """The cases that total predicates leave open, replayed where SWI-Prolog is asked and there."""
    if not setting.signature.total:
        return
    with ExitStack() as stack:
        worker: Worker | None = None
        if with_prolog:
            with suppress(Unavailable):  # the judge has said so
                worker = stack.enter_context(Worker())
        yield from gaps(setting, worker)


def _unmet(
    setting: Setting, given: tuple[Atom, ...], expectations: Sequence[Rule]
) -> Iterator[Finding]:
    if not expectations:
        return
    graph = compile(Theory((*setting.rules, *setting.laws), setting.signature))
    try:
        yield from unmet(expectations, materialise(graph, given, Limits(seconds=SECONDS)))
    except LimitExceeded as error:
        message = f"whether all is as expected is open: {error}"
        yield Finding(Code.UNDECIDED, Severity.WARNING, message, decided_by="reason")


def _admitting(report: Report, unanswered: int) -> Report:
    """The report with a warning where a verdict is open, Z3 gave up and no finding says so yet."""
    is_open = report.consistent is None or report.safe is None
    if not unanswered or not is_open or report.undecided:
        return report
    times = "a question" if unanswered == 1 else f"{unanswered} questions"
    message = f"the verdict is unknown: Z3 gave up on {times}, within its limits of time and steps"
    finding = Finding(Code.UNDECIDED, Severity.WARNING, message, decided_by="z3")
    return replace(report, findings=(*report.findings, finding))


def _repeated(denials: Sequence[Rule]) -> Iterator[Finding]:
    """P303 for denials that say the same."""
    for first, *others in groups(denials):
        yield from (duplicate(denials[index], denials[first]) for index in others)


def _usable(
    denials: Iterable[Rule], signature: Signature
) -> tuple[tuple[Rule, ...], tuple[Finding, ...]]:
    """The denials that can be evaluated, and what is wrong with the others."""
    laws: list[Rule] = []
    findings: list[Finding] = []
    for denial in denials:
        faults = misuse(denial, signature) or unsafe(denial)
        findings += faults
        laws += () if faults else (denial,)
    return tuple(laws), tuple(findings)


def _named(finding: Finding) -> Finding:
    """The finding as a check of a file has it.

    Weights are merged here only to go on; in the file they still clash. Where declared-exclusive
    conclusions can hold together that is an overlap.
    """
    if finding.code is Code.WEIGHT_CLASH:
        return replace(finding, severity=Severity.WARNING)
    is_exclusive = (finding.constraint or "").startswith("exclusive:")
    is_avoidable = finding.code is Code.CONFLICT and finding.severity is Severity.WARNING
    return replace(finding, code=Code.OVERLAP) if is_exclusive and is_avoidable else finding


def _place(finding: Finding) -> tuple[bool, str, int, int]:
    """In the order of the text; what has no place comes last."""
    if not finding.where:
        return True, "", 0, 0
    first = finding.where[0]
    return False, first.source, first.line, first.column
