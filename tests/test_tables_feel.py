"""FEEL in cells: what is read, what is refused by its name, and what is no FEEL at all."""

from __future__ import annotations

from fractions import Fraction

import pytest

from preceptor.logic import Num
from preceptor.tables.feel import condition, unary_tests
from preceptor.tables.moments import DateTime, Duration, Months, Time
from preceptor.tables.tokens import Refused
from preceptor.tables.unary import Against, Condition, Is, Span
from preceptor.tables.values import Value, say, term


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ('contains(?, "x")', "the function contains()"),
        ("count(items) > 3", "the function count()"),
        ("Loan Amount", "the name Loan Amount"),
        ("> applicant.age", "the name applicant.age"),
        ("[low..high]", "the name low"),
        ("2 * 3", "arithmetic"),
        ("> 2 ** 3", "arithmetic"),
        ('"a" + "b"', "arithmetic"),
        ("if a then b else c", "a conditional (if)"),
        ("for x in y return x", "an iteration (for)"),
        ("some x in y satisfies x", "a quantifier (some)"),
        ("every x in y satisfies x", "a quantifier (every)"),
        ("function(x) x", "a function definition"),
        ("{a: 1}", "a context ({...})"),
        ("[1, 2]", "a list ([...])"),
        ("years and months duration(a, b)", "the function years and months duration()"),
        ('duration("P1Y2DT3H")', "'P1Y2DT3H', which is no duration"),
        ('time("25:00:00")', "'25:00:00', which is no time"),
        ('time("10:00:00Z")', "a time with a zone"),
        ('@"10:00:00@Europe/Paris"', "a time with a zone"),
        ('date and time("2020-01-01T10:00:00+01:00")', "a time with a zone"),
        ("date and time(day, clock)", "a date with a time that is computed"),
        ('date("2020-02-30")', "'2020-02-30', which is no date"),
        ('date("2020-01-01T10:00:00")', "a date with a time of day"),
        ('< "m"', 'an order on "m"'),
        ("> null", "an order on null"),
        ("date(2020, month, 1)", "a date that is computed"),
    ],
)
def test_feel_that_is_not_read_is_refused_by_name(cell: str, name: str) -> None:
    with pytest.raises(Refused) as refused:
        unary_tests(cell)
    assert (refused.value.what, refused.value.is_feel) == (name, True)


def test_other_inputs_are_known_by_their_whole_names() -> None:
    inputs = frozenset({"Loan Amount", "age", "applicant.age"})
    assert condition("> Loan Amount", inputs=inputs) == Condition(
        Span(), (Against(">", "Loan Amount"),)
    )
    both = condition("Sum >= 3 and Sum != applicant . age", "Sum", inputs)
    assert both.against == (Against("!=", "applicant.age"),)
    with pytest.raises(Refused, match="the name Loan Sum"):
        condition("> Loan Sum", inputs=inputs)
    with pytest.raises(Refused, match="a comparison with the input age"):
        condition("age", inputs=inputs)
    with pytest.raises(Refused, match=r"the function age\(\)"):
        condition("> age(1)", inputs=inputs)


@pytest.mark.parametrize(
    ("cell", "value", "number", "said"),
    [
        ('time("10:30:00")', Time(Fraction(37800)), 37800, "10:30:00"),
        ('@"00:00:00.25"', Time(Fraction(1, 4)), Fraction(1, 4), "00:00:00.25"),
        ("time(1, 2, 3)", Time(Fraction(3723)), 3723, "01:02:03"),
        ('@"1970-01-02T00:00:01"', DateTime(Fraction(86401)), 86401, "1970-01-02T00:00:01"),
        ('date and time("1969-12-31")', DateTime(Fraction(-86400)), -86400, "1969-12-31T00:00:00"),
        ('duration("P1DT2H3M4.5S")', Duration(Fraction("93784.5")), None, "P1DT2H3M4.5S"),
        ('@"-PT36H"', Duration(Fraction(-129600)), -129600, "-P1DT12H"),
        ('duration("PT0S")', Duration(Fraction(0)), 0, "P0D"),
        ('duration("P1Y6M")', Months(18), 18, "P1Y6M"),
        ('@"-P24M"', Months(-24), -24, "-P2Y"),
    ],
)
def test_moments_are_exact_numbers_of_their_own_types(
    cell: str, value: Value, number: int | Fraction | None, said: str
) -> None:
    assert unary_tests(cell) == Is(value)
    assert say(value) == said
    if number is not None:
        assert term(value) == Num(number)


@pytest.mark.parametrize(
    "cell",
    ["1..5", "[1..5", '[1..@"P1D"]', "not(", "5,", "1 1", '"open', "“a”", "(((", "date('x')", ")"],
)
def test_what_is_no_feel_is_an_error_in_the_cell(cell: str) -> None:
    with pytest.raises(Refused) as refused:
        unary_tests(cell)
    assert refused.value.is_feel is False
