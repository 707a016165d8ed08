"""What is asked: the query of a program, held against the question that its author was asked."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from preceptor.logic import Atom, Const, Term
from preceptor.programs.logic_program.grammar import parse_statement
from preceptor.programs.logic_program.naming import constant_key, snake, stem
from preceptor.programs.logic_program.program import Program
from preceptor.programs.logic_program.sections import Section
from preceptor.programs.logic_program.sentences import denies, last_sentence, say_as_atom

POLARITY = "query_polarity"
FROM_QUESTION = "query_from_question"

_NEGATIVE_NAME = re.compile(r"(?:not|non|un)_")

Query = tuple[Atom, ...]


def asked(
    program: Program, question: str | None = None, without: Collection[str] = ()
) -> tuple[Query, tuple[str, ...]]:
    """The atoms to ask for, and the repairs that they took; the program's names are final.

    Where the last sentence of the question says one atom in the program's words, that atom is
    asked for: by `query_polarity` where the program asks for its opposite, by
    `query_from_question` where it asks for something else or for nothing. Of another sentence
    only the polarity counts, and without a question that of the comment behind the query.
    """
    query = program.query
    sentence = last_sentence(question or "")
    meant = _atom(sentence, program)
    if meant is not None:
        repair = POLARITY if tuple(map(_opposite, query)) == (meant,) else FROM_QUESTION
        return (query, ()) if query == (meant,) or repair in without else ((meant,), (repair,))
    sentence = sentence or _comment(program)
    if len(query) == 1 and POLARITY not in without and _contradicts(query[0], sentence):
        return (_opposite(query[0]),), (POLARITY,)
    return query, ()


def _comment(program: Program) -> str:
    comments = [statement.line.comment for statement in program.of(Section.QUERY)]
    return last_sentence(comments[0]) if len(comments) == 1 else ""


def _contradicts(atom: Atom, sentence: str) -> bool:
    """Whether a sentence about the atom's predicate denies what the atom states, or states what
    it denies."""
    about = stem(atom.name) in map(stem, re.findall(r"\w+", sentence))
    return about and not _NEGATIVE_NAME.match(atom.name) and denies(sentence) != atom.negated


def _opposite(atom: Atom) -> Atom:
    return replace(atom, negated=not atom.negated)


def _atom(sentence: str, program: Program) -> Atom | None:
    """The sentence as an atom of the program's predicates and constants; None if it is none."""
    text = say_as_atom(sentence)
    if text is None:
        return None
    (atom,) = parse_statement(text).heads
    used = {(a.name, len(a.args)) for a in program.atoms}
    used |= {(predicate.name, predicate.arity) for predicate in program.declared}
    names = sorted(n for n, arity in used if (stem(n), arity) == (stem(atom.name), len(atom.args)))
    constants = {
        constant_key(term.name): term
        for other in program.atoms
        for term in other.args
        if isinstance(term, Const)
    }
    return (
        Atom(names[0], tuple(_known(t, constants) for t in atom.args), atom.negated)
        if names
        else None
    )


def _known(term: Term, constants: dict[str, Const]) -> Term:
    assert isinstance(term, Const)
    return constants.get(constant_key(term.name), Const(snake(term.name)))
