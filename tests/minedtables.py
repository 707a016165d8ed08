"""What is asked of every table of mined rules."""

from __future__ import annotations

from preceptor.logic import Code
from preceptor.syntax import (
    Mined,
    show_rule,
)


def rules_of(mined: Mined) -> list[str]:
    return [show_rule(rule) for rule, _ in mined.rules]


def faults_of(mined: Mined) -> list[tuple[int, int, Code]]:
    return [(f.origin.line, f.origin.column, f.code) for f in mined.faults]


def adds_up(mined: Mined) -> bool:
    told = len(mined.rules) + len(mined.faults)
    return mined.lines == mined.blank + mined.comment + told + mined.unread
