"""Text that hands break: each break is found where a person would point, and hides no other clause.

A `¦` stands where the fault is to be told. Before and behind every broken clause stands a sound
one; both are to be read, by the parser and by the reader of replies.
"""

from __future__ import annotations

import time

import pytest

from preceptor import harvest
from preceptor.harvest import Status
from preceptor.logic import Code
from preceptor.syntax import read_rules

P101 = Code.SYNTAX

# A broken clause and words of what is said of it.
BROKEN = [
    # parentheses
    ("p(X ¦:- q(X).", "found ':-'; expected ')' or ','"),
    ("p(X)¦) :- q(X).", "found ')'"),
    ("p(X) :- (q(X), r(X)¦.", "found '.'"),
    ("p(X) :- q(X)¦), r(X).", "found ')'"),
    ("p(X) :- ((¦)), q(X).", "found ')'"),
    ("p(¦).", "without arguments an atom has no parentheses"),
    # commas
    ("p(X) :- q(X, ¦).", "found ')'"),
    ("p(X) :- q(X), ¦.", "found '.'"),
    ("p(X) :- ¦, q(X).", "found ','"),
    ("p(X) :- q(X) ¦r(X).", "found 'r'; expected ','"),
    ("p(a, ¦, b).", "found ','"),
    ("p(a ¦b).", "found 'b'; expected ')' or ','"),
    ("p(X)¦，q(Y).", "U+FF0C FULLWIDTH COMMA"),
    # necks and bodies
    ("p(X) :- ¦.", "found '.'"),
    ("p(X) ¦: - q(X).", "head :- body"),
    ("p(X) ¦<- q(X).", "head :- body"),
    ("p(X) ¦:— q(X).", "found ':'"),
    ("p(X) ¦→ q(X).", "RIGHTWARDS ARROW; expected"),
    ("p(X) ¦= q(X).", "found '='"),
    ("p(X) :- q(X) ¦:- r(X).", "found ':-'"),
    ("p(X) ¦? q(X).", "found '?'"),
    (":- ¦.", "found '.'"),
    ("¦?- p(a).", "a goal is asked"),
    ("p(a) ¦p(b).", "found 'p'"),
    # connectives of other languages
    ("p(X) :- q(X) ¦& r(X).", "a conjunction is  a, b"),
    ("p(X) :- q(X) ¦and r(X).", "a conjunction is  a, b"),
    ("p(X) :- q(X) ¦| r(X).", "alternatives are  (a ; b)"),
    ("p(X) :- q(X); ¦.", "found '.'"),
    ("p(X) :- ¦! q(X).", "negation is  \\+ goal"),
    ("p(X) :- not ¦q(X).", "negation is  \\+ goal"),
    ("p(X) :- \\+ ¦\\+ q(X).", "found '\\\\'"),
    ("-¦-p(a).", "found '-'"),
    ("¦∀ p(X).", "leave the quantifier out"),
    # comparisons and numbers
    ("p(X) :- q(X), X ¦== 3.", "found '=='"),
    ("p(X) :- q(X), X ¦<= 3.", "at most is  =<"),
    ("p(X) :- q(X), X ¦≤ 3.", "at most is  =<"),
    ("p(X) :- q(X), X ¦!= 3.", "different is  \\="),
    ("p(X) :- q(X), X >= ¦.", "found '.'"),
    ("p(X) :- q(X), N ¦is 3.", "there is no is"),
    ("p(X) :- q(X, Y), X = Y / ¦, r(X).", "found ','"),
    ("p(X) :- q(X), X > 3¦a.", "found 'a'"),
    ("p(a, 1.5¦.2).", "found '.'"),
    ("¦1.5 :: p(a).", "(0, 1]"),
    ("¦0 :: p(a).", "(0, 1]"),
    ("0.5 ¦: p(a).", "found ':'"),
    ("¦0.5 :: :- p(a).", "a denial carries no weight"),
    # names and quotes
    ("¦X :- p(X).", "found 'X'"),
    ("¦Parent(a, b).", "starts with a small letter"),
    ("p(q¦(a)).", "no function symbols"),
    ("p(¦[a, b]).", "no lists or sets"),
    ('p(¦"New York").', "single quotes"),
    ("p(¦“New York”).", "single quotes"),
    ("p(¦'New York).", "the quote is not closed"),
    ("p(don¦'t).", "found"),
    ("p('a' ¦'b').", "found \"'b'\""),
    ("p(¦'\\q').", "a backslash writes"),
    ("p(new¦-york).", "a name with a hyphen"),
    ("p(¦аnn).", "U+0430 CYRILLIC SMALL LETTER A"),
    ("p(¦$x).", "found '$'"),
    ("p(X) :- q(X), ¦!.", "there is no cut"),
    # characters, blanks, lines
    ("p(a)¦\x07.", "U+0007"),
    ("p(a¦\u202e).", "U+202E"),
    ("p(X) :-¦\u00a0q(X).", "not a plain space"),
    ("\tp(X)\t:-\t¦,\tq(X).", "found ','"),
    ("p(X) :-\n    q(X),\n    r(X, ¦),\n    s(X).", "found ')'"),
    ("p(X) :-\n    q(X), % the first\n    r(¦). % and no more", "found ')'"),
    ("p(X) :- q(X), ¦. % a comment. And more.", "found '.'"),
    ("p(a, ¦). q(b).", "found ')'"),
]


