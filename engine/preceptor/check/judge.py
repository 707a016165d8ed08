"""The judge: from candidate rules to a kept theory, with a verdict and its reasons for each.

In order: signature, arity, sorts, roles; safety; tautology; duplicates and their weights; guards;
a teacher's denials; strata; opposites; the facts at hand; agreement with SWI-Prolog. What one
step drops, no later one sees.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace

from preceptor.check.agreement import Agreement, agreement
from preceptor.check.bodies import empty_body
from preceptor.check.conflicts import Conflicts, Incoherent, conflicts
from preceptor.check.docket import Docket
from preceptor.check.facts import broken
from preceptor.check.notes import about, places, text
from preceptor.check.scores import sample, score
from preceptor.check.setting import Setting
from preceptor.check.signature import misuse
from preceptor.check.status import Status
from preceptor.check.strata import unstratified
from preceptor.check.tautology import tautology
from preceptor.check.variants import groups
from preceptor.check.weights import clash, low_median
from preceptor.graph import CompileError, compile, unbound
from preceptor.logic import (
    Atom,
    Code,
    Dropped,
    Finding,
    LimitExceeded,
    Quarantined,
    Rule,
    Severity,
    Signature,
    Theory,
    Unavailable,
    Undecided,
    Verdict,
    without_collection,
)
from preceptor.prolog import Worker
from preceptor.reason import Limits, materialise
from preceptor.syntax import rule_id

BOUND = 2  # uses of one rule in an unfolding
SECONDS = 60.0  # for the rules to come to an end on the facts


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict for each candidate, in their order; the theory of those kept; all findings.

    `incoherent` are the ids of rules that fire only into a contradiction; `reachable` says whether
    an admissible database leads to one (None: not decided), `truncated` that a bound or limit
    cut a search short; `statuses` has those of the rules that came that far; `standing` are the
    findings about the theory that is kept, as a check of it would tell them.
    """

    verdicts: tuple[Verdict, ...]
    theory: Theory
    findings: tuple[Finding, ...]
    agreement: Agreement
    incoherent: tuple[str, ...] = ()
    reachable: bool | None = False
    truncated: bool = False
    statuses: Mapping[Rule, Status] = field(default_factory=dict)
    standing: tuple[Finding, ...] = ()


@without_collection()
def judge(
    candidates: Sequence[Rule],
    signature: Signature,
    *,
    constraints: Sequence[Rule] = (),
    facts: Iterable[Atom] = (),
    scores: Mapping[str, float] | None = None,
    with_prolog: bool = True,
    bound: int = BOUND,
    set_incoherent_aside: bool = True,
    cores: int = 1,
) -> Judgement:
    """Judges candidate rules together, under trusted constraints and on example facts.

    `scores` by rule id say how acceptable a statement is, and decide what goes when not all can
    stay; by default it is the share of the samples that state it. Of a rule that fires only into
    a contradiction and the rule that contradicts it one is set aside, until there is none, unless
    asked not to; of each law at most `cores` ways to break it are told. Raises CompileError for
    constraints that are not safe.
    """
    docket = Docket(candidates)
    given = tuple(dict.fromkeys(facts))
    look_at_each(docket, signature)
    scored = merge_variants(docket, scores)
    look_at_bodies(docket, signature)
    set_denials_aside(docket)
    stratify(docket, scored)
    with ExitStack() as stack:
        worker: Worker | None = None
        unasked: tuple[Finding, ...] = ()
        if with_prolog:
            try:
                worker = stack.enter_context(Worker())
            except Unavailable as missing:
                unasked = (Finding(Code.NOT_CHECKED, Severity.NOTE, str(missing)),)

        def look_for_conflicts() -> Conflicts:
            setting = Setting.of(docket.standing, signature, constraints, given, bound)
            return conflicts(setting, worker, cores)

        found = look_for_conflicts()
        incoherent = found.incoherent
        while set_incoherent_aside and set_aside(docket, scored, found.incoherent):
            found = look_for_conflicts()
            incoherent += found.incoherent
        said = len(docket.findings)
        for finding in (*unasked, *found.findings):
            docket.note(finding)
        agreed = run(docket, signature, constraints, given, worker)
    theory = Theory(docket.standing, signature)
    return Judgement(
        docket.verdicts(),
        theory,
        _once(docket.findings),
        agreed,
        tuple(dict.fromkeys(rule_id(case.rule) for case in incoherent if case.fires)),
        found.reachable,
        found.truncated,
        found.statuses,
        _once(docket.findings[said:]),
    )


