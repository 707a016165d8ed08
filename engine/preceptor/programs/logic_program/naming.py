"""Names: one spelling for each predicate and each constant of a program.

A predicate that is used under another name than it was declared under parses well and never
fires. Names are brought together by case, number and verb form, and a misspelled one goes to the
nearest name that the text knows, but only where the text does not know it itself: in a vocabulary
such as wumpus, vumpus, zumpus every name is near to another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache

from preceptor.logic import Atom, Const, Predicate, Term
from preceptor.programs.logic_program.grammar import Clause
from preceptor.programs.logic_program.program import (
    Program,
    Said,
    Statement,
    stated,
    with_said,
)
from preceptor.programs.logic_program.sections import Section

_NEAR = 0.75  # difflib's ratio; two letters changed round in a word of five give 0.8
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_COPULA = re.compile(r"(?:is|are|has)_(?=\w)")
_WORD = re.compile(r"[^\W\d_]+")

Name = tuple[str, str]  # a final name, and the operator that it took ("" for none)


@lru_cache(maxsize=1 << 14)
def snake(name: str) -> str:
    """`BaldEagle`, `Bald_Eagle`, `bald eagle`: `bald_eagle`, every name's last form."""
    return re.sub(r"\W+|_+", "_", _HUMP.sub("_", name)).strip("_").lower() or "_"


@lru_cache(maxsize=1 << 14)
def stem(name: str) -> str:
    """What a name has in common with its plural, its verb forms and its `Is...`."""
    word = _COPULA.sub("", snake(name)).replace("_", "")
    if word.endswith("ies") and len(word) > 4:
        word = f"{word[:-3]}y"
    elif re.search(r"(?:s|x|z|ch|sh)es$", word):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


@lru_cache(maxsize=1 << 14)
def constant_key(name: str) -> str:
    """What a constant's spellings have in common: `the_cat`, `Cat`; `BaldEagle`, `bald_eagle`."""
    return snake(name).removeprefix("the_").replace("_", "")


def stems_of(text: str) -> frozenset[str]:
    """The stems of the words of a text."""
    return frozenset(map(stem, _WORD.findall(text)))


def with_one_naming(
    program: Program, known: Collection[str] = (), without: Collection[str] = ()
) -> Program:
    """The program with every name in its one spelling, in lower case with underscores.

    `known` are the stems of the words that the text is made of; without any, nothing counts as
    misspelled. `without` names operators that may not be used.
    """
    atoms = Counter(program.atoms)
    used: Counter[Predicate] = Counter()
    constants: Counter[str] = Counter()
    for atom, times in atoms.items():
        used[_key(atom)] += times
        for term in atom.args:
            if isinstance(term, Const):
                constants[term.name] += times
    predicates = _name_predicates(used, program.declared, known, without)
    spelled = _name_constants(constants, known, without)
    statements = tuple(_renamed(s, predicates, spelled) for s in program.statements)
    return replace(program, statements=statements)


def _name_predicates(
    used: Mapping[Predicate, int],
    declared: Collection[Predicate],
    known: Collection[str],
    without: Collection[str],
) -> dict[Predicate, Name]:
    """Declared spellings go first, then frequent ones."""
    chosen: dict[str, str] = {}
    for predicate in (*declared, *sorted(used, key=lambda predicate: -used[predicate])):
        chosen.setdefault(stem(predicate.name), predicate.name)
    stems = {stem(predicate.name) for predicate in declared}
    spellings = {predicate.name for predicate in declared}
    names: dict[Predicate, Name] = {}
    for predicate in used:
        own, root = snake(predicate.name), stem(predicate.name)
        if root not in stems:
            meant = None if "spelling" in without else _meant(root, stems, known)
            names[predicate] = (
                (snake(chosen[root]), "undeclared")
                if meant is None
                else (snake(chosen[meant]), "spelling")
            )
            continue
        final = snake(chosen[root])
        if chosen[root] != predicate.name:
            operator = "case" if final == own else "word_form"
        else:
            operator = "" if predicate in declared or predicate.name not in spellings else "arity"
        names[predicate] = (own, "") if operator in without else (final, operator)
    return names


def _name_constants(
    used: Mapping[str, int], known: Collection[str], without: Collection[str]
) -> dict[str, Name]:
    """Frequent spellings go first."""
    if "constant_form" in without:
        return {name: (snake(name), "") for name in used}
    chosen: dict[str, str] = {}
    for name in sorted(used, key=lambda name: -used[name]):
        chosen.setdefault(constant_key(name), name)
    by_stem = {stem(key): key for key in sorted(chosen, reverse=True) if stem(key) in known}
    names: dict[str, Name] = {}
    for name in used:
        key = constant_key(name)
        operator = "" if chosen[key] == name else "constant_form"
        meant = None if "spelling" in without else _meant(stem(key), by_stem, known)
        if meant is not None and stem(key) not in by_stem and "_" not in snake(name):
            key, operator = by_stem[meant], "spelling"
        names[name] = (snake(chosen[key]).removeprefix("the_"), operator)
    return names


def _meant(word: str, candidates: Iterable[str], known: Collection[str]) -> str | None:
    """The candidate that the text knows and that a word, which it does not know, is nearest to."""
    if not known or word in known:
        return None
    near = get_close_matches(word, sorted(c for c in candidates if c in known), 1, _NEAR)
    return near[0] if near else None


def _renamed(
    statement: Statement, predicates: Mapping[Predicate, Name], constants: Mapping[str, Name]
) -> Statement:
    used: dict[str, None] = {}

    def term(term: Term) -> Term:
        if not isinstance(term, Const):
            return term
        name, operator = constants[term.name]
        used[operator] = None
        return Const(name)

    def atom(atom: Atom) -> Atom:
        name, operator = predicates[_key(atom)]
        used[operator] = None
        return Atom(name, tuple(map(term, atom.args)), atom.negated)

    said = statement.said
    if said is None:
        return statement
    clauses = tuple(
        Clause(tuple(map(atom, clause.heads)), tuple(map(atom, clause.body)))
        for clause in said.clauses
    )
    declared = said.declared
    if declared is not None:
        declared = Predicate(snake(declared.name), declared.arity, declared.negated)
    named = replace(said, declared=declared, clauses=clauses)
    return with_said(statement, named, *(operator for operator in used if operator))


def _key(atom: Atom) -> Predicate:
    return Predicate(atom.name, len(atom.args))


def with_individuals(program: Program) -> Program:
    """The program with `sam(sam)` where rules ask `Sam($x, True)` of the Sam they speak of.

    Some models declare each name as a predicate, "Is x Sam?", and never say of whom it holds.
    """
    constants = {t.name for atom in program.atoms for t in atom.args if isinstance(t, Const)}
    concluded = {
        head.name
        for clause in program.clauses(Section.FACTS, Section.RULES)
        for head in clause.heads
    }
    added: dict[str, Statement] = {}
    for statement in program.of(Section.RULES):
        clauses = statement.said.clauses if statement.said else ()
        for name in {atom.name for clause in clauses for atom in clause.body}:
            if name in constants and name not in concluded:
                fact = Said(Section.FACTS, None, (Clause((Atom(name, (Const(name),)),)),))
                added.setdefault(name, stated(statement.line, fact, "individual"))
    return replace(program, statements=(*program.statements, *added.values()))
