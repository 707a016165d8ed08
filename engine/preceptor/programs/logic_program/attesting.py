"""Attesting: the facts that the text states, and those that a model put in all the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from preceptor.logic import Atom, Const
from preceptor.programs.logic_program.naming import stem, stems_of
from preceptor.programs.logic_program.program import Program, Said, Statement, with_said
from preceptor.programs.logic_program.sections import Section

UNATTESTED = "unattested_fact"

_SENTENCE = re.compile(r"[^.!?\n]+")
_EVERYBODY = stems_of("everything everyone everybody anything anyone anybody")

Words = frozenset[str]


def without_unattested(program: Program, text: str) -> Program:
    """The program in which the facts that no sentence of the text attests state nothing.

    A sentence attests a fact when its predicate and its constants all occur in it, and an open
    fact (`Wumpus($x, True)`, as some models list their predicates) when it speaks of everything.
    A fact is judged only where the text attests another one: otherwise text and program have no
    words in common.
    """
    sentences = tuple(map(stems_of, _SENTENCE.findall(text)))
    facts = program.of(Section.FACTS)
    gone = {id(fact) for fact in facts if not _is_attested(fact, sentences)}
    if len(gone) == len(facts):
        return program
    statements = tuple(_remark(s) if id(s) in gone else s for s in program.statements)
    return replace(program, statements=statements)


def _remark(statement: Statement) -> Statement:
    return with_said(statement, Said(Section.REMARK), UNATTESTED)


def _is_attested(statement: Statement, sentences: Sequence[Words]) -> bool:
    return all(
        any(words <= sentence and (named or sentence & _EVERYBODY) for sentence in sentences)
        for words, named in map(_words, statement.said.atoms if statement.said else ())
    )


def _words(atom: Atom) -> tuple[Words, bool]:
    """The stems of what an atom names, and whether it names a constant."""
    constants = [term.name for term in atom.args if isinstance(term, Const)]
    parts = [part for name in constants for part in name.split("_")]
    return frozenset(map(stem, (atom.name, *parts))), bool(constants)
