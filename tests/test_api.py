"""The public Python API: what `import preceptor` offers and costs, and what a rule base does."""

from __future__ import annotations

import json
import subprocess
import sys
from fractions import Fraction
from importlib import import_module
from pathlib import Path

import pytest

import preceptor as pr
from preceptor.graph import CompileError
from preceptor.logic import Code
from preceptor.rulebase.document import MAX_HEIGHT
from preceptor.syntax import parse_atom, rule_id

RULES = """\
parent(X, Y) :- father(X, Y).
parent(X, Y) :- mother(X, Y).
0.9 :: grandfather(X, Z) :- father(X, Y), parent(Y, Z).
-grandfather(X, Y) :- mother(X, Y).
"""
FACTS = "father(carl, ann). mother(ann, bob). father(dan, ann)."
HEAVY = ("torch", "transformers", "sympy", "z3", "pyswip", "numba", "duckdb", "numpy", "scipy")
HEAVY += ("networkx", "lark")


@pytest.fixture
def family(tmp_path: Path) -> pr.RuleBase:
    (tmp_path / "rules.pl").write_text(RULES, encoding="utf-8")
    (tmp_path / "facts.pl").write_text(FACTS, encoding="utf-8")
    return pr.load(tmp_path / "rules.pl", tmp_path / "facts.pl")


def python(code: str) -> str:
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return run.stdout