def _marked(text: str) -> tuple[str, int, int]:
    """The text without its mark, and the line and column of that."""
    before, _, after = text.partition("¦")
    return before + after, before.count("\n") + 1, len(before) - before.rfind("\n")


@pytest.mark.parametrize(("marked", "said"), BROKEN)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_break_is_told_at_its_place(marked: str, said: str, newline: str) -> None:
    broken, line, column = _marked(marked)
    text = f"\ufefffirst(a).\n{broken}\nlast(b).\n".replace("\n", newline)
    rules, faults = read_rules(text, "t")
    (fault,) = faults
    assert (fault.origin.line, fault.origin.column) == (line + 1, column)
    assert said.split(";")[0] in f"{fault.message}; {fault.hint}" or said in str(fault)
    assert fault.line_text == broken.split("\n")[line - 1]
    heads = [rule.head.name for rule in rules if rule.head is not None]
    assert (heads[0], heads[-1]) == ("first", "last")


@pytest.mark.parametrize(("marked", "said"), BROKEN)
def test_a_broken_line_of_a_reply_is_mended_or_told(marked: str, said: str) -> None:
    broken, line, _ = _marked(marked)
    text = f"first(a).\n{broken}\nlast(b).\n"
    found = harvest.read(text, "t", reader="rules").statements
    assert (found[0].after, found[-1].after) == ("first(a).", "last(b).")
    assert len(found) > 2
    for statement in found[1:-1]:
        if statement.status is Status.REJECTED:
            assert statement.reason.startswith(f"{line + 1}:"), said
            assert statement.code is not None


def test_a_clause_that_never_ends_is_told_at_its_end() -> None:
    rules, (fault,) = read_rules("p(X) :- q(X)\n\nr(a).\ns(b) :- t(b).\n", "t")
    assert (fault.origin.line, fault.origin.column) == (1, 13)
    assert fault.message == "the full stop at the end of the clause is missing"
    assert [rule.head.name for rule in rules if rule.head] == ["r", "s"]


def test_a_comment_that_never_ends_is_told_where_it_begins() -> None:
    rules, (fault,) = read_rules("first(a).\n  /* and so on\nlast(b).\n", "t")
    assert (fault.origin.line, fault.origin.column) == (2, 3)
    assert "the comment is not closed" in fault.hint
    assert len(rules) >= 1


@pytest.mark.parametrize(
    "hostile",
    [
        f"p({'a' * 70_000}",
        f"p({'(' * 100_000}a{')' * 100_000}).",
        f"p(X) :- {'(' * 100_000}q(X){')' * 100_000}.",
        f"p(X) :- {'q(X), ' * 20_000}.",
        f"p(X) :- X = {'1 + ' * 30_000}1.",
        f"p({'x' * 66_000} :- q.",
        f"{'- ' * 100_000}p(a).",
    ],
    ids=lambda text: f"{text[:12]}, {len(text)} characters",
)
def test_what_is_too_much_is_one_fault_in_under_a_second(hostile: str) -> None:
    started = time.process_time()
    rules, faults = read_rules(f"first(a).\n{hostile}\nlast(b).\n", "t")
    assert time.process_time() - started < 1.0
    assert len(faults) == 1
    assert faults[0].origin.line == 2
    assert [rule.head.name for rule in rules if rule.head] == ["first", "last"]
