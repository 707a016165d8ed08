"""Rules brought into a graph's words; controls of their shapes; repairs by data; files of them."""

from __future__ import annotations

from collections import Counter
from itertools import permutations, product
from pathlib import Path as File

import pytest

from preceptor import domain as domains
from preceptor.domain import Relation
from preceptor.learn.scores import ScoredRule, score
from preceptor.learn.triples import Split, split_of
from preceptor.logic import Atom, InputError, ParseError, Rule, Var
from preceptor.study.controls import capped, counts, shuffled
from preceptor.study.repair import guarded, repaired
from preceptor.study.rulefile import apart, written
from preceptor.study.taught import in_graph, taught
from preceptor.syntax import parse_rules, read_amie, read_anyburl, read_chatrule, show_rule

TRIPLES = [
    ("ann", "mother", "bob"),
    ("carl", "father", "bob"),
    ("carl", "husband", "ann"),
    ("dora", "mother", "ann"),
    ("bob", "isa", "boy"),
    ("carl", "isa", "man"),
    ("ann", "isa", "woman"),
    ("dora", "isa", "woman"),
]


@pytest.fixture
def family() -> Split:
    return split_of(TRIPLES, name="small")


def _texts(rules: tuple[Rule, ...]) -> list[str]:
    return [show_rule(rule) for rule in rules]


# ---------------------------------------------------------------- in the graph's words


def test_a_mapping_turns_and_renames(family: Split) -> None:
    names = {
        "child": Relation("mother", inverse=True),
        "spouse": Relation("husband"),
        "dad": Relation("father"),
    }
    rules = parse_rules(
        "0.5 :: dad(X, Y) :- spouse(X, Z), child(Y, Z).\n"
        "0.5 :: child(X, Y) :- dad(Z, X), spouse(Z, Y).\n"
    )
    found = in_graph(rules, family, "mine", names)
    assert _texts(found.rules) == [
        "0.5 :: father(X, Y) :- husband(X, Z), mother(Z, Y).",
        "0.5 :: mother(Y, X) :- father(Z, X), husband(Z, Y).",
    ]


def test_what_says_nothing_about_the_graph_is_kept_apart(family: Split) -> None:
    rules = parse_rules(
        "father(X, Y) :- husband(X, Z), mother(Z, Y).\n"
        "father(A, B) :- mother(C, B), husband(A, C).\n"  # the same
        "father(X, Y) :- husband(X, Z), mothr(Z, Y).\n"
        "father(X, Y) :- mother(Z, Y), husband(X, Z), male(X).\n"  # the same but for male
        "mother(X, Y) :- husband(Z, X), female(Y), father(Z, Y).\n"
        "father(X, Y) :- husband(X, Z), male(Y).\n"
        "-father(X, Y) :- mother(X, Y).\n"
        "father(X, Y) :- mother(X, Y, Z).\n"
        "father(carl, bob).\n"
        ":- father(X, Y), mother(X, Y).\n"
    )
    found = in_graph(rules, family, types=frozenset({"male", "female"}))
    assert _texts(found.rules) == [
        "father(X, Y) :- husband(X, Z), mother(Z, Y).",
        "mother(X, Y) :- husband(Z, X), father(Z, Y).",
    ]
    assert found.repeated == 2
    assert found.repairs == {"without-guard": 1}
    assert found.reasons() == {
        "no relation 'mothr'": 1,
        "a head that only left-out types bind": 1,
        "strong negation": 1,
        "mother/3 has no two arguments": 1,
        "a fact": 1,
        "a constraint": 1,
    }
    assert len(found.rules) + len(found.apart) + found.repeated == len(rules)


def test_kinship_speaks_of_the_family_graph() -> None:
    relations = domains.load("kinship").relations("family")
    split = split_of([("a", each.name, "b") for each in relations.values()], name="family")
    found = taught("kinship", split)
    rules = parse_rules(domains.load("kinship").rules.read_text())
    assert len(found.rules) + len(found.apart) + found.repeated == len(rules)
    assert found.reasons()["no relation 'grandmother'"] > 10
    used = {a.name for r in found.rules for a in (r.head, *r.body) if isinstance(a, Atom)}
    assert used == set(split.relations)
    assert found.repairs["without-guard"] > 50


def test_umls_speaks_of_its_graph_in_the_names_of_triples() -> None:
    names = [each.name for each in domains.load("umls").relations("umls").values()]
    split = split_of([("a", name, "b") for name in names], name="umls")
    found = taught("umls", split)
    assert not found.apart
    assert len(found.rules) + found.repeated == 778
    assert {rule.head.name for rule in found.rules if rule.head} == set(names)  # all 46


