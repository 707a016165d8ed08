"""Findings and verdicts: what was found about a rule, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from preceptor.logic.rules import Origin, Rule
from preceptor.logic.terms import Atom


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Code(StrEnum):
    """Stable codes; reports, tests and documents quote them, the wording may change."""

    # reading
    SYNTAX = "P101"
    LIMIT = "P102"
    CHARACTER = "P103"
    DUPLICATE_ID = "P104"
    UNREADABLE = "P105"
    ENGLISH = "P106"
    MALFORMED = "P107"
    UNSUPPORTED = "P108"
    # shape
    UNDECLARED = "P201"
    ARITY = "P202"
    SORT = "P203"
    UNSAFE = "P204"
    UNSTRATIFIED = "P205"
    ROLE = "P206"
    UNDEFINED = "P207"
    UNUSED = "P208"
    UNFOUNDED = "P209"
    ENDLESS = "P210"
    # consistency
    EMPTY_BODY = "P301"
    CONFLICT = "P302"
    DUPLICATE = "P303"
    WEIGHT_CLASH = "P304"
    VIOLATION = "P305"
    TENSION = "P306"
    TAUTOLOGY = "P307"
    CANDIDATE_CONSTRAINT = "P308"
    SUBSUMED = "P309"
    REDUNDANT = "P310"
    REDUNDANT_GUARD = "P311"
    GAP = "P312"
    OVERLAP = "P313"
    SUGGESTED_CONSTRAINT = "P314"
    UNSATISFIABLE = "P315"
    DEAD = "P316"
    UNMET = "P317"
    # solvers
    DISAGREEMENT = "P401"
    UNDECIDED = "P402"
    NOT_CHECKED = "P403"


TITLES: dict[Code, str] = {
    Code.SYNTAX: "not in the rule language",
    Code.LIMIT: "past a limit",
    Code.CHARACTER: "a character that no statement may hold",
    Code.DUPLICATE_ID: "two clauses share an @id",
    Code.UNREADABLE: "prose around an atom",
    Code.ENGLISH: "a sentence outside the controlled English",
    Code.MALFORMED: "a setting, record or cell of the wrong form",
    Code.UNSUPPORTED: "a construct of another language that is not read",
    Code.UNDECLARED: "a predicate that the domain does not declare",
    Code.ARITY: "wrong number of arguments",
    Code.SORT: "an argument of the wrong sort",
    Code.UNSAFE: "a variable that no positive literal binds",
    Code.UNSTRATIFIED: "negation, or an aggregate, through recursion",
    Code.ROLE: "a rule for a predicate that only the database gives",
    Code.UNDEFINED: "a predicate that nothing defines",
    Code.UNUSED: "a conclusion that nothing reads",
    Code.UNFOUNDED: "predicates that only follow from each other",
    Code.ENDLESS: "a recursion that may have no end",
    Code.EMPTY_BODY: "a body that can never hold",
    Code.CONFLICT: "rules that conclude opposites",
    Code.DUPLICATE: "says the same as another rule",
    Code.WEIGHT_CLASH: "one rule under several weights",
    Code.VIOLATION: "a constraint is violated on the given facts",
    Code.TENSION: "a conflict that needs a weighted rule",
    Code.TAUTOLOGY: "concludes what it assumes",
    Code.CANDIDATE_CONSTRAINT: "a teacher's constraint, a candidate until promoted",
    Code.SUBSUMED: "says less than another rule",
    Code.REDUNDANT: "follows from the other rules",
    Code.REDUNDANT_GUARD: "a condition that the others imply",
    Code.GAP: "a case that no rule decides",
    Code.OVERLAP: "a case that several rules decide",
    Code.SUGGESTED_CONSTRAINT: "a constraint that the rules suggest",
    Code.UNSATISFIABLE: "a class that can have no member",
    Code.DEAD: "a rule that no database fires",
    Code.UNMET: "an expected fact that does not follow, or a forbidden one that does",
    Code.DISAGREEMENT: "two engines disagree",
    Code.UNDECIDED: "the solver did not decide",
    Code.NOT_CHECKED: "a check that could not run",
}


class RepairKind(StrEnum):
    """What a repair does, in the order in which repairs are offered."""

    TIGHTEN = "tighten"
    EXCEPTION = "exception"
    FORBID = "forbid"
    ASK = "ask"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A repair of one finding. `after` stands in the place of the rule `before`, None drops it;
    without `before` it is a constraint to add.

    `cost` is the score of the rule that it changes. `verified`: the theory was checked again with
    it, the finding is gone and nothing worse came.
    """

    kind: RepairKind
    rule: str | None
    before: Rule | None
    after: Rule | None
    cost: float
    verified: bool
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `rules` are ids, `where` their places, `witness` the facts that show it.

    `derives` says in words what each rule concluded from the witness; `constraint` is the id of
    the denial or declaration that is broken; `replayed` whether SWI-Prolog came to the same on the
    witness, None where it was not asked. `repairs` are the ways to mend it that were looked for,
    the gentlest first; `ask` puts the case to a person or a teacher.
    """

    code: Code
    severity: Severity
    message: str
    rules: tuple[str, ...] = ()
    where: tuple[Origin, ...] = ()
    constraint: str | None = None
    witness: tuple[Atom, ...] = ()
    derives: tuple[str, ...] = ()
    hint: str = ""
    decided_by: str = ""
    replayed: bool | None = None
    repairs: tuple[Suggestion, ...] = ()
    ask: str = ""

    def __str__(self) -> str:
        place = f"{self.where[0]}: " if self.where else ""
        return f"{place}{self.severity} {self.code}: {self.message}"


@dataclass(frozen=True, slots=True)
class Kept:
    rule: Rule
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Repaired:
    """Kept after a change; `rule.origin` holds the operators and the text before."""

    rule: Rule
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Quarantined:
    """Out of the rule base until a person or data decides."""

    rule: Rule
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Dropped:
    rule: Rule
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Undecided:
    """The solver gave up: never silently the same as Kept."""

    rule: Rule
    findings: tuple[Finding, ...]


Verdict = Kept | Repaired | Quarantined | Dropped | Undecided
