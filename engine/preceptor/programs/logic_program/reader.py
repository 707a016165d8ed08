"""The reader of Logic-LM programs: text in, outcome out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from preceptor.harvest import Status
from preceptor.logic import Code, LimitExceeded, Truth, Var
from preceptor.programs.logic_program.answering import Verdict, decide, explain, rules_of
from preceptor.programs.logic_program.asking import FROM_QUESTION, POLARITY, Query, asked
from preceptor.programs.logic_program.attesting import UNATTESTED, without_unattested
from preceptor.programs.logic_program.naming import stems_of, with_individuals, with_one_naming
from preceptor.programs.logic_program.options import choose
from preceptor.programs.logic_program.program import Program, read_lines
from preceptor.programs.logic_program.repairs import DECLARATION_REPAIRS, REPAIRS
from preceptor.programs.outcome import Outcome, rejected

OPERATORS: tuple[str, ...] = (
    *dict.fromkeys(repair.name for repair in (*REPAIRS, *DECLARATION_REPAIRS)),
    *("several_heads", "misplaced"),
    *("case", "word_form", "spelling", "undeclared", "arity", "constant_form", "individual"),
    *(UNATTESTED, POLARITY, FROM_QUESTION, "left_out"),
)


def read_program(
    text: str,
    question: str | None = None,
    options: Sequence[str] | None = None,
    *,
    without: Collection[str] = (),
) -> Outcome:
    """What becomes of a Logic-LM program, its query answered with the letter of an option.

    `question` is all that the teacher was asked, its text first and the question last; names and
    the query are held against it. `without` names operators that may not be used.

    A line that states something nobody can read is left out, with its fault in `unread`, where
    the rest proves the query or its opposite, for more lines would take no proof away. Where the
    rest proves neither, the program is rejected: the line may be what is missing.
    """
    program = resolved(text, question, without=without)
    query, used = asked(program, question, without)
    operators = tuple(dict.fromkeys((*program.operators, *used)))
    if not query:
        return rejected(Code.UNREADABLE, "no query could be read")
    if any(isinstance(term, Var) for atom in query for term in atom.args):
        return rejected(Code.UNSAFE, "the query has a variable", unsupported="open query")
    try:
        verdict = decide(rules_of(program), query)
    except LimitExceeded as exceeded:
        return rejected(Code.LIMIT, str(exceeded))
    return _outcome(program, query, operators, verdict, options)


def resolved(text: str, question: str | None = None, *, without: Collection[str] = ()) -> Program:
    """The statements of a program, repaired and under their final names."""
    program = read_lines(text, without)
    known = stems_of(" ".join((question or "", *program.reading.comments)))
    program = with_one_naming(program, known, without)
    if question and UNATTESTED not in without:
        program = without_unattested(program, question)
    return program if "individual" in without else with_individuals(program)


def _outcome(
    program: Program,
    query: Query,
    operators: tuple[str, ...],
    verdict: Verdict,
    options: Sequence[str] | None,
) -> Outcome:
    unread = tuple(map(str, program.unread))
    if unread and verdict.truth is Truth.UNKNOWN:
        fault = program.unread[0]
        reason = f"a line cannot be read, and without it nothing follows: {fault}"
        return Outcome(Status.REJECTED, operators, fault.code, reason, unread=unread)
    if not program.query and verdict.truth is Truth.UNKNOWN:
        reason = "the program has no query, and nothing follows about what was asked"
        return Outcome(Status.REJECTED, operators, Code.UNREADABLE, reason, unread=unread)
    if unread:
        operators = (*operators, "left_out")
    letter = choose(verdict.truth, options, denied=all(atom.negated for atom in query))
    return Outcome(
        Status.REPAIRED if operators else Status.READ,
        operators,
        reason="" if letter else f"the query is {verdict.truth}, which no option says",
        answer=letter,
        contradictory=verdict.contradictory,
        proof=verdict.proofs[0] if verdict.proofs else None,
        explanation=explain(verdict.proofs),
        unread=unread,
    )
