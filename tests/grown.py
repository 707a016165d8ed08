"""Random stratified programs that derive something: what engines are compared on, by seed.

A program is grown layer by layer; most rules for predicates of which nothing is concluded are
dropped again, so that the rules above have something to read. Negation looks at lower layers,
mostly at what is derived there; recursion computes no numbers, so every model is finite.
"""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import cast

from preceptor.graph import compile
from preceptor.logic import (
    Aggregate,
    Arith,
    Atom,
    Compare,
    Const,
    Expr,
    Fold,
    Literal,
    Not,
    Num,
    Op,
    Predicate,
    Rule,
    Term,
    Theory,
    Var,
)
from preceptor.reason import materialise

Program = tuple[Theory, tuple[Atom, ...]]

LAYERS = 3
# The sorts of a predicate's arguments: s symbols, n numbers, m either.
INPUTS = {"node": "s", "edge": "ss", "size": "sn", "quad": "ssns", "said": "sm", "open": ""}
SHAPES = {"p": "s", "q": "ss", "c": "sn", "w": "snss", "z": "", "t": "sm"}
SORTS = INPUTS | {f"{name}{layer}": s for name, s in SHAPES.items() for layer in range(LAYERS)}
VARIABLES = {"s": ("X", "Y", "Z", "U"), "n": ("N", "M"), "m": ("V", "W")}
NEGATABLE = "pq"
SYMBOLS = tuple(Const(name) for name in ("a", "b", "c", "d", "e"))
ODD = (Const("New York"), Const(""), Const("X"), Const("'"))


