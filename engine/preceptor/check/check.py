"""The check of a theory as it stands in a file: every break named, with its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from time import process_time

from preceptor.check.bodies import is_dead
from preceptor.check.coverage import gaps
from preceptor.check.expectations import unmet
from preceptor.check.guards import left_open
from preceptor.check.judge import BOUND, SECONDS, Judgement, duplicate, judge, unsafe
from preceptor.check.lints import dead, given_in, lints
from preceptor.check.notes import places
from preceptor.check.reach import MAX_CORES
from preceptor.check.report import Report
from preceptor.check.setting import Setting
from preceptor.check.signature import misuse, undefined
from preceptor.check.status import Status
from preceptor.check.suggestions import suggestions
from preceptor.check.variants import groups
from preceptor.check.witness import is_admissible
from preceptor.graph import compile, predicates
from preceptor.logic import (
    Atom,
    Code,
    Finding,
    Kept,
    LimitExceeded,
    Predicate,
    Repaired,
    Role,
    Rule,
    Severity,
    Signature,
    Theory,
    Unavailable,
    is_slip,
    without_collection,
)
from preceptor.prolog import Worker
from preceptor.reason import Limits, materialise
from preceptor.syntax import rule_id

# A rule left aside for one of these changes nothing about what the others mean.
_HARMLESS = (Code.DUPLICATE, Code.EMPTY_BODY, Code.TAUTOLOGY)

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
    setting = Setting.of(judged.theory.rules, theory.signature, laws, given, bound)
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
        *_arities(theory),
        *_unusable_facts(given, theory.signature),
        *map(_named, judged.findings),
        *_undefined(theory.plus(setting.laws), (*judged.theory, *setting.laws), given),
        *further,
    ]
    told = {name for finding in findings if finding.code in _WHY_DEAD for name in finding.rules}
    findings += dead(judged.statuses, told, given_in(setting))
    statuses = _statuses(theory, judged)
    return Report(
        len(theory),
        _consistent(theory, judged, statuses, setting),
        _safe(judged, setting, given),
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


def _arities(theory: Theory) -> Iterator[Finding]:
    """P202 for a name used with several arities where no signature says which is meant."""
    uses: dict[str, dict[int, Rule]] = {}
    for rule in () if theory.signature else theory:
        for predicate in predicates(rule):
            uses.setdefault(predicate.name, {}).setdefault(predicate.arity, rule)
    for name, by_arity in sorted(uses.items()):
        if len(by_arity) > 1:
            counts = " and with ".join(map(str, sorted(by_arity)))
            yield Finding(
                Code.ARITY,
                Severity.WARNING,
                f"{name} is used with {counts} arguments",
                tuple(map(rule_id, by_arity.values())),
                places(by_arity.values()),
                hint="declare it in a domain.toml, or give one of the two another name",
            )


def _unusable_facts(facts: Sequence[Atom], signature: Signature) -> Iterator[Finding]:
    for fact in facts:
        for finding in misuse(Rule(fact), signature):
            yield replace(finding, rules=(), witness=(fact,))


def _is_slip(predicate: Predicate, other: Predicate) -> bool:
    return predicate.arity == other.arity and is_slip(predicate.name, other.name)


def _undefined(
    theory: Theory, standing: Iterable[Rule], facts: Sequence[Atom]
) -> Iterator[Finding]:
    """P207 for what rules read and no rule, fact or declaration gives.

    Without facts and without a signature, whatever no rule concludes is given by a database that
    is not here, unless it is a slip of the pen away from what the rules do conclude.
    """
    heads = {rule.head.predicate for rule in theory if rule.head is not None}
    given = {d.predicate for d in theory.signature.declarations if d.role is not Role.DERIVED}
    known = frozenset(map(str, heads | given | {fact.predicate for fact in facts}))
    if not theory.signature and not facts:
        read = {p for rule in theory for p in predicates(rule)} - heads
        known |= {str(p) for p in read if not any(_is_slip(p, head) for head in heads)}
    for rule in standing:
        yield from undefined(rule, known)


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


def _statuses(theory: Theory, judged: Judgement) -> dict[str, Status]:
    """The status of each rule by id, in order; UNKNOWN for one that could not be judged."""
    concluded = {rule.head.predicate for rule in judged.theory if rule.head is not None}
    known = {rule_id(rule): status for rule, status in judged.statuses.items()}
    found: dict[str, Status] = {}
    for rule, verdict in zip(theory.definite, judged.verdicts, strict=True):
        by_code = {finding.code: finding for finding in verdict.findings}
        if Code.EMPTY_BODY in by_code:
            dead = is_dead(verdict.rule, theory.signature, concluded)
            status = Status.DEAD if dead else Status.UNKNOWN
        elif Code.DUPLICATE in by_code:  # the rule that is kept speaks for it
            kept = by_code[Code.DUPLICATE].rules[-1]
            status = known.get(kept, Status.UNKNOWN)
        else:
            status = known.get(rule_id(verdict.rule), Status.UNKNOWN)
        found.setdefault(rule_id(rule), status)
    return found


def _consistent(
    theory: Theory, judged: Judgement, statuses: Mapping[str, Status], setting: Setting
) -> bool | None:
    """Whether no hard rule is incoherent; None where some hard rule's status is not known.

    Without a single law nothing can be violated.
    """
    if judged.incoherent:
        return False
    if not _is_whole(judged):
        return None
    if not setting.laws:
        return True
    hard = (statuses[rule_id(rule)] for rule in theory.definite if rule.is_hard)
    return True if all(found in (Status.OK, Status.DEAD) for found in hard) else None


def _safe(judged: Judgement, setting: Setting, facts: tuple[Atom, ...]) -> bool | None:
    """Whether no admissible database leads to a violation; None where that is not known."""
    violated = any(finding.code is Code.VIOLATION for finding in judged.findings)
    if judged.reachable or (violated and is_admissible(facts, setting.forbidden)):
        return False
    return None if judged.reachable is None or not _is_whole(judged) else True


def _is_whole(judged: Judgement) -> bool:
    """Whether all rules whose absence could matter were there to be judged."""
    return all(
        isinstance(verdict, Kept | Repaired)
        or all(finding.code in _HARMLESS for finding in verdict.findings)
        for verdict in judged.verdicts
    )


def _place(finding: Finding) -> tuple[bool, str, int, int]:
    """In the order of the text; what has no place comes last."""
    if not finding.where:
        return True, "", 0, 0
    first = finding.where[0]
    return False, first.source, first.line, first.column