def test_files_of_every_format_are_read(tmp_path: File, family: Split) -> None:
    texts = {
        "a.pl": "0.5 :: father(X, Y) :- husband(X, Z), mother(Z, Y).\n",
        "b.txt": "4\t2\t0.5\tfather(X,Y) <= husband(X,A), mother(A,Y)\n",
        "c.txt": "?a  husband  ?c  ?c  mother  ?b   => ?a  father  ?b\t0.1\t0.5\t0.6\t2\t4\n",
        "d.txt": "2\t0.1\t0.5\t0.6\tfather <-- husband, mother\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
        (rule,) = taught(tmp_path / name, family).rules
        assert float(rule.weight) == 0.5
        body = {(a.name, a.args[0] == rule.head.args[0]) for a in rule.body}  # type: ignore[union-attr]
        assert body == {("husband", True), ("mother", False)}


def test_a_broken_rule_file_is_refused_with_the_place(tmp_path: File, family: Split) -> None:
    (tmp_path / "r.txt").write_text("4\t2\t0.5\tp(X,Y) <= q(X,Y)\n4\t2\tno\tp(X,Y) <= q(X,Y)\n")
    with pytest.raises(ParseError, match=r"r\.txt:2:5"):
        taught(tmp_path / "r.txt", family)
    with pytest.raises(InputError, match="did you mean 'umls'"):
        taught("umsl", family)


# ---------------------------------------------------------------- controls


def _shape(rule: Rule) -> tuple[object, ...]:
    """Which atoms share which variables, whatever the relations and the sides; by brute force the
    least over all numberings of the variables."""
    assert rule.head is not None
    atoms = [lit for lit in rule.body if isinstance(lit, Atom)]
    names = sorted({arg.name for a in atoms for arg in a.args if isinstance(arg, Var)})
    forms = []
    for order in permutations(range(len(names))):
        number = dict(zip(names, order, strict=True))
        forms.append(
            sorted(
                sorted(number[a.name] if isinstance(a, Var) else -1 for a in atom.args)
                for atom in atoms
            )
        )
    ends = tuple(isinstance(arg, Var) for arg in rule.head.args)
    return rule.head.name, ends, str(min(forms))


def test_random_rules_have_the_shapes_of_the_given() -> None:
    names = [each.name for each in domains.load("umls").relations("umls").values()]
    split = split_of([(f"e{n}", name, f"e{n + 1}") for n, name in enumerate(names)], name="umls")
    rules = taught("umls", split).rules[::7]
    drawn = shuffled(rules, split, seed=1)
    assert Counter(map(_shape, drawn)) == Counter(map(_shape, rules))
    assert shuffled(rules, split, seed=1) == drawn
    assert shuffled(rules, split, seed=2) != drawn
    assert len(set(drawn)) == len(drawn)
    assert all(rule.head not in rule.body for rule in drawn)
    used = Counter(a.name for rule in drawn for a in rule.body if isinstance(a, Atom))
    assert len(used) > 40  # of 46: drawn from all relations


def test_random_rules_run_out_where_there_are_no_others() -> None:
    split = split_of([("a", "p", "b")])
    rules = parse_rules("p(X, Y) :- p(Y, X). p(X, Y) :- q(X, Y).")
    assert _texts(shuffled(rules, split, seed=0)) == ["p(X, Y) :- p(Y, X)."]


def _scored(rules: tuple[Rule, ...], split: Split) -> tuple[ScoredRule, ...]:
    scores = score(rules, split)
    return tuple(ScoredRule(r, s) for r, s in zip(rules, scores, strict=True) if s is not None)


def test_rules_are_capped_head_by_head(family: Split) -> None:
    rules = _scored(
        parse_rules(
            "father(X, Y) :- mother(X, Y).\n"  # 0 of 2
            "father(X, Y) :- husband(X, Z), mother(Z, Y).\n"  # 1 of 1
            "mother(X, Y) :- husband(Z, X), father(Z, Y).\n"  # 1 of 1
            "father(X, Y) :- husband(Y, X).\n"  # 0 of 1
        ),
        family,
    )
    kept = capped(rules, {"father": 1})
    assert _texts(tuple(k.rule for k in kept)) == ["father(X, Y) :- husband(X, Z), mother(Z, Y)."]
    assert counts(rules) == {"father": 3, "mother": 1}
    assert counts(capped(rules, counts(rules))) == counts(rules)


# ---------------------------------------------------------------- repairs


def _guards_by_hand(split: Split, body: str, head: str, rule: float) -> set[tuple[str, bool, str]]:
    """The types of X or Y that make `head(X, Y) :- body(X, Y)` right more often, and four times."""
    triples = {(h, split.relations[r], t) for h, r, t in _named(split)}
    better = set()
    for side, (relation, value) in product((0, 1), {(r, t) for _, r, t in triples}):
        if relation == head:
            continue
        said = [
            (h, t)
            for h, r, t in triples
            if r == body and h != t and ((h, t)[side], relation, value) in triples
        ]
        right = [pair for pair in said if (pair[0], head, pair[1]) in triples]
        if len(right) >= 4 and len(right) / (len(said) + 5) > rule:
            better.add((relation, bool(side), value))
    return better


def _named(split: Split) -> list[tuple[str, int, str]]:
    return [(split.entities[h], r, split.entities[t]) for h, r, t in split.train.tolist()]


def test_a_type_is_added_where_it_makes_a_rule_right_more_often() -> None:
    triples = [(f"c{n}", "treats", f"d{n}") for n in range(10)]
    triples += [(f"c{n}", "cures", f"d{n}") for n in range(5)]
    triples += [(f"c{n}", "isa", "drug" if n < 5 else "tea") for n in range(10)]
    triples += [(f"d{n}", "isa", "cold" if n % 2 else "flu") for n in range(10)]
    split = split_of(triples)
    (rule,) = _scored(parse_rules("cures(X, Y) :- treats(X, Y)."), split)
    found = guarded([rule], split)
    assert _texts(found) == ["cures(X, Y) :- treats(X, Y), isa(X, drug)."]  # 5/10 beats 5/15
    assert _guards_by_hand(split, "treats", "cures", 5 / 15) == {("isa", False, "drug")}


def test_repairs_are_what_is_given_and_more_each_once(family: Split) -> None:
    given = _scored(parse_rules("father(X, Y) :- husband(X, Z), mother(Z, Y)."), family)
    found, _ = repaired(given, family)
    assert found == given  # its turnings are right once, and twice is asked for
    twice = split_of([*TRIPLES, *((f"{h}2", r, f"{t}2") for h, r, t in TRIPLES if r != "isa")])
    given = _scored(parse_rules("father(X, Y) :- husband(X, Z), mother(Z, Y)."), twice)
    found, _ = repaired(given, twice)
    assert _texts(tuple(each.rule for each in found))[:1] == _texts((given[0].rule,))
    assert {each.rule.head.name for each in found if each.rule.head} == {
        "father",
        "husband",
        "mother",
    }


# ---------------------------------------------------------------- files


def test_scored_rules_go_out_and_come_back(family: Split) -> None:
    rules = _scored(
        parse_rules(
            "father(X, Y) :- husband(X, Z), mother(Z, Y).\n"
            "mother(X, Y) :- husband(Z, X), father(Z, Y).\n"
            "mother(X, Y) :- husband(X, Y).\n"
        ),
        family,
    )
    for target, read in (
        ("anyburl", read_anyburl),
        ("amie", read_amie),
        ("chatrule", read_chatrule),
    ):
        mined = read(written(rules, target))
        assert not mined.faults
        assert [(m.support, m.predictions) for _, m in mined.rules] == [(1, 1), (1, 1)]
        again = in_graph([rule for rule, _ in mined.rules], family)
        assert score(again.rules, family) == tuple(each.score for each in rules[:2])
    own = written(rules)
    assert own.splitlines() == [
        "0.1667 :: father(X, Y) :- husband(X, Z), mother(Z, Y), X \\= Z, X \\= Y, Z \\= Y.",
        "0.1667 :: mother(X, Y) :- husband(Z, X), father(Z, Y), Z \\= X, Z \\= Y, X \\= Y.",
        "% never right here: mother(X, Y) :- husband(X, Y).",
    ]
    back = in_graph(parse_rules(own), family)
    assert score(back.rules, family) == tuple(each.score for each in rules[:2])
    with pytest.raises(InputError, match="did you mean 'amie'"):
        written(rules, "ammie")


def test_what_is_apart_already_is_said_once() -> None:
    (rule,) = parse_rules("p(X, Y) :- q(X, Z), r(Z, Y), Y \\= X.")
    assert show_rule(apart(rule)) == "p(X, Y) :- q(X, Z), r(Z, Y), Y \\= X, X \\= Z, Z \\= Y."