def _once(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings without those of what can happen that the facts at hand show to happen.

    What never happens otherwise either is told by a P305 only where it needs no fact but the
    theory's own.
    """
    shown = {
        (finding.constraint, frozenset(finding.rules))
        for finding in findings
        if finding.decided_by == "reason"
    }
    return tuple(
        finding
        for finding in findings
        if finding.decided_by != "z3"
        or finding.code not in (Code.CONFLICT, Code.TENSION, Code.GAP)
        or (finding.severity is Severity.ERROR and finding.witness)
        or (finding.constraint, frozenset(finding.rules)) not in shown
    )


def look_at_each(docket: Docket, signature: Signature) -> None:
    """Drops what the signature does not allow, what is unsafe, and what says nothing."""
    for index in docket.open:
        rule = docket[index]
        faults = misuse(rule, signature) or unsafe(rule)
        vain = None if faults else tautology(rule)
        if faults or vain:
            docket.close(index, Dropped, *faults, *filter(None, (vain,)))


def unsafe(rule: Rule) -> tuple[Finding, ...]:
    """P204 of one rule."""
    if not unbound(rule):
        return ()
    try:
        compile(Theory((rule,)))
    except CompileError as error:
        return error.findings
    raise AssertionError("an unsafe rule was compiled")


def merge_variants(docket: Docket, scores: Mapping[str, float] | None) -> dict[int, float]:
    """Keeps the first of each set of variants under the low median of their weights.

    Gives the score of each rule that stands.
    """
    standing = docket.open
    samples = frozenset(sample(docket[index]) for index in standing)
    scored: dict[int, float] = {}
    for group in groups([docket[index] for index in standing]):
        first, *others = (standing[place] for place in group)
        variants = [docket[index] for index in (first, *others)]
        scored[first] = score(variants, samples, scores)
        merged = low_median(rule.weight for rule in variants)
        clashing = clash(variants, Severity.NOTE)
        if clashing is not None:
            docket.reweigh(first, replace(docket[first], weight=merged))
            docket.remark(first, clashing)
        for index in others:
            docket.close(index, Dropped, duplicate(docket[index], docket[first]))
    return scored


def duplicate(rule: Rule, kept: Rule) -> Finding:
    """P303: the places are the rule's own and that of the one that is kept."""
    finding = about(rule, Code.DUPLICATE, f"says the same as {rule_id(kept)}:  {text(rule)}")
    return replace(
        finding,
        severity=Severity.NOTE,
        rules=tuple(dict.fromkeys((*finding.rules, rule_id(kept)))),
        where=places((rule, kept)),
        hint="keep one of the two",
    )


def look_at_bodies(docket: Docket, signature: Signature) -> None:
    """Drops rules that can never fire; leaves undecided what Z3 could not decide."""
    for index in docket.open:
        rule = docket[index]
        finding = None if rule.is_denial else empty_body(rule, signature)
        if finding is not None:
            undecided = finding.code is Code.UNDECIDED
            docket.close(index, Undecided if undecided else Dropped, finding)


def set_denials_aside(docket: Docket) -> None:
    """A teacher's denial is no constraint until data or a person promotes it."""
    for index in docket.open:
        rule = docket[index]
        if rule.is_denial:
            message = f"a constraint that only the teacher states:  {text(rule)}"
            hint = "promote it by writing it into the domain's constraints.pl"
            note = about(rule, Code.CANDIDATE_CONSTRAINT, message, hint, Severity.WARNING)
            docket.close(index, Quarantined, note)


def stratify(docket: Docket, scored: Mapping[int, float]) -> None:
    """Sets aside rules until no predicate depends on its own absence."""
    standing = docket.open
    for aside in unstratified(docket.standing, [scored[index] for index in standing]):
        docket.close(standing[aside.index], Quarantined, aside.finding)


def set_aside(docket: Docket, scored: Mapping[int, float], cases: Iterable[Incoherent]) -> bool:
    """Sets aside rules that break a law; of those that do it together the lowest score goes.

    Of several the incoherent rule itself, then ties go by id. Whether any went.
    """
    index_of = {docket[index]: index for index in docket.open}
    gone: set[int] = set()
    for case in cases:
        about = {index_of[rule] for rule in (case.rule, *case.against) if rule in index_of}
        if about and not about & gone:
            own = index_of.get(case.rule)
            loser = min(about, key=lambda i: (scored[i], i != own, rule_id(docket[i])))
            is_empty = case.finding.code is Code.EMPTY_BODY
            docket.close(loser, Dropped if is_empty else Quarantined, case.finding)
            gone.add(loser)
    return bool(gone)


def run(
    docket: Docket,
    signature: Signature,
    constraints: Sequence[Rule],
    facts: tuple[Atom, ...],
    worker: Worker | None,
) -> Agreement:
    """Runs the theory on the facts: which denials they break, and whether SWI-Prolog agrees."""
    theory = Theory((*docket.standing, *constraints), signature)
    if worker is None and not facts and not any(map(_needs_no_atom, theory)):
        return Agreement(None)  # nothing follows from nothing
    graph = compile(theory)
    try:
        model = materialise(graph, facts, Limits(seconds=SECONDS))
    except LimitExceeded as error:
        message = f"the rules did not come to an end on the facts: {error}"
        docket.note(Finding(Code.UNDECIDED, Severity.WARNING, message, decided_by="reason"))
        return Agreement(None)
    for finding in broken(theory, model):
        docket.note(finding)
    agreed = Agreement(None) if worker is None else agreement(graph, model, worker)
    for finding in agreed.findings:
        docket.note(finding)
    return agreed


def _needs_no_atom(rule: Rule) -> bool:
    """Whether the rule can fire, or the denial be broken, where no atom holds."""
    return not any(isinstance(literal, Atom) for literal in rule.body)
