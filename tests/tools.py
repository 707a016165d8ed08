"""Other reasoners, run on what `preceptor.formats` prints; each gives back atoms of ours.

A tool's `Found` is the set of atoms of the relations that the program puts out, with the
violations as (denial's id, values). Names and numbers are mapped back by what the header says.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, field
from fractions import Fraction

import clingo
import nmo_python
from problog import get_evaluatable
from problog.engine import DefaultEngine
from problog.program import PrologString

from preceptor.formats import read_constant, read_denial, read_relation
from preceptor.logic import Atom, Const, Num, Term

Violation = tuple[str, tuple[Term, ...]]


@dataclass
class Found:
    atoms: set[Atom] = field(default_factory=set)
    violations: set[Violation] = field(default_factory=set)

    def add(self, relation: str, args: tuple[Term, ...], negated: bool = False) -> None:
        predicate, denial = read_relation(relation), read_denial(relation)
        if predicate is not None:
            assert predicate.arity == len(args)
            self.atoms.add(Atom(predicate.name, args, predicate.negated or negated))
        else:
            assert denial is not None, relation
            self.violations.add((denial, args))


def factor(program: str) -> int:
    found = re.search(r"^\S+ Every number is (\d+) times", program, re.MULTILINE)
    return int(found[1]) if found else 1


def term(value: object, scale: int, quote: str = "") -> Term:
    if isinstance(value, int):
        return Num(Fraction(value, scale))
    assert isinstance(value, str)
    return Const(read_constant(value.removeprefix(quote).removesuffix(quote)))


# Information, no warnings: arithmetic without a value, which makes a rule not apply, as in our
# language; and an atom that no head can become.
_EXPECTED = (clingo.MessageCode.OperationUndefined, clingo.MessageCode.AtomUndefined)


def run_clingo(program: str) -> Found | None:
    """The stable model; None where constraints leave none."""
    said: list[tuple[clingo.MessageCode, str]] = []
    control = clingo.Control(["0"], logger=lambda code, text: said.append((code, text)))
    control.add("base", [], program)
    control.ground([("base", [])])
    models: list[list[clingo.Symbol]] = []
    control.solve(on_model=lambda model: models.append(list(model.symbols(shown=True))))
    assert [text for code, text in said if code not in _EXPECTED] == []
    assert len(models) <= 1
    if not models:
        return None
    found, scale = Found(), factor(program)
    for symbol in models[0]:
        args = tuple(
            term(a.number if a.type is clingo.SymbolType.Number else a.string, scale)
            for a in symbol.arguments
        )
        found.add(symbol.name, args, symbol.negative)
    return found


def run_nemo(program: str) -> Found:
    """The relations that the program names with @output."""
    engine = nmo_python.NemoEngine(nmo_python.load_string(program))
    engine.reason()
    found, scale = Found(), factor(program)
    for relation in re.findall(r"^@output (\w+) \.$", program, re.MULTILINE):
        for row in engine.result(relation):
            args = tuple(term(value, scale, '"') for value in row)
            found.add(relation, () if relation[1:].startswith("0_") else args)
    return found


def run_problog(program: str) -> dict[Atom, float]:
    """The probability of each atom and, as `Atom(id, values, True)`, of each violation."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # ProbLog's own, from its parser and its compilers
        database = DefaultEngine().prepare(PrologString(program))
        result = get_evaluatable().create_from(database).evaluate()
    scale = factor(program)
    probabilities: dict[Atom, float] = {}
    for query, probability in result.items():
        if probability == 0:
            continue
        args = tuple(_problog_term(arg, scale) for arg in query.args)
        predicate, denial = read_relation(query.functor), read_denial(query.functor)
        if predicate is not None:
            probabilities[Atom(predicate.name, args)] = probability
        else:
            assert denial is not None
            probabilities[Atom(denial, args, negated=True)] = probability
    return probabilities


def _problog_term(value: object, scale: int) -> Term:
    text = str(value)
    is_number = re.fullmatch(r"-?\d+", text) is not None
    return term(int(text) if is_number else text, scale, "'")
