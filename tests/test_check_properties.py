"""The checks against slow, independent versions of themselves."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, combinations, permutations, product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from oracle import perfect_model, settle, solutions
from preceptor.check import Status, check, variant_key
from preceptor.check.encoding import Encoding
from preceptor.check.guards import Outcome, decide, problem, values
from preceptor.check.strata import unstratified
from preceptor.graph import negative_cycles, unbound
from preceptor.logic import (
    Arith,
    Atom,
    Code,
    Compare,
    Const,
    Declaration,
    Expr,
    Literal,
    Not,
    Num,
    Op,
    Predicate,
    Role,
    Rule,
    Signature,
    Sort,
    SortKind,
    Theory,
    Var,
    map_literal,
    rename,
    substituting,
    variables,
)
from preceptor.syntax import parse_rules, rule_id

# ---------------------------------------------------------------- variants

_NAMES = ("X", "Y", "Z", "W")
_VARS = st.sampled_from(_NAMES).map(Var)


@st.composite
def small_rules(draw: st.DrawFn) -> Rule:
    """Rules of few predicates and variables, so that symmetries are common."""
    atom = st.builds(lambda n, a, b: Atom(n, (a, b)), st.sampled_from("pq"), _VARS, _VARS)
    compare = st.builds(Compare, st.sampled_from([Op.DIFFERENT, Op.LT, Op.GT]), _VARS, _VARS)
    body: list[Literal] = draw(st.lists(atom, min_size=1, max_size=4))
    body += draw(st.lists(compare | atom.map(Not), max_size=2))
    return Rule(Atom("h", (draw(_VARS),)), tuple(body))


def are_variants(one: Rule, other: Rule) -> bool:
    """By trying every renaming of the variables onto each other."""
    mine, theirs = variables(one), variables(other)
    if len(mine) != len(theirs):
        return False
    for order in permutations(theirs):
        renamed = rename(one, dict(zip(mine, order, strict=True)))
        if renamed.head == other.head and plain(renamed) == plain(other):
            return True
    return False


def plain(rule: Rule) -> set[Literal]:
    """The body as a set, comparisons turned one way round."""
    return set(map(turned, rule.body))


def turned(literal: Literal) -> Literal:
    if not isinstance(literal, Compare):
        return literal
    if literal.op is Op.GT:
        return Compare(Op.LT, literal.right, literal.left)
    if literal.op is Op.DIFFERENT and str(literal.left) > str(literal.right):
        return Compare(literal.op, literal.right, literal.left)
    return literal


@given(small_rules(), small_rules())
@settings(max_examples=300, deadline=None)
def test_two_rules_have_one_key_exactly_when_some_renaming_makes_them_one(
    one: Rule, other: Rule
) -> None:
    assert (variant_key(one) == variant_key(other)) is are_variants(one, other)


@given(small_rules(), st.permutations(_NAMES), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_renaming_and_shuffling_leave_the_key(rule: Rule, names: list[str], random: object) -> None:
    renamed = rename(rule, dict(zip(_NAMES, names, strict=True)))
    body = list(renamed.body)
    random.shuffle(body)  # type: ignore[attr-defined]  # a random.Random
    assert variant_key(Rule(renamed.head, tuple(body), Fraction(1, 2), "named")) == variant_key(
        rule
    )


# ---------------------------------------------------------------- strata


@st.composite
def negating_rules(draw: st.DrawFn) -> list[Rule]:
    """Distinct rules over four predicates whose arguments may stratify them."""
    args = st.sampled_from([Var("X"), Var("X"), Const("a"), Const("b")])
    atom = st.builds(lambda n, a: Atom(n, (a,)), st.sampled_from("pqrs"), args)
    rule = st.builds(
        lambda head, body: Rule(head, (Atom("d", (Var("X"),)), *body)),
        atom,
        st.lists(atom | atom.map(Not), min_size=1, max_size=2).map(tuple),
    )
    return draw(st.lists(rule, min_size=1, max_size=8, unique=True))


@given(negating_rules(), st.data())
@settings(max_examples=200, deadline=None)
def test_the_lowest_owner_goes_each_time_and_the_rest_is_stratified(
    rules: list[Rule], data: st.DataObject
) -> None:
    scores = [data.draw(st.sampled_from([0.25, 0.5, 1.0])) for _ in rules]
    left, expected = list(range(len(rules))), []
    while cycles := negative_cycles([rules[i] for i in left]):
        owners = {left[place] for cycle in cycles for place in cycle.negative}
        lowest = min(owners, key=lambda i: (scores[i], rule_id(rules[i])))
        expected.append(lowest)
        left.remove(lowest)
    assert [aside.index for aside in unstratified(rules, scores)] == expected


# ---------------------------------------------------------------- guards

_GRID = range(-1, 4)
_SMALL = Sort("small", SortKind.INT, Num(-1), Num(3))
_COLOUR = Sort("colour", SortKind.SYMBOL, values=(Const("red"), Const("blue")))
_SIGNATURE = Signature(
    (_SMALL, _COLOUR),
    (
        Declaration(Predicate("n", 2), ("colour", "small"), functional=(0,)),
        Declaration(Predicate("m", 1), ("small",)),
        Declaration(Predicate("hue", 1), ("colour",)),
    ),
)
_NUMBERS = st.sampled_from(["N", "M", "K"]).map(Var)


@st.composite
def guarded_bodies(draw: st.DrawFn) -> tuple[Literal, ...]:
    """Bodies over small integers and two colours: every value can be tried."""
    colour = st.sampled_from([Var("C"), Var("D"), Const("red"), Const("blue")])
    body: list[Literal] = [Atom("m", (Var(name),)) for name in ("N", "M", "K")]
    body += [Atom("hue", (Var(name),)) for name in ("C", "D")]
    body += [Atom("n", (draw(colour), draw(_NUMBERS))) for _ in range(draw(st.integers(0, 2)))]
    leaf: st.SearchStrategy[Expr] = _NUMBERS | st.integers(-2, 3).map(Num)
    expr = st.recursive(
        leaf, lambda e: st.builds(Arith, st.sampled_from("+-*/"), e, e), max_leaves=3
    )
    body += draw(
        st.lists(st.builds(Compare, st.sampled_from(Op), expr, expr), min_size=1, max_size=3)
    )
    if draw(st.booleans()):
        body.append(Compare(draw(st.sampled_from([Op.SAME, Op.DIFFERENT])), Var("C"), draw(colour)))
        body += [Atom("n", (Var("C"), Var("N")))] * draw(st.integers(0, 1))
    return tuple(body)


def assignments(body: tuple[Literal, ...]) -> Iterator[dict[str, Const | Num]]:
    """All values of the variables by which the comparisons hold and n/2 stays functional."""
    names = variables(Rule(None, body))
    domains = [_COLOUR.values if name in "CD" else tuple(map(Num, _GRID)) for name in names]
    for chosen in product(*domains):
        bindings = dict(zip(names, chosen, strict=True))
        concrete = [map_literal(literal, substituting(bindings)) for literal in body]
        tests: list[Literal] = [lit for lit in concrete if isinstance(lit, Compare)]
        pairs = {lit.args for lit in concrete if isinstance(lit, Atom) and lit.name == "n"}
        functional = len({key for key, _ in pairs}) == len(pairs)
        if functional and settle(tests, {}, lambda _: True) is not None:
            yield bindings  # type: ignore[misc]  # all values are constants and numbers


@given(guarded_bodies())
@settings(max_examples=150, deadline=None)
def test_z3_finds_a_guard_empty_exactly_when_no_value_satisfies_it(
    body: tuple[Literal, ...],
) -> None:
    outcome = decide(problem(body, _SIGNATURE))
    assume(outcome is not Outcome.UNDECIDED)
    some = next(assignments(body), None)
    assert outcome is (Outcome.EMPTY if some is None else Outcome.SATISFIABLE)


@given(guarded_bodies())
@settings(max_examples=75, deadline=None)
def test_the_values_found_satisfy_the_body(body: tuple[Literal, ...]) -> None:
    found = values(problem(body, _SIGNATURE))
    if found is not None:
        assert dict(found) in list(assignments(body))


@given(guarded_bodies())
@settings(max_examples=75, deadline=None)
def test_a_comparison_is_entailed_when_all_values_satisfy_it(body: tuple[Literal, ...]) -> None:
    *rest, last = body
    assume(isinstance(last, Compare))
    posed = problem(rest, _SIGNATURE)
    assume(set(variables(last)) <= set(posed.names))
    if Encoding(posed).entails(last):  # type: ignore[arg-type]  # a Compare, see above
        with_it = {tuple(sorted(b.items())) for b in map(_texts, assignments(body))}
        without = {tuple(sorted(b.items())) for b in map(_texts, assignments(tuple(rest)))}
        assert with_it == without


def _texts(bindings: dict[str, Const | Num]) -> dict[str, str]:
    return {name: str(term) for name, term in bindings.items()}


# ---------------------------------------------------------------- opposites and status

_INPUTS = ("a", "b", "c")
_PEOPLE = (Const("u"), Const("v"))


@st.composite
def opposing_theories(draw: st.DrawFn) -> Theory:
    """Hard rules over unary inputs a, b, c; derived p, q, -p, -q; sometimes denials on inputs."""
    x = Var("X")
    given_atom = st.sampled_from(_INPUTS).map(lambda n: Atom(n, (x,)))
    body = st.lists(given_atom, min_size=1, max_size=2, unique=True)
    level_0 = [
        Rule(Atom("q", (x,), draw(st.booleans())), tuple(draw(body)))
        for _ in range(draw(st.integers(0, 3)))
    ]
    reads: st.SearchStrategy[Literal] = given_atom | st.just(Atom("q", (x,)))
    absent = given_atom.map(Not) | st.just(Not(Atom("q", (x,))))
    level_1 = [
        Rule(
            Atom("p", (x,), draw(st.booleans())),
            (*draw(st.lists(reads, min_size=1, max_size=2, unique=True)), *more),
        )
        for more in draw(st.lists(st.lists(absent, max_size=1), min_size=1, max_size=4))
    ]
    denials = [Rule(None, tuple(draw(body))) for _ in range(draw(st.integers(0, 1)))]
    rules = dict.fromkeys(rule for rule in (*level_0, *level_1, *denials) if not unbound(rule))
    declared = tuple(Declaration(Predicate(n, 1), ("s",), Role.INPUT) for n in _INPUTS)
    derived = tuple(Declaration(Predicate(n, 1), ("s",), Role.DERIVED) for n in "pq")
    return Theory(tuple(rules), Signature((Sort("s"),), (*declared, *derived)))


def databases() -> Iterator[tuple[Atom, ...]]:
    possible = [Atom(name, (person,)) for name in _INPUTS for person in _PEOPLE]
    return chain.from_iterable(combinations(possible, n) for n in range(len(possible) + 1))


def breaks(rules: list[Rule], model: set[Atom]) -> bool:
    """Whether a denial holds in the model, or an atom together with its opposite."""
    denied = any(
        next(solutions(rule.body, model, lambda a: a not in model), None) is not None
        for rule in rules
        if rule.is_denial
    )
    return denied or any(Atom(a.name, a.args, not a.negated) in model for a in model)


@given(opposing_theories())
@settings(max_examples=60, deadline=None)
def test_verdicts_on_opposites_agree_with_all_small_databases(theory: Theory) -> None:
    report = check(theory, with_prolog=False)
    rules = list(theory)
    models = [
        (set(perfect_model(rules, facts)), facts)
        for facts in databases()
        if not breaks(rules, set(facts))
    ]
    reachable = any(breaks(rules, model) for model, _ in models)
    if report.safe is not None:
        assert report.safe is not reachable
    conflicts = [f for f in report.findings if f.code is Code.CONFLICT and f.witness]
    for finding in conflicts:
        model = set(perfect_model(rules, finding.witness))
        assert not breaks(rules, set(finding.witness))
        assert breaks(rules, model)
    statuses = dict(report.status)
    for rule in theory.definite:
        fired = [model for model, _ in models if fires(rule, model)]
        clean = any(not breaks(rules, model) for model in fired)
        status = statuses[rule_id(rule)]
        if status is Status.OK:
            assert clean
        if status is Status.INCOHERENT:
            assert not clean
        if status is Status.DEAD:
            assert not fired
    if report.consistent is False:
        assert any(status is Status.INCOHERENT for status in statuses.values())


@given(opposing_theories())
@settings(max_examples=60, deadline=None)
def test_without_negation_every_reachable_conflict_is_found(theory: Theory) -> None:
    rules = [r for r in theory if not any(isinstance(lit, Not) for lit in r.body)]
    report = check(Theory(tuple(rules), theory.signature), with_prolog=False)
    reachable = {
        atom.name
        for facts in databases()
        if not breaks(rules, set(facts))
        for model in [set(perfect_model(rules, facts))]
        for atom in model
        if Atom(atom.name, atom.args, not atom.negated) in model
    }
    found = {
        finding.constraint.removeprefix("neg:").removesuffix("/1")
        for finding in report.findings
        if finding.code is Code.CONFLICT
        and finding.constraint is not None
        and finding.constraint.startswith("neg:")
    }
    assert found == reachable


def fires(rule: Rule, model: set[Atom]) -> bool:
    return next(solutions(rule.body, model, lambda a: a not in model), None) is not None


def test_the_oracle_of_this_file_sees_a_conflict() -> None:
    rules = list(parse_rules("p(X) :- a(X). -p(X) :- b(X). :- a(X), c(X)."))
    assert breaks(
        rules, set(perfect_model(rules, [Atom("a", _PEOPLE[:1]), Atom("b", _PEOPLE[:1])]))
    )
    assert not breaks(rules, set(perfect_model(rules, [Atom("a", _PEOPLE[:1])])))
    assert breaks(rules, {Atom("a", _PEOPLE[:1]), Atom("c", _PEOPLE[:1])})
