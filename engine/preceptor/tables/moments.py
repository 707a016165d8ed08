"""Moments: times, dates with a time, and durations as exact numbers, each a type of its own.

As FEEL has them (DMN 1.5, section 10.3.2.3), but for zones: what a zone offsets is in no order
with what has none, so one is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

DAY = 24 * 60 * 60  # seconds
_EPOCH = date(1970, 1, 1).toordinal()

_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9](?:\.[0-9]{1,50})?)")
_ZONED = re.compile(r"(.+:[0-9.]+)(?:Z|[+-][0-9]{2}:[0-9]{2}(?::[0-9]{2})?|@.+)")
_DAYS = re.compile(
    r"(-?)P(?=.)(?:([0-9]{1,50})D)?"
    r"(?:T(?=.)(?:([0-9]{1,50})H)?(?:([0-9]{1,50})M)?(?:([0-9]{1,50}(?:\.[0-9]{1,50})?)S)?)?"
)
_MONTHS = re.compile(r"(-?)P(?=.)(?:([0-9]{1,50})Y)?(?:([0-9]{1,50})M)?")


@dataclass(frozen=True, slots=True, order=True)
class Time:
    """Seconds after midnight, fewer than a day's."""

    seconds: Fraction

    def __str__(self) -> str:
        whole, rest = divmod(self.seconds, 60)
        return f"{int(whole) // 60:02}:{int(whole) % 60:02}:{_padded(rest)}"


@dataclass(frozen=True, slots=True, order=True)
class DateTime:
    """Seconds after the midnight that began 1970, whatever the place."""

    seconds: Fraction

    def __str__(self) -> str:
        days, rest = divmod(self.seconds, DAY)
        ordinal = int(days) + _EPOCH
        if not 1 <= ordinal <= date.max.toordinal():
            return f"{int(days)} days from 1970-01-01"  # no literal, but a sample of a cell
        return f"{date.fromordinal(ordinal).isoformat()}T{Time(Fraction(rest))}"


@dataclass(frozen=True, slots=True, order=True)
class Duration:
    """Seconds of a duration of days and times."""

    seconds: Fraction

    def __str__(self) -> str:
        days, rest = divmod(abs(self.seconds), DAY)
        hours, rest = divmod(rest, 3600)
        minutes, seconds = divmod(rest, 60)
        parts = ((int(hours), "H"), (int(minutes), "M"), (seconds, "S"))
        time = "".join(f"{_plain(number)}{unit}" for number, unit in parts if number)
        day = f"{int(days)}D" if days or not time else ""
        return f"{'-' if self.seconds < 0 else ''}P{day}{'T' if time else ''}{time}"


@dataclass(frozen=True, slots=True, order=True)
class Months:
    """Months of a duration of years and months."""

    months: int

    def __str__(self) -> str:
        years, months = divmod(abs(self.months), 12)
        year = f"{years}Y" if years else ""
        month = f"{months}M" if months or not years else ""
        return f"{'-' if self.months < 0 else ''}P{year}{month}"


def read_time(text: str) -> Time | None:
    """`10:30:00`, or None for what is no time."""
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    hours, minutes, seconds = found.groups()
    return Time(3600 * int(hours) + 60 * int(minutes) + Fraction(seconds))


def read_date(text: str) -> date | None:
    """`2020-01-31`, or None for what is no day."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_date_time(text: str) -> DateTime | None:
    """`2020-01-31T10:30:00`; a day alone is its midnight."""
    day, _, clock = text.partition("T")
    on, at = read_date(day), read_time(clock) if clock else Time(Fraction(0))
    if on is None or at is None:
        return None
    return DateTime((on.toordinal() - _EPOCH) * DAY + at.seconds)


def read_duration(text: str) -> Duration | Months | None:
    """`P1DT2H` or `P1Y6M`; None for what is neither, or has parts of both."""
    if months := _MONTHS.fullmatch(text):
        sign, years, more = months.groups(default="0")
        number = 12 * int(years) + int(more)
        return Months(-number if sign == "-" else number)
    if days := _DAYS.fullmatch(text):
        sign, *parts = days.groups(default="0")
        scales = (DAY, 3600, 60, 1)
        seconds = sum(
            (scale * Fraction(part) for scale, part in zip(scales, parts, strict=True)),
            Fraction(0),
        )
        return Duration(-seconds if sign == "-" else seconds)
    return None


def has_zone(text: str) -> bool:
    """Whether a time in the text is told with its zone."""
    return _ZONED.fullmatch(text) is not None


def _padded(seconds: Fraction) -> str:
    whole, rest = divmod(seconds, 1)
    return f"{int(whole):02}{_plain(Fraction(rest))[1:] if rest else ''}"


def _plain(number: Fraction | int) -> str:
    """Digits, and as many decimals as there are: seconds come from decimals and halves of them."""
    number = Fraction(number)
    if number.denominator == 1:
        return str(number.numerator)
    places = 1
    while (number * 10**places).denominator != 1 and places < 60:
        places += 1
    digits = f"{int(number * 10**places):0{places + 1}}"
    return f"{digits[:-places]}.{digits[-places:]}"