def grown(
    seed: int, *, integers: bool = False, rules: int = 12, aggregates: bool = False
) -> Program:
    """The program of a seed; with `integers` no other numbers stand in it or are computed. With
    `aggregates` about every third rule counts, sums or takes an extreme of the layers below."""
    growth = _Growth(Random(seed), integers, aggregates)
    facts = growth.facts()
    kept: list[Rule] = []
    known = facts
    for layer in range(LAYERS):
        tried = [growth.rule(layer) for _ in range(growth.chance.randint(1, rules // LAYERS) * 2)]
        model = tuple(atom for atom, _ in materialise(compile(Theory(tuple(tried))), known))
        new = {atom.predicate for atom in set(model) - set(known)}
        kept += [
            r for r in tried if (r.head and r.head.predicate in new) or growth.chance.random() < 0.1
        ]
        growth.found = sorted({atom.name for atom in set(model) - set(facts)} - INPUTS.keys())
        known = model
    growth.chance.shuffle(kept)
    kept += [Rule(fact) for fact in facts[::9]]
    return Theory(tuple(kept)), facts


class _Growth:
    def __init__(self, chance: Random, integers: bool, aggregates: bool) -> None:
        self.chance = chance
        self.integers = integers
        self.aggregates = aggregates
        self.found: list[str] = []  # what rules of the layers below have concluded

    def facts(self) -> tuple[Atom, ...]:
        count = self.chance.choice((6, 12, 25))
        found = [self._fact(self.chance.choice(sorted(INPUTS))) for _ in range(count)]
        found += [Atom("node", (symbol,)) for symbol in SYMBOLS[: self.chance.randint(1, 5)]]
        if self.chance.random() < 0.3:  # what rules derive may also be given
            found.append(self._fact(f"{self.chance.choice('pqcw')}{self.chance.randrange(2)}"))
        return tuple(dict.fromkeys(found))

    def _fact(self, name: str) -> Atom:
        return Atom(name, tuple(map(self.constant, SORTS[name])))

    def constant(self, sort: str) -> Term:
        kind = sort if sort != "m" else self.chance.choice("sn")
        if kind == "s":
            return self.chance.choice(ODD if self.chance.random() < 0.05 else SYMBOLS)
        if not self.integers and self.chance.random() < (0.5 if sort == "m" else 0.1):
            return Num(Fraction(self.chance.randint(-3, 9), self.chance.choice((2, 4, 10))))
        return Num(self.chance.randint(-1, 4))

    def rule(self, layer: int) -> Rule:
        chance = self.chance
        shape = chance.choice("ppqqqccwzt")
        head = f"{shape}{layer}"
        computes = shape in "cw" and chance.random() < 0.5
        body: list[Literal] = [self._premise(layer, computes) for _ in range(chance.randint(1, 3))]
        if not computes and chance.random() < 0.15:
            body.append(Atom(head, tuple(map(self._argument, SORTS[head]))))
        bound = sorted({a.name for lit in body for a in lit.args if isinstance(a, Var)})
        computed = self._computed(bound, body) if computes else None
        if chance.random() < 0.5 and layer:
            body.append(self._absence(layer, bound))
        if chance.random() < 0.4 and bound:
            body.append(self._test(bound))
        if self.aggregates and chance.random() < 0.35:
            total = self._aggregate(layer, bound)
            body.append(total)
            if isinstance(total.result, Var) and total.result.name == "T" and shape in "cw":
                computed = total.result
        args = tuple(self._head_argument(sort, bound, computed) for sort in SORTS[head])
        chance.shuffle(body)
        negated = shape in NEGATABLE and chance.random() < 0.2
        return Rule(Atom(head, args, negated), tuple(body))

    def _premise(self, layer: int, computes: bool) -> Atom:
        top = layer - 1 if computes else layer
        derived = [f"{shape}{below}" for shape in SHAPES for below in range(top + 1)]
        name = self.chance.choice(derived if derived and self.chance.random() < 0.5 else [*INPUTS])
        args = tuple(self._argument(sort) for sort in SORTS[name])
        return Atom(name, args, self._may_negate(name))

    def _may_negate(self, name: str) -> bool:
        return name not in INPUTS and name[0] in NEGATABLE and self.chance.random() < 0.15

    def _argument(self, sort: str) -> Term:
        if self.chance.random() < 0.12:
            return self.constant(sort)
        few = VARIABLES[sort][: self.chance.choice((2, 2, 4))]
        return Var(self.chance.choice(few))

    def _computed(self, bound: list[str], body: list[Literal]) -> Var | None:
        """Binds R to a sum of bound numbers, mixed values among them."""
        numbers = [name for name in bound if name in VARIABLES["n"] + VARIABLES["m"]]
        if not numbers:
            return None
        body.append(Compare(Op.SAME, Var("R"), self._sum(numbers)))
        return Var("R")

    def _sum(self, numbers: list[str]) -> Expr:
        chance = self.chance
        left: Expr = Var(chance.choice(numbers))
        if chance.random() < 0.3:
            left = Arith(chance.choice("+-*"), left, Var(chance.choice(numbers)))
        op = chance.choice("+-*" if self.integers else "+-*/")
        right: Expr = Num(chance.choice((0, 1, 2, 3)))
        if not self.integers and chance.random() < 0.2:
            right = Num(Fraction(chance.randint(1, 9), 4))
        if chance.random() < 0.2:
            right = Var(chance.choice(numbers))
        return Arith(op, left, right)

    def _test(self, bound: list[str]) -> Compare:
        chance = self.chance
        numbers = [name for name in bound if name in VARIABLES["n"]]
        symbols = [name for name in bound if name not in numbers]
        if numbers and (not symbols or chance.random() < 0.6):
            left = self._sum(numbers) if chance.random() < 0.4 else Var(chance.choice(numbers))
            right: Expr = Num(chance.randint(-1, 4))
            if chance.random() < 0.4:
                right = Var(chance.choice(numbers))
            return Compare(chance.choice([*Op]), left, right)
        name = chance.choice(symbols)
        other: Expr = self.constant("s" if name in VARIABLES["s"] else "m")
        if chance.random() < 0.5:
            other = Var(chance.choice(symbols))
        return Compare(chance.choice((Op.SAME, Op.DIFFERENT, Op.DIFFERENT)), Var(name), other)

    def _absence(self, layer: int, bound: list[str]) -> Not:
        derived = [f"{shape}{below}" for shape in SHAPES for below in range(layer)]
        name = self.chance.choice(derived if self.chance.random() < 0.7 else [*INPUTS])
        if self.found and self.chance.random() < 0.6:
            name = self.chance.choice(self.found)
        args: list[Term] = []
        for place, sort in enumerate(SORTS[name]):
            known = [Var(v) for v in VARIABLES[sort] if v in bound]
            draw = self.chance.random()
            if draw < 0.25:
                args.append(Var("_Same" if draw < 0.05 and sort == "s" else f"_{place}"))
            else:
                args.append(self.chance.choice(known) if known else self.constant(sort))
        return Not(Atom(name, tuple(args), self._may_negate(name)))

    def _aggregate(self, layer: int, bound: list[str]) -> Aggregate:
        """Over what is below, its groups bound, its own variables few, alike in places."""
        chance = self.chance
        derived = [f"{shape}{below}" for shape in SHAPES for below in range(layer) if shape != "z"]
        usable = [name for name in INPUTS if SORTS[name]]
        below = derived if derived and chance.random() < 0.6 else usable
        if chance.random() < 0.6:
            below = [name for name in below if set(SORTS[name]) & {"n", "m"}]
        name = chance.choice(below)
        args: list[Term] = []
        own: list[Var] = []
        for place, sort in enumerate(SORTS[name]):
            known = [Var(v) for v in VARIABLES[sort] if v in bound]
            draw = chance.random()
            if known and draw < 0.35 and sort == "s":
                args.append(chance.choice(known))
            elif draw < (0.45 if sort == "s" else 0.1):
                args.append(self.constant(sort))
            else:
                args.append(chance.choice(own) if own and draw > 0.9 else Var(f"O{place}"))
                own.append(cast(Var, args[-1]))
        if not own:
            args[0] = Var("O0")
            own.append(Var("O0"))
        numbers = [a for a, s in zip(args, SORTS[name], strict=True) if s in "nm" and a in own]
        few = chance.sample(own, chance.randint(1, len(own)))
        fold = chance.choice([*Fold] if numbers else [Fold.COUNT])
        first = chance.choice(numbers) if fold is not Fold.COUNT else few[0]
        terms = dict.fromkeys((first, *few))
        result: Term = Var("T")
        if chance.random() < 0.25:
            among = [Var(v) for v in VARIABLES["n"] if v in bound]
            result = chance.choice(among) if among else Num(chance.randint(0, 2))
        return Aggregate(result, fold, tuple(terms), Atom(name, tuple(args), False))

    def _head_argument(self, sort: str, bound: list[str], computed: Var | None) -> Term:
        if sort == "n" and computed is not None:
            return computed
        known = [Var(v) for v in VARIABLES[sort] if v in bound]
        if sort == "m":
            known += [Var(v) for v in VARIABLES["s"] + VARIABLES["n"] if v in bound]
        return self.chance.choice(known) if known else self.constant(sort)


def kinds_used(program: Program) -> set[str]:
    """Which constructs a program has: what a set of programs is counted by."""
    used: set[str] = set()
    heads: set[Predicate] = {r.head.predicate for r in program[0] if r.head and r.body}
    for rule in program[0]:
        assert rule.head is not None
        used |= {f"arity {len(rule.head.args)}"}
        used |= {"strong negation"} if rule.head.negated and rule.body else set()
        for literal in rule.body:
            match literal:
                case Not(atom):
                    used.add("negation above derived" if atom.predicate in heads else "negation")
                case Aggregate(fold=fold):
                    used.add(fold.value)
                case Compare():
                    used.add("arithmetic" if _computes(literal) else "comparison")
                case Atom(args=args):
                    names = [arg.name for arg in args if isinstance(arg, Var)]
                    used |= {"repeated variable"} if len(names) > len(set(names)) else set()
                    used |= {"constant"} if len(names) < len(args) else set()
                    used |= {"recursion"} if literal.predicate == rule.head.predicate else set()
    return used


def _computes(literal: Compare) -> bool:
    return isinstance(literal.left, Arith) or isinstance(literal.right, Arith)


# Words of SQL, Prolog and clingo, blanks, quotes, other scripts: no engine may stumble on a name.
ODD_NAMES = (
    "cross", "select", "a b", "größe", "関係", "not", "is", "order by", "it's", 'x"y', "p_0", "X",
    "group", "null", "Ärger/%", "table", "count", "-->", "true", "inf",
)  # fmt: skip


def renamed(program: Program, seed: int) -> Program:
    """The same program with other names of predicates, odd ones."""
    theory, facts = program
    names = [*ODD_NAMES, *(f"{name} {i}" for i, name in enumerate(ODD_NAMES))]
    chosen = dict(zip(SORTS, Random(seed).sample(names, len(SORTS)), strict=True))

    def atom(old: Atom) -> Atom:
        return Atom(chosen[old.name], old.args, old.negated)

    def literal(old: Literal) -> Literal:
        match old:
            case Atom():
                return atom(old)
            case Not(inner):
                return Not(atom(inner))
            case Aggregate(result, fold, terms, inner):
                return Aggregate(result, fold, terms, atom(inner))
            case Compare():
                return old

    rules = [Rule(r.head and atom(r.head), tuple(map(literal, r.body))) for r in theory]
    return Theory(tuple(rules)), tuple(map(atom, facts))
