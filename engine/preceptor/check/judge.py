"""The judge: from candidate rules to a kept theory, with a verdict and its reasons for each.

In order: signature, arity, sorts, roles; safety; tautology; duplicates and their weights; guards;
a teacher's denials; strata; opposites; the facts at hand; agreement with SWI-Prolog. What one
step drops, no later one sees.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

from preceptor.check.agreement import Agreement, agreement
from preceptor.check.conflicts import Incoherent, conflicts
from preceptor.check.docket import Docket
from preceptor.check.facts import broken
from preceptor.check.setting import Setting
from preceptor.check.sifting import (
    look_at_bodies,
    look_at_each,
    merge_variants,
    set_denials_aside,
    stratify,
)
from preceptor.check.status import Status
from preceptor.graph import compile
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
    findings about the theory that is kept, as a check of it would tell them; `setting` is what
    that theory was searched in.
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
    setting: Setting | None = None


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
    known = look_at_bodies(docket, signature, keep_undecided=not set_incoherent_aside)
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

        def setting_now() -> Setting:
            return Setting.of(docket.standing, known, constraints, given, bound)

        setting = setting_now()
        found = conflicts(setting, worker, cores)
        incoherent = found.incoherent
        while set_incoherent_aside and set_aside(docket, scored, found.incoherent):
            setting = setting_now()
            found = conflicts(setting, worker, cores)
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
        setting,
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