def test_import_is_cheap_and_loads_nothing_heavy() -> None:
    code = (
        "import sys, time; import preceptor; spent = time.process_time()\n"
        f"print(spent, sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    spent, loaded = python(code).strip().split(" ", 1)
    assert loaded == "[]"
    assert float(spent) < 0.25


def test_asking_loads_no_solver_and_no_learner() -> None:
    code = (
        "import sys, preceptor as pr\n"
        "pr.RuleBase(pr.parse_theory('p(a).')).query('p(X)')\n"
        "print(sorted({'torch', 'z3', 'sympy', 'pyswip', 'transformers'} & set(sys.modules)))"
    )
    assert python(code).strip() == "[]"


def test_all_that_is_listed_is_there_and_sorted() -> None:
    assert pr.__all__ == sorted(pr.__all__)
    assert dir(pr) == pr.__all__
    for name in pr.__all__:
        assert getattr(pr, name) is not None
    offered = {name for names in pr._ROOMS.values() for name in names}
    assert offered | {"__version__"} == set(pr.__all__)
    with pytest.raises(AttributeError, match="nothing_of_this_name"):
        pr.nothing_of_this_name  # noqa: B018


def test_distil_stays_the_function_when_its_room_was_imported() -> None:
    room = import_module("preceptor.distil")
    assert pr.distil is room.distil
    assert callable(pr.distil)


def test_query_gives_answers_best_first(family: pr.RuleBase) -> None:
    answers = family.query("grandfather(X, bob)")
    assert [dict(answer.bindings) for answer in answers] == [
        {"X": parse_atom("p(carl)").args[0]},
        {"X": parse_atom("p(dan)").args[0]},
    ]
    assert [answer.confidence for answer in answers] == [pytest.approx(0.9)] * 2
    assert str(answers) == repr(answers) == "X = carl (0.9) ;\nX = dan (0.9)."
    assert (answers.truth, answers.complete, bool(answers)) == (pr.Truth.TRUE, True, True)
    first = family.query("grandfather(X, bob)", limit=1)
    assert (len(first), first.complete) == (1, False)


@pytest.mark.parametrize(
    ("goal", "truth", "shown"),
    [
        ("grandfather(carl, bob)", "true", "true (0.9)."),
        ("grandfather(ann, bob)", "false", "false."),
        ("-grandfather(ann, bob)", "true", "true."),
        ("grandfather(bob, ann)", "unknown", "unknown."),
        ("mother(ann, X), \\+ father(ann, X)", "true", "X = bob."),
    ],
)
def test_the_world_is_open(family: pr.RuleBase, goal: str, truth: str, shown: str) -> None:
    answers = family.query(goal)
    assert answers.truth.value == truth
    assert str(answers) == shown


def test_why_shows_the_proof_with_rule_and_place(family: pr.RuleBase) -> None:
    shown = str(family.why("grandfather(carl, bob)")).splitlines()
    grandfather, mother = (rule_id(family.theory.rules[i]) for i in (2, 1))
    assert shown[0] == "true (0.9)."
    assert shown[1].startswith(f"grandfather(carl, bob), by {grandfather} (")
    assert shown[1].endswith("rules.pl:3), weight 0.9")
    assert shown[2] == "├─ father(carl, ann), given"
    assert shown[3].startswith(f"└─ parent(ann, bob), by {mother} (")
    assert shown[4] == "   └─ mother(ann, bob), given"
    assert len(shown) == 5


def test_why_without_an_answer_says_what_was_missing(family: pr.RuleBase) -> None:
    answers = family.why("grandfather(bob, ann)")
    assert not answers
    assert {str(miss.missing[0]) for miss in answers.missing} == {
        "father(bob, carl)",
        "father(bob, dan)",
    }
    assert "it lacks  father(bob, carl)" in str(answers)
    assert "it lacks  father(X, bob)" in str(family.why("grandfather(X, ann), parent(X, bob)"))


def test_proofs_are_worded_by_the_declared_texts() -> None:
    signature = import_module("preceptor.domain").load("kinship").signature
    base = pr.RuleBase(pr.parse_theory("parent(X, Y) :- father(X, Y).", signature=signature))
    told = str(base.with_facts("father('Carl', 'Ann')").why("parent(X, 'Ann')"))
    assert "Carl is the father of Ann, given" in told


def test_facts_are_added_without_touching_the_rule_base(family: pr.RuleBase) -> None:
    more = family.with_facts("father(eve, bob)", parse_atom("mother(bob, fay)"))
    assert len(more.facts) == len(family.facts) + 2
    assert not family.query("father(eve, X)")
    assert str(more.query("father(eve, X)")) == "X = bob."
    with pytest.raises(pr.InputError, match="no variables"):
        family.with_facts("father(X, bob)")


def test_a_rule_base_says_in_a_line_what_it_holds(family: pr.RuleBase) -> None:
    assert repr(family) == "<RuleBase: 4 clauses, 0 constraints, 3 facts>"


def test_rules_are_found_by_id(family: pr.RuleBase) -> None:
    rule = family.theory.rules[2]
    assert family.rule(rule_id(rule)) == (rule,)
    assert rule.weight == Fraction(9, 10)
    with pytest.raises(pr.InputError, match="no rule has the id"):
        family.rule("r0000000000")


def test_an_unknown_predicate_names_the_nearest_or_the_arity(family: pr.RuleBase) -> None:
    with pytest.raises(pr.InputError, match=r"unknown procedure grandfater/2[^?]*'grandfather'"):
        family.query("grandfater(X, bob)")
    with pytest.raises(pr.InputError, match=r"father/1\n.*father/2"):
        family.query("father(X)")
    with pytest.raises(pr.ParseError):
        family.query("father(X bob)")


def test_check_reports_in_one_document(family: pr.RuleBase) -> None:
    report = family.check(with_prolog=False)
    document = report.document()
    assert document["schema"] == "preceptor/check/1"
    assert document["rules"] == 4
    assert set(document["status"]) == {rule_id(rule) for rule in family.theory}


def test_a_theory_that_cannot_be_evaluated_can_still_be_checked() -> None:
    base = pr.RuleBase(pr.parse_theory("p(X) :- \\+ q(X, _).\nr(a)."))
    with pytest.raises(CompileError) as refused:
        base.query("r(X)")
    assert refused.value.findings[0].code is Code.UNSAFE
    assert Code.UNSAFE in {finding.code for finding in base.check(with_prolog=False).findings}


def test_load_reads_files_folders_and_domains(tmp_path: Path) -> None:
    (tmp_path / "a.pl").write_text("% @id one\np(a).\n", encoding="utf-8")
    (tmp_path / "b.pl").write_text("q(X) :- p(X).\n", encoding="utf-8")
    assert str(pr.load([tmp_path / "a.pl", tmp_path / "b.pl"]).query("q(X)")) == "X = a."
    folder = tmp_path / "zoo"
    import_module("preceptor.domain").init("zoo", folder)
    with pytest.raises(pr.InputError, match=r"no rules\.pl yet"):
        pr.load(folder)
    (folder / "rules.pl").write_text("0.9 :: flies(X) :- bird(X).\n", encoding="utf-8")
    zoo = pr.load(folder)
    assert zoo.domain is not None
    assert len(zoo.constraints) == 1
    assert "tweety flies" in str(zoo.why("flies(tweety)"))
    assert [str(violation.denial) for violation in zoo.violations()] == [":- flies(X), penguin(X)."]
    assert pr.load(folder, facts=()).facts == ()
    assert pr.load(folder / "rules.pl").facts == ()
    assert pr.load(folder / "rules.pl").domain == zoo.domain
    assert pr.load(folder / "constraints.pl").constraints == ()
    assert pr.load(tmp_path / "a.pl", domain=folder).domain == zoo.domain


def test_every_syntax_error_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.pl").write_text("% @id one\np(a).\np(b c).\n", encoding="utf-8")
    (tmp_path / "b.pl").write_text("% @id one\nq(a).\nq(a b).\n", encoding="utf-8")
    (tmp_path / "c.pl").write_bytes(b"p('\xff').\n")
    with pytest.raises(pr.ParseError) as refused:
        pr.load([tmp_path / name for name in ("a.pl", "b.pl", "c.pl")])
    places = [(Path(f.origin.source).name, f.origin.line) for f in refused.value.faults]
    assert sorted(places) == [("a.pl", 3), ("b.pl", 2), ("b.pl", 3), ("c.pl", 1)]


def test_load_names_the_nearest_file_or_domain(tmp_path: Path) -> None:
    (tmp_path / "rules.pl").write_text("p(a).", encoding="utf-8")
    with pytest.raises(pr.InputError, match=r"did you mean '.*rules\.pl'"):
        pr.load(tmp_path / "rule.pl")
    with pytest.raises(pr.InputError, match="did you mean 'kinship'"):
        pr.load("kinshp")
    (tmp_path / "empty").mkdir()
    with pytest.raises(pr.InputError, match=r"holds no rules\.pl"):
        pr.load(tmp_path / "empty")


def test_a_run_folder_is_framed_by_its_domain(tmp_path: Path) -> None:
    (tmp_path / "rules.pl").write_text("parent(X, Y) :- father(X, Y).", encoding="utf-8")
    (tmp_path / "config.json").write_text('{"domain": "kinship"}', encoding="utf-8")
    assert pr.load(tmp_path).domain == import_module("preceptor.domain").load("kinship")


def test_files_of_two_domains_need_a_word(tmp_path: Path) -> None:
    for name in ("zoo", "farm"):
        import_module("preceptor.domain").init(name, tmp_path / name)
        (tmp_path / name / "rules.pl").write_text("bird(a).", encoding="utf-8")
    both = [tmp_path / "zoo", tmp_path / "farm"]
    with pytest.raises(pr.InputError, match="two domains"):
        pr.load(both)
    assert pr.load(both, domain=tmp_path / "zoo").domain is not None


def test_a_limit_leaves_answers_that_say_they_are_not_all() -> None:
    theory = pr.parse_theory("count(0).\ncount(M) :- count(N), M = N + 1.")
    base = pr.RuleBase(theory, limits=pr.Limits(facts=50))
    answers = base.query("count(N)")
    assert not answers.complete
    assert 1 <= len(answers) <= 50


def test_a_proof_of_any_height_is_printed_and_written_as_json() -> None:
    steps = 3 * MAX_HEIGHT
    facts = tuple(parse_atom(f"next(n{i}, n{i + 1})") for i in range(steps))
    rules = "reach(n0). reach(Y) :- reach(X), next(X, Y)."
    answers = pr.RuleBase(pr.parse_theory(rules), facts=facts).why(f"reach(n{steps})")
    assert "more branches not shown" in str(answers)
    document = json.loads(json.dumps(answers.document()))
    node, height = document["answers"][0]["proof"], 0
    while node["premises"]:
        node, height = node["premises"][0], height + 1
    assert (height, node["cut"], node["kind"]) == (MAX_HEIGHT, True, "derived")


def test_a_step_that_two_branches_share_is_shown_once() -> None:
    rules = "a(X) :- b(X), c(X). b(X) :- d(X). c(X) :- d(X). d(X) :- e(X). e(one)."
    shown = str(pr.RuleBase(pr.parse_theory(rules)).why("a(one)"))
    assert shown.count("e(one), by") == 1
    assert shown.count("d(one), by") == 2
    assert shown.splitlines()[-1].endswith(", shown above")


def test_the_document_of_a_query_has_the_fixed_keys(family: pr.RuleBase) -> None:
    document = family.query("grandfather(X, bob), \\+ mother(X, _)", why=True, limit=1).document()
    assert document["schema"] == "preceptor/query/1"
    assert document["goal"] == "grandfather(X, bob), \\+ mother(X, _)"
    assert (document["truth"], document["complete"]) == ("true", False)
    (answer,) = document["answers"]
    assert answer["bindings"] == {"X": "carl"}
    assert answer["confidence"] == pytest.approx(0.9)
    assert answer["source"] == "rules"
    whole = answer["proof"]
    assert (whole["kind"], whole["rule"]) == ("goal", None)
    proof, absent = whole["premises"]
    assert (proof["kind"], proof["atom"]) == ("derived", "grandfather(carl, bob)")
    assert proof["rule"] == rule_id(family.theory.rules[2])
    assert [premise["kind"] for premise in proof["premises"]] == ["given", "derived"]
    assert (absent["kind"], absent["rule"], absent["premises"]) == ("absent", None, [])
    assert family.query("grandfather(X, bob)").document()["answers"][0]["proof"] is None


def test_a_changed_rule_base_goes_on_from_the_model_that_is_there() -> None:
    base = pr.RuleBase(pr.parse_theory("p(X) :- q(X), \\+ r(X). s(X) :- t(X).")).with_facts("q(a)")
    assert [str(atom) for atom, _ in base.model] == ["p(a)", "q(a)"]
    more = base.with_facts("r(a)", "t(b)")
    assert [str(atom) for atom, _ in more.model] == ["q(a)", "r(a)", "s(b)", "t(b)"]
    fewer = more.without_facts("r(a)").with_rules(pr.parse_theory("u(X) :- p(X).").rules)
    assert [str(atom) for atom, _ in fewer.model] == ["p(a)", "q(a)", "s(b)", "t(b)", "u(a)"]
    with pytest.raises(pr.InputError, match=r"not among the facts: q\(z\)"):
        base.without_facts("q(z)")
